"""The map of the invented town: what its readable source gives, and what must and must not stand in it."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from steppingup.common.errors import ContentError
from steppingup.common.facts import Facts, load_facts
from steppingup.record.map_file import read_map_bytes, read_map_file
from steppingup.record.sheets import Row, Sheets

ROOT = Path(__file__).resolve().parents[1]
MAP = ROOT / "facts" / "example" / "mapping.json"
SOURCE = MAP.with_suffix(".yml")

# Figures that the lessons of chapter 3 give, with the row that holds them.
FIGURES = {
    "t1-07": ("3", "14 calls", "0 cases"), "t1-12": ("1140", "260"), "t2-01": ("140", "44"), "t2-02": ("60 riders",),
    "t2-03": ("620", "410", "37"), "t2-04": ("23",), "t3-01": ("5 to 12",), "t4-01": ("64", "11"),
    "t4-09": ("74", "58"), "t5-02": ("1930",), "t5-04": ("7.8",), "t5-09": ("96",), "t7-18": ("0 cases",),
    "t7-23": ("9.4 of 46",), "t7-27": ("31 per cent",),
}  # fmt: skip
STAFF = re.compile(r"\b(Ilse|Marek|Aino|Farid|Ruta|Jonas|Solveig|Dace|Thuy|Oskar|Leyla|Nadia|Katrin|Samuel)\b")
PERSONAL = re.compile(r"@|\d{6}|\+\d|\b\d{2,4}[ -]\d{2,3}[ -]\d{2,4}\b")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("example_map", ROOT / "tools/example_map.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # pydantic looks up the types of its models there
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def town() -> Sheets:
    return read_map_file(MAP).sheets


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts(ROOT)


def rows(town: Sheets, sheet: str) -> dict[str, Row]:
    return {row.id: row for row in town.rows(f"map/{sheet}")}


def words(row: Row) -> str:
    return " ".join(str(entry.v) for found in row.cells.values() for entry in found)


def test_the_file_is_what_its_source_gives(tool: ModuleType) -> None:
    assert tool.main(["--check"]) == 0


def test_every_sheet_is_filled(town: Sheets) -> None:
    assert {sheet: len(town.rows(sheet)) for sheet in town.ids} == {
        "map/about": 1, "map/actions": 11, "map/actors": 19, "map/answers": 50, "map/gains": 14, "map/places": 18,
        "map/services": 16, "map/training": 10,
    }  # fmt: skip
    assert len({entry.by for entry in town.entries()}) == 7


def test_every_row_says_that_it_is_invented(town: Sheets) -> None:
    assert [row.id for sheet in town.ids for row in town.rows(sheet) if "(invented)" not in words(row)] == []


def test_every_figure_has_a_source_and_a_day(town: Sheets) -> None:
    for sheet in ("answers", "gains", "training"):
        for row in rows(town, sheet).values():
            assert row.value("source"), row.id
            assert row.value("as_of"), row.id


def test_the_figures_are_those_of_the_lessons(town: Sheets) -> None:
    found = {**rows(town, "answers"), **rows(town, "gains")}
    missing = [(row, text) for row, texts in FIGURES.items() for text in texts if text not in words(found[row])]
    assert missing == []
    assert "38 400" in words(rows(town, "about")["map"])
    assert "19 of 1 450" in " ".join(map(words, rows(town, "training").values()))


def test_two_sources_that_disagree_stand_side_by_side(town: Sheets) -> None:
    assert {(sheet, row.id, field) for sheet, row, field in town.conflicts()} == {
        ("map/answers", "t2-01", field) for field in ("value", "source", "as_of")
    }
    assert {entry.v for entry in rows(town, "answers")["t2-01"].rivals("value")} == {140, 96}


def test_two_counts_are_small_on_purpose(town: Sheets, facts: Facts) -> None:
    counts = {
        row.id: row.value("value")
        for row in town.rows("map/answers")
        if facts.mapping.questions[row.id].answer == "number"
    }
    small = {id_: value for id_, value in counts.items() if isinstance(value, int | float) and value < 5}
    assert small == {"t1-07": 3, "t4-03": 4}


def test_a_jump_and_a_figure_that_is_left_out_are_explained(town: Sheets) -> None:
    answers = rows(town, "answers")
    assert "new way of counting" in str(answers["t2-04"].value("note"))
    assert str(answers["t1-13"].value("value")).startswith("Not collected")
    assert "this figure is left out" in str(answers["t1-13"].value("note"))


def test_some_answers_are_open_or_old(town: Sheets, facts: Facts) -> None:
    answers = rows(town, "answers")
    assert len(facts.mapping.questions) - len(answers) == 13
    assert [row.id for row in answers.values() if row.value("value") == "unknown"] == [
        "t1-02", "t1-10", "t3-02", "t3-07", "t3-09", "t3-13",
    ]  # fmt: skip
    assert [row.id for row in answers.values() if str(row.value("as_of")) < "2024"] == ["t1-14", "t5-10"]


def test_three_of_eleven_findings_were_chosen(town: Sheets) -> None:
    actions = rows(town, "actions").values()
    assert [row.value("status") for row in actions] == ["running", "planned", "done", *["later"] * 8]
    assert all(row.value(field) for row in actions for field in ("measure", "owner", "due", "sign"))


def test_no_person_and_no_number_of_a_person_is_in_it(town: Sheets) -> None:
    texts = [str(entry.v) for entry in town.entries() if isinstance(entry.v, str)]
    assert [text for text in texts if STAFF.search(text)] == []
    found = [text for text in texts if PERSONAL.search(re.sub(r"\d{4}-\d{2}-\d{2}", "", text))]
    assert found == []


def test_it_merges_with_itself_and_with_a_part(town: Sheets) -> None:
    assert town.merge(town) == town
    assert town.only("map/places").merge(town) == town


PART = """\
release: "0.1.0"
offices: [one]
steps:
  - by: one
    day: 2025-05-02
    sheet: answers
    rows:
      t2-01: {value: 5, source: a desk, as_of: 2025-05-01, certainty: 2}
