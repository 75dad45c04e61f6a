"""Tables that somebody sends: every usual way of writing them, and files that mean no good."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from contextlib import suppress
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from steppingup.documents.incoming import read_incoming
from steppingup.documents.incoming_cells import Cell, Incoming, IncomingError, Limits
from steppingup.documents.letters import decode

TEXT = "Place;Näher;Bērns\r\nOsta;\u201eÖl\u201c \u2013 5 %;žīds\r\n"


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The same zip file with other parts; None takes one out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def values(incoming: Incoming, sheet: int = 0) -> list[list[object]]:
    return [[cell.value for cell in cells] for _, cells in incoming.sheets[sheet].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1257"])
def test_every_usual_encoding(encoding: str) -> None:
    assert values(read_incoming(TEXT.encode(encoding)))[1] == ["Osta", "\u201eÖl\u201c \u2013 5 %", "žīds"]


@pytest.mark.parametrize(
    ("page", "text"),
    [("cp1252", "Þórður, Ægir, ölæði \u2013 5 €"), ("cp1252", "Straße, Jürgen, Größe"),
     ("cp1257", "Žiedė, Šarūnas, ačiū"), ("cp1257", "Jānis Bērziņš, ķēķis"), ("cp1250", "Łódź, źdźbło, święto")],
)  # fmt: skip
def test_the_code_page_is_told_by_its_letters(page: str, text: str) -> None:
    assert decode(text.encode(page)) == text


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_told_by_the_rows(separator: str) -> None:
    rows = [["Place", "Share", "Note"], ["Port", "12,5", "a; b, c"], ["Mill", "3,2", "two\nlines"]]
    lines = (separator.join(f'"{cell}"' if set(cell) & set(";,|\n\t") else cell for cell in row) for row in rows)
    incoming = read_incoming("\r\n".join(lines).encode())
    assert values(incoming) == rows
    assert incoming.sheets[0].separator == separator


def test_decimal_commas_do_not_cut_cells() -> None:
    assert values(read_incoming(b"Share;Level\n1,5;2,5\n3,5;4,5\n"))[1] == ["1,5", "2,5"]


def test_rows_keep_their_numbers_and_excel_is_told_the_separator() -> None:
    sheet = read_incoming(b"sep=|\r\nA|B\r\n\r\n1;2|3\r\n").sheets[0]
    assert [(number, [cell.value for cell in cells]) for number, cells in sheet.rows] == [
        (2, ["A", "B"]),
        (4, ["1;2", "3"]),
    ]


def test_the_guard_of_our_own_files_is_taken_off() -> None:
    assert values(read_incoming(b"A;B\n'+371 26;'tis\n"))[1] == ["+371 26", "'tis"]


def test_excel_cells_of_every_kind() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["text", 12, 0.1 + 0.2, date(2025, 5, 3), datetime(2025, 5, 3, 9, 30), clock(9, 30), True, None, "  "])  # noqa: DTZ001
    sheet["J1"], sheet["K1"] = 0.2, 38400.0
    sheet["J1"].number_format = "0 %"
    [row] = values(read_incoming(saved(book)))
    assert row == ["text", 12, 0.3, date(2025, 5, 3), datetime(2025, 5, 3, 9, 30), "09:30", True, None, None, 20, 38400]  # noqa: DTZ001


def test_a_formula_gives_its_last_result_and_says_so() -> None:
    book = Workbook()
    book.active.append(["=1+1", "=NA()", "=2+2", "plain"])
    book.active["E1"] = ArrayFormula("E1", "=SUM(1,2)")
    part = "xl/worksheets/sheet1.xml"
    data = saved(book)
    with zipfile.ZipFile(io.BytesIO(data)) as inside:
        xml = inside.read(part).decode()
    xml = xml.replace("<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>").replace("<f>1+1</f><v/>", "<f>1+1</f><v>2</v>")
    xml = xml.replace('<c r="B1"><f>NA()</f><v></v>', '<c r="B1" t="e"><f>NA()</f><v>#N/A</v>')
    xml = xml.replace('<c r="B1"><f>NA()</f><v/>', '<c r="B1" t="e"><f>NA()</f><v>#N/A</v>')
    [(_, row)] = read_incoming(changed(data, {part: xml.encode()})).sheets[0].rows
    assert row == (Cell(2, "formula"), Cell("#N/A", "error"), Cell("", "unstored"), Cell("plain"), Cell("", "unstored"))


def test_a_merged_cell_stands_in_each_of_its_rows() -> None:
    book = Workbook()
    for row in (["Kind", "Place"], ["work", "Plant"], [None, "Mill"], [None, "Port"], [None, "School"]):
        book.active.append(row)
    book.active.merge_cells("A2:A4")
    book.active.merge_cells("A1:B1")
    rows = read_incoming(saved(book)).sheets[0].rows
    assert [cells[0] for _, cells in rows[1:]] == [
        Cell("work"),
        Cell("work", "merged"),
        Cell("work", "merged"),
        Cell(None),
    ]


def test_hidden_sheets_and_macros_are_told() -> None:
    book = Workbook()
    book.active.append(["A"])
    for state in ("hidden", "veryHidden"):
        sheet = book.create_sheet(state)
        sheet.append(["B"])
        sheet.sheet_state = state
    incoming = read_incoming(changed(saved(book), {"xl/vbaProject.bin": b"Sub Auto_Open()"}))
    assert [(one.name, one.hidden) for one in incoming.sheets] == [
        ("Sheet", False),
        ("hidden", True),
        ("veryHidden", True),
    ]
    assert incoming.macros


def test_a_sheet_with_a_wrong_size_is_read_to_its_end() -> None:
    book = Workbook()
    for number in range(5):
        book.active.append([number, "x"])
    part = "xl/worksheets/sheet1.xml"
    data = saved(book)
    with zipfile.ZipFile(io.BytesIO(data)) as inside:
        xml = inside.read(part).replace(b'ref="A1:B5"', b'ref="A1"')
    assert len(values(read_incoming(changed(data, {part: xml})))) == 5


def trouble(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(IncomingError) as caught:
        read_incoming(data, limits or Limits())
    return caught.value.kind


def held_until(data: bytes, wanted: str) -> int:
    """Return the most bytes that were held at once until a file was refused, beside its own."""
    tracemalloc.start()
    try:
        assert trouble(data) == wanted
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_large_file_is_refused_at_once() -> None:
    data = bytes(50 * 1024 * 1024)
    assert held_until(data, "large") < len(data) / 10


def test_what_would_unpack_to_gigabytes_is_not_unpacked() -> None:
    data = changed(saved(Workbook()), {"xl/worksheets/sheet1.xml": bytes(60 * 1024 * 1024)})
    assert len(data) < 200_000
    assert held_until(data, "unpacked") < 6 * 1024 * 1024


def test_a_part_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    data = bytearray(changed(saved(Workbook()), {"xl/worksheets/sheet1.xml": bytes(9_000_000)}))
    real = (9_000_000).to_bytes(4, "little")
    at = data.rfind(real)
    while at >= 0:
        data[at : at + 4] = (100).to_bytes(4, "little")
        at = data.rfind(real)
    assert trouble(bytes(data)) == "damaged"


def test_many_parts_and_document_types_are_refused() -> None:
    many: dict[str, bytes | None] = {f"x/{number}": b"" for number in range(2100)}
    assert trouble(changed(saved(Workbook()), many)) == "unpacked"
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'
    assert trouble(changed(saved(Workbook()), {"xl/workbook.xml": laughs})) == "damaged"


def test_too_many_rows_are_refused() -> None:
    book = Workbook()
    for number in range(30):
        book.active.append([number])
    assert trouble(saved(book), Limits(rows=20)) == "long"
    assert trouble(b"x;y\n" * 30, Limits(rows=20)) == "long"


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"\xd0\xcf\x11\xe0" + bytes(99), "old"), (b"PK\x03\x04 nothing", "damaged"), (b"\x00\x01\x02" * 9, "no-table"),
     (b'"' + b"a" * 200_000, "no-table")],
    ids=range(4),
)  # fmt: skip
def test_what_is_no_table(data: bytes, kind: str) -> None:
    assert trouble(data) == kind


def test_a_word_file_is_told(tmp_path: Path) -> None:
    document = Document()
    document.add_table(2, 2).cell(0, 0).text = "Service"
    document.save(str(tmp_path / "form.docx"))
    assert trouble((tmp_path / "form.docx").read_bytes()) == "word"


def test_an_open_document_and_a_damaged_excel_file_are_told() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", "<x/>")
    assert trouble(stream.getvalue()) == "open-document"
    assert trouble(changed(saved(Workbook()), {"xl/worksheets/sheet1.xml": b"<worksheet"})) == "damaged"
    assert trouble(changed(saved(Workbook()), {"xl/workbook.xml": None})) == "damaged"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_trouble(data: bytes) -> None:
    for some in (data, b"PK\x03\x04" + data):
        with suppress(IncomingError):
            read_incoming(some)


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=20))
def test_any_damage_to_an_excel_file_is_a_table_or_a_trouble(at: int, junk: bytes) -> None:
    data = SAMPLE[:at] + junk + SAMPLE[at + len(junk) :]
    with suppress(IncomingError):
        read_incoming(data)


def _sample() -> bytes:
    book = Workbook()
    book.active.append(["Place", "Kind"])
    book.active.append(["Port", "=1+1"])
    book.active.merge_cells("A2:A3")
    return saved(book)


SAMPLE = _sample()


def test_files_are_only_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(SAMPLE)
    read_incoming(path.read_bytes())
    assert path.read_bytes() == SAMPLE
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]
