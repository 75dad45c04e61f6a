"""Partial pooling: what is known exactly, what shrinks, what the sums of towns give, and tables that are too small."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppingup.common.errors import StatisticsError
from steppingup.statistics.gates import Gates
from steppingup.statistics.pooling import CellSums, PooledCell, merged_cells, pooled

OPEN = Gates(show=1)
ROLES, AREAS = [f"role{place}" for place in range(7)], [f"area{place}" for place in range(12)]
SCORES = st.lists(st.lists(st.floats(0, 1), max_size=6), min_size=6, max_size=6)


def cell(row: str, column: str, scores: list[float]) -> CellSums:
    return CellSums(row, column, len(scores), sum(scores), sum(score * score for score in scores))


def table(random: np.random.Generator, beyond: float) -> tuple[dict[tuple[str, str], float], list[CellSums]]:
    """The true means of roles in areas, and scores of few people in each."""
    truth, cells = {}, []
    role, area = random.normal(0.6, 0.1, len(ROLES)), random.normal(0, 0.1, len(AREAS))
    for one, other in np.ndindex(len(ROLES), len(AREAS)):
        mean = float(role[one] + area[other] + random.normal(0, beyond))
        truth[ROLES[one], AREAS[other]] = mean
        scores = random.normal(mean, 0.25, random.integers(5, 30))
        cells.append(cell(ROLES[one], AREAS[other], scores.tolist()))
    return truth, cells


def shrunk(found: tuple[PooledCell, ...]) -> list[float]:
    return [one.shrunk.value for one in found if one.shrunk.value is not None]


@pytest.mark.parametrize("beyond", [0.0, 0.05])
def test_shrunk_means_are_nearer_to_the_truth_and_their_intervals_hold_it(beyond: float) -> None:
    raw, drawn, held, all_ = 0.0, 0.0, 0, 0
    for seed in range(10):
        truth, cells = table(np.random.default_rng(seed), beyond)
        for one in pooled(cells):
            mean = truth[one.row, one.column]
            assert one.raw.value is not None
            assert one.shrunk.value is not None
            raw += (one.raw.value - mean) ** 2
            drawn += (one.shrunk.value - mean) ** 2
            held += (one.shrunk.low or 0) <= mean <= (one.shrunk.high or 0)
            all_ += 1
    assert drawn < raw * 0.75
    assert 0.9 < held / all_ < 0.98


def test_a_cell_with_fewer_people_is_drawn_further() -> None:
    _, cells = table(np.random.default_rng(1), 0.1)
    found = pooled(cells)
    weights = [one.weight for one in sorted(found, key=lambda one: one.raw.n)]
    assert weights == sorted(weights, key=lambda weight: weight or 0)
    assert all(0 < (one.weight or 0) < 1 for one in found)


def test_seven_towns_give_what_all_their_people_give() -> None:
    random = np.random.default_rng(2)
    towns: list[list[CellSums]] = [[] for _ in range(7)]
    everybody = []
    for role in ROLES:
        for area in AREAS:
            parts = [random.random(random.integers(0, 5)).tolist() for _ in towns]
            for town, part in zip(towns, parts, strict=True):
                town.append(cell(role, area, part))
            everybody.append(cell(role, area, [score for part in parts for score in part]))
    added, whole = pooled(merged_cells(*towns)), {(one.row, one.column): one for one in pooled(everybody)}
    for one in added:
        other = whole[one.row, one.column]
        assert one.shrunk.n == other.shrunk.n
        assert one.shrunk.value == pytest.approx(other.shrunk.value, rel=1e-12)
        assert one.raw.value == pytest.approx(other.raw.value, rel=1e-12)


@settings(max_examples=60)
@given(SCORES)
def test_no_scores_break_it_and_no_mean_leaves_the_reasons(scores: list[list[float]]) -> None:
    cells = [cell(f"r{place // 3}", f"c{place % 3}", some) for place, some in enumerate(scores)]
    for one, sums in zip(pooled(cells, OPEN), cells, strict=True):
        for measure in (one.raw, one.shrunk):
            assert (measure.value is None) == bool(measure.reason)
            assert measure.n == sums.n
            numbers = [number for number in (measure.value, measure.low, measure.high) if number is not None]
            assert np.isfinite(numbers).all()
        assert (one.raw.value is None) == (sums.n == 0)


@given(st.floats(-5, 5))
@settings(max_examples=20)
def test_adding_a_constant_moves_all_means_by_it(by: float) -> None:
    random = np.random.default_rng(3)
    scores = {(role, area): random.random(8).round(3).tolist() for role in ROLES[:3] for area in AREAS[:4]}
    plainly = pooled([cell(*place, some) for place, some in scores.items()])
    moved = pooled([cell(*place, [score + by for score in some]) for place, some in scores.items()])
    assert shrunk(moved) == pytest.approx([value + by for value in shrunk(plainly)], abs=1e-8)


def test_few_people_have_no_mean_and_do_not_stop_the_others() -> None:
    random = np.random.default_rng(4)
    cells = [cell(role, area, random.random(9).tolist()) for role in ROLES[:3] for area in AREAS[:3]]
    cells += [cell("role8", AREAS[0], random.random(4).tolist()), cell("role9", AREAS[0], [])]
    found = pooled(cells)
    assert [one.shrunk.reason for one in found] == [""] * 9 + ["few", "none"]
    assert [one.raw.reason for one in found] == [""] * 9 + ["few", "none"]


def test_a_table_too_small_to_borrow_from_has_raw_means_only() -> None:
    for cells in (
        [cell("a", "x", [0.1, 0.5, 0.9, 0.3, 0.2])],
        [cell(row, "x", [0.1, 0.5, 0.9, 0.3, 0.2]) for row in "abc"],
    ):
        assert {one.shrunk.reason for one in pooled(cells)} == {"single"}
        assert all(one.raw.value == pytest.approx(0.4) for one in pooled(cells))
    assert pooled([]) == ()
    ones = [cell(row, column, [0.5]) for row in "ab" for column in "xy"]
    assert {one.shrunk.reason for one in pooled(ones, OPEN)} == {"single"}


def test_scores_that_do_not_differ_within_cells_are_not_drawn() -> None:
    cells = [
        cell(row, column, [value] * 6)
        for row, column, value in [("a", "x", 0.5), ("a", "y", 0.25), ("b", "x", 0.75), ("b", "y", 0.25)]
    ]
    assert shrunk(pooled(cells)) == [0.5, 0.25, 0.75, 0.25]


def test_sums_that_cannot_be_are_refused() -> None:
    with pytest.raises(StatisticsError, match="twice"):
        pooled([cell("a", "x", [1.0]), cell("a", "x", [1.0])])
    with pytest.raises(StatisticsError, match="cannot be"):
        pooled([CellSums("a", "x", 5, 5.0, 1.0)])
    with pytest.raises(StatisticsError, match="cannot be"):
        pooled([CellSums("a", "x", -1, 0.0, 0.0)])
