"""The map of a town at the desk, without a browser: from an empty form to the report, and what can go wrong."""

from __future__ import annotations

import gc
import io
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ipywidgets as w
import pytest
from openpyxl import load_workbook

from steppingup.common.language import Words
from steppingup.desk.town.app import TownDesk
from steppingup.desk.whole import Whole
from steppingup.mapping.folder import is_of_report
from steppingup.record.map_file import map_text, read_map_file, write_map_file
from steppingup.record.sheets import Sheets
from tests.desk.desks import give, press, shown, told, widgets
from tests.mapping.maps import ANNA, BENT, EXAMPLE, ROOT, written

HEADS = "Service;Kind of help;Phone\n"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> TownDesk:
    """One room for all tests: it reads all sheets of the course."""
    return TownDesk(tmp_path_factory.mktemp("desk"), ROOT, Words())


@pytest.fixture
def town(room: TownDesk, tmp_path: Path) -> TownDesk:
    room.home = tmp_path / "maps"
    room.home.mkdir()
    room.open(None)
    return room


def begun(town: TownDesk, name: str = "Our town") -> Path:
    town.start.name.value = name
    press(town, "Begin an empty map")
    assert town.folder is not None, told(town)
    return town.folder.root


def take(town: TownDesk, *files: tuple[str, bytes]) -> None:
    give(widgets(town.box, w.FileUpload)[0], *files)


def of(sheets: Sheets) -> bytes:
    return map_text(sheets, "0.1.0").encode()


def value(town: TownDesk, sheet: str, row: str, field: str) -> Any:
    assert town.folder
    return [entry.v for entry in town.folder.sheets().cell(f"map/{sheet}", row, field)]


