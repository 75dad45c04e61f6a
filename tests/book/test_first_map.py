"""The guided way to a first map: short by its data, in step with its sheets, readable without a script."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from steppingup.book.first_map import GIVEN, route_data, route_faults
from steppingup.book.state import State, load_state
from steppingup.common.mapping_tables import MAX_ENTRIES
from tests.book.books import edit, main_part, pages, problems, site, tiny
from tests.common.few_questions import MAPPING

ROOT = Path(__file__).resolve().parents[2]
PAGE = "book/first-map.html"

SHEETS = """
- {id: map/answers, version: 1, kind: worksheet, competency: area.first, roles: [all], tier: 1, prompt: What is known?,
   row_name: Question, rows: preset, preset_from: mapping.questions, sources: [book-one], columns: [
   {id: value, label: Answer, type: text, required: true}, {id: unit, label: Unit, type: text},
   {id: source, label: Source, type: source, required: true}, {id: as_of, label: As of, type: date, required: true}]}
- {id: map/places, version: 1, kind: worksheet, competency: area.first, roles: [all], tier: 1, prompt: Where?,
   row_name: Place, sources: [book-one], columns: [{id: place, label: Place, type: text, required: true}]}
- {id: map/actors, version: 1, kind: worksheet, competency: area.first, roles: [all], tier: 1, prompt: Who?,
   row_name: Line, sources: [book-one], columns: [
   {id: actor, label: Who, type: choice, required: true, options_from: mapping.actors},
   {id: contacted, label: Asked on, type: date, required: true}]}
- {id: map/services, version: 1, kind: worksheet, competency: area.first, roles: [all], tier: 1, prompt: Which help?,
   row_name: Service, sources: [book-one], columns: [{id: service, label: Service, type: text, required: true},
   {id: kind, label: Kind, type: choice, required: true, options_from: mapping.service_kinds},
   {id: phone, label: Phone, type: text, required: true}]}
"""


@pytest.fixture(scope="module")
def state() -> State:
    found, wrong = load_state(ROOT, "en")
    assert not [one for one in wrong if one.level == "error"]
    return found


def with_map(folder: Path, *, sheets: str = SHEETS) -> Path:
    """A tiny course with a map of one form, a page for each sheet, and the guided way."""
    course = tiny(folder)
    own = MAPPING.replace("[general]", "[book-one]").replace("[health_staff]", "[clerk]")
    (course / "facts/mapping.yml").write_text(own, "utf-8")
    (course / "book/activities.yml").write_text(sheets, "utf-8")
    (course / "book/first-map.md").write_text("# A first map\n\nStep by step.\n\n```{first-map}\n```\n", "utf-8")
    shown = '```{code-cell} python\n:tags: [remove-input]\nactivity("map/answers")\n```\n'
    (course / "book/sheets.md").write_text(f"# Sheets\n\nThe first one.\n\n{shown}", "utf-8")
    own_pages = "      - file: book/first-map\n      - file: book/sheets\n"
    edit(course / "_toc.yml", "      - file: book/help\n", f"{own_pages}      - file: book/help\n")
    return course


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'data-su-first-map>.*?<script type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_way_of_the_course_asks_for_25_entries_at_most_and_for_all_that_its_sheets_need(state: State) -> None:
    assert not list(route_faults(state))
    data = route_data(state)
    entries = sum(sheet["rows"] * len(sheet["cells"]) for sheet in data["sheets"])
    assert entries <= MAX_ENTRIES == 25
    for sheet in data["sheets"]:
        needed = {column["id"] for column in sheet["columns"] if column.get("required")}
        assert needed == {*sheet["cells"], *GIVEN.get(sheet["step"], ())}, sheet["id"]


def test_each_form_has_as_many_rows_as_the_way_wants_and_what_is_given_can_be_chosen(state: State) -> None:
    data = route_data(state)
    wanted = {sheet["step"]: sheet["rows"] for sheet in data["sheets"]}
    columns = {(sheet["step"], column["id"]): column for sheet in data["sheets"] for column in sheet["columns"]}
    for form in data["forms"]:
        for step in ("answers", "places", "actors", "services"):
            assert len(form[step]) == wanted[step], (form["id"], step)
        for step, (field,) in GIVEN.items():
            offered = {option["id"] for option in columns[step, field]["options"]}
            assert offered.issuperset(form[step])
        assert set(form["places"]) <= set(form["near"]) <= {one["id"] for one in data["places"]}
        assert data["sees"].keys() >= set(form["actors"])
        assert data["helps"].keys() >= set(form["services"])
    assert {row["id"] for row in data["questions"]} == {id_ for form in data["forms"] for id_ in form["answers"]}
    assert all(row["ask"] for row in data["questions"]), "who may know is said where nobody does"


def test_the_limit_of_small_numbers_is_that_of_the_report(state: State) -> None:
    assert route_data(state)["limit"] == state.catalogue.settings.mapping.small


def test_a_page_carries_the_way_and_reads_without_its_script(tmp_path: Path) -> None:
    out, _ = site(with_map(tmp_path))
    page = pages(out)[PAGE]
    data = data_of(page)
    assert [sheet["id"] for sheet in data["sheets"]] == [
        f"map/{x}" for x in ("answers", "places", "actors", "services")
    ]
    assert data["pages"] == {"answers": "sheets.html", "places": "", "actors": "", "services": ""}
    assert data["results"] == "", "no page shows the results of maps here"
    assert data["words"]["act.print-map"]
    text = re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", "", main_part(page), flags=re.DOTALL))
    for said in (
        "its source and date: 1.",
        "its source and date",
        "Questions: Work",
        "How many?",
        "allow this page to use JavaScript",
    ):
        assert said in text
    assert [
        name for name in ("sheet-words.js", "first-map.js", "first-map.css", "worksheet.css") if name not in page
    ] == []
    assert "first-map.js" not in pages(out)["book/sheets.html"]


def test_an_edited_question_reaches_the_page(tmp_path: Path) -> None:
    course = with_map(tmp_path)
    site(course)
    edit(course / "facts/mapping.yml", "text: How many?", "text: How many now?")
    out, report = site(course)
    assert "How many now?" in pages(out)[PAGE]
    assert report.written == len({"book/first-map", "book/sheets"})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{id: place, label: Place, type: text, required: true}", "{id: spot, label: Spot, type: text, required: true}",
         "the short route asks for 'place', which the sheet 'map/places' does not have"),
        ("{id: place, label: Place, type: text, required: true}",
         "{id: place, label: Place, type: text}, {id: use, label: Use, type: text, required: true}",
         "the sheet 'map/places' needs 'use', which the short route does not ask for"),
        ("map/services", "map/helpers", "the short route asks for 'services', but the course has no worksheet"),
    ],
)  # fmt: skip
def test_a_way_that_does_not_fit_its_sheets_stops_the_build(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SHEETS
    assert any(said in line for line in problems(with_map(tmp_path, sheets=SHEETS.replace(old, new))))


def test_a_course_without_a_workbook_says_so(tmp_path: Path) -> None:
    course = with_map(tmp_path, sheets="[]\n")
    (course / "facts/mapping.yml").unlink()
    (course / "book/activities.yml").unlink()
    (course / "book/sheets.md").write_text("# Sheets\n\nNone.\n", "utf-8")
    out, _ = site(course)
    assert "This course has no mapping workbook." in pages(out)[PAGE]
    assert "data-su-first-map" not in pages(out)[PAGE]
