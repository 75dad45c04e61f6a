"""The map of a town in a folder of its own: the map, what is handed out to be filled, and the reports.

Who uses it: the coordinator at the desk. What they do first: begin a map, empty or with the invented town. What can go
wrong: the name is taken, the disk is full, a returned file is broken or newer; then nothing that was there has changed.
Files that people send are read and not kept: they stay with those who sent them, with all that the map does not take.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import steppingup
from steppingup.common.errors import MappingError, SteppingUpError
from steppingup.mapping.importing.maps import read_file
from steppingup.record.map_file import read_map_file, write_map_file
from steppingup.record.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from steppingup.common.language import Words
    from steppingup.mapping.importing.form import Forms
    from steppingup.mapping.importing.read import How
    from steppingup.mapping.importing.result import Imported

MAP, FORMS, REPORTS = "map.json", "forms", "reports"
EXAMPLE = Path("facts", "example", "mapping.json")
AUDIENCES = {False: "working-group", True: "publication"}
PAGE = "index.html"


@dataclass(frozen=True)
class Given:
    """What became of one file: what it gave, or why it was not taken."""

    file: str
    found: Imported | None = None
    trouble: SteppingUpError | None = None


@dataclass(frozen=True)
class Standing:
    """How a map stands.

    Args:
        filled: cells with something in them.
        open: what people do not agree on.
        reported: whether a report holds all that the map holds now.
    """

    filled: int
    open: int
    reported: bool

    @property
    def next(self) -> str:
        """What comes next: fill, choose, report or send."""
        if not self.filled:
            return "fill"
        return "choose" if self.open else "send" if self.reported else "report"


@dataclass(frozen=True)
class MapFolder:
    """A folder with a map in it."""

    root: Path
    file: Path = field(init=False)

    def __post_init__(self) -> None:
        """Name the map."""
        object.__setattr__(self, "file", self.root / MAP)

    def sheets(self) -> Sheets:
        """Read the map.

        Raises:
            MappingError: it is gone.
            RecordError: it cannot be read.
        """
        try:
            return read_map_file(self.file).sheets
        except FileNotFoundError as error:
            raise MappingError(f"{self.file}: there is no such file.") from error

    def standing(self, open_: int) -> Standing:
        """Say how the map stands; ``open_`` counts what people do not agree on."""
        entries = self.sheets().entries()
        filled = {entry[:3] for entry in entries if entry.v is not None and not entry.f.startswith("_")}
        pages = [page.stat().st_mtime for public in AUDIENCES if (page := self.report(public=public))]
        return Standing(len(filled), open_, max(pages, default=0.0) > self.file.stat().st_mtime)

    def reports(self, *, public: bool) -> list[Path]:
        """List the pages of the reports for an audience, the youngest first."""
        found = self.root.glob(f"{REPORTS}/{AUDIENCES[public]}-*/{PAGE}")
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)

    def report(self, *, public: bool) -> Path | None:
        """Return the page of the youngest report for an audience, if there is one."""
        return next(iter(self.reports(public=public)), None)

    def new_report(self, today: date, *, public: bool) -> Path:
        """Name a folder for a report that is not there yet."""
        first = self.root / REPORTS / f"{AUDIENCES[public]}-{today.isoformat()}"
        path, number = first, 1
        while path.exists():
            number += 1
            path = first.with_name(f"{first.name}-{number}")
        return path


def is_of_report(file: Path) -> bool:
    """Tell whether a file belongs to a report: it lies there, or in one of its folders, beside a map."""
    above = [folder for folder in list(file.parents)[1:3] if folder.name == REPORTS]
    return any((folder.parent / MAP).is_file() for folder in above)


def map_folders(home: Path) -> list[Path]:
    """List the folders that hold a map, the youngest first."""
    found = [path.parent for path in home.glob(f"*/{MAP}")]
    return sorted(found, key=lambda path: (path / MAP).stat().st_mtime, reverse=True)


def begin(root: Path, words: Words, sheets: Sheets | None = None) -> MapFolder:
    """Begin a map in a new folder.

    Args:
        root: the folder; it must not be there yet.
        words: the language of what can go wrong.
        sheets: what the map begins with; nothing without it.

    Raises:
        MappingError: there is such a folder, or it cannot be made.
        RecordError: the map cannot be written.
    """
    try:
        root.mkdir(parents=True)
    except FileExistsError as error:
        raise MappingError(words.get("map.taken", name=root.name)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise MappingError(words.get("map.no-folder", name=root.name, reason=reason)) from error
    made = MapFolder(root)
    write_map_file(made.file, sheets or Sheets(), steppingup.__version__)
    return made


def take(
    folder: MapFolder,
    files: Sequence[tuple[str, bytes]],
    forms: Forms,
    how: How,
    told: Callable[[int, int], None] | None = None,
) -> list[Given]:
    """Take files that came back into the map; one that cannot be read holds up no other.

    Args:
        folder: the map.
        files: name and content of each.
        forms: the sheets of the map.
        how: the day, and what somebody chose.
        told: is called with how many files are read, and how many there are.

    Raises:
        RecordError: the map cannot be read or written; then nothing was taken.
    """
    known, given = folder.sheets(), []
    for number, (name, data) in enumerate(files):
        if told:
            told(number, len(files))
        try:
            found = read_file(data, name, forms, known, how)
        except SteppingUpError as error:
            given.append(Given(name, trouble=error))
            continue
        known = known.merge(found.sheets)
        given.append(Given(name, found))
    if any(one.found and one.found.sheets for one in given):
        write_map_file(folder.file, known, steppingup.__version__)
    return given
