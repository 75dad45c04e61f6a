"""Entries become tables: every row once, or once for each person who wrote something else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from steppingup.common.errors import MappingError
from steppingup.mapping.forms import Course
from steppingup.mapping.workbook import EXTRA, Workbook, read_workbook, workbook
from steppingup.record.fields import RecordError
from steppingup.record.sheets import Sheets
from tests.mapping.maps import ANNA, BENT, EXAMPLE, saved, written

KNOWN = {"value": 140, "source": "inspectorate", "as_of": "2025-03-31"}


def shown(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(None if pd.isna(v) else v for v in line) for line in table[list(columns)].itertuples(index=False)]


def test_the_example_has_every_sheet(town: Workbook) -> None:
    assert {name: len(table) for name, table in town.tables.items()} == {
        "about": 1, "answers": 51, "places": 18, "actors": 19, "gains": 14, "services": 16, "training": 10,
        "actions": 11,
    }  # fmt: skip
    assert town.strays == 0


def test_questions_stand_in_the_order_of_the_course(town: Workbook, course: Course) -> None:
    ids = list(dict.fromkeys(town["answers"]["row"]))
    assert ids == [id_ for id_ in course.sheets["answers"].rows if id_ in ids]


def test_values_of_two_people_stand_side_by_side_each_with_its_own_source(course: Course) -> None:
    both = written("answers", {"t2-01": KNOWN | {"certainty": 2}}).merge(
        written("answers", {"t2-01": {"value": 96, "source": "plant", "as_of": "2025-05-06", "certainty": 2}}, by=BENT)
    )
    table = workbook(both, course.sheets)["answers"]
    assert shown(table, "version", "versions", "value", "source", "as_of", "certainty") == [
        (1, 2, 140, "inspectorate", "2025-03-31", 2),
        (2, 2, 96, "plant", "2025-05-06", 2),
    ]


def test_nobody_gets_the_source_of_somebody_else(course: Course) -> None:
    one = written("answers", {"t2-01": KNOWN})
    other = written("answers", {"t2-01": {"value": 96}}, by=BENT)
    third = written("answers", {"t2-01": {"value": 96, "source": "guess", "as_of": "2025-05-06"}}, by="carlcarlcarl")
    table = workbook(one.merge(other, third), course.sheets)["answers"]
    assert set(shown(table, "value", "source")) == {(140, "inspectorate"), (96, None), (96, "guess")}


def test_the_same_value_twice_is_no_conflict(course: Course) -> None:
    both = written("answers", {"t2-01": KNOWN}).merge(written("answers", {"t2-01": KNOWN}, by=BENT))
    made = workbook(both, course.sheets)
    assert shown(made["answers"], "versions", "value") == [(1, 140)]
    assert made.conflicts.empty


def test_conflicts_are_listed_with_their_day(town: Workbook) -> None:
    found = town.conflicts[town.conflicts["field"] == "value"]
    assert shown(found, "sheet", "row", "version", "value", "day") == [
        ("answers", "t2-01", 1, 140, "2025-05-19"),
        ("answers", "t2-01", 2, 96, "2025-05-19"),
    ]


def test_a_row_taken_away_is_left_out_and_a_torn_one_stays(course: Course) -> None:
    begun = written("places", {"r-aaaaaaaaaa": {"place": "Market"}, "r-bbbbbbbbbb": {"place": "Station"}})
    gone = begun.write("map/places", "r-aaaaaaaaaa", {"_gone": True}, by=ANNA, day="2025-05-03")
    gone = gone.write("map/places", "r-bbbbbbbbbb", {"_gone": True}, by=ANNA, day="2025-05-03")
    changed = begun.write("map/places", "r-bbbbbbbbbb", {"place": "Main station"}, by=BENT, day="2025-05-03")
    made = workbook(gone.merge(changed), course.sheets)
    assert shown(made["places"], "place", "torn") == [("Main station", True)]
    assert shown(made.conflicts, "row", "field", "value") == [("r-bbbbbbbbbb", "_gone", True)]


def test_an_emptied_row_and_unknown_columns_are_no_rows(course: Course) -> None:
    sheets = written("places", {"r-aaaaaaaaaa": {"place": None, "colour": "red"}})
    sheets = sheets.merge(written("roads", {"r-aaaaaaaaaa": {"name": "A1"}}))
    made = workbook(sheets, course.sheets)
    assert made["places"].empty
    assert made.strays == 2


def test_a_question_of_an_older_release_stays(course: Course) -> None:
    made = workbook(written("answers", {"t1-99": KNOWN}), course.sheets)
    assert shown(made["answers"], "row", "value") == [("t1-99", 140)]


def test_numbers_written_as_texts_are_numbers_where_a_number_stands(course: Course) -> None:
    rows = {"r-aaaaaaaaaa": {"role": "procurement", "people": "6", "level": "1", "wanted": "many"}}
    made = workbook(written("training", rows), course.sheets)["training"]
    assert shown(made, "people", "level", "wanted") == [(6, 1, None)]


@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "1e999", "1,200", "0x10", "1_0", "\u0663", "9" * 16])
def test_a_text_that_is_no_plain_number_is_none(value: str, course: Course) -> None:
    table = workbook(written("training", {"r-a": {"role": "x", "people": value}}), course.sheets)["training"]
    assert shown(table, "people") == [(None,)]


def test_an_empty_map_has_empty_tables(course: Course) -> None:
    made = workbook(Sheets(), course.sheets)
    assert all(table.empty and set(EXTRA) < set(table.columns) for table in made.tables.values())


def test_files_are_united_and_stay_as_they_were(tmp_path: Path, course: Course) -> None:
    one = saved(tmp_path / "a.json", written("answers", {"t2-01": KNOWN}))
    other = saved(tmp_path / "b.json", written("answers", {"t2-04": {"value": "23"}}, by=BENT))
    before = one.read_bytes(), other.read_bytes()
    assert len(read_workbook([one, other], course.sheets)["answers"]) == 2
    assert (one.read_bytes(), other.read_bytes()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json"]


def test_a_missing_or_foreign_file_is_one_sentence_with_its_name(tmp_path: Path, course: Course) -> None:
    with pytest.raises(MappingError, match=r"none\.json: there is no such file\."):
        read_workbook([EXAMPLE, tmp_path / "none.json"], course.sheets)
    foreign = tmp_path / "list.json"
    foreign.write_text("[]")
    with pytest.raises(RecordError, match=r"list\.json: This file is no map of this course"):
        read_workbook([EXAMPLE, foreign], course.sheets)
