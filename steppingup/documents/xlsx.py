"""Tables as an Excel workbook: a sheet each, ready to filter, to read and to print, no text as a formula.

Rows go to the file as they come, so that tens of thousands of them cost seconds and little memory. Each table is a
table of Excel's own: its head is read out as a head, it filters, and its head is printed on every page.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from lxml.etree import SerialisationError, XMLParser, fromstring
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo

from steppingup.common.errors import DocumentError
from steppingup.documents.tables import clean, is_risky

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.documents.tables import Column, Table, Value

NARROWEST, WIDEST = 8, 60
PAGE = 170  # signs that a page can hold side by side and still be read
SAMPLE = 2000  # rows that the widths of columns are measured from
A4 = 9

_HEAD = {"font": Font(bold=True), "fill": PatternFill("solid", fgColor="E2EFED")}
_TOP = Alignment(vertical="top")
# room before a text, which otherwise touches the number in the column before it
_WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
_PARSER = XMLParser(resolve_entities=False, no_network=True)
LINE, MOST_LINES = 15, 25  # the height of a line in points; Excel shows 409 points at most


def workbook_bytes(title: str, tables: Sequence[Table], creator: str, language: str = "en") -> bytes:
    """Make a workbook.

    Args:
        title: the title of the document; it also stands at the top of every printed page.
        tables: one sheet each.
        creator: who made it, as the properties of the file tell: the course, never a person.
        language: of the words in it.

    Raises:
        DocumentError: the disk is full; rows wait there until the file is made.
    """
    try:
        return _made(title, tables, creator, language)
    except SerialisationError as error:
        sentence = f"The Excel file cannot be made ({error}). Make room on the disk, and try again."
        raise DocumentError(sentence) from error


def _made(title: str, tables: Sequence[Table], creator: str, language: str) -> bytes:
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = clean(title), clean(creator)
    book.properties.lastModifiedBy, book.properties.language = clean(creator), language
    for number, table in enumerate(tables, 1):
        sheet = book.create_sheet(_sheet_title(table.title, book.sheetnames))
        widths = _widths(table)
        _set_up(sheet, widths, title)
        _fill(sheet, table, widths)
        _mark(sheet, table, f"Table{number}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _set_up(sheet: Any, widths: Sequence[int], title: str) -> None:
    sheet.freeze_panes = "B2"
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    # & begins a code in headers and footers
    sheet.oddHeader.left.text = clean(title).replace("&", "&&")
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"


def _fill(sheet: Any, table: Table, widths: Sequence[int]) -> None:
    """Write the rows, each as one piece: openpyxl's way, cell by cell, takes four times as long for the same file."""
    wrapped = [(place, width) for place, width in enumerate(widths) if table.columns[place].wrap]
    lines, styles = table.lines(), [_Styles.of(sheet, column) for column in table.columns]
    titles = [str(title) for title in next(lines)]
    head = max(map(_lines, titles, widths), default=1)
    sheet._get_writer()
    sheet._values_to_row, sheet._writer.write_row = _as_it_is, _write_row
    sheet.append((_height(head), titles, [_Styles(*[_head_style(sheet)] * 3)] * len(titles)))
    for line in lines:
        high = max((_lines(line[place], width) for place, width in wrapped), default=1)
        sheet.append((_height(high), line, styles))


def _as_it_is(row: Any, _number: int) -> Any:
    return row


def _write_row(file: Any, row: tuple[str, Sequence[Value], Sequence[_Styles]], number: int) -> None:
    """Write a row as text and have it parsed: building its elements one by one takes twice as long."""
    height, values, styles = row
    placed = enumerate(zip(values, styles, strict=True), 1)
    cells = (_cell(value, style, f"{get_column_letter(place)}{number}")
             for place, (value, style) in placed if value is not None)  # fmt: skip
    file.write(fromstring(f'<row r="{number}"{height}>{"".join(cells)}</row>', _PARSER))


def _cell(value: Value, style: _Styles, place: str) -> str:
    if not isinstance(value, str):
        kind, number = ("b", int(value)) if isinstance(value, bool) else ("n", value)
        return f'<c r="{place}" s="{style.other}" t="{kind}"><v>{number}</v></c>'
    # a text in the cell itself: nothing makes a formula of "=…" or an error of "#N/A"
    look = style.risky if is_risky(value) else style.text
    space = ' xml:space="preserve"' if value != value.strip() else ""
    return f'<c r="{place}" s="{look}" t="inlineStr"><is><t{space}>{escape(value)}</t></is></c>'


