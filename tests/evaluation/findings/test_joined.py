"""Results of sessions join in by role and competency: as two means, never by person, and never to tell of few."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppingup.evaluation.events import empty_ratings
from steppingup.evaluation.findings.need_list import ListedNeed, listed_needs
from steppingup.evaluation.findings.study import Study, study_of
from steppingup.evaluation.findings.who import who
from steppingup.statistics.disclosure import LOCAL, SHARED, Rule
from steppingup.statistics.intervals import wilson
from tests.evaluation.findings import made as m

CHECK = ("q1", "q2")
LESSON = ("s1", "s2", "s3")
ROLES = ("nurse", "clerk", "guard", "")


def session(name: str, n: int, share: float, **more: Any) -> list[dict[str, Any]]:
    return m.group(name, n, share, LESSON, **{"phase": "practice", "source": "nbgrader", **more})


def study(rows: list[dict[str, Any]], rule: Rule = SHARED) -> Study:
    return study_of(m.events(rows), empty_ratings(), m.items([*CHECK, *LESSON]), m.COURSE, rule)


def line(found: Study, role: str, *competencies: str) -> ListedNeed:
    return next(one for one in listed_needs(found) if (one.line.role, one.line.competencies) == (role, competencies))


def test_both_sides_are_told_and_everybody_counts_once_on_each() -> None:
    one = line(study([*m.group("n", 40, 0.5, CHECK), *session("s", 20, 0.8)]), "nurse", "law.a")
    assert not one.by_area
    check, sessions = one.measured.check.measure, one.measured.session.measure
    assert (check.n, sessions.n) == (40, 20)
    assert [check.value, sessions.value] == pytest.approx([0.5, 0.8])
    assert (one.measured.items, one.measured.check_items, one.measured.session_items) == (5, 2, 3)
    joined = one.need.evidence.measured
    mean = (40 * 0.5 + 20 * 0.8) / 60
    assert joined.n == 60
    low, high = wilson(mean, 60**2 / (sqrt(40) + sqrt(20)) ** 2)
    assert [joined.value, joined.low, joined.high] == pytest.approx([mean, low, high])


def test_the_range_is_no_narrower_than_if_all_people_were_in_both() -> None:
    one = line(study([*m.group("n", 30, 0.5, CHECK), *session("s", 30, 0.5)]), "nurse", "law.a")
    joined = one.need.evidence.measured
    assert [joined.low, joined.high] == pytest.approx([*wilson(0.5, 30)])


def test_few_people_of_a_session_are_kept_back_and_the_other_side_stays_as_it_was() -> None:
    alone = study(m.group("n", 40, 0.5, [*CHECK, "q3"]))
    for rule, few in ((SHARED, 9), (LOCAL, 4)):
        found = study([*m.group("n", 40, 0.5, [*CHECK, "q3"]), *session("s", few, 0.0)], rule)
        one = line(found, "nurse", "law.a", "law.b")
        assert one.by_area
        assert one.measured.session.measure.value is None
        assert one.need.evidence.measured == line(alone, "nurse", "law.a", "law.b").need.evidence.measured
        assert found.sides.session.people is None


def test_fewer_than_ten_people_of_a_session_join_the_area_and_give_no_line_of_their_own() -> None:
    one = line(study([*m.group("n", 40, 0.5, CHECK), *session("s", 8, 0.5)], LOCAL), "nurse", "law.a", "law.b")
    assert one.by_area
    assert one.measured.both


def test_fewer_than_three_questions_give_no_number() -> None:
    rows = [row for row in session("s", 20, 0.5) if row["item_id"] == "s1"]
    found = study([*m.group("n", 40, 0.5, ["q1"]), *rows])
    one = line(found, "nurse", "law.a", "law.b")
    assert (one.measured.items, one.need.evidence.measured.reason) == (2, "single")
    assert one.measured.check.measure.value is one.measured.session.measure.value is None


def test_people_of_a_session_without_a_role_count_with_everybody_only() -> None:
    found = study([*m.group("n", 40, 0.5, CHECK), *session("s", 20, 0.8, role="")])
    assert found.sides.names == ("nurse", "")
    assert line(found, "nurse", "law.a", "law.b").measured.session.measure.value is None
    everybody = line(found, "", "law.a")
    assert (everybody.measured.check.measure.n, everybody.measured.session.measure.n) == (40, 20)


def test_a_role_that_only_sessions_know_has_its_own_lines() -> None:
    found = study([*m.group("n", 40, 0.5, CHECK), *session("s", 20, 0.8, role="clerk")])
    one = line(found, "clerk", "law.a")
    assert one.measured.check.measure.reason == "none"
    assert one.need.evidence.measured == one.measured.session.measure
    assert who(found).phases == {"T0": 40, "practice": 20}


def test_sessions_alone_are_ranked_by_competency_too() -> None:
    found = study(session("s", 20, 0.5))
    assert found.base == "practice"
    assert not line(found, "nurse", "law.a").by_area


def test_a_side_that_is_told_by_a_bound_enters_as_the_bound() -> None:
    one = line(study([*m.group("n", 40, 1.0, CHECK), *session("s", 40, 0.5)]), "nurse", "law.a")
    assert one.measured.check.bound == ">= 90 %"
    assert one.need.evidence.measured.value == pytest.approx(0.7)
    assert (one.bound, one.shrunk.value) == ("", None)


PERSON = st.tuples(st.sampled_from(ROLES), st.booleans(), st.integers(1, 14))


@settings(deadline=None, max_examples=60)
@given(st.lists(PERSON, min_size=1, max_size=8))
def test_no_line_and_no_difference_of_lines_is_about_few_people(clumps: list[tuple[str, bool, int]]) -> None:
    rows = [
        row
        for place, (role, in_session, n) in enumerate(clumps)
        for row in (session if in_session else _check)(f"p{place}", n, 0.5, role=role)
    ]
    found = study(rows, LOCAL)
    for side in ("check", "session"):
        told: dict[tuple[str, ...], dict[str, int]] = {}
        for one in listed_needs(found):
            measure = getattr(one.measured, side).measure
            if measure.value is not None:
                told.setdefault(one.line.competencies, {})[one.line.role] = measure.n
        for groups in told.values():
            rest = groups.get("", 0) - sum(n for role, n in groups.items() if role)
            assert all(n >= LOCAL.least for n in groups.values())
            assert "" not in groups or rest == 0 or rest >= LOCAL.least


def _check(name: str, n: int, share: float, role: str) -> list[dict[str, Any]]:
    return m.group(name, n, share, [*CHECK, "q3"], role=role)
