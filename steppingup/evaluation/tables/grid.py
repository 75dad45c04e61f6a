"""A table from elsewhere as titles and rows, and its cells as numbers, options or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.common.errors import EvaluationError
from steppingup.documents.incoming import read_incoming
from steppingup.documents.incoming_cells import IncomingError, Limits
from steppingup.documents.letters import same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from steppingup.documents.incoming_cells import Cell, IncomingSheet, Trouble
    from steppingup.evaluation.quality import Quality

# A table of evaluators is larger than what a town maps.
LIMITS = Limits(size=300 * 1024 * 1024, unpacked=600 * 1024 * 1024, rows=2_000_000, columns=2000)
_TROUBLE: Mapping[Trouble, str] = {
    "large": "it is larger than 300 MB. Split it, or leave columns out",
    "unpacked": "it unpacks to more than a table needs. Save it again from a spreadsheet",
    "old": "it is an Excel file of 1997, or has a password. Save it as .xlsx or CSV without one",
    "open-document": "it is an OpenDocument file. Save it as .xlsx or CSV",
    "word": "it is a Word file. Copy its table into a spreadsheet, and save it as .xlsx or CSV",
    "damaged": "it is damaged. Save it again from a spreadsheet",
    "no-table": "it is no table. Save it as CSV or .xlsx",
    "long": "it has more than 2,000,000 rows. Split it",
}
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,2})?")
# What programs write where nothing stands.
NOTHING = frozenset({"", "na", "n/a", "nan", "null", "-", "\u2013", "#n/a", "."})
_TRUE = {"true": 1.0, "false": 0.0}


@dataclass(frozen=True)
class Row:
    """One row: its number in the file, and a text for each column; empty where nothing stands."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table: its file, the titles of its columns, and its rows, each as wide as the titles."""

    file: str
    titles: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, title: str) -> int:
        """Return the place of a column; case, accents and blanks of its title do not count.

        Raises:
            EvaluationError: there is none.
        """
        if title in self.titles:
            return self.titles.index(title)
        found = self.find({same(title)})
        if found is None:
            raise EvaluationError(f"{self.file} has no column '{title}'. Its columns are: {', '.join(self.titles)}.")
        return found

    def find(self, names: frozenset[str] | set[str]) -> int | None:
        """Return the place of the first column that has one of the names, or None."""
        return next((place for place, title in enumerate(self.titles) if same(title) in names), None)


def read_grid(path: Path, quality: Quality) -> Grid:
    """Read the first sheet of a file that has two rows, or the first that has any.

    Raises:
        EvaluationError: the file cannot be read, is empty, or its first row holds no names.
    """
    try:
        found = read_incoming(path.read_bytes(), LIMITS)
    except IncomingError as error:
        raise EvaluationError(f"{path.name} cannot be read: {_TROUBLE[error.kind]}.") from error
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read ({error.strerror}). Check the name and try again.") from error
    if found.unreadable:
        quality.add(path.name, "Some letters could not be read; save the file as UTF-8 if names of columns look wrong.")
    sheets = [sheet for sheet in found.sheets if sheet.rows and not sheet.hidden]
    if not sheets:
        raise EvaluationError(f"{path.name} is empty. It needs a first row with the names of the columns.")
    chosen = next((sheet for sheet in sheets if len(sheet.rows) > 1), sheets[0])
    if len(sheets) > 1:
        quality.add(path.name, f"Only the sheet '{chosen.name}' was read.", how_many=len(sheets) - 1)
    return _grid(path.name, chosen, quality)


def number_of(text: str) -> float | None:
    """Return the number that a cell holds, with decimal point or comma; of percent the number before; else None."""
    plain = text.replace("\u00a0", " ").replace("\u2212", "-").strip().removesuffix("%").rstrip()
    if plain.casefold() in _TRUE:
        return _TRUE[plain.casefold()]
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


def is_nothing(text: str) -> bool:
    """Tell whether a cell is empty, or says that nothing stands there."""
    return text.strip().casefold() in NOTHING


def _grid(file: str, sheet: IncomingSheet, quality: Quality) -> Grid:
    (_, head), *rows = _below_captions(file, sheet, quality)
    if not rows:
        quality.add(file, "There is no row below the names of the columns.")
    width = max(len(row) for _, row in sheet.rows)
    titles = [_text(cell).strip() for cell in head] + [""] * (width - len(head))
    if all(number_of(title) is not None for title in titles if title):
        raise EvaluationError(f"{file}: the first row holds no names. Put the names of the columns above the numbers.")
    kept = [place for place, title in enumerate(titles) if title]
    lost = {place for _, row in rows for place, cell in enumerate(row) if _text(cell).strip()} - set(kept)
    for place in sorted(lost):
        quality.add(file, "The column has no name and was left aside.", f"column {place + 1}")
    _distinct(file, [titles[place] for place in kept])
    made = tuple(Row(number, tuple(_text(row[at]) if at < len(row) else "" for at in kept)) for number, row in rows)
    return Grid(file, tuple(titles[place] for place in kept), made)


def _below_captions(file: str, sheet: IncomingSheet, quality: Quality) -> list[tuple[int, tuple[Cell, ...]]]:
    """Leave lines above the names of the columns aside: one filled cell alone names no table of several columns."""
    rows = [*sheet.rows]
    usual = max(_filled(row) for _, row in rows)
    while usual > 1 and len(rows) > 1 and _filled(rows[0][1]) == 1 < _filled(rows[1][1]):
        quality.add(file, "The line is no names of columns, but a caption; it was left aside.", f"row {rows[0][0]}")
        rows = rows[1:]
    return rows


def _filled(row: Sequence[Cell]) -> int:
    return sum(bool(_text(cell).strip()) for cell in row)


def _distinct(file: str, titles: list[str]) -> None:
    seen: set[str] = set()
    for title in titles:
        if title in seen:
            raise EvaluationError(f"{file}: two columns are called '{title}'. Give each column its own name.")
        seen.add(title)


def _text(cell: Cell) -> str:
    if cell.value is None or cell.mark == "unstored":
        return ""
    return str(cell.value)
