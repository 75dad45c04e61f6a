"""Rows of the invented map in a lesson: what they show, where offices disagree, and what an edit rewrites."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from steppingup.book.example_map import example_messages
from steppingup.book.freshness import key_digest
from steppingup.book.map_data import EXAMPLE as FILE
from steppingup.book.map_rows import SHAPES, lines, map_rows_html, rows_of
from steppingup.book.state import State
from steppingup.catalogue import load_catalogue
from tests.book.books import problems, tiny

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def state() -> State:
    return State(load_catalogue(ROOT))


def test_an_answer_has_its_source_and_its_day(state: State) -> None:
    [line] = lines(state, "answers", "t2-04")
    assert line.heading.startswith("What has changed since last year")
    assert dict(line.cells)["Source"] == "benefits desk (invented)"
    assert line.day == "30 April 2025"


def test_each_office_that_disagrees_has_a_line_of_its_own(state: State) -> None:
    told = [(dict(line.cells), line.day) for line in lines(state, "answers", "t2-01")]
    found = {cells["Answer"]: (cells["Source"], day) for cells, day in told}
    assert found == {
        "140": ("labour inspectorate (invented)", "31 March 2025"),
        "96": ("fish plant, staff office (invented)", "6 May 2025"),
    }


@pytest.mark.parametrize(("sheet", "label"), [("services", "For whom: "), ("actions", "Measure: "), ("answers", "")])
def test_the_first_cell_has_its_name_but_for_the_answer_to_a_question(sheet: str, label: str, state: State) -> None:
    name = next(iter(rows_of(state, sheet)))
    first = lines(state, sheet, name)[0].cells[0][1]
    assert f'role="cell">{label}{escape(first)}' in map_rows_html(state, sheet, [name])


def test_what_has_no_day_says_so(state: State) -> None:
    [line] = lines(state, "services", "Guide to legal aid")
    assert line.day == "no date"


def test_the_table_says_that_it_is_invented_and_escapes_what_it_holds(state: State) -> None:
    html = map_rows_html(state, "services", ["Women's shelter"])
    assert "an invented town" in html
    assert "Women&#x27;s shelter (invented)" in html
    assert html.count("<tbody") == 1


@pytest.mark.parametrize("sheet", SHAPES)
def test_every_row_can_be_shown(sheet: str, state: State) -> None:
    names = list(rows_of(state, sheet))
    assert map_rows_html(state, sheet, names).count("<tbody") == len(names) > 5


def test_an_edit_of_the_map_rewrites_the_pages_that_show_it(state: State, tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir(parents=True)
    shutil.copy(ROOT / FILE, tmp_path / FILE)
    moved = replace(state, catalogue=replace(state.catalogue, course=tmp_path))
    before = {sheet: key_digest(f"map-rows:{sheet}", moved) for sheet in SHAPES}
    text = (tmp_path / FILE).read_text("utf-8")
    assert "growers' cooperative" in text
    (tmp_path / FILE).write_text(text.replace("growers' cooperative", "growers"), "utf-8")
    changed = [sheet for sheet in SHAPES if key_digest(f"map-rows:{sheet}", moved) != before[sheet]]
    assert changed == ["answers"]


def test_translators_get_every_text_once(state: State) -> None:
    texts = [text for _, text, _, _ in example_messages(state.catalogue)]
    assert len(texts) == len(set(texts)) > 200
    values = {entry["v"] for entry in json.loads((ROOT / FILE).read_text("utf-8"))["entries"]}
    missing = [text for text in values if isinstance(text, str) and " " in text and text not in texts]
    assert missing == []


def test_a_course_without_the_sheet_says_so_at_its_line(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    (course / "book/help.md").write_text("# Help\n\n```{map-rows} answers\nt2-01\n```\n", "utf-8")
    assert any("no sheet of the map has the id 'answers'" in one for one in problems(course))