"""


def made(tool: ModuleType, tmp_path: Path, text: str) -> str:
    path = tmp_path / "mapping.yml"
    path.write_text(text, "utf-8")
    return str(tool.text(path))


def test_a_later_step_replaces_and_one_apart_does_not(tool: ModuleType, tmp_path: Path) -> None:
    step = PART.partition("steps:\n")[2]
    later, apart = step.replace("value: 5", "value: 6"), step.replace("value: 5", "value: 7").replace(
        "sheet:", "apart: true\n    sheet:"
    ).replace("by: one", "by: two")  # fmt: skip
    text = PART.replace("[one]", "[one, two]") + later + apart
    town = read_map_bytes(made(tool, tmp_path, text).encode()).sheets
    assert {entry.v for entry in town.cell("map/answers", "t2-01", "value")} == {6, 7}
    assert made(tool, tmp_path, text) == made(tool, tmp_path, text)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("by: one", "by: two", ":4: unknown office 'two'; add it to 'offices'"),
        ("sheet: answers", "sheet: replies", ":6: unknown sheet 'replies'; use one of about, answers"),
        ("t2-01:", "t9-01:", ":8: t9-01: the course has no such row"),
        ("value: 5", "amount: 5", ":8: t2-01: amount: no column of this sheet; it has source, value"),
        ("value: 5", "value: true", ":8: t2-01: value: must be a text or a number"),
        ("certainty: 2", "certainty: 4", ":8: t2-01: certainty: not known here: 4; use one of 1, 2, 3"),
        ("as_of: 2025-05-01", "as_of: 2025-13-01", ":8: t2-01: as_of: must be a day written as YYYY-MM-DD"),
        ("as_of: 2025-05-01", "as_of: May", ":8: t2-01: as_of: must be a day written as YYYY-MM-DD"),
        ("as_of: 2025-05-01", "as_of: 2025-05-03", "as_of: 2025-05-03 is later than 2025-05-02, the day of the step"),
        ("day: 2025-05-02", "day: soon", ":5: steps.1.day: not in the form asked for"),
        ("t2-01: {value: 5", "t1-02: {value: 5", ":8: t1-02: value: not known here: 5; use one of rising, same"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, said: str, tool: ModuleType, tmp_path: Path) -> None:
    assert PART.count(old) == 1
    with pytest.raises(ContentError) as raised:
        made(tool, tmp_path, PART.replace(old, new))
    assert said in str(raised.value)
