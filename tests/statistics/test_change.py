"""Change between phases: attrition first, then differences with their denominators named."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.statistics import Gates, Measure
from steppingup.statistics.change import attrition, change, changes, response_shift
from tests.statistics import plain, tables

OPEN = Gates(show=1, interval=2)
SHARES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 10)), min_size=2, max_size=30)


def series(values: object) -> pd.Series[float]:
    return pd.Series(np.asarray(values, dtype=float)).rename(index=lambda place: f"p{place}")


def phases(people: int = 60) -> pd.DataFrame:
    """Three phases; the weaker half does not come back for the last one."""
    draw = np.random.default_rng(8)
    first = draw.integers(2, 8, people) / 10
    later = np.clip(first + 0.2, 0, 1)
    last = (
        np.where(first >= np.median(first), np.clip(first + draw.normal(0.1, 0.05, people), 0, 1), np.nan)
        if people
        else first
    )
    names = [f"p{person}" for person in range(people)]
    return pd.DataFrame({"T0": first, "T1": later, "T2": last}, index=names)


def test_attrition_comes_first() -> None:
    table = phases()
    found = change(table["T0"], table["T2"])
    stayed = table["T2"].notna()
    lost = found.attrition
    assert (lost.before, lost.after, lost.both) == (60, stayed.sum(), stayed.sum())
    assert lost.completers.value == pytest.approx(100 * table["T0"][stayed].mean())
    assert lost.dropouts.value == pytest.approx(100 * table["T0"][~stayed].mean())
    assert lost.difference.value == pytest.approx((lost.completers.value or 0) - (lost.dropouts.value or 0))
    assert (lost.difference.low or 0) > 0
    assert found.difference.n == stayed.sum()
    assert found.before.value == lost.completers.value


@given(SHARES)
def test_definitions(pairs: list[tuple[int, int]]) -> None:
    before, after = ([pair[place] / 10 for pair in pairs] for place in (0, 1))
    found = change(series(before), series(after), OPEN)
    apart = np.mean(after) - np.mean(before)
    assert found.difference.value == pytest.approx(100 * apart, abs=1e-9)
    assert found.gain.value == pytest.approx(apart / (1 - np.mean(before)))
    assert found.d_z == Measure(None, len(pairs), "refused")
    first, last = plain.variance(before) ** 0.5, plain.variance(after) ** 0.5
    if first > 1e-9:
        assert found.d_pre.value == pytest.approx(apart / first, abs=1e-6)
        assert found.d_av.value == pytest.approx(apart / ((first + last) / 2), abs=1e-6)
    else:
        assert found.d_pre.reason == "same"
    assert tables.measures_are_sound(found)


def test_the_interval_of_paired_differences_by_hand() -> None:
    found = change(series([0.1, 0.2, 0.3, 0.4, 0.5]), series([0.2, 0.4, 0.6, 0.8, 1.0]), OPEN)
    assert (found.difference.low, found.difference.high) == pytest.approx((30 - 19.63243, 30 + 19.63243), abs=1e-4)


def test_gain_of_the_means_is_not_the_mean_of_gains() -> None:
    before, after = series([0.2] * 10 + [0.8] * 10), series([0.6] * 10 + [0.7] * 10)
    found = change(before, after)
    assert found.gain.value == pytest.approx((0.65 - 0.5) / 0.5)
    assert ((after - before) / (1 - before)).mean() == pytest.approx(0)
    assert (found.gain.low or 1) < 0.3 < (found.gain.high or 0)


def test_full_marks_before() -> None:
    full = series([1.0] * 20)
    found = change(full, full)
    assert found.gain.reason == "full"
    assert (found.d_av.reason, found.d_pre.reason) == ("same", "same")
    assert found.difference == Measure(0, 20)
    assert tables.measures_are_sound([found, change(full, full * 0)])


def test_every_later_phase_against_the_first() -> None:
    found = changes(phases())
    assert [*found] == ["T1", "T2"]
    assert found["T1"].attrition.both == 60
    assert found["T2"].attrition.both < 60
    towns = {f"p{person}": f"t{person % 12}" for person in range(60)}
    assert changes(phases(), clusters=towns)["T1"].gain.value == found["T1"].gain.value


@pytest.mark.parametrize("n", [0, 1, 4, 5, 9, 10])
def test_gates(n: int) -> None:
    table = phases(n)
    found = change(table["T0"], table["T1"])
    assert (found.difference.value is None) == (n < 5)
    assert (found.d_av.value is None) == (n < 5)
    assert (found.gain.low is None) == (n < 10)
    assert tables.measures_are_sound(found)


def test_nobody_came_back() -> None:
    found = change(series([0.5] * 20), series([np.nan] * 20))
    assert (found.attrition.both, found.difference.reason, found.gain.reason) == (0, "none", "none")
    assert found.attrition.dropouts == Measure(50, 20)
    assert attrition(series([]), series([0.5] * 9)).before == 0


def test_response_shift() -> None:
    ratings = pd.DataFrame({"before": [3.0, 4, 2, 3, 3], "then": [2.0, 2, 2, 1, np.nan], "after": [3.0, 4, 3, 3, 4]})
    found = response_shift(ratings, OPEN)
    assert (found.shift.value, found.usual.value, found.looking_back.value) == (-1.25, 0.25, 1.5)
    assert found.usual.value == pytest.approx((found.shift.value or 0) + (found.looking_back.value or 0))
    assert found.shift.n == 4
    assert response_shift(ratings.head(0)).shift.reason == "none"
