"""Tables as an Excel workbook: a sheet each, ready to filter, to read and to print, no text as a formula."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from steppingup.documents.tables import clean, is_risky

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.documents.tables import Column, Table, Value

NARROWEST, WIDEST = 8, 60
A4 = 9

_HEAD = {"font": Font(bold=True), "fill": PatternFill("solid", fgColor="E2EFED")}
_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def workbook_bytes(title: str, tables: Sequence[Table], creator: str, language: str = "en") -> bytes:
    """Make a workbook.

    Args:
        title: the title of the document; it also stands at the top of every printed page.
        tables: one sheet each.
        creator: who made it, as the properties of the file tell: the course, never a person.
        language: of the words in it.
    """
    book = Workbook()
    book.properties.title, book.properties.creator = clean(title), clean(creator)
    book.properties.lastModifiedBy, book.properties.language = clean(creator), language
    book.remove(book.active)
    for table in tables:
        _fill(book.create_sheet(_sheet_title(table.title, book.sheetnames)), table, title)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, table: Table, title: str) -> None:
    for row, line in enumerate(table.lines(), 1):
        for place, (column, value) in enumerate(zip(table.columns, line, strict=True), 1):
            _put(sheet.cell(row, place), value, column, head=row == 1)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    for place, column in enumerate(table.columns):
        sheet.column_dimensions[get_column_letter(place + 1)].width = _width(column, [row[place] for row in table.rows])
    _print_set_up(sheet, title)


def _put(cell: Any, value: Value, column: Column, *, head: bool) -> None:
    cell.value = value
    if isinstance(value, str):
        # openpyxl would make a formula of "=…" and an error of "#N/A"
        cell.data_type = "s"
        cell.quotePrefix = is_risky(value)
    elif column.format and value is not None:
        cell.number_format = column.format
    cell.alignment = _WRAPPED if head or column.wrap else _TOP
    if head:
        cell.font, cell.fill = _HEAD["font"], _HEAD["fill"]


def _width(column: Column, values: Sequence[Value]) -> int:
    texts = [str(value) for value in values if value is not None]
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    wanted = max(longest, min(len(column.title), 16)) + 2
    return max(NARROWEST, min(wanted, WIDEST))


def _print_set_up(sheet: Any, title: str) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    # & begins a code in headers and footers
    sheet.oddHeader.left.text = clean(title).replace("&", "&&")
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"


def _sheet_title(title: str, taken: Sequence[str]) -> str:
    """Return a title that Excel takes: 31 characters, some signs not, none twice whatever the case."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", clean(title)).strip(" '")[:31] or "Table"
    used, name, number = {one.casefold() for one in taken}, plain, 2
    while name.casefold() in used:
        end = f" {number}"
        name, number = plain[: 31 - len(end)] + end, number + 1
    return name
