"""What may be told of groups: thresholds, hidden cells, bounds, and sums that must not be taken apart."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppingup.evaluation.findings.kept import column, gates_for, groups, least_support, together, told
from steppingup.statistics.disclosure import LOCAL, SHARED, Rule


def test_a_small_group_takes_another_one_with_it() -> None:
    found = groups({"a": 30, "b": 25, "c": 3, "d": 12}, SHARED)
    assert set(found.shown) == {"a", "b"}
    assert (found.hidden, found.total) == (2, 70)


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ({}, {}, None),
        ({"a": 0}, {}, None),
        ({"a": 9}, {}, None),
        ({"a": 10}, {"a": 10}, 10),
        ({"a": 4, "b": 3}, {}, None),
    ],
)
def test_few_groups(counts: dict[str, int], shown: dict[str, int], total: int | None) -> None:
    found = groups(counts, SHARED)
    assert (found.shown, found.total) == (shown, total)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.sampled_from([LOCAL, SHARED]))
def test_what_is_hidden_together_is_never_few(counts: list[int], rule: Rule) -> None:
    found = groups({f"g{place}": n for place, n in enumerate(counts)}, rule)
    assert all(n >= rule.least for n in found.shown.values())
    if found.total is not None:
        rest = found.total - sum(found.shown.values())
        assert rest == 0 or rest >= rule.least


def test_a_column_keeps_groups_back_beside_a_total() -> None:
    assert column({"a": 30, "b": 4, "c": 20}, ("a", "b", "c"), SHARED) == {"a", ""}
    assert column({"a": 30, "z": 4}, ("a",), SHARED) == {""}
    assert column({"a": 30, "z": 14}, ("a", ""), SHARED) == {"a", ""}
    assert column({}, ("a",), SHARED) == frozenset()


def test_two_attributes_of_the_same_people() -> None:
    fine = pd.DataFrame([[40, 40], [40, 40]], index=["a", "b"], columns=["x", "y"])
    assert together(fine, groups({"a": 80, "b": 80}, SHARED), groups({"x": 80, "y": 80}, SHARED), SHARED)
    # 40 of 44 people stand in a and 40 in x, so between 36 and 40 stand in both: few who do not can be worked out
    tight = pd.DataFrame([[38, 12], [12, 0]], index=["a", "b"], columns=["x", "y"])
    told_rows, told_columns = groups({"a": 50, "b": 12}, SHARED), groups({"x": 50, "y": 12}, SHARED)
    assert together(tight, told_rows, told_columns, SHARED)
    narrow = pd.DataFrame([[100, 3], [8, 2]], index=["a", "b"], columns=["x", "y"])
    shown = groups({"a": 103, "b": 10}, SHARED), groups({"x": 108, "y": 5}, LOCAL)
    assert not together(narrow, *shown, SHARED)
    assert together(fine.iloc[:1], groups({"a": 80}, SHARED), groups({"x": 40, "y": 40}, SHARED), SHARED)


def test_all_or_none_are_told_by_a_bound() -> None:
    gates = gates_for(SHARED)
    assert told([1.0] * 20, SHARED, gates).bound == ">= 90 %"
    assert told([0.0] * 20, SHARED, gates).bound == "<= 10 %"
    assert told([1.0] * 19 + [0.5], SHARED, gates).bound == ">= 90 %"
    middle = told([0.5] * 20, SHARED, gates)
    assert (middle.bound, middle.measure.value) == ("", 0.5)
    assert told([0.5] * 9, SHARED, gates).measure.reason == "few"
    assert told([1.0, float("nan")], LOCAL, gates_for(LOCAL)).measure.reason == "few"
    assert told([1.0] * 6, LOCAL, gates_for(LOCAL)).measure.low is None


def brute(cells: list[str], marks: np.ndarray) -> int:
    """Add and subtract everything that is published, in all ways with small multiples."""
    names = sorted(set(cells))
    columns = [np.array([cell == name for cell in cells]) for name in names] + list(marks.T)
    best = len(cells)
    for times in product(range(-2, 3), repeat=len(columns)):
        left = np.abs(sum(time * one.astype(int) for time, one in zip(times, columns, strict=True)))
        if any(times) and left.any():
            best = min(best, int((left > 0).sum()))
    return best


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 14).flatmap(
        lambda n: st.tuples(
            st.lists(st.sampled_from("abc"), min_size=n, max_size=n),
            st.lists(st.lists(st.booleans(), min_size=n, max_size=n), min_size=0, max_size=2),
        )
    )
)
def test_nobody_can_take_sums_apart_better_than_we_think(made: tuple[list[str], list[list[bool]]]) -> None:
    cells, marks = made[0], np.array(made[1], dtype=bool).reshape(len(made[1]), len(made[0])).T
    assert least_support(cells, marks) == brute(cells, marks)


def test_three_who_did_not_come_back_would_be_found() -> None:
    cells = ["a"] * 20 + ["b"] * 20
    back = np.array([[place % 13 != 0 for place in range(40)]]).T
    assert least_support(cells, back) == 4
    assert least_support([], np.zeros((0, 0), bool)) == 0