@contextmanager
def full_disk(size: int = 0) -> Iterator[None]:
    """No file of this process may grow beyond a size: what the system then says is what it says of a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        gc.collect()  # what openpyxl left half written complains now, and not in another test


def test_the_desk_opens_with_sessions_and_makes_the_map_when_somebody_goes_there(tmp_path: Path) -> None:
    desk = Whole(tmp_path, ROOT, Words())
    assert desk.tabs.selected_index == 0
    assert desk.town is None
    desk.enter("map")
    assert isinstance(desk.town, TownDesk)
    assert "Begin a map, or choose one." in shown(desk)
    first = desk.town
    desk.tabs.selected_index = 0
    desk.enter("map")
    assert desk.town is first


def test_a_map_begins_in_a_folder_with_a_name_that_is_free(town: TownDesk) -> None:
    for name in ("", "a/b", "..", "x" * 61):
        town.start.name.value = name
        press(town, "Begin an empty map")
        assert "short name" in told(town), name
    root = begun(town)
    assert "Save a form" in town.next.value
    town.start.name.value = root.name
    press(town, "Begin an empty map")
    assert "already. Choose another name." in told(town)
    assert sorted(path.name for path in town.home.iterdir()) == ["Our town"]
    other = begun(town, "Next town")
    assert [path for _, path in town.start.chooser.box.options] == [None, other.resolve(), root.resolve()]
    town.start.chooser.box.value = root.resolve()
    assert town.folder
    assert town.folder.root == root.resolve()


def test_from_a_form_to_a_report(town: TownDesk) -> None:
    root = begun(town)
    press(town, "Make an empty form")
    assert "form-empty.xlsx" in shown(town)
    assert "form-empty-csv.zip" in shown(town)
    book = load_workbook(root / "forms" / "form-empty.xlsx")
    heads = [cell.value for cell in book["Answers"][1]]
    for column, text in (("Answer", 140), ("Source", "Registry"), ("As of", "2026-03-31"), ("How sure", 3)):
        book["Answers"].cell(2, heads.index(column) + 1, text)
    stream = io.BytesIO()
    book.save(stream)
    take(town, ("social work.xlsx", stream.getvalue()))
    assert "Files taken in: 1 of 1." in told(town)
    assert "Make the report" in town.next.value
    press(town, "Make the report for publication")
    assert "numbers in words" in told(town)
    (page,) = root.glob("reports/publication-*/index.html")
    assert f"{page.parent.name}.zip" in shown(town)
    assert "map-report.docx" in shown(town)
    assert "/stepping-up/report/Our%20town/reports/publication-" in shown(town)
    assert all(is_of_report(page.parent / name) for name in ("index.html", "map-report.docx", "tables/answers.csv"))
    assert not any(map(is_of_report, (root / "map.json", root / "forms" / "form-empty.xlsx", page.parent)))
    assert "Send the map back" in town.next.value
    press(town, "Make the report for publication")
    assert len(list(root.glob("reports/publication-*/index.html"))) == 2
    press(town, "Make a form with what our map holds")
    assert load_workbook(root / "forms" / "form-with-our-map.xlsx")["Answers"].cell(2, heads.index("Answer") + 1).value


def test_the_invented_town_asks_its_questions_and_a_choice_answers_one(town: TownDesk) -> None:
    press(town, "Try with the map of Havmere")
    assert town.folder
    assert town.folder.root.name == "Havmere, to try"
    assert "Choose where two people" in town.next.value
    assert len(town.questions) == 1
    assert value(town, "answers", "t2-01", "value") == [140, 96]
    press(town, "Go to this step")
    assert town.steps.selected_index == 2
    press(town, "Take “96”")
    assert value(town, "answers", "t2-01", "value") == [96]
    assert value(town, "answers", "t2-01", "source") == ["fish plant, staff office (invented)"]
    assert "Still to choose: 0." in told(town)
    assert "all agree" in shown(town)
    assert read_map_file(EXAMPLE).sheets.cell("map/answers", "t2-01", "value")[-1].v == 96


def test_every_file_is_answered_and_a_bad_one_holds_up_no_other(town: TownDesk) -> None:
    begun(town)
    files = {
        "clinic.csv": (HEADS + "Clinic;health;67 000 000\n").encode(),
        "newer.json": b'{"format": "stepping-up-map", "v": 9, "course": "stepping-up", "entries": []}',
        "damaged.json": b"{",
        "backup.json": b'{"format": "stepping-up-record"}',
        "<img src=x>.png": b"\x89PNG\x00\x01",
        "other.csv": b"Foo;Bar\n1;2\n",
        "old.xls": b"\xd0\xcf\x11\xe0" + bytes(99),
        "mail.csv": (HEADS + "Desk;advice;Anna Paraugs 67 000 000\n").encode(),
    }
    take(town, *files.items())
    said = shown(town)
    assert "Files taken in: 2 of 8." in told(town)
    assert said.count("Not taken in.") == 6
    parts = (
        "newer.json: This file comes from a newer release", "damaged.json: This file is damaged",
        "backup.json: This file is no map of this course", "other.csv, row 1: no headings of a part of the map",
        "old.xls: this is an Excel file of the old kind", "Looks like personal data", "column 'Phone'",
    )  # fmt: skip
    for part in parts:
        assert part in said.replace("&#x27;", "'"), part
    assert "Anna" not in said
    assert "<img" not in said
    assert "--sheet" not in said
    assert [row.value("service") for row in town.folder.sheets().rows("map/services")] == ["Clinic", "Desk"]  # type: ignore[union-attr]
    take(town, ("clinic.csv", files["clinic.csv"]))
    assert "There already." in shown(town)


def test_a_table_whose_part_nobody_can_tell_is_taken_when_somebody_says_it(town: TownDesk) -> None:
    begun(town)
    data = b"Name;Bla\nPort;x\n"
    take(town, ("list.csv", data))
    assert "Not taken in." in shown(town)
    choice = next(one for one in widgets(town.box, w.Dropdown) if one.description.startswith("A table"))
    choice.value = "places"
    take(town, ("list.csv", data))
    assert "Taken in." in shown(town)
    assert choice.value == ""


def test_maps_of_colleagues_are_united_and_a_named_suspect_stays_out(town: TownDesk) -> None:
    root = begun(town)
    named = "Igor brings the girls to the bar Neptun"
    one = written("answers", {"t2-04": {"value": "9 claims"}})
    other = written("gains", {"t7-01": {"value": named, "source": "rumour"}}, by=BENT)
    other = written("answers", {"t2-04": {"value": "23 claims"}}, by=BENT, on=other)
    take(town, ("a.json", of(one)), ("b.json", of(other)))
    said = shown(town).replace("&#x27;", "'")
    assert "Files taken in: 2 of 2." in told(town)
    assert "b.json, sheet 'Who gains', row t7-01, column 'Pattern': this names a person" in said
    assert "It belongs to the police" in said
    assert value(town, "gains", "t7-01", "source") == ["rumour"]
    assert value(town, "answers", "t2-04", "value") == ["9 claims", "23 claims"]
    assert all("Igor" not in path.read_text("latin-1") for path in root.rglob("*") if path.is_file())
    assert "Igor" not in said


def test_a_line_that_one_removed_and_another_changed_waits_for_a_person(town: TownDesk) -> None:
    begun(town)
    first = written("places", {"r-bbbbbbbbbb": {"place": "Station"}})
    gone = first.write("map/places", "r-bbbbbbbbbb", {"_gone": True}, by=ANNA, day="2025-05-03")
    changed = first.write("map/places", "r-bbbbbbbbbb", {"place": "Main station"}, by=BENT, day="2025-05-03")
    take(town, ("a.json", of(gone)), ("b.json", of(changed)))
    assert "somebody removed this line" in shown(town)
    press(town, "Keep the line")
    assert town.questions == []
    assert value(town, "places", "r-bbbbbbbbbb", "place") == ["Main station"]


def test_a_map_of_an_older_release_keeps_what_this_one_does_not_know(town: TownDesk) -> None:
    root = begun(town)
    old = written("services", {"r-aaaaaaaaaa": {"service": "Night phone", "kind": "telephone-old", "colour": "red"}})
    old = written("roads", {"r-aaaaaaaaaa": {"name": "A1"}}, on=old)
    take(town, ("old.json", of(old)))
    said = shown(town)
    assert "not one of the choices; it stays as a text." in said
    assert said.count("from another release of the course") == 2
    assert read_map_file(root / "map.json").sheets == old
    press(town, "Make the report for the working group")
    assert "Entries of another release that have no place here: 2." in told(town)
    (page,) = root.glob("reports/working-group-*/index.html")
    assert "telephone-old" in page.read_text("utf-8")


def test_a_map_that_holds_a_named_suspect_from_before_offers_to_empty_the_cell(town: TownDesk) -> None:
    root = begun(town)
    named = written("gains", {"t7-01": {"value": "Igor brings the girls to the bar Neptun", "source": "talk"}})
    write_map_file(root / "map.json", named, "0.0.9")
    town.open(root)
    assert "Choose where" in town.next.value
    assert "names a person, a firm or a car" in shown(town)
    assert "Igor" not in shown(town)
    press(town, "Make a form with what our map holds")
    assert "Igor" not in str(list(load_workbook(root / "forms" / "form-with-our-map.xlsx")["Who gains"].values))
    press(town, "Empty this cell")
    assert value(town, "gains", "t7-01", "value") == [None]
    assert value(town, "gains", "t7-01", "source") == ["talk"]
    assert "Igor" not in (root / "map.json").read_text("utf-8")
    assert town.questions == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # openpyxl leaves a file half written
def test_a_full_disk_is_a_sentence_and_changes_nothing(town: TownDesk) -> None:
    root = begun(town)
    before = (root / "map.json").read_bytes()
    with full_disk():
        take(town, ("a.json", of(written("answers", {"t2-04": {"value": "9 claims"}}))))
    assert "The map is not saved" in told(town)
    assert (root / "map.json").read_bytes() == before
    take(town, ("a.json", of(written("answers", {"t2-04": {"value": "9 claims"}}))))
    with full_disk():
        press(town, "Make an empty form")
    assert "The Excel file cannot be made" in told(town)
    with full_disk():
        press(town, "Make the report for the working group")
    assert "Make room on the disk" in told(town)
    assert list(root.glob("reports/*")) == []


def test_a_map_that_was_damaged_or_deleted_is_a_sentence(town: TownDesk) -> None:
    root = begun(town)
    (root / "map.json").write_text("{")
    town.start.chooser.box.value = None
    town.start.chooser.box.value = root.resolve()
    assert "damaged" in told(town)
    assert town.steps.layout.display == "none"
    (root / "map.json").unlink()
    town.open(root)
    assert "there is no such file" in told(town)


def test_many_questions_are_shown_in_portions(town: TownDesk) -> None:
    begun(town)
    rows = {f"r-{number:010}": {"place": "A", "note": "x"} for number in range(30)}
    others = {row: {"place": "<b>B", "note": ""} for row in rows}
    take(town, ("a.json", of(written("places", rows))), ("b.json", of(written("places", others, by=BENT))))
    assert len(town.questions) == 30
    assert "Further ones: 10." in shown(town)
    assert "<b>B" not in shown(town)
    assert "<dd>(empty)</dd>" in shown(town)
    assert "Take “<b>B”" in [one.description for one in widgets(town.box, w.Button)]
