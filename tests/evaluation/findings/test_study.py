"""Who counts, who is left out, and which phases may be compared."""

from __future__ import annotations

from steppingup.evaluation.events import empty_events, empty_ratings
from steppingup.evaluation.findings.study import study_of
from steppingup.evaluation.findings.who import who
from steppingup.statistics.disclosure import LOCAL, SHARED
from tests.evaluation.findings import made as m

ASKED = ("q1", "q2", "q3")


def test_nothing_at_all() -> None:
    study = study_of(empty_events(), empty_ratings())
    assert (study.base, study.phases, dict(study.back), study.role_names) == ("", (), {}, ())
    assert who(study).people is None
    assert study.crossed("role", "language")


def test_who_did_not_come_back_is_left_out_where_there_are_few() -> None:
    rows = m.group("n", 30, 0.5, ASKED)
    later = [row | {"phase": "T1"} for row in m.group("n", 27, 0.7, ASKED)]
    before = list(m.group("n", 30, 0.5, ASKED))
    study = study_of(m.events([*before, *later]), empty_ratings(), m.items(ASKED), m.COURSE, SHARED)
    assert study.left_out
    assert len(study.members("T0")) == len(study.back["T1"]) == 27
    local = study_of(m.events([*rows, *later]), empty_ratings(), m.items(ASKED), m.COURSE, LOCAL)
    assert len(local.members("T0")) == 27


def test_enough_who_did_not_come_back_stay_in() -> None:
    later = [row | {"phase": "T1"} for row in m.group("n", 20, 0.7, ASKED)]
    study = study_of(m.events([*m.group("n", 40, 0.5, ASKED), *later]), empty_ratings(), rule=SHARED)
    assert not study.left_out
    assert (len(study.members("T0")), len(study.back["T1"])) == (40, 20)


def test_a_later_phase_with_few_people_is_not_compared() -> None:
    later = [row | {"phase": "T1"} for row in m.group("n", 6, 0.7, ASKED)]
    study = study_of(m.events([*m.group("n", 40, 0.5, ASKED), *later]), empty_ratings(), rule=SHARED)
    assert (dict(study.back), study.left_out) == ({}, False)
    assert who(study).phases == {"T0": 40, "T1": None}


def test_few_who_came_later_are_left_out() -> None:
    later = [row | {"phase": "T1"} for row in m.group("n", 20, 0.7, ASKED)]
    new = m.group("new", 3, 0.7, ASKED, phase="T1")
    study = study_of(m.events([*m.group("n", 40, 0.5, ASKED), *later, *new]), empty_ratings(), rule=SHARED)
    assert study.left_out
    assert len(study.members("T1")) == 20


def test_phases_whose_people_differ_by_a_few_are_brought_together() -> None:
    first = m.group("n", 60, 0.5, ASKED)
    one = [row | {"phase": "T1"} for row in m.group("n", 40, 0.5, ASKED)]
    two = [row | {"phase": "T2"} for row in m.group("n", 36, 0.5, ASKED)]
    study = study_of(m.events([*first, *one, *two]), empty_ratings(), rule=SHARED)
    sizes = {phase: len(people) for phase, people in study.back.items()}
    assert sizes == {"T1": 36, "T2": 36}
    assert len(study.members("T0")) == 56


def test_an_earliest_phase_is_the_base_where_nobody_took_part_before() -> None:
    study = study_of(m.events(m.group("n", 12, 0.5, ASKED, phase="T1")), empty_ratings())
    assert study.base == "T1"


def test_first_attempts_count_and_another_maximum_is_left_out() -> None:
    rows = [*m.group("n", 12, 1.0, ["q1"]), *m.group("n", 12, 0.0, ["q1"], attempt=2, day="2026-03-03")]
    odd = m.answer("n-0", "q2", 3.0, max_score=8.0)
    more = [m.answer(f"n-{place}", "q2", 1.0) for place in range(1, 12)]
    study = study_of(m.events([*rows, odd, *more]), empty_ratings())
    assert (study.at("T0").loc[lambda rows: rows["item"] == "q1", "share"] == 1).all()
    assert study.twice == 1


def test_versions_of_an_item_are_two_items() -> None:
    rows = [*m.group("n", 12, 1.0, ["q1"]), *m.group("o", 12, 0.0, ["q1"], item_version=2)]
    assert set(study_of(m.events(rows), empty_ratings()).events["item"]) == {"q1@1", "q1@2"}


def test_what_was_left_out_earns_nothing_and_what_was_not_reached_is_missing() -> None:
    rows = [
        m.answer("a", "q1", None, response=None, response_status="omitted"),
        m.answer("a", "q2", None, response=None, response_status="not_reached"),
        m.answer("a", "q3", None),
    ]
    study = study_of(m.events(rows), empty_ratings())
    shares = study.events.set_index("item")["share"]
    assert shares["q1"] == 0
    assert shares[["q2", "q3"]].isna().all()
    table = study.scores("T0")
    assert table.points.loc[m.learner("a"), "q1"] == 0
    assert table.counts.loc["q2", "not_reached"] == 1


def test_a_person_has_one_role_the_first() -> None:
    rows = [*m.group("n", 12, 0.5, ["q1"]), m.answer("n-0", "q2", 1.0, role="clerk", day="2026-03-05")]
    study = study_of(m.events(rows), empty_ratings())
    assert study.people.loc[m.learner("n-0"), "role"] == "nurse"


def test_towns_are_counted_once() -> None:
    town = [
        row | {"municipality": "x" if place % 2 else "y"} for place, row in enumerate(m.group("n", 60, 0.5, ["q1"]))
    ]
    alone = who(study_of(m.events(town), empty_ratings(), rule=SHARED))
    assert set(alone.groups["municipality"].shown) == {"x", "y"}
    again = [row | {"phase": "T1"} for row in town[:40]]
    assert "municipality" in who(study_of(m.events([*town, *again]), empty_ratings(), rule=SHARED)).left
