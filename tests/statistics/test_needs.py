"""Needs: required minus measured, the four cells, the ranked list, and what people rate themselves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.statistics import Gates, Measure
from steppingup.statistics.borich import rated_needs
from steppingup.statistics.gates import few
from steppingup.statistics.needs import Evidence, Need, Target, cell, gap, measured_level, need_of, ranked
from tests.statistics import plain, tables

OPEN = Gates(show=1, interval=2)
RATINGS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=30)


def need(
    competency: str,
    measured: float | None,
    own: float | None = 2,
    importance: float = 4,
    *,
    level: int = 2,
    n: int = 40,
) -> Need:
    found = few(3) if measured is None else measured_level([measured] * n)
    rated = few(3) if own is None else Measure(own, n)
    return need_of(Target("role", competency, level), Evidence(found, rated, Measure(importance, n)))


def test_need_and_its_interval() -> None:
    found = need("a", 0.5)
    low, high = plain.wilson(0.5, 40)
    assert (found.required, found.need.value, found.need.n) == (0.75, 0.25, 40)
    assert (found.need.low, found.need.high) == pytest.approx((0.75 - high, 0.75 - low), abs=1e-6)
    assert found.sure


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 100))
def test_a_need_is_never_below_zero_and_lies_in_its_interval(required: float, measured: float, n: int) -> None:
    found = gap(required, measured_level([measured] * n, OPEN))
    assert (found.value or 0) >= 0
    if found.low is not None and found.high is not None:
        assert 0 <= found.low <= (found.value or 0) + 1e-9
        assert (found.value or 0) <= found.high + 1e-9


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.5))
def test_a_higher_level_never_makes_a_need_greater(required: float, measured: float, more: float) -> None:
    assert (gap(required, Measure(measured + more, 9)).value or 0) <= (gap(required, Measure(measured, 9)).value or 0)


@pytest.mark.parametrize(
    ("measured", "own", "name"),
    [(0.75, 2, "competent"), (0.74, 2, "unaware-need"), (0.75, 1.9, "under-confident"), (0.74, 1.9, "aware-need")],
)
def test_the_four_cells(measured: float, own: float, name: str) -> None:
    assert cell(0.75, measured, own=own, level=2) == name
    assert need("a", measured, own).cell == name


def test_a_cell_is_sure_if_the_interval_lies_on_one_side() -> None:
    assert [need("a", measured).sure for measured in (0.5, 0.7, 0.8, 0.95)] == [True, False, False, True]
    assert not need("a", 0.2, n=9).sure


def test_reasons() -> None:
    unmeasured, unrated = need("a", None), need("b", 0.5, None)
    assert (unmeasured.cell, unmeasured.reason, unmeasured.need.reason) == ("", "few", "few")
    assert (unrated.cell, unrated.reason, unrated.need.value) == ("", "few", 0.25)
    assert measured_level([]) == Measure(None, 0, "none")
    assert measured_level([0.5] * 5 + [float("nan")]).n == 5
    nothing = need("c", 0.0, level=0)
    assert (nothing.need.value, nothing.required, nothing.sure) == (0, 0, True)


def test_the_ranked_list() -> None:
    needs = [
        need("great", 0.2), need("tie-aware", 0.5, 1), need("tie-unaware", 0.5, 3), need("tie-important", 0.5, 1, 5),
        need("none", 0.9), need("unknown", None), need("unrated", 0.4, None),
    ]  # fmt: skip
    found = ranked(needs)
    names = [one.need.target.competency for one in found]
    assert names == ["great", "unrated", "tie-unaware", "tie-important", "tie-aware", "none", "unknown"]
    assert [one.place for one in found] == [1, 2, 3, 3, 3, 6, None]
    assert [one.apart for one in found] == [False, False, False, False, True, False, False]
    assert ranked(reversed(needs)) == found
    assert ranked([]) == ()
    assert ranked([need("a", 0.1), need("b", 0.7)])[0].apart


def ratings(pairs: list[tuple[float, float]], competency: str = "c") -> pd.DataFrame:
    rows = pd.DataFrame(pairs, columns=["importance", "ability"], dtype=float)
    return rows.assign(competency=competency, learner=[f"p{place}" for place in range(len(pairs))])


@given(RATINGS)
def test_mwds_is_mean_importance_times_the_mean_gap(pairs: list[tuple[float, float]]) -> None:
    (found,) = rated_needs(ratings(pairs), OPEN)
    importance, ability = (np.array([pair[place] for pair in pairs]) for place in (0, 1))
    weighted = np.mean((importance - ability) * importance.mean())
    assert found.mwds.value == pytest.approx(weighted)
    assert found.mwds.value == pytest.approx((found.importance.value or 0) * (importance.mean() - ability.mean()))


@given(RATINGS)
def test_ranked_discrepancy(pairs: list[tuple[float, float]]) -> None:
    (found,) = rated_needs(ratings(pairs), OPEN)
    below, above = sum(b < a for a, b in pairs), sum(b > a for a, b in pairs)
    assert found.rds.value == pytest.approx(100 * (above - below) / len(pairs))
    shares = [found.below.value or 0, found.tied.value or 0, found.above.value or 0]
    assert sum(shares) == pytest.approx(100)
    assert -100 <= (found.rds.value or 0) <= 100
    turned = rated_needs(ratings([(b, a) for a, b in pairs]), OPEN)[0]
    assert turned.rds.value == pytest.approx(-(found.rds.value or 0))


def test_the_order_of_rated_needs_and_pairs_with_holes() -> None:
    rows = pd.concat(
        [
            ratings([(5, 1)] * 12, "great"),
            ratings([(3, 3)] * 12, "none"),
            ratings([(5, 5), (4, 2), (np.nan, 1), (3, np.nan)] * 6, "some"),
            ratings([(5, 1)] * 4, "few"),
        ]
    )
    found = rated_needs(rows)
    assert [one.competency for one in found] == ["great", "some", "none", "few"]
    assert [one.n for one in found] == [12, 12, 12, 4]
    assert (found[0].mwds.value, found[0].rds.value) == (20, -100)
    assert (found[3].mwds.reason, found[3].rds.reason) == ("few", "few")
    assert tables.measures_are_sound(found)
    towns = {f"p{place}": f"t{place % 11}" for place in range(30)}
    assert [one.mwds.value for one in rated_needs(rows, clusters=towns)] == [one.mwds.value for one in found]
    assert rated_needs(rows.head(0)) == ()
