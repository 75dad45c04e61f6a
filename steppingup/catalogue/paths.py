"""Paths by role: the lessons that they name exist, are for that role, and have a number of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.catalogue.lessons import lesson_of
from steppingup.common.errors import Problem
from steppingup.common.facts import ALL_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.catalogue.lessons import Lesson
    from steppingup.catalogue.pages import Page
    from steppingup.common.facts import Facts


def path_problems(pages: list[Page], facts: Facts) -> Iterator[Problem]:
    """Yield lessons that share a number, and what is wrong in facts/paths.yml."""
    lessons: dict[str, Lesson] = {}
    for page in pages:
        lesson = lesson_of(page)
        if lesson is None or page.path.name == "index.md":
            continue
        if lesson.number in lessons:
            line = page.front.line(("lesson", "number"))
            yield page.problem(line, "number", f"another lesson has the number {lesson.number}, too", "lesson")
        lessons.setdefault(lesson.number, lesson)
    for role, path in facts.paths.items():
        place = facts.places["paths", role]
        for field in ("must", "should"):
            for number in getattr(path, field):
                if fault := _fault(number, role, lessons.get(number)):
                    yield Problem(*place, role, field, fault)
        for number in sorted(set(path.must) & set(path.should)):
            yield Problem(*place, role, "should", f"lesson {number} stands under 'must', too; keep one")


def _fault(number: str, role: str, lesson: Lesson | None) -> str:
    if lesson is None:
        return f"no lesson has the number {number}; correct it, or write the lesson"
    if role not in lesson.roles and ALL_ROLES not in lesson.roles:
        return f"lesson {number} is not for this role; add the role to its front matter, or take it off the path"
    return ""
