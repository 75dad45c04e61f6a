"""Two releases side by side, and small towns put together."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.common.errors import StatisticsError
from steppingup.statistics.disclosure import LOCAL, SHARED, Cell, differences, protected, rolled_up

BEFORE = np.array([[30, 20, 15], [25, 30, 12], [14, 18, 40]])
COUNTS = st.lists(st.lists(st.integers(0, 25), min_size=4, max_size=4), min_size=1, max_size=3)


def changed(*changes: tuple[int, int, int]) -> list[tuple[int, int, int, bool]]:
    after = BEFORE.copy()
    for row, column, by in changes:
        after[row, column] += by
    found = differences(protected(BEFORE), protected(after))
    return [(one.row, one.column, one.change, one.exact) for one in found]


def test_one_person_who_joins_is_seen_in_the_cell_and_in_all_its_margins() -> None:
    assert changed((0, 1, 1)) == [(0, 1, 1, True), (0, 3, 1, True), (3, 1, 1, True), (3, 3, 1, True)]
    assert changed((0, 1, -1))[0] == (0, 1, -1, True)


def test_the_same_table_or_many_who_join_give_nobody_away() -> None:
    assert changed() == []
    assert changed((0, 1, 10), (2, 2, 30)) == []


def test_a_change_that_is_not_published_may_follow_from_others() -> None:
    before = protected(np.array([[30, 20], [25, 30]]))
    after = protected(np.array([[33, 20], [35, 30]]))
    before.hidden[0, 0] = True
    found = differences(before, after)
    assert [(one.row, one.column, one.change, one.exact) for one in found] == [(0, 0, 3, False), (0, 2, 3, True)]


def test_a_change_hidden_among_others_is_safe() -> None:
    before, after = protected(np.array([[30, 40], [45, 50]])), protected(np.array([[33, 70], [90, 55]]))
    before.hidden[:2, :2] = True
    assert differences(before, after) == ()


def test_releases_of_different_shape_or_rule_cannot_be_compared() -> None:
    for other in (protected(BEFORE[:2]), protected(BEFORE, LOCAL)):
        with pytest.raises(StatisticsError, match="same rows, columns and threshold"):
            differences(protected(BEFORE), other)


TOWNS = pd.DataFrame(
    {"a": [12, 15, 0], "b": [12, 3, 4], "c": [2, 3, 1], "d": [1, 0, 3], "e": [2, 2, 2]},
    index=["health_staff", "ngo_worker", "procurement"],
)


def test_roles_first_then_towns_and_never_the_threshold() -> None:
    found = rolled_up(TOWNS, {"a": "north", "b": "north", "c": "north", "d": "north"})
    assert found == (
        Cell("role and town", ("a",), "health_staff", 12),
        Cell("role and town", ("a",), "ngo_worker", 15),
        Cell("town", ("b",), "", 19),
        Cell("kept back", ("e",), "", 6),
        Cell("group of towns", ("c", "d"), "", 10),
    )


def test_too_few_in_small_towns_are_joined_by_the_smallest_other_town() -> None:
    found = rolled_up(TOWNS[["a", "b", "d"]], {"a": "north", "b": "north", "d": "north"})
    assert found[-1] == Cell("group of towns", ("b", "d"), "", 23)
    assert [one.level for one in found] == ["role and town", "role and town", "group of towns"]
    assert rolled_up(TOWNS[["c"]], {"c": "north"}) == (Cell("kept back", ("c",), "", 6),)


@given(COUNTS, st.lists(st.sampled_from(["north", "south", ""]), min_size=4, max_size=4))
def test_everybody_stands_in_one_cell_and_every_cell_that_is_shown_is_large(
    rows: list[list[int]], groups: list[str]
) -> None:
    counts = pd.DataFrame(rows, columns=list("abcd"), index=[f"r{place}" for place in range(len(rows))])
    named = {town: group for town, group in zip("abcd", groups, strict=True) if group}
    found = rolled_up(counts, named)
    assert sum(one.people for one in found) == counts.to_numpy().sum()
    assert all(one.people >= SHARED.least for one in found if one.level != "kept back")
    seen = [(town, one.role) for one in found for town in one.towns]
    assert len(seen) == len(set(seen))
    for town in counts.columns[counts.sum() > 0]:
        assert len({one.level for one in found if town in one.towns}) == 1
    for one in found:
        if one.level == "group of towns":
            assert len({named.get(town, town) for town in one.towns}) == 1
