"""The entries of one or many map files as tables, a row for each row of a sheet.

Where people wrote different values into one cell, the row stands there once for each of them: a *version*. Values that
one person wrote belong together: a version is what one of them wrote, filled up with what nobody disputes. Nobody's
version is the right one, so reports show all of them, side by side.
"""

from __future__ import annotations

import gc
import re
from collections import namedtuple
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from steppingup.mapping.forms import SHEETS
from steppingup.mapping.guard import read_sifted
from steppingup.record.entries import GONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from steppingup.mapping.forms import SheetForm
    from steppingup.mapping.guard import Refused
    from steppingup.record.entries import Value
    from steppingup.record.sheets import Row, Sheets

# what every table has beside the columns of its sheet
ROW, VERSION, VERSIONS, TORN, DAY = "row", "version", "versions", "torn", "day"
EXTRA = (ROW, VERSION, VERSIONS, TORN, DAY)
# digits of ASCII, and few enough of them
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")
CONFLICT_COLUMNS = ("sheet", "row", "field", "version", "value", "day")


@dataclass(frozen=True)
class Workbook:
    """A map as tables.

    Args:
        tables: by the short name of the sheet (``answers``): `EXTRA`, then the columns of the sheet. ``row`` is the
            id; ``version`` counts from 1, ``versions`` says how many there are; ``torn`` marks a row that somebody took
            away while somebody else changed it; ``day`` is when it was last written to.
        conflicts: every value of every cell that holds several, with its day; field ``_gone`` for torn rows.
        strays: how many entries stand in sheets or columns that this release does not know; they stay in the files.
        refused: cells of the files that name a suspect; they are in no table.
    """

    tables: Mapping[str, pd.DataFrame]
    conflicts: pd.DataFrame
    strays: int = 0
    refused: tuple[Refused, ...] = ()

    def __getitem__(self, sheet: str) -> pd.DataFrame:
        return self.tables[sheet]


def read_workbook(paths: Sequence[Path], forms: Mapping[str, SheetForm]) -> Workbook:
    """Read map files, unite them, and make tables of them; no file is changed.

    Raises:
        MappingError: a file is not there.
        RecordError: a file is no map; the sentence names it.
    """
    with _nothing_to_collect():
        sheets, refused = read_sifted(paths)
        return replace(workbook(sheets, forms), refused=refused)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Keep Python from looking for cycles among hundreds of thousands of entries that have none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def workbook(sheets: Sheets, forms: Mapping[str, SheetForm]) -> Workbook:
    """Make tables of the entries of a map."""
    known = {f"map/{name}": set(forms[name].columns) for name in SHEETS}
    strays = sum(entry.f[0] != "_" and entry.f not in known.get(entry.s, ()) for entry in sheets)
    rows = {name: sheets.rows(f"map/{name}", list(forms[name].rows)) for name in SHEETS}
    tables = {name: _table(rows[name], forms[name]) for name in SHEETS}
    found = [line for name in SHEETS for row in rows[name] for line in _conflicts(name, row, forms[name])]
    return Workbook(tables, pd.DataFrame(found, columns=list(CONFLICT_COLUMNS), dtype=object), strays)


def lines_of(table: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a table, each with its columns as attributes; pandas' own way is slow on columns of texts."""
    line = namedtuple("line", table.columns, rename=True)  # type: ignore[misc]  # the names come from the table
    return map(line._make, zip(*(table[column].tolist() for column in table.columns), strict=True))


def _table(rows: Sequence[Row], form: SheetForm) -> pd.DataFrame:
    columns = list(form.columns)
    lines = [line for row in rows if not row.gone and any(row.value(c) is not None for c in columns)
             for line in _versions(row, columns)]  # fmt: skip
    table = pd.DataFrame(lines, columns=[*EXTRA, *columns], dtype=object)
    for name, type_ in form.types.items():
        if type_ in {"number", "certainty"}:
            table[name] = pd.to_numeric(table[name].map(_number), errors="coerce")
    return table.astype({VERSION: int, VERSIONS: int, TORN: bool})


def _number(value: Value) -> float | None:
    """Return a number; a text counts as one only if it is nothing else: "inf" and "1e999" would end every sum."""
    if isinstance(value, str):
        return float(value) if _PLAIN_NUMBER.fullmatch(value.strip(" ")) else None
    return value


def _versions(row: Row, columns: Sequence[str]) -> Iterator[list[Any]]:
    """Yield a row as it is, or once for each person whose values differ from another's."""
    disputed = [column for column in columns if row.rivals(column)] if _has_several(row) else []
    shown = {column: row.value(column) for column in columns}
    found = [{**shown, **own} for own in _by_writer(row, disputed)] if disputed else [shown]
    versions = list({tuple(one.values()): one for one in found}.values())
    for number, values in enumerate(versions, 1):
        yield [row.id, number, len(versions), row.torn, _day(row), *values.values()]


def _by_writer(row: Row, disputed: Sequence[str]) -> Iterator[dict[str, Value]]:
    """Yield what each writer wrote in the disputed cells, the last writer last; a cell of others stays empty."""
    writers: dict[tuple[str, int], dict[str, Value]] = {}
    last: dict[tuple[str, int], tuple[str, int, str]] = {}
    for column in disputed:
        seen: dict[str, int] = {}
        for entry in row.cells[column]:  # one writer twice in one cell happens only in files mended by hand
            key = (entry.by, seen.get(entry.by, 0))
            seen[entry.by] = key[1] + 1
            writers.setdefault(key, dict.fromkeys(disputed))[column] = entry.v
            last[key] = max(last.get(key, entry.order), entry.order)
    for key in sorted(writers, key=lambda one: (last[one], one)):
        yield writers[key]


def _has_several(row: Row) -> bool:
    return any(len(entries) > 1 for entries in row.cells.values())


def _day(row: Row) -> str:
    return max((entries[-1].day for entries in row.cells.values() if entries), default="")


def _conflicts(sheet: str, row: Row, form: SheetForm) -> Iterator[list[Any]]:
    for column in form.columns if _has_several(row) else ():
        for number, entry in enumerate(row.rivals(column), 1):
            yield [sheet, row.id, column, number, entry.v, entry.day]
    if row.torn:
        for number, mark in enumerate(row.marks, 1):
            yield [sheet, row.id, GONE, number, mark.v, mark.day]
