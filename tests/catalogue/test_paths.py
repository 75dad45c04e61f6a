"""Paths by role: what they name must exist and be for that role."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from steppingup.catalogue.check import check_course
from steppingup.catalogue.load import load_catalogue
from steppingup.catalogue.messages import activities_pot
from steppingup.common.facts import load_facts
from steppingup.common.language import Words
from tests.catalogue.tiny import tiny_course, write

LINES = "monday: [One line., Two lines., Three lines.]"


def problems(course: Path, paths: str) -> list[str]:
    write(course, "facts/paths.yml", paths)
    return [str(problem) for problem in check_course(course, date(2026, 1, 15))]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return tiny_course(tmp_path)


def test_a_sound_path_is_silent(course: Path) -> None:
    assert problems(course, f'- {{id: health_staff, must: ["1.1"], {LINES}}}\n') == []


def test_lessons_that_do_not_exist_or_stand_twice(course: Path) -> None:
    found = problems(course, f'- {{id: health_staff, must: ["1.1", "9.9"], should: ["1.1"], {LINES}}}\n')
    assert found == [
        "facts/paths.yml:1: health_staff: must: no lesson has the number 9.9; correct it, or write the lesson",
        "facts/paths.yml:1: health_staff: should: lesson 1.1 stands under 'must', too; keep one",
    ]


def test_a_path_needs_a_role_and_lines(course: Path) -> None:
    found = problems(course, '- {id: plumber, must: ["1.1"], monday: [One line.]}\n')
    assert len(found) == 1
    assert "facts/paths.yml:1: plumber: monday" in found[0]
    found = problems(course, f'- {{id: plumber, must: ["1.1"], {LINES}}}\n')
    assert any("unknown id 'plumber'" in line for line in found)


def test_a_lesson_must_be_for_the_role(course: Path) -> None:
    lesson = course / "chapters/01-start/01-lesson.md"
    text = lesson.read_text(encoding="utf-8")
    write(course, "chapters/01-start/01-lesson.md", text.replace("roles: [all]", "roles: [social_worker]", 1))
    [line] = problems(course, f'- {{id: health_staff, must: ["1.1"], {LINES}}}\n')
    assert "lesson 1.1 is not for this role" in line


def test_two_lessons_share_no_number(course: Path) -> None:
    lesson = (course / "chapters/01-start/01-lesson.md").read_text(encoding="utf-8")
    write(course, "chapters/01-start/02-lesson.md", lesson)
    assert any("02-lesson.md:4: lesson: number: another lesson has the number 1.1" in p for p in problems(course, "[]"))


def test_the_lines_of_a_sheet_are_translated(course: Path) -> None:
    write(course, "facts/paths.yml", f'- {{id: health_staff, must: ["1.1"], {LINES}}}\n')
    pot = activities_pot(load_catalogue(course))
    assert 'msgctxt "rolepath/health_staff:monday.2"\nmsgid "Two lines."' in pot
    words = Words("xx", content={"rolepath/health_staff:monday.2": ("Two lines.", "Zwei Zeilen.")})
    assert load_facts(course, words).paths["health_staff"].monday == ["One line.", "Zwei Zeilen.", "Three lines."]
