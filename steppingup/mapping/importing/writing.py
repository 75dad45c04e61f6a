"""Entries for the map, made from the cells of one file: the same file gives the same entries to everybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from steppingup.mapping.importing.base import Base
from steppingup.mapping.importing.result import Imported, Where
from steppingup.record.entries import PLACE, Entry, entry_from
from steppingup.record.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.mapping.importing.form import Forms
    from steppingup.record.entries import Value


@dataclass
class FileImport:
    """One file on its way into the map.

    Args:
        file: its name.
        forms: the sheets of the map.
        known: the map as it stands.
        by: who writes: made from the content of the file.
        day: today.
        replaces: whether the file is newer than the map.
        base: what the map held when the file was written, if it is one of ours; ``based`` tells.
    """

    file: str
    forms: Forms
    known: Sheets
    by: str
    day: str
    replaces: bool = False
    base: Base = field(default_factory=Base)
    based: bool = False
    result: Imported = field(default_factory=Imported)
    entries: list[Entry] = field(default_factory=list)

    def where(self, sheet: str = "", row: int = 0, column: str = "") -> Where:
        """Name a place in the file."""
        return Where(self.file, sheet, row, column)

    def write(self, cell: tuple[str, str, str], value: Value, number: int) -> None:
        """Write a cell, unless the map says the same.

        Args:
            cell: sheet, row and column of the map.
            value: what the file says.
            number: of the cell in the file, so that the same cell always gives the same entry.
        """
        standing = self.known.cell(*cell)
        agreed = all if self.replaces else any
        if standing and agreed(entry.v == value for entry in standing):
            self.result.same += cell[2] != PLACE
            return
        sheet, row, column = cell
        seen = _history([*self.base.sheets.cell(*cell), *(standing if self.replaces else ())])
        raw = {"s": sheet, "r": row, "f": column, "v": value, "by": self.by, "n": number, "seen": seen}
        self.entries.append(entry_from({**raw, "day": self.day}, number))

    def finish(self) -> Imported:
        """Return the result, with how many cells of the map it changes."""
        self.result.sheets = Sheets(self.entries)
        self.result.cells = changes(self.known, self.result.sheets)
        return self.result


def changes(known: Sheets, new: Sheets) -> dict[str, int]:
    """Count the cells that are not as they were, by short name of the sheet."""
    whole = known.merge(new)
    cells = {(entry.s, entry.r, entry.f) for entry in new.entries() if not entry.f.startswith("_")}
    found: dict[str, int] = {}
    for cell in sorted(cells):
        if whole.cell(*cell) != known.cell(*cell):
            name = cell[0].removeprefix("map/")
            found[name] = found.get(name, 0) + 1
    return found


def _history(seen: Iterable[Entry]) -> dict[str, int]:
    """Say what somebody had seen who had these entries before their eyes."""
    found: dict[str, int] = {}
    for entry in seen:
        for name, most in (*entry.seen, (entry.by, entry.n)):
            found[name] = max(found.get(name, 0), most)
    return found
