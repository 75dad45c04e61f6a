"""Worksheets in the course: filled from facts/, translated there, counted nowhere, and kept out of exercises."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from steppingup.activities import Worksheet
from steppingup.activities.worksheet import SHORT, Column
from steppingup.catalogue import Catalogue, load_catalogue, load_entry
from steppingup.catalogue.check import check_course
from steppingup.catalogue.messages import activities_pot
from steppingup.catalogue.whole import counted
from steppingup.common.errors import ContentError
from steppingup.record.map_file import read_map_file
from tests.catalogue.tiny import tiny_course, write
from tests.exercises.answers import graded_course

ROOT = Path(__file__).resolve().parents[2]
SHEETS = ("about", "answers", "places", "actors", "gains", "services", "training", "actions")
TODAY = date(2026, 1, 15)
SHEET = """\
- id: start/table-1
  version: 1
  kind: worksheet
  competency: encounter.notice
  roles: [all]
  tier: 1
  prompt: What do you know?
  row_name: Line
  columns:
    - {id: what, label: What, type: text, required: true}
    - {id: role, label: Role, type: choice, options_from: roles}
  sources: [general]
"""


@pytest.fixture(scope="module")
def course() -> Catalogue:
    return load_catalogue(ROOT)


def sheet(course: Catalogue, name: str) -> Worksheet:
    model = course.entry(f"map/{name}").model
    assert isinstance(model, Worksheet)
    return model


def tiny(folder: Path, text: str = SHEET) -> Path:
    course = tiny_course(folder)
    write(course, "chapters/01-start/activities-2.yml", text)
    return course


def test_the_workbook_has_its_sheets(course: Catalogue) -> None:
    assert [id_ for id_ in course.activities if id_.startswith("map/")] == [f"map/{name}" for name in SHEETS]


def test_every_question_of_the_tables_is_a_row(course: Catalogue) -> None:
    mapping = course.facts.mapping
    assert [row.id for row in sheet(course, "answers").preset] == list(mapping.questions)
    assert [row.id for row in sheet(course, "gains").preset] == list(mapping.gains)
    for row in sheet(course, "answers").preset:
        question = mapping.questions[row.id]
        value = sheet(course, "answers").column("value", row.id)
        assert value
        assert (row.label, value.type) == (question.text, question.answer)
        assert (value.unit or "", [one.id for one in value.options]) == (question.unit, question.options)
        assert set(row.tags) - {SHORT} == set(mapping.forms_of(question))
        assert (sheet(course, "answers").column("unit", row.id) is None) == (question.answer != "number")


def test_options_are_the_tables(course: Catalogue) -> None:
    facts = course.facts
    for name, column, table in (
        ("actors", "actor", "mapping.actors"), ("about", "form", "mapping.forms"), ("training", "role", "roles"),
        ("training", "competency", "competencies"), ("services", "kind", "mapping.service_kinds"),
    ):  # fmt: skip
        found = sheet(course, name).column(column)
        assert found
        assert [one.id for one in found.options] == list(facts.table(table))
        assert all(one.text for one in found.options)


def test_the_short_route_asks_for_cells_that_are_there(course: Catalogue) -> None:
    for name, route in course.facts.mapping.route.items():
        for cell in route.cells:
            column = sheet(course, name).column(cell)
            assert column
            assert column.required, (name, cell)


def allowed(column: Column, value: Any) -> bool:
    """Whether a cell can hold what the example has there."""
    if column.type == "choice":
        return value in {one.id for one in column.options}
    if column.type == "certainty":
        return value in {1, 2, 3}
    if column.type == "number":
        return isinstance(value, int | float) and (not column.options or str(value) in {o.id for o in column.options})
    if column.type == "date":
        return bool(date.fromisoformat(str(value)))
    return isinstance(value, str) and len(value) <= (column.max or 2000)


def test_the_example_fits_the_sheets(course: Catalogue) -> None:
    entries = [*read_map_file(ROOT / "facts/example/mapping.json").sheets.entries()]
    wrong = []
    for entry in (one for one in entries if not one.f.startswith("_")):
        column = sheet(course, entry.s.removeprefix("map/")).column(entry.f, entry.r)
        if column is None or not allowed(column, entry.v):
            wrong.append((entry.s, entry.r, entry.f, entry.v))
    assert wrong == []
    assert len(entries) > 500


def test_the_example_is_far_but_not_done(course: Catalogue) -> None:
    town = read_map_file(ROOT / "facts/example/mapping.json").sheets
    model = sheet(course, "answers")
    filled, total = model.cells(town.rows("map/answers"))
    assert (total, 100 < filled < total) == (3 * len(model.preset), True)
    assert sheet(course, "about").coverage(town.rows("map/about")) == 1.0


def test_worksheets_count_nowhere(course: Catalogue, tmp_path: Path) -> None:
    assert not any(entry.model.kind == "worksheet" for entry in counted(course.activities.values()))
    in_a_lesson = load_catalogue(tiny(tmp_path))
    assert "start/table-1" in in_a_lesson.activities
    assert "start/table-1" not in {entry.id for entry in counted(in_a_lesson.activities.values())}
    assert "start/table-1" not in in_a_lesson.shapes()
    assert not any(id_.startswith("map/") for id_ in course.shapes())


def test_one_worksheet_is_loaded_as_in_the_whole_course(course: Catalogue) -> None:
    for name in ("about", "answers", "training", "places"):
        assert load_entry(ROOT, f"map/{name}").spec() == course.spec(f"map/{name}")


def test_translators_meet_a_question_once(course: Catalogue) -> None:
    pot = activities_pot(course)
    assert 'msgctxt "map/answers@1:columns.value.label"' in pot
    assert "map/answers@1:preset" not in pot
    assert 'msgctxt "mapquestion/t1-01:text"' in pot


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("options_from: roles", "options_from: rolls", "facts/ has no table 'rolls'; use one of"),
        ("options_from: roles", "options_from: 'roles[id=nobody]'", "nothing in facts/ fits 'roles[id=nobody]'"),
        ("options_from: roles", "options_from: 'roles[id]'", "columns.role.options_from"),
    ],
)
def test_a_reference_that_leads_nowhere_is_said(old: str, new: str, said: str, tmp_path: Path) -> None:
    course = tiny(tmp_path, SHEET.replace(old, new))
    found = "\n".join(map(str, load_catalogue(course).problems))
    assert said in found
    assert "start/table-1" in found
    with pytest.raises(ContentError) as raised:
        load_entry(course, "start/table-1")
    assert said in str(raised.value)


def test_a_bank_and_an_exercise_refuse_it(tmp_path: Path) -> None:
    course = graded_course(tmp_path)
    write(course, "book/bank/one.yml", SHEET.replace("start/table-1", "check/table-1"))
    items = course / "exercises/harbour/activities.yml"
    items.write_text(items.read_text("utf-8") + SHEET.replace("start/table-1", "exercises/harbour/table-1"), "utf-8")
    found = "\n".join(map(str, check_course(course, TODAY)))
    assert "check/table-1: kind: no kind for the final check" in found
    assert "exercises/harbour/table-1: kind: a worksheet has no score" in found
