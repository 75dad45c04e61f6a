"""What a map shows: how much is known, who was asked, which help there is, and what to do first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from steppingup.mapping import coverage, matrix, places, plan, services, training
from steppingup.mapping.dates import day_of, months_between
from steppingup.mapping.findings import Findings, findings
from steppingup.mapping.forms import Course
from steppingup.mapping.workbook import Workbook, lines_of, workbook
from steppingup.record.sheets import Sheets
from tests.mapping.maps import BENT, TODAY, written

TRACED = {"source": "an office", "as_of": "2025-04-30"}


def book(course: Course, sheet: str, rows: dict[str, dict[str, Any]]) -> Workbook:
    return workbook(written(sheet, rows), course.sheets)


def line(table: pd.DataFrame, **wanted: str) -> Any:
    [found] = [one for one in lines_of(table) if all(getattr(one, name) == value for name, value in wanted.items())]
    return found


# --- coverage


@pytest.mark.parametrize(
    ("cells", "state", "traced"),
    [
        ({"value": 3, **TRACED}, "known", True),
        ({"value": 0, **TRACED}, "known", True),
        ({"value": 3, "source": "an office"}, "known", False),
        ({"value": 3, "as_of": "2025-04-30"}, "known", False),
        ({"value": 3, "source": "an office", "as_of": "2025-07-01"}, "known", False),
        ({"value": 3, "source": "an office", "as_of": "last year"}, "known", False),
        ({"value": "unknown", **TRACED}, "asked", False),
        ({"source": "an office"}, "asked", False),
        ({"note": "to be asked"}, "open", False),
        ({"value": ""}, "open", False),
    ],
)
def test_the_state_of_a_question(cells: dict[str, Any], state: str, traced: bool, course: Course) -> None:
    found = line(coverage.questions(book(course, "answers", {"t2-01": cells}), course, TODAY), row="t2-01")
    assert (found.state, found.traced) == (state, traced)


def test_every_question_has_a_line_and_counts_once_per_form(town: Workbook, course: Course) -> None:
    table = coverage.questions(town, course, TODAY)
    assert list(table["row"]) == list(course.facts.mapping.questions)
    forms = coverage.by_form(table, course)
    assert (forms["known"] + forms["asked"] + forms["open"] == forms["questions"]).all()
    assert forms["questions"].sum() == len(table)
    groups = coverage.by_population(table, course)
    assert [groups[name].sum() for name in coverage.STATES] == [44, 6, 13]


def test_age_and_certainty(town: Workbook, course: Course) -> None:
    table = coverage.questions(town, course, TODAY)
    assert list(table.loc[table["old"], "row"]) == ["t1-14", "t5-10"]
    assert line(table, row="t1-14").months == 31
    assert line(table, row="t2-01").versions == 2
    assert line(coverage.by_form(table, course), form="sexual").unsure == 3


def test_of_two_versions_the_traced_one_counts(course: Course) -> None:
    sheets = written("answers", {"t2-01": {"value": 9, **TRACED}}).merge(
        written("answers", {"t2-01": {"value": 8, "source": "a guess", "as_of": None}}, by=BENT)
    )
    found = line(coverage.questions(workbook(sheets, course.sheets), course, TODAY), row="t2-01")
    assert (found.state, found.traced, found.as_of) == ("known", True, "2025-04-30")


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [("2025-01-31", "2025-02-28", 0), ("2025-01-28", "2025-02-28", 1), ("2023-06-30", "2025-06-30", 24),
     ("2023-07-01", "2025-06-30", 23), ("2026-01-01", "2025-01-01", 0)],
)  # fmt: skip
def test_months(earlier: str, later: str, months: int) -> None:
    assert months_between(date.fromisoformat(earlier), date.fromisoformat(later)) == months


@pytest.mark.parametrize("value", [None, "", 20250430, "2025-13-01", "2025-4-3", "30.04.2025", True])
def test_no_day(value: object) -> None:
    assert day_of(value) is None


# --- who may notice


def test_a_contact_counts_for_its_form(town: Workbook, course: Course) -> None:
    table = matrix.by_form(town, course)
    asked = line(table, form="labour", actor="labour-inspectorate")
    assert (asked.state, asked.contacted, len(asked.rows)) == ("asked", "2025-05-07", 1)
    assert line(table, form="begging-crime", actor="labour-inspectorate").state == "open"
    assert line(table, form="sexual", actor="hotels").state == "open"  # it stands there, without a day
    assert line(table, form="labour", actor="benefits-desk").state == "asked"  # the sheet added it


def test_a_contact_without_a_form_counts_for_all(course: Course) -> None:
    table = matrix.by_form(book(course, "actors", {"r-a": {"actor": "ngos", "contacted": "2025-04-30"}}), course)
    assert set(table.loc[table["actor"] == "ngos", "state"]) == {"asked"}
    other = book(course, "actors", {"r-a": {"actor": "ngos", "form": "gone", "contacted": "2025-04-30"}})
    assert set(matrix.by_form(other, course)["state"]) == {"open"}


def test_the_matrix_has_every_population_and_no_field_where_nobody_may_notice(town: Workbook, course: Course) -> None:
    table = matrix.wide(matrix.by_population(matrix.by_form(town, course), course), "population")
    assert list(table.index) == list(course.facts.mapping.populations)
    assert table.loc["workers", "labour-inspectorate"] == "asked"
    assert table.loc["homeless", "teachers"] == "asked"
    assert table.loc["homeless"].isna()["taxi"]


# --- places


def test_places_by_kind_and_district(town: Workbook, course: Course) -> None:
    table = places.by_kind(town, course)
    work = line(table, kind="work")
    assert (work.meet, work.inform, work.both, work.open, work.places) == (2, 2, 3, 0, 7)
    assert table["places"].sum() == 18
    assert places.by_district(town)["places"].sum() == 18


def test_places_of_unknown_kinds_are_counted_last(course: Course) -> None:
    rows = {"r-a": {"place": "Market", "kind": "moon", "use": "party"}, "r-b": {"place": "Hill"}}
    table = places.by_kind(book(course, "places", rows), course)
    assert [(one.kind, one.open) for one in lines_of(table[table["places"] > 0])] == [("", 1), ("moon", 1)]


# --- help


def test_the_directory_puts_tried_numbers_first(town: Workbook, course: Course) -> None:
    table = services.directory(town, course, TODAY)
    beds = table[table["kind"] == "bed"]
    assert list(beds["tried"]) == [True, False]
    assert list(beds["night"]) == ["part", "perhaps"]


def test_help_by_time(town: Workbook, course: Course) -> None:
    table = services.by_time(services.directory(town, course, TODAY), course)
    found = {one.kind: (one.morning, one.evening, one.weekend, one.night) for one in lines_of(table)}
    assert found["danger"] == ("open",) * 4
    assert found["bed"] == ("part",) * 4  # not for men, couples, groups
    assert found["health"] == ("open", "closed", "closed", "closed")
    assert found["papers"] == ("open", "rest", "rest", "rest")  # nobody expects it at night
    assert found["counselling"] == ("none",) * 4
    assert found["interpreter"] == ("perhaps",) * 4


@pytest.mark.parametrize(
    ("checked", "tried"), [("2024-07-01", True), ("2024-06-30", False), (None, False), ("2025-07-01", False)]
)
def test_a_number_must_have_been_tried_lately(checked: str | None, tried: bool, course: Course) -> None:
    rows = {"r-a": {"service": "Line", "kind": "bed", "hours": "24/7", "checked": checked}}
    assert list(services.directory(book(course, "services", rows), course, TODAY)["tried"]) == [tried]


# --- training


def test_needs_are_ranked_by_levels_and_people(town: Workbook, course: Course) -> None:
    table = training.needs(town, course, TODAY)
    assert [(one.people, one.gap) for one in lines_of(table)][:3] == [(310, 2), (310, 1), (38, 2)]
    roles = training.by_role(table, course)
    assert line(roles, role="social_worker").people == 38  # the same people twice are counted once
    assert line(roles, role="social_worker").needs == 2


def test_the_course_proposes_a_level_where_the_town_names_none(course: Course) -> None:
    rows = {
        "r-a": {"role": "procurement", "competency": "encounter.notice", "people": 6, "level": 1, **TRACED},
        "r-b": {"role": "nobody", "competency": "nothing", "people": -2, "level": 7, **TRACED},
    }
    table = training.needs(book(course, "training", rows), course, TODAY)
    assert (line(table, row="r-a").required, line(table, row="r-a").gap) == (2, 1)
    assert [pd.isna(getattr(line(table, row="r-b"), name)) for name in ("people", "required", "level", "gap")] == [
        True
    ] * 4


def test_untraced_needs_count_in_no_sum(course: Course) -> None:
    rows = {"r-a": {"role": "procurement", "competency": "encounter.notice", "people": 6, "level": 1, "wanted": 2}}
    table = training.needs(book(course, "training", rows), course, TODAY)
    assert len(table) == 1
    assert training.by_role(table, course).empty


# --- plan


def ranked(course: Course, *rows: dict[str, Any]) -> list[tuple[object, str, str]]:
    sheets = written("actions", {f"r-{number}": row for number, row in enumerate(rows)})
    table = plan.ranked_actions(workbook(sheets, course.sheets)["actions"], course, TODAY)
    return [(None if pd.isna(one.rank) else int(one.rank), one.reason, one.finding) for one in lines_of(table)]


def test_measures_follow_the_four_questions(course: Course) -> None:
    assert ranked(
        course,
        {"finding": "somebody says that beds are bad"},
        {"finding": "620 pickers have 410 beds"},
        {"finding": "a tender ends", "due": "2025-09-01"},
        {"finding": "11 young people leave care", "due": "2025-08-01"},
        {"finding": "a child sells flowers at night"},
        {"finding": "codes", "due": "2025-05-01", "status": "done"},
    ) == [
        (1, "urgent", "a child sells flowers at night"),
        (2, "date", "11 young people leave care"),
        (3, "date", "a tender ends"),
        (4, "reach", "620 pickers have 410 beds"),
        (5, "believed", "somebody says that beds are bad"),
        (None, "date", "codes"),
    ]


def test_with_one_date_the_larger_number_comes_first(course: Course) -> None:
    due = {"due": "2025-09-01"}
    found = ranked(course, {"finding": "7 rooms", **due}, {"finding": "1 450 staff, 31 per cent, in 2024", **due})
    assert [one[2][:1] for one in found] == ["1", "7"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("620 pickers, 410 beds", 620), ("19 of 1 450 staff", 1450), ("31 per cent and 44 %", 0), ("none", 0),
     ("after 20:00 in 2024", 0), ("1.200 people", 1200), ("99999999999 people", 0)],
)  # fmt: skip
def test_the_largest_number_of_a_finding(text: str, number: int) -> None:
    assert plan.largest_number(text) == number


def test_late_and_done(town: Workbook, course: Course) -> None:
    table = plan.ranked_actions(town["actions"], course, TODAY)
    assert [str(one.finding)[:12] for one in lines_of(table[table["late"]])] == ["620 pickers "]
    assert list(table["status"])[-1] == "done"


def test_gaps_of_the_example(town: Workbook, course: Course) -> None:
    found = findings(town, course, TODAY).gaps
    assert [gap.people for gap in found[:6]] == [310, 52, 38, 31, 24, 6]
    kinds = [gap.kind for gap in found]
    assert kinds.count("help-none") == 3
    assert {"help-part", "help-closed", "untried", "differ", "old", "unsure", "not-asked", "open"} < set(kinds)
    orders = [plan.CLASSES.index(gap.order) for gap in found]
    assert orders == sorted(orders)


def test_no_help_for_children_or_danger_comes_first(course: Course) -> None:
    found = findings(book(course, "services", {"r-a": {"service": "Line", "kind": "bed"}}), course, TODAY).gaps
    assert [gap.values["kind"] for gap in found[:2]] == ["Police in danger", "Children and young people"]
    assert found[0].order == plan.URGENT


def test_an_empty_map_is_no_error(course: Course) -> None:
    found: Findings = findings(workbook(Sheets(), course.sheets), course, TODAY)
    assert found.forms["known"].sum() == 0
    assert found.actions.empty
    assert {gap.kind for gap in found.gaps} == {"help-none"}
