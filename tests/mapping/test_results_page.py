"""What the page on the results takes from the course, and what it saves for spreadsheets, as Python sees it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from steppingup.book.map_data import SHEETS, has_map, map_course, results_html
from steppingup.catalogue.single import load_entry
from steppingup.common.language import Words
from steppingup.mapping.forms import Course
from steppingup.mapping.importing import How, load_forms, read_table
from steppingup.record.map_file import read_map_file
from steppingup.record.sheets import Sheets
from tests.mapping.maps import EXAMPLE, ROOT

VECTORS: dict[str, Any] = json.loads((ROOT / "tests/vectors/mapping-results.json").read_text("utf-8"))
FORMS = load_forms(ROOT)


def test_the_vectors_begin_with_the_course_as_it_is(course: Course) -> None:
    specs = {name: load_entry(ROOT, f"map/{name}").spec() for name in SHEETS}
    made = map_course(course.facts, specs, course.words, course.settings.mapping)
    assert json.loads(json.dumps(made)) == VECTORS["course"]


def test_the_vectors_hold_the_hard_cases() -> None:
    maps = {one["name"]: one for one in VECTORS["maps"]}
    tables = {name: {table["id"]: table["rows"] for table in one["group"]} for name, one in maps.items()}
    assert len(tables["people who differ"]["conflicts"]) > 6
    assert tables["nothing"]["actions"] == []
    assert len(tables["odd"]["untraced"]) > 5
    kept = [one for one in maps["odd"]["public"] if isinstance(one, dict) and one["id"] == "kept"]
    assert len(kept[0]["rows"]) == 5


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_the_page_saved_reads_back(name: str) -> None:
    example = read_map_file(EXAMPLE).sheets.only(f"map/{name}")
    text = VECTORS["sheets"][name].encode("utf-8-sig")
    found = read_table(text, f"{name}.csv", FORMS, Sheets(), How("2026-11-28"))
    assert found.left == []
    assert values(found.sheets, name) == values(example, name)


def values(sheets: Sheets, name: str) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for row in sheets.rows(f"map/{name}"):
        found[row.id] = {field: row.value(field) for field in row.cells if row.value(field) is not None}
    return {id_: cells for id_, cells in found.items() if cells}


def test_the_place_of_the_results_ends_no_script_and_needs_the_workbook() -> None:
    specs = {f"map/{name}": None for name in SHEETS}
    told = {"map-results.script": "Needs a <script>.", "mappage.own": "</script>"}
    words = Words("lv", {key: (Words().get(key), text) for key, text in told.items()})
    made = results_html(ROOT, specs, lambda key: f"</script>{key}", words, "abc")
    assert "<p>Needs a &lt;script&gt;.</p>" in made
    assert made.count("</script>") == 1
    data = json.loads(made[made.index('json">') + 6 : made.index("</script>")])
    assert data["sheets"]["answers"] == "</script>activity:map/answers"
    assert data["first"] == "</script>place:first-map"
    assert (data["words"]["own"], data["parts"]) == ("</script>", "abc")
    assert not has_map({"map/about": None})
    assert results_html(ROOT, {}, str, words) == "<p>Needs a &lt;script&gt;.</p>"
