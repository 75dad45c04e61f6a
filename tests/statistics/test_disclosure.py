"""Nothing that is published gives a person away: thresholds, shares, margins, and an attack that must fail."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from benchmarks.privacy import attacked, measure_privacy, tried
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from steppingup.common.errors import StatisticsError
from steppingup.statistics.disclosure import (
    LOCAL,
    SHARED,
    Protected,
    Rule,
    Share,
    audit,
    hold,
    intervals,
    people_table,
    protected,
    share,
    with_margins,
)

Counts = NDArray[np.int64]
# One small cell among large ones, as in any small town.
EXAMPLE = np.array([[3, 20, 15], [25, 30, 12], [14, 18, 40]])
SMALL = st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=3), min_size=2, max_size=3).filter(
    lambda rows: len({len(row) for row in rows}) == 1
)


def test_the_small_cell_alone_is_given_back_by_its_margins() -> None:
    full = with_margins(EXAMPLE)
    low, high = intervals(full, SHARED.small(full))
    assert (low[0, 0], high[0, 0]) == (3, 3)
    assert [(one.row, one.column, one.low, one.high) for one in audit(full, SHARED.small(full))] == [(0, 0, 3, 3)]


def test_more_cells_protect_it() -> None:
    found = protected(EXAMPLE)
    low, high = intervals(found.full, found.hidden)
    assert found.hidden[0, 0]
    assert low[0, 0] <= 1
    assert high[0, 0] >= 9
    assert audit(found.full, found.hidden) == ()
    assert found.small.sum() == 1
    assert found.shown[0][0] is None
    assert found.shown[3] == [42, 68, 67, 177]
    hold(found)


def test_fewer_cells_are_lost_if_one_may_tell_which_are_small() -> None:
    found = protected(EXAMPLE, Rule(alike=False))
    assert np.argwhere(found.hidden).tolist() == [[0, 0], [0, 2], [2, 0], [2, 2]]
    low, high = intervals(found.full, found.hidden)
    assert (low[0, 0], high[0, 0], low[2, 2], high[2, 2]) == (0, 17, 37, 54)
    hold(found)
    assert found.lost < protected(EXAMPLE).lost < 1


def test_a_square_of_four_cells_gives_the_interval_of_the_smallest() -> None:
    full = with_margins(EXAMPLE)
    hidden = np.zeros_like(full, dtype=bool)
    hidden[np.ix_([0, 1], [0, 2])] = True
    low, high = intervals(full, hidden)
    assert (low[0, 0], high[0, 0]) == (0, 18)
    assert (low[1, 2], high[1, 2]) == (9, 27)


@settings(max_examples=60)
@given(SMALL, st.data())
def test_intervals_are_those_of_trying_every_table(rows: list[list[int]], data: st.DataObject) -> None:
    counts = np.array(rows)
    full = with_margins(counts)
    flags = data.draw(st.lists(st.booleans(), min_size=counts.size, max_size=counts.size))
    hidden = np.zeros_like(full, dtype=bool)
    hidden[:-1, :-1] = np.array(flags).reshape(counts.shape)
    cells = np.argwhere(hidden)[:4]
    hidden[:] = False
    hidden[tuple(cells.T)] = True
    ranges = [range(int(full[row, -1]) + 1) for row in cells[:, 0]]
    possible = [one for one in product(*ranges) if _adds_up(full, cells, one)]
    low, high = intervals(full, hidden)
    for place, cell in enumerate(cells):
        values = [one[place] for one in possible]
        assert (low[tuple(cell)], high[tuple(cell)]) == (min(values), max(values))


def _adds_up(full: Counts, cells: Counts, values: tuple[int, ...]) -> bool:
    guess = full[:-1, :-1].copy()
    guess[tuple(cells.T)] = values
    return bool((guess.sum(axis=0) == full[-1, :-1]).all() and (guess.sum(axis=1) == full[:-1, -1]).all())


@pytest.mark.parametrize("start", range(0, 500, 100))
def test_no_cell_of_random_tables_can_be_worked_out_by_audit_or_attack(start: int) -> None:
    assert [seed for seed in range(start, start + 100) if tried(seed)[0]] == []


def test_the_attack_finds_a_cell_that_its_margins_give_back() -> None:
    full = with_margins(EXAMPLE)
    assert attacked(Protected(full, SHARED.small(full), SHARED.small(full), SHARED)) == [(0, 0)]


def test_the_bench_tells_what_it_found() -> None:
    told: list[dict[str, object]] = []
    measure_privacy(lambda bench, **figures: told.append({"bench": bench, **figures}), tables=4)
    assert (told[0]["bench"], told[0]["tables"], told[0]["given_away"]) == ("privacy", 4, 0)


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=1, max_size=3))
@settings(max_examples=60)
def test_whatever_the_table_it_holds(rows: list[list[int]]) -> None:
    for rule in (SHARED, LOCAL):
        found = protected(np.array(rows), rule)
        hold(found)
        low, high = intervals(found.full, found.hidden)
        assert (low[found.hidden] <= 1).all()
        assert (high[found.hidden] >= rule.least - 1).all()
        assert (high - low)[found.hidden].min(initial=rule.least) >= rule.least
        assert (low <= found.full + 1e-9).all()
        assert (high >= found.full - 1e-9).all()


def test_a_table_of_large_cells_or_of_nobody_is_published_whole() -> None:
    for counts in (np.full((3, 4), 50), np.zeros((2, 2), int), np.zeros((0, 3), int)):
        found = protected(counts)
        assert not found.hidden.any()
        assert found.lost == 0


def test_a_table_of_few_people_is_not_published_at_all() -> None:
    found = protected(np.array([[3]]))
    assert found.hidden.all()
    assert found.lost == 1
    assert found.shown == [[None, None], [None, None]]


def test_a_pattern_made_elsewhere_is_held_to_the_same_rule() -> None:
    full = with_margins(EXAMPLE)
    nothing = np.zeros_like(full, dtype=bool)
    with pytest.raises(StatisticsError, match="1 cells are too small and shown"):
        hold(Protected(full, nothing, SHARED.small(full), SHARED))
    with pytest.raises(StatisticsError, match="1 that are kept back can be worked out"):
        hold(Protected(full, SHARED.small(full), SHARED.small(full), SHARED))


def test_numbers_beside_the_counts_are_kept_back_with_them() -> None:
    found = protected(EXAMPLE)
    means = found.beside(np.full((4, 4), 0.5))
    shown = found.shown
    assert [[value is None for value in line] for line in means] == [[n is None for n in line] for line in shown]
    assert means[3] == [0.5] * 4
    with pytest.raises(StatisticsError, match="shape"):
        found.beside(np.full((3, 3), 0.5))


def test_margins_that_do_not_add_up_are_refused() -> None:
    full = with_margins(EXAMPLE)
    full[0, 3] += 1
    with pytest.raises(StatisticsError, match="not the sums"):
        intervals(full, SHARED.small(full))
    with pytest.raises(StatisticsError, match="counts from 0 on"):
        with_margins(np.array([[-1]]))


def test_an_audit_that_finds_no_solution_publishes_nothing() -> None:
    full = with_margins(EXAMPLE)
    with pytest.raises(StatisticsError, match="do not publish it"):
        intervals(full, SHARED.small(full), least=10)


def test_nobody_may_go_below_five() -> None:
    with pytest.raises(StatisticsError, match="at least 5"):
        Rule(4)


@pytest.mark.parametrize(
    ("right", "people", "expected"),
    [
        (0, 4, Share(None, reason="few")),
        (5, 9, Share(None, reason="few")),
        (10, 10, Share(None, ">= 90 %")),
        (9, 10, Share(None, ">= 90 %")),
        (8, 10, Share(0.8)),
        (1, 10, Share(None, "<= 10 %")),
        (0, 200, Share(None, "<= 10 %")),
        (196, 200, Share(None, ">= 90 %")),
        (195, 200, Share(0.975)),
        (5, 200, Share(0.025)),
    ],
)
def test_all_or_none_become_a_bound(right: int, people: int, expected: Share) -> None:
    assert share(right, people) == expected


@given(st.integers(10, 400))
def test_a_bound_never_stands_for_one_number_only(people: int) -> None:
    for bound in (">= 90 %", "<= 10 %"):
        hidden = [right for right in range(people + 1) if share(right, people).bound == bound]
        assert len(hidden) >= 2
        assert all(right >= 0.9 * people if bound[0] == ">" else right <= 0.1 * people for right in hidden)


def test_a_share_inside_the_house_and_one_that_cannot_be() -> None:
    assert share(3, 5, LOCAL) == Share(0.6)
    with pytest.raises(StatisticsError, match="cannot be"):
        share(6, 5)


def test_people_are_counted_not_answers() -> None:
    events = pd.DataFrame(
        {
            "learner": ["p1", "p1", "p2", "p3", None],
            "role": ["ngo_worker", "ngo_worker", "ngo_worker", "health_staff", "health_staff"],
            "municipality": ["b", "b", "b", "a", "a"],
        }
    )
    found = people_table(events, "role", "municipality")
    assert found.index.tolist() == ["health_staff", "ngo_worker"]
    assert found.to_numpy().tolist() == [[1, 0], [0, 2]]
    moved = pd.concat([events, events.assign(municipality="c")])
    with pytest.raises(StatisticsError, match="3 people stand in two cells"):
        people_table(moved, "role", "municipality")
    assert people_table(events[:0], "role", "municipality").size == 0
