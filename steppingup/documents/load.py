"""Find, read and check the figures of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steppingup.common.errors import ContentError, Problem, SteppingUpError
from steppingup.common.facts import FACT_MARK, load_facts
from steppingup.common.language import Words
from steppingup.common.validation import name_of, validate
from steppingup.common.yamlfile import Document, read_yaml
from steppingup.documents.models import KINDS, Figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.common.facts import Facts

FILES = "figures*.yml"
PLACES = (f"chapters/*/{FILES}", f"case_studies/*/{FILES}", f"book/{FILES}", f"exercises/*/{FILES}")


class FigureNotFoundError(SteppingUpError):
    """No lesson has a figure of this name."""


def figure_files(course: Path) -> list[Path]:
    """List the files of figures that a course has, in a fixed order."""
    return [path for place in PLACES for path in sorted(course.glob(place))]


def load_figures(course: Path, words: Words | None = None, facts: Facts | None = None) -> dict[str, Figure]:
    """Read all figures of a course, in the language of `words`, with the facts put in.

    Raises:
        ContentError: with everything that is wrong, by file and line.
    """
    words = words or Words()
    facts = facts or load_facts(course, words)
    figures, problems = read_figures(course, facts)
    if problems:
        raise ContentError(problems)
    return {id_: _told(figure, words, facts) for id_, figure in figures.items()}


def read_figures(course: Path, facts: Facts) -> tuple[dict[str, Figure], list[Problem]]:
    """Read all figures as they are written, and list what is wrong with them."""
    figures: dict[str, Figure] = {}
    problems: list[Problem] = []
    for path in figure_files(course):
        try:
            document = read_yaml(path, course)
        except ContentError as error:
            problems += error.problems
            continue
        problems += _take(document, figures, facts)
    return figures, problems


def _take(document: Document, figures: dict[str, Figure], facts: Facts) -> Iterator[Problem]:
    if not isinstance(document.data, list):
        yield document.problem((), "must be a list of figures; begin each with '- id:'")
        return
    for index, value in enumerate(document.data):
        figure, problems = _figure(value, document, index)
        yield from problems
        if figure is None:
            continue
        if figure.id in figures:
            yield document.problem((index,), "this id stands twice; rename one", figure.id, "id")
        figures[figure.id] = figure
        yield from _unknown(figure, document, index, facts)


def _figure(value: Any, document: Document, index: int) -> tuple[Figure | None, list[Problem]]:
    kind = value.get("kind") if isinstance(value, dict) else None
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        what = f"must be one of {', '.join(KINDS)}; found {str(kind)[:40]!r}"
        return None, [document.problem((index, "kind"), what, name_of(value), "kind")]
    return validate(model, value, document, (index,))


def _unknown(figure: Figure, document: Document, index: int, facts: Facts) -> Iterator[Problem]:
    for source in figure.sources:
        if source not in facts.sources:
            what = f"unknown source '{source}'; add it to facts/sources.yml or correct the id"
            yield document.problem((index, "source"), what, figure.id, "sources")
    for path, text in figure.texts():
        place = (index, *(int(part) - 1 if part.isdigit() else part for part in path.split(".")))
        for mark in FACT_MARK.findall(text):
            if mark not in facts.facts:
                what = f"unknown fact '{mark}'; add it to facts/facts.yml or correct the id"
                yield document.problem(place, what, figure.id, path)
        if "<" in text:
            yield document.problem(place, "texts are plain: write 'less than', not '<'", figure.id, path)


def _told(figure: Figure, words: Words, facts: Facts) -> Figure:
    return figure.with_texts(lambda path, text: facts.fill(words.text(f"{figure.id}:{path}", text)))
