"""What people do not agree on in a map, as questions to answer, line by line: what each of them wrote, side by side.

A number, its source and its day belong together, so a choice takes what one person wrote in all differing cells of a
line, as in the pages of the course (`frontend/src/sheets/conflict.tsx`). A map of an older release can also
hold a cell that names a suspect; then the question is to empty it, before the map goes to anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import steppingup
from steppingup.mapping.guard import is_refused
from steppingup.mapping.importing.values import shown
from steppingup.record.entries import GONE
from steppingup.record.map_file import read_map_file, write_map_file
from steppingup.record.store import new_replica

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from steppingup.mapping.importing.form import Form, Forms
    from steppingup.record.entries import Value
    from steppingup.record.sheets import Row, Sheets


@dataclass(frozen=True)
class Option:
    """What one person wrote: the values by column, the same as label and text for reading, and the last day.

    Where a row was taken away by one and changed by another, ``values`` hold ``_gone`` alone: to keep it or not.
    """

    values: Mapping[str, Value]
    texts: tuple[tuple[str, str], ...]
    day: str


@dataclass(frozen=True)
class Question:
    """A row on which people do not agree.

    Args:
        sheet: the id of the sheet.
        row: the id of the row.
        title: what the sheet is called.
        name: what the row is called.
        options: what can be chosen.
        kind: ``differ``: what each of them wrote; ``torn``: to keep the whole row or to remove it; ``refused``: to
            empty a cell that names a suspect.
    """

    sheet: str
    row: str
    title: str
    name: str
    options: tuple[Option, ...]
    kind: Literal["differ", "torn", "refused"] = "differ"


def questions(sheets: Sheets, forms: Forms) -> Iterator[Question]:
    """List what a map leaves open, sheet by sheet as the course has them; sheets of other releases ask nothing."""
    for form in forms:
        own = sheets.only(form.id)
        refused = {entry.r for entry in own.entries() if is_refused(entry)}
        rows = {row.id: row for _, row, _ in own.conflicts()}
        rows |= {row.id: row for row in own.rows(form.id) if row.id in refused}
        for row in rows.values():
            place = (form.id, row.id, form.title, row_name(form, row))
            if row.torn:
                yield Question(*place, tuple(_keep_or_remove(row)), "torn")
            if emptied := tuple(_emptied(form, row)):
                yield Question(*place, emptied, "refused")
            if options := tuple(_options(form, row)):
                yield Question(*place, options)


def choose(path: Path, question: Question, option: Option, day: str) -> Sheets:
    """Write a choice into a map, as one who has seen all that stands there; return the map.

    Raises:
        RecordError: the map cannot be read or written; it is as it was.
    """
    known = read_map_file(path).sheets
    chosen = known.write(question.sheet, question.row, option.values, by=new_replica(), day=day)
    return write_map_file(path, chosen, steppingup.__version__)


def row_name(form: Form, row: Row) -> str:
    """Name a row: by what it asks, or by what stands in its first column."""
    first = next(iter(form.fields.values()))
    return form.rows.get(row.id) or shown(first, row.value(first.id)) or row.id


def _options(form: Form, row: Row) -> Iterator[Option]:
    for values, day in _versions(form, row):
        fields = [(form.field(id_, row.id) or form.fields[id_], value) for id_, value in values.items()]
        yield Option(values, tuple((field.label, shown(field, value)) for field, value in fields), day)


def _versions(form: Form, row: Row) -> list[tuple[dict[str, Value], str]]:
    """Group differing values by who wrote them, the last day last; each differing value stands in one of the groups."""
    found: dict[tuple[str, int], tuple[dict[str, Value], str]] = {}
    for column in form.fields:
        seen: dict[str, int] = {}
        if any(map(is_refused, row.rivals(column))):
            continue  # a question of its own
        for entry in row.rivals(column):  # one writer twice in one cell happens only in files mended by hand
            key = (entry.by, seen.get(entry.by, 0))
            seen[entry.by] = key[1] + 1
            values, day = found.get(key, ({}, ""))
            found[key] = ({**values, column: entry.v}, max(day, entry.day))
    return [found[key] for key in sorted(found, key=lambda key: (found[key][1], key))]


def _emptied(form: Form, row: Row) -> Iterator[Option]:
    """Offer to empty each cell that names a suspect; what somebody else wrote into it without that stays."""
    for column in form.fields:
        found = row.cells.get(column, ())
        if any(map(is_refused, found)):
            kept = next((entry.v for entry in reversed(found) if not is_refused(entry)), None)
            yield Option({column: kept}, ((form.fields[column].label, ""),), found[-1].day)


def _keep_or_remove(row: Row) -> Iterator[Option]:
    last = max((entries[-1].day for entries in row.cells.values() if entries), default="")
    taken = max((mark.day for mark in row.marks if mark.v is True), default="")
    yield Option({GONE: False}, (), last)
    yield Option({GONE: True}, (), taken)
