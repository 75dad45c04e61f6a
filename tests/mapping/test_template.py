"""Files to fill: what is written reads back, and two colleagues who fill the same file lose nothing."""

from __future__ import annotations

import io
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from steppingup.cli import main
from steppingup.documents.tables import clean
from steppingup.mapping.importing import How, load_forms, read_table
from steppingup.mapping.importing.form import Field
from steppingup.mapping.importing.template import csv_files, excel_bytes
from steppingup.mapping.personal import findings
from steppingup.record.map_file import read_map_file
from steppingup.record.sheets import Sheets, new_row
from tests.mapping.maps import ANNA, BENT, EXAMPLE, ROOT

if TYPE_CHECKING:
    from steppingup.record.entries import Value

DAY = "2026-11-28"
FORMS = load_forms(ROOT)
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
TEXTS = (
    st.one_of(
        st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40),
        st.sampled_from(["=1+1", "+371 00 000 000", "-5", "@x", "'=1", "''=1", "a;b,c\td", '"', "two\nlines", "1.140",
                         "0012", "TRUE", "2025-05-03", "unknown", "\uff1d1", "_x0041_", "None"]),
    )
    .map(lambda text: clean(text.strip()) or "x")
    .filter(lambda text: text not in ERRORS)
)  # fmt: skip


def values(field: Field) -> st.SearchStrategy[Value]:
    if field.options:
        kind = int if field.type in {"number", "certainty"} else str
        return st.sampled_from([kind(one) for one in field.options])
    if field.type == "number":
        return st.integers(-(10**9), 10**9) | st.decimals(-(10**6), 10**6, places=3).map(float).map(whole)
    if field.type == "date":
        return st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(date.isoformat)
    return TEXTS


def whole(number: float) -> float:
    return int(number) if number == int(number) else number


@st.composite
def maps(draw: st.DrawFn) -> Sheets:
    """Some rows of each sheet, as the page would write them."""
    sheets = Sheets()
    for form in FORMS:
        free = [new_row() for _ in range(draw(st.integers(0, 3)))]
        ids = draw(st.lists(st.sampled_from(list(form.rows)), max_size=4, unique=True)) if form.rows else free
        for place, row in enumerate(ids, 1):
            cells: dict[str, Value] = {} if form.rows else {"_at": place}
            for column in form.fields:
                field = form.field(column, row)
                if field and draw(st.booleans()):
                    value = draw(values(field))
                    refused = isinstance(value, str) and any(one.refused for one in findings(value, form.id, column))
                    cells |= {} if refused else {column: value}
            if set(cells) - {"_at"}:
                sheets = sheets.write(form.id, row, cells, by=draw(st.sampled_from([ANNA, BENT])), day=DAY)
    return sheets


def shown(sheets: Sheets) -> dict[str, Any]:
    return {sheet: [(row.id, {name: row.value(name) for name in row.cells if row.value(name) is not None})
                    for row in sheets.rows(sheet)] for sheet in sheets.ids}  # fmt: skip


def read(data: bytes, file: str = "map.xlsx", known: Sheets | None = None, **how: Any) -> Sheets:
    found = read_table(data, file, FORMS, known or Sheets(), How(DAY, **how))
    assert found.left == []
    return found.sheets


