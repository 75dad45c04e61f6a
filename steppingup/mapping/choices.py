"""What people do not agree on in a map, as questions to answer: the values side by side, and one choice each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import steppingup
from steppingup.mapping.importing.values import shown
from steppingup.record.entries import GONE
from steppingup.record.map_file import read_map_file, write_map_file
from steppingup.record.store import new_replica

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.mapping.importing.form import Form, Forms
    from steppingup.record.entries import Entry, Value
    from steppingup.record.sheets import Row, Sheets


class Option(NamedTuple):
    """One of the values of a cell: as the map keeps it, as a person reads it, and the day it was written."""

    value: Value
    text: str
    day: str


@dataclass(frozen=True)
class Question:
    """A cell with several values, or a row that one person took away while another changed it.

    Args:
        cell: sheet, row and column of the map; ``_gone`` for a row.
        sheet: what the sheet is called.
        row: what the row is called.
        column: what the column is called; nothing for a row.
        options: what can be chosen; for a row, to keep it and to remove it.
    """

    cell: tuple[str, str, str]
    sheet: str
    row: str
    column: str
    options: tuple[Option, ...]

    @property
    def torn(self) -> bool:
        """Tell whether it is a whole row."""
        return self.cell[2] == GONE


def questions(sheets: Sheets, forms: Forms) -> Iterator[Question]:
    """List what a map leaves open, sheet by sheet as the course has them; other sheets ask nothing."""
    for form in forms:
        for sheet, row, field in sheets.only(form.id).conflicts():
            if field == GONE:
                marks = {bool(mark.v): mark.day for mark in row.marks}
                days = marks.get(False, _last_day(row)), marks.get(True, "")
                options = tuple(Option(gone, "", day) for gone, day in zip((False, True), days, strict=True))
                yield Question((sheet, row.id, field), form.title, row_name(form, row), "", options)
            elif field in form.fields:
                options = tuple(_option(form, row, entry) for entry in row.rivals(field))
                label = form.fields[field].label
                yield Question((sheet, row.id, field), form.title, row_name(form, row), label, options)


def choose(path: Path, question: Question, value: Value, day: str) -> Sheets:
    """Write a choice into a map, as one who has seen all values; return the map.

    Raises:
        RecordError: the map cannot be read or written; it is as it was.
    """
    sheet, row, field = question.cell
    chosen = read_map_file(path).sheets.write(sheet, row, {field: value}, by=new_replica(), day=day)
    return write_map_file(path, chosen, steppingup.__version__)


def row_name(form: Form, row: Row) -> str:
    """Name a row: by what it asks, or by what stands in its first column."""
    first = next(iter(form.fields.values()))
    return form.rows.get(row.id) or shown(first, row.value(first.id)) or row.id


def _option(form: Form, row: Row, entry: Entry) -> Option:
    return Option(entry.v, shown(form.field(entry.f, row.id) or form.fields[entry.f], entry.v), entry.day)


def _last_day(row: Row) -> str:
    return max((found[-1].day for found in row.cells.values() if found), default="")
