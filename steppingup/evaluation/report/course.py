"""What a report takes from the course: names, required levels, lessons by competency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.catalogue.pages import read_pages
from steppingup.common.facts import load_facts
from steppingup.common.yamlfile import read_yaml
from steppingup.evaluation.findings.course import Ability, Course, Lesson

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.catalogue.pages import Page
    from steppingup.common.language import Words

COMPETENCIES = "facts/competencies.yml"
CHAPTERS = "chapters/"  # cases practise what these teach


def course_of(folder: Path, words: Words) -> Course:
    """Read the course; what its check would complain of is left out here.

    Args:
        folder: of the course.
        words: of the language of the report.
    """
    facts = load_facts(folder, words)
    data = read_yaml(folder / COMPETENCIES, folder).data
    abilities = {
        id_: Ability(id_, one.area, one.statement, dict(one.required)) for id_, one in facts.competencies.items()
    }
    pages, _ = read_pages(folder)
    return Course(
        {id_: one.name for id_, one in facts.roles.items()},
        {id_: one.name for id_, one in facts.areas.items()},
        abilities,
        tuple(sorted(_lessons(pages), key=lambda one: _order(one.number))),
        str(data.get("origin", "")),
    )


def _lessons(pages: list[Page]) -> Iterator[Lesson]:
    for page in pages:
        about = page.front.data.get("lesson") if isinstance(page.front.data, dict) else None
        taught = about.get("competencies") if isinstance(about, dict) else None
        title = next((heading.text for heading in page.headings if heading.level == 1), "")
        if about and taught and title and page.file.startswith(CHAPTERS):
            yield Lesson(str(about.get("number", "")), title, page.file, tuple(map(str, taught)))


def _order(number: str) -> list[int]:
    """Sort lessons by chapter and place."""
    return [int(part) if part.isdigit() else 0 for part in number.split(".")]
