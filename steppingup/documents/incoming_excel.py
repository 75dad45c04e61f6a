"""The cells of Excel files, from any bytes whatever: nothing is run or followed, and nothing large is unpacked."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from dataclasses import replace
from datetime import date, datetime, time
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from steppingup.documents.incoming_cells import Cell, Incoming, IncomingError, IncomingSheet

if TYPE_CHECKING:
    from steppingup.documents.incoming_cells import Limits, Value

_EMPTY = Cell()
_MAX_PARTS = 2000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
# what zip, XML and openpyxl raise, according to the part that is damaged
DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def open_excel(data: bytes, limits: Limits, *, results: bool = True) -> Any:
    """Open an Excel file for reading row by row.

    Args:
        data: the file.
        limits: what it may unpack to.
        results: whether cells show the results of formulas, or the formulas.

    Raises:
        IncomingError: it is none, or too large.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - costs 200 ms, needed for Excel only

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check_parts(parts, limits)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts that openpyxl does not know concern nobody who reads cells
            return load_workbook(io.BytesIO(data), read_only=True, data_only=results, keep_links=False)
    except DAMAGE as error:
        raise IncomingError("damaged") from error


def _check_parts(parts: zipfile.ZipFile, limits: Limits) -> None:
    listed = parts.infolist()
    # a part never gives more than the size that it claims here: zipfile stops there
    if sum(part.file_size for part in listed) > limits.unpacked or len(listed) > _MAX_PARTS:
        raise IncomingError("unpacked")
    names = {part.filename for part in listed}
    if "mimetype" in names and "content.xml" in names:
        raise IncomingError("open-document")
    if "word/document.xml" in names:
        raise IncomingError("word")
    for part in listed:
        if part.filename.endswith((".xml", ".rels")):
            with parts.open(part) as stream:
                # Excel writes no document types; with one, a few bytes could unfold to gigabytes
                if b"<!" in stream.read(1000).replace(b"<!--", b""):
                    raise IncomingError("damaged")


def excel_file(data: bytes, limits: Limits) -> Incoming:
    """Read all sheets of an Excel file.

    Raises:
        IncomingError: it is none, or larger than the limits.
    """
    shown, written = open_excel(data, limits), open_excel(data, limits, results=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            macros = any(part.filename.lower().endswith("vbaproject.bin") for part in parts.infolist())
            pairs = list(zip(shown.worksheets, written.worksheets, strict=True))[: limits.sheets]
            sheets = tuple(_sheet(one, other, parts, limits) for one, other in pairs)
    except DAMAGE as error:
        raise IncomingError("damaged") from error
    return Incoming(sheets, macros=macros)


def _sheet(shown: Any, written: Any, parts: zipfile.ZipFile, limits: Limits) -> IncomingSheet:
    for sheet in (shown, written):
        sheet.reset_dimensions()  # some programs write a wrong size, and rows beyond it would be lost
    span = {"max_row": limits.rows + 1, "max_col": limits.columns}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pairs = zip_longest(shown.iter_rows(**span), written.iter_rows(**span), fillvalue=())
        rows = [_trimmed([_cell(*two) for two in zip_longest(*pair)]) for pair in pairs]
    if len(rows) > limits.rows:
        raise IncomingError("long")
    _spread(rows, parts.read(shown._worksheet_path.lstrip("/")))
    listed = tuple((number, tuple(row)) for number, row in enumerate(rows, 1) if any(c.value is not None for c in row))
    return IncomingSheet(shown.title, listed, hidden=shown.sheet_state != "visible")


def _trimmed(row: list[Cell]) -> list[Cell]:
    """Leave out the empty cells at the end, which openpyxl fills up to the last column that was asked for."""
    while row and row[-1] == _EMPTY:
        row.pop()
    return row


def _cell(shown: Any, written: Any) -> Cell:
    value = getattr(shown, "value", None)
    if value is None and getattr(written, "value", None) is None:
        return _EMPTY
    formula = getattr(written, "data_type", "") == "f"
    if getattr(shown, "data_type", "") == "e":
        return Cell(str(value), "error")
    if formula and value is None:
        return Cell("", "unstored")
    return Cell(_plain(value, getattr(shown, "number_format", "")), "formula" if formula else "")


def _plain(value: Any, style: str) -> Value:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        number = value * 100 if "%" in (style or "") else value  # what people see is what they mean
        rounded = float(f"{number:.14g}")  # 0.1 + 0.2 is 0.3, as Excel shows it
        return int(rounded) if rounded == int(rounded) and abs(rounded) < 2**53 else rounded
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if value is None or isinstance(value, date):
        return value
    text = value.isoformat(timespec="minutes") if isinstance(value, time) else str(value)
    return text if text.strip() else None


def _spread(rows: list[list[Cell]], part: bytes) -> None:
    """Repeat a cell that goes over several rows in each of them, in its first column."""
    for left, top, _, bottom in _MERGED.findall(part):
        column, first, last = _number(left) - 1, int(top) - 1, min(int(bottom), len(rows))
        if first < len(rows) and column < len(rows[first]):
            for row in rows[first + 1 : last]:
                row.extend([Cell()] * (column + 1 - len(row)))
                if row[column].value is None:
                    row[column] = replace(rows[first][column], mark="merged")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
