"""Intervals of means, differences and drawn statistics."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from steppingup.statistics import Gates, Measure
from steppingup.statistics.bootstrap import bootstrap, drawn
from steppingup.statistics.intervals import brier, correlation_of, difference_of_means, mean_interval, share_of
from tests.statistics import plain

OPEN = Gates(show=1, interval=2, correlation=4)


def mean(sums: np.ndarray) -> np.ndarray:
    return np.asarray(sums[:, 1] / sums[:, 0])


def columns(values: np.ndarray) -> np.ndarray:
    return np.column_stack([np.ones(len(values)), values])


def test_student_by_hand() -> None:
    found = mean_interval([1, 2, 3, 4, 5], OPEN)
    # t(0.975; 4) = 2.776445, sd = 1.581139
    assert (found.value, found.n) == (3, 5)
    assert (found.low, found.high) == pytest.approx((3 - 1.963243, 3 + 1.963243), abs=1e-6)


def test_means_without_an_interval() -> None:
    assert mean_interval([], OPEN) == Measure(None, 0, "none")
    assert mean_interval([1, 2, 3, 4]) == Measure(None, 4, "few")
    assert mean_interval([1, 2, 3, 4, 5]) == Measure(3, 5)
    assert (mean_interval([0.1] * 40).low, mean_interval([0.1] * 40).reason) == (None, "")
    assert mean_interval([0] * 40) == Measure(0, 40)


def test_welch_as_scipy_has_it() -> None:
    one, other = [1.0, 2, 3], [2.0, 4, 6, 8]
    found = difference_of_means(one, other, OPEN)
    wanted = ttest_ind(one, other, equal_var=False).confidence_interval()
    assert (found.value, found.n) == (-3, 3)
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high))
    assert difference_of_means([1, 1], [1, 1, 1], OPEN) == Measure(0, 2)
    assert difference_of_means([1], [1, 2, 3], OPEN) == Measure(-1, 1)
    assert difference_of_means([], [1.0] * 9) == Measure(None, 0, "none")


def test_shares_have_wilsons_interval_from_ten_on() -> None:
    assert share_of(3, 9).low is None
    found = share_of(8, 10)
    assert (found.low, found.high) == pytest.approx(plain.wilson(0.8, 10), abs=1e-6)
    assert share_of(0, 0) == Measure(None, 0, "none")


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_brier_is_between_0_and_1(rows: list[tuple[float, bool]]) -> None:
    stated, right = zip(*rows, strict=True)
    found = brier(stated, right, Gates(show=1))
    assert found.value == pytest.approx(sum((one - other) ** 2 for one, other in rows) / len(rows))
    assert 0 <= (found.value or 0) <= 1
    assert brier(right, right, Gates(show=1)).value == 0


def test_correlations_from_variances() -> None:
    assert correlation_of(3, (1, 1), 0.5, OPEN) == Measure(None, 3, "few")
    assert correlation_of(40, (1, 0), 0, OPEN) == Measure(None, 40, "same")
    assert correlation_of(40, (1, 1), 1 + 1e-15, OPEN) == Measure(1, 40, "", 1, 1)
    found = correlation_of(103, (4, 9), 3, OPEN)
    assert (found.value, round(found.low or 0, 4), round(found.high or 0, 4)) == (0.5, 0.3393, 0.6323)


def test_drawing_people_agrees_with_student() -> None:
    values = np.random.default_rng(5).normal(10, 2, 400)
    drawn, wanted = bootstrap(columns(values), mean), mean_interval(list(values))
    assert (drawn.low, drawn.high) == pytest.approx((wanted.low, wanted.high), abs=0.03)
    assert (drawn.drawn, drawn.times) == ("people", 2000)


def test_the_same_seed_gives_the_same_interval() -> None:
    rows = columns(np.arange(30.0))
    assert bootstrap(rows, mean) == bootstrap(rows, mean) != bootstrap(rows, mean, seed=1)


def test_towns_are_drawn_with_all_their_people_and_widen_the_interval() -> None:
    draw = np.random.default_rng(6)
    towns = [f"t{person % 12:02}" for person in range(240)]
    values = draw.normal(0, 2, 12)[np.arange(240) % 12] + draw.normal(0, 0.5, 240)
    people, clustered = bootstrap(columns(values), mean), bootstrap(columns(values), mean, towns)
    assert (people.drawn, clustered.drawn) == ("people", "clusters")
    assert (clustered.high or 0) - (clustered.low or 0) > 2 * ((people.high or 0) - (people.low or 0))
    assert bootstrap(columns(values), mean, [town[:2] for town in towns]).drawn == "people"


def test_many_people_are_drawn_in_parts() -> None:
    values = np.random.default_rng(7).normal(size=3000)
    found = bootstrap(columns(values), mean, times=2000)
    assert found.times == 2000
    assert not found.excludes(values.mean())


def test_draws_without_a_value() -> None:
    rows = columns(np.zeros(20))
    none = bootstrap(rows, lambda sums: np.full(len(sums), np.nan))
    assert (none.low, none.high, none.times, none.excludes(0)) == (None, None, 0, False)
    assert bootstrap(np.zeros((0, 2)), mean).times == 0
    assert bootstrap(rows, mean).excludes(1)


def test_a_drawn_measure() -> None:
    people = pd.DataFrame(columns(np.arange(12.0)), index=[f"p{place}" for place in range(12)])
    found = drawn(people, mean, "none")
    assert (found.value, found.n) == (5.5, 12)
    assert (found.low or 9) < 5.5 < (found.high or 0)
    assert drawn(people.head(9), mean, "none") == Measure(4, 9)
    assert drawn(people.head(4), mean, "none") == Measure(None, 4, "few")
    assert drawn(people * 0, mean, "full") == Measure(None, 12, "full")
    apart = drawn(people, mean, "none", clusters={f"p{place}": f"t{place:02}" for place in range(12)})
    assert apart == found
    assert drawn(people, mean, "none", clusters={}) == found
