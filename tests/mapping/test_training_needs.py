"""What the evaluation of training needs takes over from a map: ids that the course has, whole numbers, nobody alone."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from steppingup.common.yamlfile import read_yaml
from steppingup.mapping.forms import Course
from steppingup.mapping.report.write import write_report
from steppingup.mapping.training import HANDED_ON
from tests.mapping.maps import ROOT, TODAY, saved, written
from tests.mapping.reports import csv_rows

TRACED = {"source": "personnel", "as_of": "2025-04-30"}
Rows = list[dict[str, str]]


def ids(name: str, part: str = "") -> list[str]:
    """The ids of a table of facts/, as its file has them."""
    data: Any = read_yaml(ROOT / "facts" / f"{name}.yml", ROOT).data
    return [one["id"] for one in (data[part] if part else data)]


ROLES, COMPETENCIES = ids("roles"), ids("competencies", "competencies")


def handed(tmp_path: Path, course: Course, rows: dict[str, dict[str, Any]], *, public: bool = False) -> Rows:
    """What the file holds that a report of these needs hands on."""
    map_ = saved(tmp_path / "map.json", written("training", rows))
    out = tmp_path / ("public" if public else "group")
    write_report([map_], out, course, TODAY, public=public)
    return csv_rows(out / "training-needs.csv")


def test_every_role_and_competency_comes_back_by_its_id(tmp_path: Path, course: Course) -> None:
    pairs = list(product(ROLES, COMPETENCIES))
    needs: dict[str, dict[str, Any]] = {
        f"r-{place:010d}": {"role": role, "competency": competency, "people": 5 + place, "level": place % 4,
                            "wanted": 3 - place % 4, **TRACED}
        for place, (role, competency) in enumerate(pairs)
    }  # fmt: skip
    rows = handed(tmp_path, course, needs)
    assert tuple(rows[0]) == HANDED_ON
    found = {(row["role"], row["competency"]): row for row in rows}
    assert len(rows) == len(found) == len(pairs) == 161
    assert [*found] != pairs  # the largest need first
    for need in needs.values():
        row = found[need["role"], need["competency"]]
        assert [int(row[name]) for name in ("people", "required", "level")] == [
            need["people"], need["wanted"], need["level"],
        ]  # fmt: skip
        assert (row["source"], row["as_of"]) == ("personnel", "2025-04-30")


def test_without_a_wanted_level_the_one_that_the_course_proposes_is_required(tmp_path: Path, course: Course) -> None:
    need = {"role": "social_worker", "competency": "encounter.safety", "people": 9, "level": 1, **TRACED}
    (row,) = handed(tmp_path, course, {"r-a": need})
    assert int(row["required"]) == course.facts.competencies["encounter.safety"].required["social_worker"] == 3


@pytest.mark.parametrize(
    "fault",
    [{"role": "constructor"}, {"competency": "encounter.nothing"}, {"role": None}, {"competency": None}, {"source": ""},
     {"as_of": None}, {"as_of": "2031-01-01"}],
)  # fmt: skip
def test_what_no_course_knows_and_what_has_no_source_or_day_is_not_handed_on(
    fault: dict[str, Any], tmp_path: Path, course: Course
) -> None:
    good = {"role": "social_worker", "competency": "encounter.safety", "people": 9, "level": 1, "wanted": 2, **TRACED}
    rows = handed(tmp_path, course, {"r-a": good, "r-b": {**good, "people": 7, **fault}})
    assert [row["people"] for row in rows] == ["9"]


def test_the_public_file_tells_of_no_few_people_and_of_no_number_that_gives_them_away(
    tmp_path: Path, course: Course
) -> None:
    few = {"role": "social_worker", "competency": "encounter.safety", "people": 4, "level": 1, "wanted": 2, **TRACED}
    many = {**few, "role": "health_staff", "people": 12}
    more = {**few, "role": "ngo_worker", "people": 30}
    needs = {"r-a": few, "r-b": many, "r-c": more}
    assert len(handed(tmp_path, course, needs)) == 3
    rows = handed(tmp_path, course, needs, public=True)
    assert {row["role"] for row in rows} == {"health_staff", "ngo_worker"}
    # with the sum of all in another table, one number more would tell the small one
    assert sorted(row["people"] for row in rows) == ["", "30"]


def test_what_is_not_known_stays_empty(tmp_path: Path, course: Course) -> None:
    need = {"role": "procurement", "competency": "what-it-is.forms", **TRACED}
    (row,) = handed(tmp_path, course, {"r-a": need})
    assert (row["people"], row["level"], row["required"]) == ("", "", "2")
