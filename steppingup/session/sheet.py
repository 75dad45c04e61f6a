"""A table that somebody sends: Excel, or text in any usual encoding with any usual separator.

Who uses it: a trainer who got the list of people from an office, as whatever their programs write. What they do
first: choose the file. What can go wrong: an Excel file of 1997, a picture of a list, letters that come out wrong
since a file of text does not say its encoding, a file that unpacks to gigabytes. Whatever it is, the result is rows
of plain text or one sentence that says what to save instead.
"""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
import zlib
from typing import TYPE_CHECKING

from steppingup.common.errors import SessionError

if TYPE_CHECKING:
    from collections.abc import Iterable

Rows = list[list[str]]

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_ROWS = 2000
MAX_COLUMNS = 60
MAX_TEXT = 120
SEPARATORS = ";\t,|"

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# A text of one byte per letter does not tell its code page; the letters that its languages use often do.
_LETTERS = {
    "cp1252": "äöåøæéüßÄÖÅØÆÉÜáíðóúýþÁÍÐÓÚÝÞ",
    "cp1257": "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲäöåøæéüõÄÖÅØÆÉÜÕ",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻäöéüßÄÖÉÜ",
}
# what zip, XML and openpyxl raise, according to the part that is damaged
_DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
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


def decode(data: bytes) -> str:
    """Turn the bytes of a text file into text: by its mark, as UTF-8, or by the code page whose letters fit best."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = max(_LETTERS, key=lambda page: _fit(data, page))
        return data.decode(best, errors="replace")


def clean(value: object) -> str:
    """Give a cell as one line of text without control characters, at most as long as a name can be."""
    text = unicodedata.normalize("NFC", "" if value is None else str(value))
    seen = "".join(" " if letter.isspace() else letter for letter in text if letter.isprintable() or letter.isspace())
    return " ".join(seen.split())[:MAX_TEXT]


def _fit(data: bytes, page: str) -> int:
    """Say how well letters beyond ASCII fit one code page: each usual letter counts, anything else counts against."""
    odd = [letter for letter in data.decode(page, errors="replace") if letter > "\x7f"]
    return sum(1 if letter in _LETTERS[page] else -1 for letter in odd)


def _text_rows(data: bytes) -> Rows:
    text = decode(data)
    if "\x00" in text:
        raise SessionError(f"This file is not a table. {_AS_TEXT}")
    lines = text.splitlines()
    separator = _separator(lines)
    if lines and lines[0].lower().startswith("sep="):  # how Excel is told the separator
        lines = lines[1:]
    try:
        return _plain(csv.reader(lines, delimiter=separator))
    except csv.Error as error:
        raise SessionError(f"This file is not a table. {_AS_TEXT}") from error


def _separator(lines: list[str]) -> str:
    """Choose the separator that most lines have equally often."""
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:5]:
        return lines[0][4]
    some = [line for line in lines[:50] if line.strip()]

    def evenness(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in some]
        usual = max(set(counts) - {0}, key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(SEPARATORS, key=evenness)


def _excel(data: bytes) -> Rows:
    from openpyxl import load_workbook  # noqa: PLC0415 - costs 200 ms, needed for Excel only

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
                raise SessionError("This file unpacks to more than 50 MB, which no list of people does.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [
            _plain(sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS, values_only=True)) for sheet in book
        ]
    except SessionError:
        raise
    except _DAMAGE as error:
        raise SessionError(f"This file cannot be read as Excel. {_AS_TEXT}") from error
    return next((rows for rows in sheets if rows), [])


def _plain(rows: Iterable[Iterable[object]]) -> Rows:
    cleaned = ([clean(cell) for cell in row] for row in rows)
    return [row for row in cleaned if any(row)]
