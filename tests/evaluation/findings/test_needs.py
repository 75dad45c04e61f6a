"""The ranked list: what stands behind a line, what is required, and which cell it is in."""

from __future__ import annotations

import pytest

from steppingup.evaluation.events import empty_events, empty_ratings
from steppingup.evaluation.findings.need_list import ListedNeed, listed_needs
from steppingup.evaluation.findings.rated import nearly_all, rated
from steppingup.evaluation.findings.study import Study, study_of
from steppingup.statistics.disclosure import LOCAL, SHARED, Rule
from tests.evaluation.findings import made as m

LAW = ("q1", "q2", "q3")
SESSION = {"phase": "practice", "source": "nbgrader"}


def study(rows: list[dict[str, object]], said: object = None, rule: Rule = SHARED) -> Study:
    ratings = empty_ratings() if said is None else m.ratings(said)  # type: ignore[arg-type]
    return study_of(m.events(rows), ratings, m.items(LAW), m.COURSE, rule)


def line(found: tuple[ListedNeed, ...], *competencies: str) -> ListedNeed:
    return next(one for one in found if one.line.competencies == competencies)


def test_by_itself_the_self_check_ranks_areas_however_many_items_it_has() -> None:
    rows = [*m.group("n", 40, 0.5, LAW), *m.group("n", 40, 0.5, ["r1", "r2", "r3"], competency_id="law.b")]
    found = listed_needs(study(rows))
    assert {one.line.competencies for one in found} == {("law.a", "law.b"), ("talk.a",)}
    assert all(one.by_area for one in found)


def test_a_competency_with_results_of_sessions_and_three_items_has_a_line_of_its_own() -> None:
    rows = [
        *m.group("n", 40, 0.5, LAW, **SESSION),
        *m.group("n", 40, 0.5, ["r1", "r2"], competency_id="law.b", **SESSION),
    ]
    found = listed_needs(study(rows))
    alone = line(found, "law.a")
    assert (alone.by_area, alone.measured.items, alone.place) == (False, 3, 1)
    assert alone.need.evidence.measured.value == 0.5
    assert alone.need.need.value == pytest.approx(0.25)
    assert alone.need.sure
    assert [one.number for one in alone.lessons] == ["1.1"]


def test_where_the_rest_has_too_few_items_a_line_speaks_about_the_whole_area() -> None:
    rows = m.group("n", 40, 0.5, LAW, **SESSION)
    found = listed_needs(study([*rows, *m.group("n", 40, 0.5, ["r1", "r2"], competency_id="law.b", **SESSION)]))
    assert {one.line.competencies for one in found} == {("law.a",), ("law.a", "law.b"), ("talk.a",)}
    assert line(found, "law.a", "law.b").measured.items == 5
    # with few people behind the rest, the difference of the two lines would be about them
    few = listed_needs(study([*rows, *m.group("n", 4, 0.5, ["r1", "r2"], competency_id="law.b", **SESSION)]))
    assert line(few, "law.b").need.need.value is None
    assert ("law.a", "law.b") not in {one.line.competencies for one in few}


def test_no_two_lines_of_a_role_rest_on_the_same_answers() -> None:
    rows = m.group("n", 40, 0.5, LAW, **SESSION)
    rows += m.group("n", 40, 0.5, ["r1", "r2", "r3"], competency_id="law.b", **SESSION)
    found = listed_needs(study(rows))
    every = [one for listed in found for one in listed.line.competencies]
    assert len(every) == len(set(every))
    assert {one.line.competencies for one in found} == {("law.a",), ("law.b",), ("talk.a",)}
    assert line(found, "talk.a").need.reason == "none"


def test_a_role_with_few_people_has_no_line_and_cannot_be_worked_out() -> None:
    rows = [
        *m.group("n", 40, 0.5, LAW),
        *m.group("c", 30, 0.5, LAW, role="clerk"),
        *m.group("g", 4, 0.0, LAW, role="guard"),
    ]
    found = listed_needs(study(rows))
    assert {one.line.role for one in found} == {"nurse", ""}
    everybody = next(one for one in found if one.line == ("", "law", ("law.a", "law.b")))
    assert everybody.need.evidence.measured.n == 74


def test_an_unaware_need_is_told_from_one_that_people_know() -> None:
    rows = [*m.group("n", 30, 0.3, LAW), *m.group("n", 30, 0.3, ["t1", "t2", "t3"], competency_id="talk.a")]
    said = [(f"n-{one}", "law.a", "ability", 3) for one in range(30)] + [
        (f"n-{one}", "law.b", "ability", 2) for one in range(30)
    ]
    said += [(f"n-{one}", "talk.a", "ability", 1) for one in range(30)]
    found = listed_needs(study(rows, said))
    assert next(one for one in found if one.line.area == "law").need.cell == "unaware-need"
    assert line(found, "talk.a").need.cell == "aware-need"


def test_without_roles_everybody_is_one_line() -> None:
    found = listed_needs(study([row | {"role": ""} for row in m.group("n", 20, 0.5, LAW)]))
    assert {one.line.role for one in found} == {""}
    assert any(one.need.need.value is not None for one in found)


def test_nearly_all_right_is_told_by_a_bound() -> None:
    rows = m.group("n", 30, 1.0, [*LAW], competency_id="talk.a")
    one = line(listed_needs(study(rows)), "talk.a")
    assert (one.bound, one.need.need.value) == (">= 90 %", 0)


def test_few_people_and_no_answers() -> None:
    assert listed_needs(study_of(empty_events(), empty_ratings(), course=m.COURSE)) == ()
    assert listed_needs(study(m.group("n", 4, 0.5, LAW), rule=LOCAL)) == ()


def test_a_second_competency_counts_half() -> None:
    asked = ["q1", "q2", "q3", "s1"]
    rows = [*m.group("n", 20, 1.0, LAW, competency_id="talk.a"), *m.group("n", 20, 0.0, ["s1"], competency_id="law.a")]
    table = m.items(asked)
    table["second"] = ["", "", "", "talk.a"]
    found = listed_needs(study_of(m.events(rows), empty_ratings(), table, m.COURSE, SHARED))
    assert line(found, "talk.a").need.evidence.measured.value == pytest.approx(3 / 3.5)


def test_ratings_are_told_in_halves_where_a_step_has_few_people() -> None:
    rows = list(m.group("n", 40, 0.5, LAW))
    said = [(f"n-{one}", "law.a", "ability", one % 4) for one in range(40)]
    said += [(f"n-{one}", "law.b", "ability", 3 if one < 25 else 1) for one in range(40)]
    said += [(f"n-{one}", "talk.a", "ability", 3 if one < 35 else 1) for one in range(40)]
    said += [(f"n-{one}", "law.a", "importance", 3) for one in range(40)]
    spreads = {(one.competency, one.scale): one for one in rated(study(rows, said)).spreads}
    assert spreads["law.a", "ability"].counts == (10, 10, 10, 10)
    assert spreads["law.b", "ability"].counts == (15, 25)
    assert ("talk.a", "ability") not in spreads
    assert ("law.a", "importance") not in spreads


def test_borich_of_everybody_who_says_the_same_is_a_bound() -> None:
    said = [
        (f"n-{one}", "law.a", scale, value) for one in range(20) for scale, value in (("importance", 3), ("ability", 0))
    ]
    found = rated(study(m.group("n", 20, 0.5, LAW), said)).needs
    assert [nearly_all(one) for one in found] == [True]
    assert rated(study(m.group("n", 20, 0.5, LAW))).needs == ()
