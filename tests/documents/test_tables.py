"""Excel and CSV: read back what was written, and no text becomes a formula."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.documents.csv_file import csv_bytes, csv_text
from steppingup.documents.tables import LONGEST, Column, Table, Value, clean, is_risky
from steppingup.documents.xlsx import workbook_bytes

RISKY = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\u3000=1",
    "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20A1", " \uff1d1", "=cmd|'/c calc'!A1", '=HYPERLINK("http://x","y")',
    "\t plain",
]  # fmt: skip
SAFE = ["", "text", "1=1", "a@b", "'=1", '"=1"', "(=1)", "#N/A", "TRUE", "12", "1/2", "0012"]


def table(*values: Value, title: str = "Sheet") -> Table:
    return Table(title, (Column("Value"),), tuple((value,) for value in values))


def cells(data: bytes, title: str = "Sheet") -> list[object]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[title]
    return [sheet.cell(row, 1) for row in range(2, sheet.max_row + 1)]


@pytest.mark.parametrize("text", RISKY)
def test_a_risky_text_stays_a_text(text: str) -> None:
    assert is_risky(text)
    [cell] = cells(workbook_bytes("T", [table(text)], "Stepping Up"))
    assert cell.data_type == "s"  # type: ignore[attr-defined]
    assert cell.quotePrefix  # type: ignore[attr-defined]
    [[_], [value]] = csv.reader(io.StringIO(csv_text(table(text))))
    assert value == f"'{clean(text)}"


@pytest.mark.parametrize("text", SAFE)
def test_any_other_text_is_as_it_was(text: str) -> None:
    assert not is_risky(text)
    if text:
        [cell] = cells(workbook_bytes("T", [table(text)], "Stepping Up"))
        assert (cell.value, cell.data_type) == (text, "s")  # type: ignore[attr-defined]
    [[_], [value]] = csv.reader(io.StringIO(csv_text(table(text))))
    assert value == text


@given(st.text())
def test_any_text_is_written_and_read_back_without_a_formula(text: str) -> None:
    data = workbook_bytes("T", [table(text, "end")], "Stepping Up")
    with zipfile.ZipFile(io.BytesIO(data)) as inside:
        assert b"<f>" not in inside.read("xl/worksheets/sheet1.xml")
    read = [*csv.reader(io.StringIO(csv_text(table(text)), newline=""))][1][0]
    assert read[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"}


def test_numbers_stay_numbers() -> None:
    values = [cell.value for cell in cells(workbook_bytes("T", [table(-1, 0.25, 3, None, "-1")], "S"))]  # type: ignore[attr-defined]
    assert values == [-1, 0.25, 3, None, "-1"]
    assert csv_text(table(-1, 0.25, None, True, "-1")).split("\r\n") == [
        '"Value"', "-1", "0.25", '""', '"True"', "\"'-1\"", "",
    ]  # fmt: skip


def test_csv_can_be_read_with_either_delimiter() -> None:
    two = Table("T", (Column("Å"), Column("B")), (("a;b", "c,d"), ('e "f"', "g\nh")))
    data = csv_bytes(two, ";")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    assert [*rows] == [["Å", "B"], ["a;b", "c,d"], ['e "f"', "g\nh"]]
    assert [*csv.reader(io.StringIO(csv_text(two)))][1] == ["a;b", "c,d"]


def test_a_sheet_is_ready_to_filter_to_read_and_to_print() -> None:
    columns = (Column("Code"), Column("Share", "0%"), Column("A long text", wrap=True))
    rows = (("K7M2Q", 0.5, "word " * 40), ("M2QK7", None, "short"))
    data = workbook_bytes("R & D", [Table("Items", columns, rows)], "Stepping Up")
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Items"]
    assert (book.properties.title, book.properties.creator) == ("R & D", "Stepping Up")
    assert sheet.freeze_panes == "B2"
    [marked] = sheet.tables.values()
    assert (marked.ref, marked.autoFilter.ref) == ("A1:C3", "A1:C3")
    assert [column.name for column in marked.tableColumns] == [cell.value for cell in sheet[1]]
    assert sheet["B2"].number_format == "0%"
    assert sheet["C2"].alignment.wrap_text
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width == 8
    assert sheet.column_dimensions["C"].width == 60
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "R && D" in str(sheet.oddHeader.left.text)


def test_sheets_have_titles_that_excel_takes() -> None:
    titles = ["a/b:c", "A/B:C", "x" * 40, "x" * 40, "'", "=1"]
    data = workbook_bytes("T", [table(1, title=title) for title in titles], "S")
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == [
        "a b c", "A B C 2", "x" * 31, "x" * 29 + " 2", "Table", "=1",
    ]  # fmt: skip


def test_texts_are_cleaned_and_cut() -> None:
    assert clean("a\r\nb\rc\x00\ud800\ufffe") == "a\nb\nc\ufffd\ufffd\ufffd"
    assert len(clean("x" * 40_000)) == LONGEST + 1


def test_rows_have_a_value_for_every_column() -> None:
    with pytest.raises(ValueError, match="a row of 'T' has 1 values for 2 columns"):
        Table("T", (Column("A"), Column("B")), (("a",),))
