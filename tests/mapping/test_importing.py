"""Tables of offices become entries: nothing is lost, nothing is guessed in silence, and nobody is overwritten."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from steppingup.cli import main
from steppingup.mapping.importing import Forms, How, Imported, ImportTroubleError, load_forms, read_table
from steppingup.mapping.importing.run import import_files, lines_of, save_aside
from steppingup.record.map_file import read_map_file
from steppingup.record.sheets import Sheets
from tests.mapping.maps import ANNA, BENT, EXAMPLE, ROOT, saved, written

DAY = "2026-11-28"
Table = list[list[Any]]
SERVICES = [["Service", "Kind of help", "Run by", "Phone", "Open", "Tried on"]]
NIGHT = ["Night phone", "bed", "the town", "67 000 000", "20-8", "3.5.2025"]


@pytest.fixture(scope="module")
def forms() -> Forms:
    return load_forms(ROOT)


def excel(sheets: dict[str, Table]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return bytes_of(book)


def bytes_of(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv(*rows: list[Any], encoding: str = "utf-8") -> bytes:
    return "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows).encode(encoding)


def read(data: bytes, forms: Forms, file: str = "services.csv", known: Sheets | None = None, **how: Any) -> Imported:
    return read_table(data, file, forms, known or Sheets(), How(DAY, **how))


def rows(sheets: Sheets, sheet: str) -> list[dict[str, Any]]:
    found = sheets.rows(f"map/{sheet}")
    return [{name: row.value(name) for name in row.cells if row.value(name) is not None} for row in found]


def keys(found: list[Any]) -> list[tuple[str, int, str]]:
    return [(one.key, one.where.row, one.where.column) for one in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1257"])
def test_a_list_of_services(forms: Forms, encoding: str) -> None:
    found = read(csv(*SERVICES, NIGHT, ["Bērnu pabalsts"], encoding=encoding), forms)
    night = {
        "service": "Night phone",
        "kind": "bed",
        "own": "own",
        "phone": "67 000 000",
        "hours": "20-8",
        "checked": "2025-05-03",
    }
    assert rows(found.sheets, "services") == [night, {"service": "Bērnu pabalsts"}]
    assert (found.left, found.remarks, found.warned) == ([], [], [])
    assert found.cells == {"services": 7}


def test_questions_are_found_by_their_id_or_their_words_and_numbers_by_the_file(forms: Forms) -> None:
    words = forms.sheets["answers"].rows["t2-02"]
    table: Table = [["Question", "Answer", "What is counted", "Source", "As of", "How sure"],
             ["T1-01", "1.140", "people", "NGO", "31.12.2024", "3"],
             [words.upper(), "Harvest", None, "union", "May 2025", "high"],
             ["t1-02", "about the same", None, "police", "2024", 2],
             ["t1-06", "12,5", None, "NGO", "soon", 4]]  # fmt: skip
    found = read(csv(*table), forms, "from-the-union.csv")
    by_id = {row.id: {name: row.value(name) for name in row.cells} for row in found.sheets.rows("map/answers")}
    assert by_id["t1-01"] == {"value": 1140, "unit": "people", "source": "NGO", "as_of": "2024-12-31", "certainty": 3}
    assert by_id["t2-02"] == {"value": "Harvest", "source": "union", "as_of": "2025-05-31", "certainty": 3}
    assert by_id["t1-02"] == {"value": "same", "source": "police", "as_of": "2024-12-31", "certainty": 2}
    assert by_id["t1-06"] == {"value": 12.5, "source": "NGO", "as_of": "soon", "certainty": 4}
    assert keys(found.remarks) == [
        ("day-month", 3, "As of"),
        ("day-year", 4, "As of"),
        ("no-day", 5, "As of"),
        ("unlisted", 5, "How sure"),
    ]


def test_headings_of_an_older_release_and_of_offices_are_understood(forms: Forms) -> None:
    head = ["Name", "Type of help", "Provider", "Telephone", "Target group", "Checked on"]
    table: Table = [["Table of 2024"], [], head,
             ["Clinic", "health", "municipality", 67123456, "everybody", date(2025, 5, 3)]]  # fmt: skip
    found = read(excel({"Resources": table}), forms, "old.xlsx")
    assert rows(found.sheets, "services") == [{"service": "Clinic", "kind": "health", "own": "own", "phone": "67123456",
                                               "for_whom": "everybody", "checked": "2025-05-03"}]  # fmt: skip


# what each release called its columns: when a label changes, the old one goes to importing/older.json
LABELS = {
    "0.1.0": {
        "about": {"town": "Town", "area": "Area", "form": "Form", "keeper": "Kept by", "note": "Note"},
        "answers": {"value": "Answer", "unit": "What is counted", "source": "Source", "as_of": "As of",
                    "certainty": "How sure", "note": "Note"},
        "places": {"place": "Place", "kind": "Kind", "district": "District", "use": "Good for", "who": "Who is there",
                   "note": "Note"},
        "actors": {"actor": "Who", "form": "Form", "notice": "What they may notice", "contacted": "Asked on"},
        "gains": {"value": "Pattern", "source": "Source", "as_of": "As of"},
        "services": {"service": "Service", "kind": "Kind of help", "own": "Run by", "for_whom": "For whom",
                     "not_for": "Not for", "hours": "Open", "phone": "Phone", "languages": "Languages",
                     "conditions": "Conditions", "checked": "Tried on"},
        "training": {"role": "Role", "competency": "What they should be able to do", "people": "People",
                     "level": "Level now", "wanted": "Level wanted", "source": "Source", "as_of": "As of"},
        "actions": {"finding": "Finding", "measure": "Measure", "owner": "Who does it", "due": "Done by",
                    "cost": "Cost", "effort": "Effort", "sign": "Sign of success", "status": "Status"},
    },
}  # fmt: skip


@pytest.mark.parametrize("release", LABELS)
def test_every_heading_of_every_release_is_understood(forms: Forms, release: str) -> None:
    for form in forms:
        understood = {column: form.heading(label) for column, label in LABELS[release][form.name].items()}
        assert understood == {column: column for column in form.fields}, form.name


def test_a_sheet_without_known_headings_is_one_sentence_with_sheet_and_row(forms: Forms) -> None:
    with pytest.raises(ImportTroubleError, match=r"a\.xlsx, sheet 'Services', row 2: no headings") as caught:
        read(excel({"Services": [[], ["Foo", "Bar"], [1, 2]]}), forms, "a.xlsx")
    assert str(caught.value).count("\n") == 0
    both: dict[str, Table] = {"Services": [*SERVICES, NIGHT], "Sales 2024": [["Foo", "Bar"], [1, 2]]}
    assert [(one.key, one.where.sheet, one.where.row) for one in read(excel(both), forms, "a.xlsx").left] == [
        ("no-sheet", "Sales 2024", 1)
    ]


def test_the_sheet_is_told_by_names_that_offices_give(forms: Forms) -> None:
    thin: Table = [["Place", "Whatever"], ["Port", 1]]
    for name in ("places.csv", "Places (2).csv", "places_youth_2025.csv", "map-places.csv", "table 6 of Jelling.csv"):
        assert list(read(csv(*thin), forms, name).cells) == ["places"], name
    assert list(read(excel({"Places 2": thin}), forms, "x.xlsx").cells) == ["places"]
    counted: dict[str, Table] = {"Places": thin, "Places by kind": [["Kind", "Whatever"], ["work", 3]]}
    assert [
        (one.key, one.where.sheet) for one in read(excel(counted), forms, "x.xlsx").left if one.key == "no-sheet"
    ] == [("no-sheet", "Places by kind")]


@pytest.mark.parametrize(
    ("data", "what"),
    [(bytes(50 * 1024 * 1024), "larger than 10 MB"), (b"\xd0\xcf\x11\xe0" + bytes(99), "old kind"),
     (b"PK\x03\x04", "read as Excel"),
     (b"", "no rows"), (b"\x00\x01\x02" * 9, "no table"), (b"x;y\n" * 10_001, "more than 10 000 rows")],
    ids=range(6),
)  # fmt: skip
def test_what_is_no_table_is_one_sentence(forms: Forms, data: bytes, what: str) -> None:
    with pytest.raises(ImportTroubleError, match=what) as caught:
        read(data, forms)
    assert str(caught.value).startswith("services.csv")


def test_extra_columns_rows_and_sheets_are_kept_aside_and_named(forms: Forms) -> None:
    table: Table = [
        ["Question", "Budget", "Answer", None],
        ["t1-01", "5 000", "12", "who knows"],
        ["How warm is it?", None, "20", None],
    ]
    hidden = excel({"Answers": table, "Old": [["Service"], ["x"]]})
    book = load_workbook(io.BytesIO(hidden))
    book["Old"].sheet_state = "hidden"
    found = read(bytes_of(book), forms, "a.xlsx")
    assert [(one.key, one.where.row, one.where.column, one.text) for one in found.left] == [
        ("hidden", 0, "", ""), ("extra", 2, "Budget", "5 000"), ("extra", 2, "4", "who knows"),
        ("no-question", 3, "", "How warm is it? | 20"),
    ]  # fmt: skip


def test_merged_cells_formulas_and_errors_in_excel(forms: Forms) -> None:
    table: Table = [*SERVICES, ["Bed", "bed"], ["Bed 2"], ["Desk", "advice", None, "#N/A", "=1+1"]]
    book = load_workbook(io.BytesIO(excel({"services": table})))
    book["services"].merge_cells("B2:B3")
    found = read(bytes_of(book), forms, "a.xlsx")
    assert [row.get("kind") for row in rows(found.sheets, "services")] == ["bed", "bed", "advice"]
    assert keys(found.remarks) == [("error", 4, "Phone"), ("unstored", 4, "Open")]


def test_what_cannot_be_read_stays_a_text_and_is_named(forms: Forms) -> None:
    table: Table = [["Role", "What they should be able to do", "People", "Level now", "Level wanted", "As of"],
             ["social_worker", "encounter.notice", "about 40", "1 - knows the right next step", 3, "spring"],
             ["Juggler", "encounter.notice", "1.140", "9", "decides or coaches", "45780"]]  # fmt: skip
    found = read("\n".join("\t".join(map(str, row)) for row in table).encode(), forms, "training.csv")
    first, second = rows(found.sheets, "training")
    assert (first["people"], first["level"], first["wanted"], first["as_of"]) == ("about 40", 1, 3, "spring")
    assert (second["role"], second["people"], second["level"], second["wanted"]) == ("Juggler", "1.140", 9, 3)
    assert second["as_of"] == "2025-05-03"
    assert keys(found.remarks) == [
        ("no-number", 2, "People"), ("no-day", 2, "As of"), ("unlisted", 3, "Role"), ("either", 3, "People"),
        ("unlisted", 3, "Level now"), ("day-number", 3, "As of"),
    ]  # fmt: skip


def test_a_text_that_no_cell_can_hold_is_kept_aside(forms: Forms) -> None:
    found = read(csv(["Service", "Phone"], ["x" * 2001, "112"]), forms)
    assert [(one.key, len(one.text)) for one in found.left] == [("too-long", 2001)]
    assert rows(found.sheets, "services") == [{"phone": "112"}]


def test_importing_twice_changes_nothing_whoever_does_it(forms: Forms) -> None:
    data = csv(*SERVICES, NIGHT, ["Desk", "advice"], ["Desk", "advice"])
    once = read(data, forms)
    again = read(data, forms, known=once.sheets)
    assert again.known
    assert not again.sheets
    assert once.sheets.merge(read(data, forms, known=written("places", {"r-1": {"place": "x"}})).sheets) == once.sheets
    assert len(rows(once.sheets, "services")) == 3


def test_nobody_is_overwritten_and_who_chose_is_not_asked_again(forms: Forms) -> None:
    known = written("services", {"r-aaaaaaaaaa": {"service": "Night Phone", "phone": "67 111 111", "kind": "bed"}})
    data = csv(*SERVICES, NIGHT)
    found = read(data, forms, known=known)
    whole = known.merge(found.sheets)
    assert [row.id for row in whole.rows("map/services")] == ["r-aaaaaaaaaa"]
    assert sorted(field for _, _, field in whole.conflicts()) == ["phone", "service"]
    assert found.same == 1
    chosen = whole.write("map/services", "r-aaaaaaaaaa", {"phone": "67 111 111"}, by=BENT, day=DAY)
    assert chosen.merge(read(data, forms, known=chosen).sheets) == chosen


def test_a_newer_file_takes_the_place_of_what_stands_there_if_somebody_says_so(forms: Forms) -> None:
    known = written("services", {"r-aaaaaaaaaa": {"service": "Night phone", "phone": "67 111 111"}})
    whole = known.merge(read(csv(*SERVICES, NIGHT), forms, known=known).sheets)
    assert len(whole.conflicts()) == 1
    newer = whole.merge(read(csv(*SERVICES, NIGHT), forms, known=whole, replaces=True).sheets)
    assert newer.conflicts() == []
    assert newer.rows("map/services")[0].value("phone") == "67 000 000"


def test_a_row_that_was_taken_away_stays_away_when_it_says_nothing_new(forms: Forms) -> None:
    known = written("services", {"r-aaaaaaaaaa": {"service": "Night phone", "phone": "67 000 000"}})
    known = known.write("map/services", "r-aaaaaaaaaa", {"_gone": True}, by=ANNA, day=DAY)
    whole = known.merge(read(csv(["Service", "Phone"], ["Night phone", "67 000 000"]), forms, known=known).sheets)
    assert whole.rows("map/services") == []


def test_numbers_of_lines_are_no_ids_of_rows(forms: Forms) -> None:
    one = read(csv(["Row", "Service"], ["1", "Bed"], ["2", "Desk"]), forms)
    other = read(csv(["Row", "Service"], ["1", "Clinic"]), forms)
    found = {row["service"] for row in rows(one.sheets.merge(other.sheets), "services")}
    assert found == {"Bed", "Desk", "Clinic"}


def test_names_among_who_gains_are_refused_and_stand_nowhere(forms: Forms, tmp_path: Path) -> None:
    table: Table = [["Question", "Pattern", "Source"], ["t7-01", "Igor brings the girls to the bar Neptun", "police"],
             ["t7-03", "Bars in Old Harbour", "licences"]]  # fmt: skip
    found = read(csv(*table), forms, "gains.csv")
    assert [(one.key, one.where.row, one.text) for one in found.left] == [("refused", 2, "")]
    assert {row["value"] for row in rows(found.sheets, "gains") if "value" in row} == {"Bars in Old Harbour"}
    told = "\n".join(lines_of("gains.csv", found, forms))
    assert "Igor" not in told
    assert "police" in told
    assert save_aside(tmp_path / "aside.csv", [found], forms) == 1
    assert "Igor" not in (tmp_path / "aside.csv").read_text("utf-8-sig")


def test_personal_data_is_warned_of_by_its_place_alone(forms: Forms) -> None:
    found = read(
        csv(["Service", "Phone", "Conditions"], ["Desk", "Anna Paraugs 67 000 000", "ask a.b@mail.example"]), forms
    )
    kinds = [(one.kind, one.where.column) for one in found.warned]
    assert kinds == [("name", "Phone"), ("phone", "Phone"), ("mail", "Conditions")]
    told = "\n".join(lines_of("services.csv", found, forms))
    assert "Anna" not in told
    assert "row 2, column 'Phone'" in told


def test_a_report_is_not_read_back(forms: Forms, tmp_path: Path) -> None:
    arguments = [
        "--course",
        str(ROOT),
        "mapping",
        "report",
        str(EXAMPLE),
        "--out",
        str(tmp_path / "report"),
        "--public",
    ]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    for name in ("map-report.xlsx", "tables/answers.csv", "tables/services.csv", "tables/kinds.csv"):
        with pytest.raises(ImportTroubleError, match="this is a report on a map"):
            read((tmp_path / "report" / name).read_bytes(), forms, name)


def test_macros_and_lost_letters_are_told(forms: Forms) -> None:
    book = io.BytesIO(excel({"Services": [*SERVICES, NIGHT]}))
    with zipfile.ZipFile(book, "a") as parts:
        parts.writestr("xl/vbaProject.bin", "Sub Auto_Open()")
    assert keys(read(book.getvalue(), forms, "a.xlsm").remarks) == [("macros", 0, "")]
    lost = csv(["Service", "Phone"], ["B\u0113rni", "1"], encoding="utf-16")[:-1]
    assert ("letters", 0, "") in keys(read(lost, forms).remarks)


def test_files_into_a_map_on_the_disk(forms: Forms, tmp_path: Path) -> None:
    table, target = tmp_path / "services.csv", tmp_path / "map.json"
    table.write_bytes(csv(*SERVICES, NIGHT, ["Desk", "Help with things"]))
    before = table.read_bytes()
    tried, _ = import_files([table], target, forms, How(DAY), trial=True)
    assert not target.exists()
    assert tried[-1].startswith("Nothing was saved")
    lines, _ = import_files([table], target, forms, How(DAY))
    assert lines[0] == "services.csv: cells that are new or changed: Services 8. Cells that say the same as the map: 0."
    assert "row 3, column 'Kind of help': not one of the choices" in lines[2]
    again, _ = import_files([table], target, forms, How(DAY))
    assert again[0] == "services.csv: this file is in the map already, so nothing changed."
    assert table.read_bytes() == before
    assert len(read_map_file(target).sheets.rows("map/services")) == 2


def test_the_command(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_bytes(csv([*SERVICES[0], "Budget"], [*NIGHT, "5000"]))
    known = saved(tmp_path / "map.json", written("places", {"r-aaaaaaaaaa": {"place": "Port"}}))
    arguments = ["--course", str(ROOT), "mapping", "import", str(table), "--into", str(known), "--sheet", "services"]
    result = CliRunner().invoke(main, [*arguments, "--aside", str(tmp_path / "aside.csv")])
    assert result.exit_code == 0, result.output
    assert "column 'Budget': the map has no such column." in result.output
    assert '"5000"' in (tmp_path / "aside.csv").read_text("utf-8-sig")
    assert read_map_file(known).sheets.ids == ["map/places", "map/services"]
    missing = CliRunner().invoke(main, ["--course", str(ROOT), "mapping", "import", "none.csv", "--into", str(known)])
    assert (missing.exit_code, missing.output) == (1, "none.csv: there is no such file.\n")
