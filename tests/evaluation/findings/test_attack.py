"""Somebody adds and subtracts everything that is published: nobody, and no small group, may be what is left."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from steppingup.evaluation.events import empty_ratings
from steppingup.evaluation.findings.need_list import listed_needs
from steppingup.evaluation.findings.study import Study, study_of
from steppingup.statistics.disclosure import LOCAL
from tests.evaluation.findings import made as m
from tests.evaluation.findings.test_kept import brute

ROLES = ("nurse", "clerk", "guard")
ASKED = ("q1", "q2", "q3")
# role, and whether somebody takes part in T0, T1 and T2
PERSON = st.tuples(st.sampled_from(ROLES), st.booleans(), st.booleans(), st.booleans())
# people come in clumps, so that some groups are large and some are not
TOWN = st.lists(st.tuples(PERSON, st.integers(1, 9)), min_size=1, max_size=9)


def study(town: list[tuple[tuple[str, bool, bool, bool], int]]) -> Study:
    rows = [
        m.answer(f"{place}-{one}", item, float((place + one) % 3 == 0), role=role, phase=f"T{phase}")
        for place, ((role, *there), n) in enumerate(town)
        for one in range(n)
        for phase, here in enumerate(there)
        if here
        for item in ASKED
    ]
    rows = rows or [m.answer("nobody", "q1", 1.0)]
    return study_of(m.events(rows), empty_ratings(), m.items(ASKED), m.COURSE, LOCAL)


def town_of(*clumps: tuple[str, int]) -> list[tuple[tuple[str, bool, bool, bool], int]]:
    """A town of nurses: which phases some of them took part in ("T0 T2"), and how many they are."""
    return [(("nurse", "T0" in phases, "T1" in phases, "T2" in phases), n) for phases, n in clumps]


# two who set T1 and T2 apart: without them only four would be left of those who came back to T1
LATER_ONE_SPOILS_IT = town_of(("T0", 4), ("T0 T2", 1), ("T0 T1", 1), ("T0 T1 T2", 4))


def test_a_phase_that_would_spoil_another_one_is_not_compared() -> None:
    found = study(LATER_ONE_SPOILS_IT)
    assert {phase: len(both) for phase, both in found.back.items()} == {"T1": 5}
    assert (len(found.people), found.left_out) == (10, False)


@settings(deadline=None, max_examples=40)
@example(LATER_ONE_SPOILS_IT)
@given(TOWN)
def test_sums_over_published_groups_leave_nobody_alone(town: list[tuple[tuple[str, bool, bool, bool], int]]) -> None:
    found = study(town)
    least = found.rule.least
    for phase in (found.base, *found.back):
        people = found.members(phase)
        if len(people) < least:
            continue
        shown = found.counted("role", phase).shown
        cells = [role if role in shown else "" for role in people["role"]]
        sets = found.back.values() if phase == found.base else [found.back[phase]]
        marks = np.array([people.index.isin(one) for one in sets], dtype=bool).reshape(len(sets), len(people)).T
        assert all(len(one) >= least for one in sets)
        assert brute(cells, marks) >= least


@settings(deadline=None, max_examples=30)
@given(TOWN)
def test_lines_of_roles_and_a_total_leave_nobody_alone(town: list[tuple[tuple[str, bool, bool, bool], int]]) -> None:
    found = study(town)
    least, total = found.rule.least, found.members(found.base)
    told = {
        one.line.role: one.need.evidence.measured.n for one in listed_needs(found) if one.need.need.value is not None
    }
    assert all(n >= least for n in told.values())
    if told and "" not in told and found.roles.total is not None:
        rest = len(total) - sum(told[role] for role in told)
        assert rest == 0 or rest >= least