def filled(data: bytes, sheet: str, changes: dict[str, Any]) -> bytes:
    """The file as somebody saves it who changed some cells."""
    book = load_workbook(io.BytesIO(data))
    for cell, value in changes.items():
        book[sheet][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@given(maps())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_map_goes_through_csv_and_back(sheets: Sheets) -> None:
    back = Sheets()
    for name, data in csv_files(FORMS, sheets).items():
        if f"map/{name.removesuffix('.csv')}" in sheets.ids:
            back = back.merge(read(data, name, back))
    assert shown(back) == shown(sheets)


@given(maps())
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_map_goes_through_excel_and_back_entry_by_entry(sheets: Sheets) -> None:
    assert read(excel_bytes(FORMS, sheets, "0.1.0")) == sheets


@given(maps())
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_the_excel_file_shows_is_enough(sheets: Sheets) -> None:
    book = load_workbook(io.BytesIO(excel_bytes(FORMS, sheets, "0.1.0")))
    del book["_map"], book["How to fill"]
    stream = io.BytesIO()
    book.save(stream)
    assert shown(read(stream.getvalue())) == shown(sheets)


@pytest.fixture(scope="module")
def town() -> Sheets:
    return read_map_file(EXAMPLE).sheets


@pytest.fixture(scope="module")
def file(town: Sheets) -> bytes:
    return excel_bytes(FORMS, town, "0.1.0")


def cell_of(data: bytes, sheet: str, row: str, label: str) -> str:
    """Where a cell of the map stands in the file."""
    table = load_workbook(io.BytesIO(data))[sheet]
    column = next(cell.column_letter for cell in table[1] if cell.value == label)
    return next(f"{column}{cells[0].row}" for cells in table.iter_rows() if cells[0].value == row)


def test_two_colleagues_who_fill_the_same_file_lose_nothing(file: bytes, town: Sheets) -> None:
    place = cell_of(file, "Answers", "t1-04", "Answer")
    one = read(filled(file, "Answers", {place: "Romanian"}), known=town)
    other = read(filled(file, "Answers", {cell_of(file, "Answers", "t1-04", "Note"): "asked in May"}), known=town)
    whole = town.merge(one, other)
    assert len(whole.conflicts()) == len(town.conflicts())
    row = next(row for row in whole.rows("map/answers") if row.id == "t1-04")
    assert (row.value("value"), row.value("note")) == ("Romanian", "asked in May")
    both = whole.merge(read(filled(file, "Answers", {place: "Polish"}), known=whole))
    assert len(both.conflicts()) == len(town.conflicts()) + 1


def test_a_cell_that_somebody_changed_in_the_map_meanwhile_does_not_go_back(file: bytes, town: Sheets) -> None:
    later = town.write("map/answers", "t1-12", {"value": 1200}, by=BENT, day=DAY)
    assert later.merge(read(file, known=later)) == later
    place = cell_of(file, "Answers", "t1-12", "Answer")
    assert (
        len(later.merge(read(filled(file, "Answers", {place: 1300}), known=later)).conflicts())
        == len(later.conflicts()) + 1
    )
    alone = town.merge(read(filled(file, "Answers", {place: 1300}), known=town))
    assert len(alone.conflicts()) == len(town.conflicts())


def test_emptied_cells_new_rows_and_copied_rows(file: bytes, town: Sheets) -> None:
    place = cell_of(file, "Answers", "t1-12", "Note")
    emptied = town.merge(read(filled(file, "Answers", {place: None}), known=town))
    assert next(row for row in emptied.rows("map/answers") if row.id == "t1-12").value("note") is None
    count = len(town.rows("map/services"))
    copied = {
        f"A{count + 2}": town.rows("map/services")[0].id,
        f"B{count + 2}": "Washing place",
        f"B{count + 3}": "Lockers",
    }
    whole = town.merge(read(filled(file, "Services", copied), known=town))
    assert [row.value("service") for row in whole.rows("map/services")][count:] == ["Washing place", "Lockers"]


def test_a_row_that_was_taken_away_does_not_travel_and_stays_away(town: Sheets) -> None:
    row = town.rows("map/services")[0].id
    less = town.write("map/services", row, {"_gone": True}, by=BENT, day=DAY)
    data = excel_bytes(FORMS, less, "0.1.0")
    assert row not in str(
        [cell.value for cells in load_workbook(io.BytesIO(data))["Services"].iter_rows() for cell in cells]
    )
    names = {str(town.rows("map/services")[0].value("service"))}
    assert not any(
        name in str(cell.value) for name in names for cells in load_workbook(io.BytesIO(data))["_map"] for cell in cells
    )
    assert town.merge(read(data, known=town)).rows("map/services") == less.rows("map/services")


def test_values_side_by_side_are_shown(file: bytes, town: Sheets) -> None:
    sheet = load_workbook(io.BytesIO(file))["Answers"]
    also = next(cell.column for cell in sheet[1] if cell.value == "Also written")
    told = next(str(cells[also - 1].value) for cells in sheet.iter_rows() if cells[0].value == "t2-01")
    rivals = next(row for row in town.rows("map/answers") if row.id == "t2-01").rivals("value")
    assert f"Answer: {rivals[0].v} ({rivals[0].day})" in told


def test_an_empty_file_has_a_sheet_per_table_lists_and_help(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(excel_bytes(FORMS, Sheets(), "0.1.0")))
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible == ["How to fill", *(form.title for form in FORMS)]
    answers, services = book["Answers"], book["Services"]
    assert answers.max_row == len(FORMS.sheets["answers"].rows) + 1
    assert [cell.value for cell in answers[1]][-1] == "Help"
    assert "Ask: " in str(answers.cell(2, answers.max_column).value)
    lists = [one for one in services.data_validations.dataValidation if one.type == "list"]
    assert {str(one.sqref) for one in lists} == {"C2:C500", "D2:D500"}
    assert {str(one.sqref) for one in answers.data_validations.dataValidation if one.type == "list"} > {"C3"}
    assert services.column_dimensions["A"].hidden
    choices = book["_lists"]
    place = str(lists[0].formula1).split("!")[1].replace("$", "")
    assert [cell[0].value for cell in choices[place]] == list(FORMS.sheets["services"].fields["kind"].options.values())
    assert read(excel_bytes(FORMS, Sheets(), "0.1.0")) == Sheets()


def test_a_damaged_base_is_told_and_what_can_be_seen_is_read(file: bytes, town: Sheets) -> None:
    broken = filled(file, "_map", {"A2": "{not json"})
    found = read_table(broken, "map.xlsx", FORMS, Sheets(), How(DAY))
    assert "base" in {one.key for one in found.remarks}
    assert len(found.sheets.rows("map/services")) == len(town.rows("map/services"))


def test_names_that_hide_in_the_base_are_refused(town: Sheets) -> None:
    bad = town.write("map/gains", "t7-01", {"value": "Igor exploits women"}, by=BENT, day=DAY)
    found = read_table(excel_bytes(FORMS, bad, "0.1.0"), "map.xlsx", FORMS, Sheets(), How(DAY))
    assert [one.key for one in found.left] == ["refused"]
    assert all("Igor" not in str(entry.v) for entry in found.sheets.entries())


def test_libre_office_keeps_what_travels_along(file: bytes, town: Sheets, tmp_path: Path) -> None:
    (tmp_path / "map.xlsx").write_bytes(file)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(tmp_path / "out"),
    ]
    subprocess.run([*command, str(tmp_path / "map.xlsx")], check=True, capture_output=True, timeout=300)
    assert read((tmp_path / "out" / "map.xlsx").read_bytes()) == town


def test_the_command(tmp_path: Path, town: Sheets) -> None:
    def run(*arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["--course", str(ROOT), "mapping", *map(str, arguments)])
        return result.exit_code, result.output

    assert run("template", "--out", tmp_path / "map.xlsx", "--from", EXAMPLE) == (
        0,
        f"Written: {tmp_path / 'map.xlsx'}\n",
    )
    assert run("import", tmp_path / "map.xlsx", "--into", tmp_path / "map.json")[0] == 0
    assert read_map_file(tmp_path / "map.json").sheets == town
    code, told = run("template", "--out", tmp_path / "map.xlsx")
    assert (code, "is there already" in told) == (1, True)
    assert run("template", "--out", tmp_path / "tables")[0] == 0
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == sorted(f"{form.name}.csv" for form in FORMS)
