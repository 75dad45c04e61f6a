"""A table that somebody sends: Excel, or text in any usual encoding with any usual separator.

Who uses it: a trainer who got the list of people from an office, as whatever their programs write. What they do
first: choose the file. What can go wrong: an Excel file of 1997, a picture of a list, letters that come out wrong
since a file of text does not say its encoding, a file that unpacks to gigabytes. Whatever it is, the result is rows
of plain text or one sentence that says what to save instead.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from steppingup.common.errors import SessionError
from steppingup.documents.incoming import separated_rows
from steppingup.documents.incoming_cells import IncomingError, Limits
from steppingup.documents.incoming_excel import DAMAGE, open_excel
from steppingup.documents.letters import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

Rows = list[list[str]]

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_ROWS = 2000
MAX_COLUMNS = 60
MAX_TEXT = 120

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_AS_TEXT = "Open it in your spreadsheet program and save it as Excel (.xlsx) or CSV, then choose the new file."


def read_rows(data: bytes) -> Rows:
    """Read the rows of a table; empty rows and the space around cells are left out.

    Args:
        data: the bytes of a file, anything at all.

    Raises:
        SessionError: it is no table, or too large to be a list of people.
    """
    if len(data) > MAX_BYTES:
        raise SessionError("This file is larger than 5 MB, which no list of people is. Choose another file.")
    if data.startswith(_OLD_EXCEL):
        raise SessionError(f"This is an Excel file of the old kind (.xls). {_AS_TEXT}")
    rows = _excel(data) if data.startswith(b"PK") else _text_rows(data)
    if len(rows) > MAX_ROWS:
        raise SessionError(f"This list has more than {MAX_ROWS} rows. Make a session for fewer people.")
    if not rows:
        raise SessionError("This file has no rows. Choose the file with the names, or make codes without names.")
    return rows


def clean(value: object) -> str:
    """Give a cell as one line of text without control characters, at most as long as a name can be."""
    text = unicodedata.normalize("NFC", "" if value is None else str(value))
    seen = "".join(" " if letter.isspace() else letter for letter in text if letter.isprintable() or letter.isspace())
    return " ".join(seen.split())[:MAX_TEXT]


def _text_rows(data: bytes) -> Rows:
    text = decode(data)
    if "\x00" in text:
        raise SessionError(f"This file is not a table. {_AS_TEXT}")
    try:
        return _plain(separated_rows(text)[0])
    except IncomingError as error:
        raise SessionError(f"This file is not a table. {_AS_TEXT}") from error


def _excel(data: bytes) -> Rows:
    span = {"max_row": MAX_ROWS + 2, "max_col": MAX_COLUMNS, "values_only": True}
    try:
        book = open_excel(data, Limits(unpacked=MAX_UNPACKED))
        sheets = [_plain(sheet.iter_rows(**span)) for sheet in book.worksheets]
    except (IncomingError, *DAMAGE) as error:
        if isinstance(error, IncomingError) and error.kind == "unpacked":
            raise SessionError("This file unpacks to more than 50 MB, which no list of people does.") from error
        raise SessionError(f"This file cannot be read as Excel. {_AS_TEXT}") from error
    return next((rows for rows in sheets if rows), [])


def _plain(rows: Iterable[Iterable[object]]) -> Rows:
    cleaned = ([clean(cell) for cell in row] for row in rows)
    return [row for row in cleaned if any(row)]
