"""What the course says about roles and competencies: names, required levels, and the lessons that close a gap."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median_low
from typing import TYPE_CHECKING

from steppingup.statistics.needs import CUT_SCORES

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Ability:
    """A competency.

    Args:
        id: its id.
        area: the id of its area.
        statement: what somebody can do.
        required: the level (0 to 3) that each role needs.
    """

    id: str
    area: str
    statement: str
    required: Mapping[str, int]

    def level(self, role: str) -> int:
        """Return the level that a role needs; of people without a known role, the one that is usual among roles."""
        if role:
            return self.required.get(role, 0)
        return median_low(self.required.values()) if self.required else 0


@dataclass(frozen=True)
class Lesson:
    """A lesson that teaches competencies: its number, its title, and its page in the book."""

    number: str
    title: str
    page: str
    competencies: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """Names and levels.

    Args:
        roles: their names.
        areas: the names of the areas.
        abilities: the competencies.
        lessons: in the order of the book.
        origin: where the required levels come from.
        cuts: the share of points that each level asks for.
    """

    roles: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    abilities: Mapping[str, Ability] = field(default_factory=dict)
    lessons: tuple[Lesson, ...] = ()
    origin: str = ""
    cuts: Mapping[int, float] = field(default_factory=lambda: dict(CUT_SCORES))

    def closing(self, competencies: tuple[str, ...], most: int = 4) -> tuple[Lesson, ...]:
        """Return a few lessons that together teach some competencies, in the order of the book.

        Each time, the lesson that teaches most of what is still missing is taken, the first of the book among equals.
        """
        missing, found = set(competencies), list[Lesson]()
        while missing and len(found) < most:
            best = max(self.lessons, key=lambda one: len(missing & set(one.competencies)), default=None)
            if best is None or not missing & set(best.competencies):
                break
            found.append(best)
            missing -= set(best.competencies)
        return tuple(sorted(found, key=self.lessons.index))
