"""What the final check knows of its bank: the items, what each is about, where that is taught, for whom is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steppingup.book.state import digest
from steppingup.catalogue.bank import bank_entries, learners

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.book.course_pages import CoursePage
    from steppingup.book.state import State


def bank_data(state: State, pages: Iterable[CoursePage]) -> dict[str, Any]:
    """Return what ``bank.js`` holds; like practice items, these carry their keys: the check is formative.

    Args:
        state: what the build knows.
        pages: the pages of the course in reading order, which say what they teach.
    """
    facts, lessons = state.facts, [page for page in pages if page.parent and page.lesson.minutes]
    competencies = {
        id_: {
            "name": one.statement,
            "area": one.area,
            "pages": [page.docname for page in lessons if id_ in page.lesson.competencies],
        }
        for id_, one in facts.competencies.items()
    }
    return {
        **bank_items(state),
        "competencies": competencies,
        "areas": {area.id: area.name for area in facts.areas.values()},
        "learners": {
            id_: {"role": one.role, "levels": {name: level for name, level in one.levels.items() if level}}
            for id_, one in learners(facts).items()
        },
    }


def bank_items(state: State) -> dict[str, Any]:
    """Return the specs of the items, and of each what the draw and the result look at."""
    entries = bank_entries(state.catalogue)
    meta = {
        entry.id: {
            "competency": entry.model.competency,
            "roles": entry.model.roles,
            "tier": entry.model.tier,
            "place": entry.model.place or entry.id,
        }
        for entry in entries
    }
    return {"specs": [entry.spec() for entry in entries], "meta": meta}


def bank_version(state: State, pages: Iterable[CoursePage]) -> str:
    """Return a short digest of the bank, so that a browser never draws from an older one."""
    return digest([bank_data(state, pages)])[:8]
