"""Two forms on one scale, or the word that they are not comparable."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.bias import simulated
from numpy.typing import NDArray

from steppingup.statistics.rasch import LinkRules, Rasch, link, rasch, score_sums
from tests.statistics.rasch_plain import ITEMS, lsat6

TRUTH = np.linspace(-2, 2, 20)
NAMES = [f"i{place:02}" for place in range(20)]


def form(seed: int, places: slice, mean: float = 0.0, moved: tuple[int, ...] = (), by: float = 1.5) -> Rasch:
    """A form made of some of the items, some of which became harder."""
    difficulty: NDArray[np.float64] = TRUTH.copy()
    difficulty[list(moved)] += by
    marks = simulated(np.random.default_rng(seed), 1500, difficulty[places], mean)
    return rasch(score_sums(NAMES[places], marks))


def test_the_shift_brings_items_home() -> None:
    first, second = form(1, slice(0, 14)), form(2, slice(6, 20), mean=0.5)
    found = link(first, second)
    assert found.comparable
    assert found.shift.value == pytest.approx(TRUTH[6:20].mean() - TRUTH[0:14].mean(), abs=0.15)
    assert (found.shift.n, len(found.anchors)) == (8, 8)
    assert found.shift.low is not None
    assert found.shift.high is not None
    assert found.shift.low < (found.shift.value or 0) < found.shift.high
    assert found.slope == pytest.approx(1, abs=0.15)
    assert all(one.kept and abs(one.off) < 0.5 for one in found.anchors)


def test_a_form_is_linked_with_itself_without_a_shift_and_backwards_with_the_opposite_one() -> None:
    first, second = form(1, slice(0, 14)), form(2, slice(6, 20))
    assert link(first, first).shift.value == pytest.approx(0, abs=1e-12)
    assert link(first, first).slope == pytest.approx(1)
    assert link(first, second).shift.value == pytest.approx(-(link(second, first).shift.value or 0))


def test_an_anchor_that_drifts_is_found_and_does_not_pull() -> None:
    found = link(form(1, slice(0, 14)), form(2, slice(6, 20), moved=(8, 11)))
    assert [one.item for one in found.anchors if not one.kept] == ["i08", "i11"]
    assert found.shift.n == 6
    moved = TRUTH[6:20].mean() + 2 * 1.5 / 14 - TRUTH[0:14].mean()
    assert found.shift.value == pytest.approx(moved, abs=0.15)
    assert all(one.off == pytest.approx(1.5, abs=0.4) for one in found.anchors if not one.kept)


def test_too_few_anchors_or_too_many_that_drift_are_not_comparable() -> None:
    first = form(1, slice(0, 12))
    apart = link(first, form(2, slice(7, 20)))
    assert (apart.comparable, apart.shift.reason, apart.shift.n) == (False, "apart", 5)
    assert link(first, form(2, slice(12, 20))).shift.reason == "none"
    wild = form(3, slice(6, 20), moved=(6, 9), by=2.5)
    other = link(first, wild, LinkRules(stable=5))
    assert (other.comparable, other.shift.reason) == (False, "apart")


def test_a_form_without_a_model_is_not_comparable() -> None:
    empty = rasch(score_sums(ITEMS, lsat6()[:5]))
    assert link(empty, rasch(score_sums(ITEMS, lsat6()))).shift.reason == "none"


def test_one_anchor_alone_has_no_slope_and_no_drift() -> None:
    rules = LinkRules(shared=1, stable=1)
    found = link(form(1, slice(0, 10)), form(2, slice(9, 20)), rules)
    assert found.comparable
    assert found.slope is None
    assert found.anchors[0].off == pytest.approx(0)
