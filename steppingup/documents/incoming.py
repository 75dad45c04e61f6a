"""Tables that somebody sends: the cells of Excel files and of text with separators, read from any bytes whatever.

Nothing in a file is run or followed: no macro, no formula (its last result counts), no link to another file. What
would unpack to more than a table needs is refused before it is unpacked.
"""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

from steppingup.documents.incoming_cells import Cell, Incoming, IncomingError, IncomingSheet, Limits
from steppingup.documents.letters import decode
from steppingup.documents.tables import is_risky

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

USUAL = Limits()
SEPARATORS = ";\t,|"
_OLD = b"\xd0\xcf\x11\xe0"  # Excel of 1997, and any newer file behind a password
_SOME = 50  # rows from which the separator is told
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}


def read_incoming(data: bytes, limits: Limits = USUAL) -> Incoming:
    """Read all sheets of a file, empty rows left out.

    Raises:
        IncomingError: it is no table, or larger than the limits.
    """
    if len(data) > limits.size:
        raise IncomingError("large")
    if data.startswith(_OLD):
        raise IncomingError("old")
    if data.startswith(b"PK"):
        from steppingup.documents.incoming_excel import excel_file  # noqa: PLC0415 - brings openpyxl, 200 ms

        return excel_file(data, limits)
    return _text(data, limits)


def separated_rows(text: str) -> tuple[list[list[str]], str]:
    """Read a text with separators; return its rows and the separator.

    Raises:
        IncomingError: a cell never ends.
    """
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"')
    if told.lower().startswith("sep=") and len(told) == 5:  # how Excel is told the separator
        return [[], *_csv(rest, told[4])], told[4]
    separator = _separator(text)
    return _csv(text, separator), separator


def _text(data: bytes, limits: Limits) -> Incoming:
    text = decode(data)
    if "\x00" in text:
        raise IncomingError("no-table")
    rows, separator = separated_rows(text)
    listed = [(number, tuple(_text_cells(row))) for number, row in enumerate(rows, 1) if any(map(str.strip, row))]
    if len(listed) > limits.rows:
        raise IncomingError("long")
    return Incoming((IncomingSheet("", tuple(listed), separator=separator),), unreadable="\ufffd" in text)


def _text_cells(row: Iterable[str]) -> Iterator[Cell]:
    for text in row:
        # our own files begin a text with an apostrophe where a spreadsheet would take it for a formula
        plain = text[1:] if text.startswith("'") and is_risky(text.lstrip("'")) else text
        yield Cell(plain if plain.strip() else None, "error" if plain.strip() in _ERRORS else "")


def _csv(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise IncomingError("no-table") from error


def _separator(text: str) -> str:
    """Choose the separator that cuts most rows into equally many cells; the first of them where several do."""

    def evenness(sign: str) -> int:
        try:
            rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), _SOME))
        except csv.Error:
            return 0
        counts = [len(row) for row in rows if any(map(str.strip, row))]
        usual = max(set(counts) - {0, 1}, key=counts.count, default=0)
        return counts.count(usual) if usual else 0

    return max(SEPARATORS, key=evenness)
