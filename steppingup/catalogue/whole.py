"""When the course is whole, and which items count towards what it promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.catalogue.items.likeness import struck

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from steppingup.catalogue.model import Entry

CHAPTERS = ("01", "02", "03", "04", "05", "06")
LESSONS = ("chapters/", "case_studies/")
WORKSHEET = "worksheet"  # a tool that people use, not a question that they answer


def is_whole(course: Path) -> bool:
    """Tell whether all six chapters are there; before that, nobody can ask for the numbers of the whole."""
    return set(CHAPTERS) <= {path.parent.name[:2] for path in course.glob("chapters/[0-9][0-9]-*/index.md")}


def counted(entries: Iterable[Entry]) -> list[Entry]:
    """List the items that count: not the gallery's, no worksheets, and not what nearly repeats another one."""
    found = [entry for entry in entries if entry.set != "practice" or entry.place.startswith(LESSONS)]
    found = [entry for entry in found if entry.model.kind != WORKSHEET]
    gone = struck(found)
    return [entry for entry in found if entry.id not in gone]


def folder_of(entry: Entry) -> str:
    """Return the folder of an item, such as ``chapters/02-definition``."""
    return entry.place.rpartition("/")[0]
