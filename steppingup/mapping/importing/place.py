"""Which sheet of the map a table belongs to, and which of its columns is which: by names and headings, old and new."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from steppingup.documents.letters import same
from steppingup.mapping.importing.form import HELP, LABEL, ROW, Form, Forms
from steppingup.mapping.importing.values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.documents.incoming_cells import Cell, IncomingSheet

HEADINGS_WITHIN = 20  # a letterhead may stand above the table
_ENOUGH = 2  # of headings, where nothing else tells which sheet it is

Row = tuple[int, tuple["Cell", ...]]


@dataclass(frozen=True)
class Placed:
    """A table and its sheet.

    Args:
        form: the sheet of the map.
        head: the number of the row with the headings.
        columns: by place in the row: a column of the sheet, `ROW`, `LABEL`, or `HELP` for what is to be skipped.
        extra: columns that the map does not have: by place, what stands over them.
        titles: by place, what stands over each column.
        rows: the rows below the headings.
    """

    form: Form
    head: int
    columns: dict[int, str]
    extra: dict[int, str]
    titles: dict[int, str]
    rows: tuple[Row, ...]


def place(sheet: IncomingSheet, forms: Forms, file: str, wanted: str = "") -> Placed | None:
    """Find the sheet of the map that a table belongs to; None if no headings are known.

    Args:
        sheet: the table.
        forms: the sheets of the map.
        file: the name of its file, which tells the sheet where a table has no name of its own.
        wanted: the short name of the sheet that somebody chose.
    """
    named = [forms.sheets[wanted]] if wanted else _named(sheet.name or PurePath(file).stem, forms)
    tried = [_try(sheet, form) for form in (named or forms)]
    found = sorted((one for one in tried if one and (named or _score(one) >= _ENOUGH)), key=_score, reverse=True)
    if not found or (len(found) > 1 and _score(found[0]) == _score(found[1])):
        return None
    return found[0]


def _named(name: str, forms: Forms) -> list[Form]:
    """Name the sheet by the name of a table, with what programs and people hang on it (services-2, map_services)."""
    whole = same(name)
    exact = [form for form in forms if whole in form.names]
    if exact:
        return exact
    ends = [form for form in forms if any(whole.endswith(one) or whole.startswith(one) for one in form.names)]
    return ends if len(ends) == 1 else []


def _try(sheet: IncomingSheet, form: Form) -> Placed | None:
    """Take the row with the most known headings for that of the headings."""
    best: tuple[int, Row, dict[int, str]] | None = None
    for row in sheet.rows[:HEADINGS_WITHIN]:
        columns = _columns(row[1], form)
        if columns and (best is None or len(columns) > best[0]):
            best = (len(columns), row, columns)
    if best is None:
        return None
    _, (head, cells), columns = best
    rows = tuple(row for row in sheet.rows if row[0] > head)
    titles = {at: text for at, cell in enumerate(cells) if (text := text_of(cell))}
    if form.rows and not {ROW, LABEL} & set(columns.values()):
        columns |= _label_by_content(rows, form, columns)
    used = {at for _, one in rows for at, cell in enumerate(one) if cell.value is not None}
    extra = {at: titles.get(at, "") for at in sorted(used | set(titles)) if at not in columns and at in used}
    return Placed(form, head, columns, extra, titles, rows)


def _columns(cells: Sequence[Cell], form: Form) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        known = form.heading(text_of(cell)) if isinstance(cell.value, str) else ""
        if known == LABEL and not form.rows:
            known = HELP
        if known and (known == HELP or known not in found.values()):
            found[at] = known
    return found if any(known in form.fields for known in found.values()) else {}


def _label_by_content(rows: Iterable[Row], form: Form, columns: dict[int, str]) -> dict[int, str]:
    """Find the column that holds the questions, where no heading says so."""
    hits: dict[int, int] = {}
    for _, cells in rows:
        for at, cell in enumerate(cells):
            if at not in columns and same(text_of(cell)) in form.labels:
                hits[at] = hits.get(at, 0) + 1
    return {max(hits, key=lambda at: hits[at]): LABEL} if hits else {}


def _score(placed: Placed) -> int:
    """Count the headings that are known, and the questions of the course that stand in the rows."""
    asked = sum(bool(row_of(placed, cells)) for _, cells in placed.rows) if placed.form.rows else 0
    return asked + sum(column in placed.form.fields for column in placed.columns.values())


def row_of(placed: Placed, cells: Sequence[Cell]) -> str:
    """Return the row of the course that a row of the file means, by its id or its question; nothing if none."""
    form = placed.form
    if len(form.rows) == 1:
        return next(iter(form.rows))
    for at, column in placed.columns.items():
        if column in {ROW, LABEL} and at < len(cells) and (known := form.labels.get(same(text_of(cells[at])))):
            return known
    return ""
