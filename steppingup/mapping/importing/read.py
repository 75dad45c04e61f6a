"""Read one file: its sheets, what they are of the map, and what it brings along from the map that it was made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.catalogue.sheet_data import OF_REPORTS
from steppingup.common.language import Words
from steppingup.documents.incoming import read_incoming
from steppingup.documents.incoming_cells import IncomingError
from steppingup.documents.letters import same
from steppingup.mapping.importing.base import TITLE, base_of
from steppingup.mapping.importing.place import place
from steppingup.mapping.importing.result import Imported, ImportTroubleError, Left, Remark
from steppingup.mapping.importing.table import TableReader
from steppingup.mapping.importing.writing import FileImport
from steppingup.mapping.personal import findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.documents.incoming_cells import Incoming, IncomingSheet
    from steppingup.mapping.importing.form import Forms
    from steppingup.mapping.importing.place import Placed
    from steppingup.record.sheets import Sheets

    Tables = Sequence[tuple[IncomingSheet, Placed | None]]

READER = b"1"  # goes up when a later release reads more out of the same file
LISTS = "_lists"  # the choices behind the drop-down lists of our own Excel files
OURS = frozenset({TITLE, LISTS})


@dataclass(frozen=True, slots=True)
class How:
    """How files are read.

    Args:
        day: today, as an ISO date.
        sheet: the short name of the sheet that they belong to, if somebody chose one.
        replaces: whether they are newer than the map, so that what they say takes the place of what stands there.
    """

    day: str
    sheet: str = ""
    replaces: bool = False


def read_table(data: bytes, file: str, forms: Forms, known: Sheets, how: How) -> Imported:
    """Read a file into entries for a map.

    Args:
        data: the bytes of the file, anything at all.
        file: its name, for messages and for telling the sheet.
        forms: the sheets of the map.
        known: the map as it stands.
        how: the day, and what somebody chose.

    Raises:
        ImportTroubleError: it is no table, a report, too large, or has no headings that any sheet of the map has.
    """
    chosen = b"new" if how.replaces else b""
    by = hashlib.sha256(b"|".join((READER, chosen, how.sheet.encode(), data))).hexdigest()
    run = FileImport(file, forms, known, f"i{by[:15]}", how.day, how.replaces)
    if is_known(run.known, run.by):
        run.result.known = True
        return run.result
    incoming = _incoming(data, run)
    _refuse_report(run, incoming)
    _take_base(run, incoming)
    tables = _tables(run, incoming, how.sheet)
    _tell(run, incoming, tables)
    for number, (table, placed) in enumerate(tables):
        if placed:
            TableReader(run, table, placed, number).read()
    return run.finish()


def is_known(sheets: Sheets, by: str) -> bool:
    """Tell whether a map holds, or held, what this writer wrote."""
    return any(entry.by == by or any(name == by for name, _ in entry.seen) for entry in sheets.entries())


def _incoming(data: bytes, run: FileImport) -> Incoming:
    try:
        return read_incoming(data)
    except IncomingError as error:
        raise ImportTroubleError(run.where(), error.kind, run.forms.words) from error


def _refuse_report(run: FileImport, incoming: Incoming) -> None:
    """Refuse our own reports: they keep numbers back and count what is no row, and must not come back as findings."""
    marks = {same(words.get(key)) for words in (run.forms.words, Words()) for key in OF_REPORTS}
    for sheet in incoming.sheets:
        for number, cells in sheet.rows[:1]:
            if any(isinstance(cell.value, str) and same(cell.value) in marks for cell in cells):
                raise ImportTroubleError(run.where(sheet.name, number), "report", run.forms.words)


def _take_base(run: FileImport, incoming: Incoming) -> None:
    """Take over what the file brings along, apart from what the map refuses."""
    base, broken = base_of(incoming)
    if broken:
        run.result.remarks.append(Remark(run.where(), "base"))
    if base is None:
        return
    run.base, run.based = base, True
    for entry in base.sheets.entries():
        found = findings(entry.v, entry.s, entry.f) if isinstance(entry.v, str) else []
        if not any(one.refused for one in found):
            run.entries.append(entry)


def _tables(run: FileImport, incoming: Incoming, sheet: str) -> Tables:
    """Find the sheet of the map for each table that people see."""
    titles = run.base.titles
    skipped = OURS | {title for title, name in titles.items() if not name}
    seen = [one for one in incoming.sheets if not one.hidden and one.rows and one.name not in skipped]
    known = {title: name for title, name in titles.items() if name in run.forms.sheets}
    return [(one, place(one, run.forms, run.file, sheet or known.get(one.name, ""))) for one in seen]


def _tell(run: FileImport, incoming: Incoming, tables: Tables) -> None:
    """Name what is no sheet of the map; a file without any is no table of the map at all."""
    left, words = run.result.left, run.forms.words
    if not any(placed for _, placed in tables):
        where = run.where(tables[0][0].name, tables[0][0].rows[0][0]) if tables else run.where()
        sheets = ", ".join(form.name for form in run.forms)
        raise ImportTroubleError(where, "no-headings" if tables else "no-rows", words, sheets=sheets)
    run.result.remarks += [Remark(run.where(), "macros")] * incoming.macros
    run.result.remarks += [Remark(run.where(), "letters")] * incoming.unreadable
    hidden = [one for one in incoming.sheets if one.hidden and one.rows and one.name not in OURS]
    left += [Left(run.where(one.name), "hidden") for one in hidden]
    strange = [one for one, placed in tables if not placed]
    left += [Left(run.where(one.name, one.rows[0][0]), "no-sheet") for one in strange]