def _height(lines: int) -> str:
    """Give a row of several lines its height: LibreOffice would show the first of them alone."""
    return f' ht="{min(lines, MOST_LINES) * LINE:g}" customHeight="1"' if lines > 1 else ""


def _lines(value: Value, width: int) -> int:
    """Guess in how many lines a text goes on; at the end of each, a word does not fit."""
    if not isinstance(value, str) or (len(value) < width - 2 and "\n" not in value):
        return 1
    room = max(width - 4, 4)
    return sum(-(-len(line) // room) or 1 for line in value.splitlines())


def _placed(cells: Sequence[Any], row: int) -> Iterator[Any]:
    for column, cell in enumerate(cells, 1):
        if cell is not None:
            cell.row, cell.column = row, column
            yield cell


def _mark(sheet: Any, table: Table, name: str) -> None:
    """Say that the cells are a table: with titles that differ it is one of Excel's own, else the filter must do."""
    area = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    titles = [clean(column.title) for column in table.columns]
    if not table.rows or not all(titles) or len({one.casefold() for one in titles}) < len(titles):
        sheet.auto_filter.ref = area
        return
    made = ExcelTable(
        displayName=name, ref=area, tableStyleInfo=TableStyleInfo("TableStyleLight1", showRowStripes=True)
    )
    made._initialise_columns()
    for column, title in zip(made.tableColumns, titles, strict=True):
        column.name = title
    sheet._tables.add(made)  # its own way of adding warns that columns must be named, as they are here


def _head_style(sheet: Any) -> str:
    cell = WriteOnlyCell(sheet, "")
    cell.font, cell.fill, cell.alignment = _HEAD["font"], _HEAD["fill"], _WRAPPED
    return str(cell.style_id)


@dataclass(frozen=True)
class _Styles:
    """The numbers of the styles in one column: of texts, of texts that could be taken for formulas, of the rest."""

    text: str
    risky: str
    other: str

    @classmethod
    def of(cls, sheet: Any, column: Column) -> _Styles:
        cells = [WriteOnlyCell(sheet, "") for _ in range(3)]
        for cell in cells:
            cell.alignment = _WRAPPED if column.wrap else _TOP
        cells[1].quotePrefix = True
        if column.format:
            cells[2].number_format = column.format
        return cls(*(str(cell.style_id) for cell in cells))


def _widths(table: Table) -> list[int]:
    """Fit the columns to what stands in them; those that go on in a new line give way, so that a page can be read."""
    rows = table.rows[:SAMPLE]
    wanted = [_width(column, [row[place] for row in rows]) for place, column in enumerate(table.columns)]
    fixed = sum(width for width, column in zip(wanted, table.columns, strict=True) if not column.wrap)
    loose = sum(wanted) - fixed
    if sum(wanted) <= PAGE or not loose:
        return wanted
    share = max(PAGE - fixed, 0) / loose
    return [
        max(min(width, 12), int(width * share)) if column.wrap else width
        for width, column in zip(wanted, table.columns, strict=True)
    ]


def _width(column: Column, values: Sequence[Value]) -> int:
    """Return the width of a column: its longest line, or, where texts go on in a new line, rather the usual one."""
    lines = [len(line) for value in values if value is not None for line in str(value).splitlines()]
    longest = max(lines, default=0)
    if column.wrap and longest > WIDEST // 2:
        longest = min(longest, max(WIDEST // 2, 2 * sum(lines) // len(lines)))
    wanted = max(longest, min(len(column.title), 16)) + 2
    return max(NARROWEST, min(wanted, WIDEST))


def _sheet_title(title: str, taken: Sequence[str]) -> str:
    """Return a title that Excel takes: 31 characters, some signs not, none twice whatever the case."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", clean(title)).strip(" '")[:31] or "Table"
    used, name, number = {one.casefold() for one in taken}, plain, 2
    while name.casefold() in used:
        end = f" {number}"
        name, number = plain[: 31 - len(end)] + end, number + 1
    return name
