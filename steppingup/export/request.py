"""What somebody asks to be exported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.common.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True)
class Request:
    """An export that somebody asked for.

    Args:
        course: the course folder.
        out: the file to write; it does not exist yet.
        folders: chapters and cases, such as ``chapters/02-definition``; empty for the whole course.
        with_graded: whether graded items go in with their keys, for a trainer.
        language: the language of the texts.
        mark: the least mean score for having passed a package, 0 to 1; without one, everything answered is enough.
        path: the path (a role or a tier) that counts in a package for everybody; empty for the learner's own.
        home: the web address of whoever offers the course, for ids in other systems.
        record: the record of a learner, for statements.
        learner: the pseudonym of the learner; empty for one that is made up for this file.
        with_check: whether the questions of the final check go in, too; they are no practice.
    """

    course: Path
    out: Path
    folders: tuple[str, ...] = ()
    with_graded: bool = False
    language: str = "en"
    mark: float | None = None
    path: str = ""
    home: str = ""
    record: Path | None = None
    learner: str = ""
    with_check: bool = False

    def wants(self, folder: str) -> bool:
        """Tell whether a folder of the course was asked for."""
        return not self.folders or folder in self.folders


def chapter_folders(course: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Find chapters by their number or folder, and cases by their folder, in the order of the course.

    Raises:
        ExportError: there is none of such a name; the message lists what there is.
    """
    known = _known(course)
    found = set()
    for name in names:
        wanted = name.strip().strip("/").rpartition("/")[2]
        if wanted not in known:
            raise ExportError(f"No chapter or case '{name[:60]}'. There are: {', '.join(_shortest(known))}.")
        found.add(known[wanted])
    return tuple(folder for folder in dict.fromkeys(known.values()) if folder in found)


def _known(course: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(course.glob("chapters/[0-9][0-9]-*/index.md")):
        folder = f"chapters/{path.parent.name}"
        number = path.parent.name[:2]
        found |= dict.fromkeys((number.lstrip("0"), number, path.parent.name), folder)
    for path in sorted(course.glob("case_studies/*/index.md")):
        found[path.parent.name] = f"case_studies/{path.parent.name}"
    return found


def _shortest(known: dict[str, str]) -> list[str]:
    """Name each folder once, by the first of its names."""
    names: dict[str, str] = {}
    for name, folder in known.items():
        names.setdefault(folder, name)
    return list(names.values())
