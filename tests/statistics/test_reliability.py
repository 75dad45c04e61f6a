"""Alpha, omega and standard errors against published numbers, plain definitions and laws."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from steppingup.statistics import Gates
from steppingup.statistics.factor import omega_total, one_factor
from steppingup.statistics.reliability import Reliability, feldt, reliability, reliability_of
from steppingup.statistics.scores import wide_table
from steppingup.statistics.sums import sums_of
from tests.statistics import plain, tables

OPEN = Gates(show=1, reliability=2)
# Six tests of ability, 112 people (Smith and Stanley, 1983); the factor model is the one that R's factanal gives.
ABILITY = np.array(
    [
        [24.641, 5.991, 33.520, 6.023, 20.755, 29.701],
        [5.991, 6.700, 18.137, 1.782, 4.936, 7.204],
        [33.520, 18.137, 149.831, 19.424, 31.430, 50.753],
        [6.023, 1.782, 19.424, 12.711, 4.757, 9.075],
        [20.755, 4.936, 31.430, 4.757, 52.604, 66.762],
        [29.701, 7.204, 50.753, 9.075, 66.762, 135.292],
    ]
)


def test_published_numbers_of_lsat6() -> None:
    found = reliability(tables.lsat6())
    assert found.alpha.value == pytest.approx(0.2950, abs=5e-5)
    assert (found.alpha.low, found.alpha.high) == pytest.approx((0.2235, 0.3618), abs=5e-5)
    assert (found.people, found.items, found.pairwise) == (1000, 5, False)
    assert found.error.value == pytest.approx((found.spread.value or 0) * (1 - 0.2950) ** 0.5, abs=1e-4)
    assert found.error_ratio.value == pytest.approx(100 * (1 - 0.2950) ** 0.5, abs=1e-2)
    assert 0.295 < (found.omega.value or 0) < 0.32


def test_one_factor_of_published_covariances() -> None:
    spread = np.sqrt(np.diag(ABILITY))
    loadings = one_factor(ABILITY / np.outer(spread, spread))
    assert loadings is not None
    assert np.round(loadings, 3).tolist() == [0.682, 0.384, 0.502, 0.300, 0.877, 0.849]
    assert np.round(1 - loadings**2, 2).tolist() == [0.53, 0.85, 0.75, 0.91, 0.23, 0.28]
    again = one_factor(ABILITY / np.outer(spread, spread))
    assert again is not None
    assert again.tolist() == loadings.tolist()


@settings(max_examples=25)
@given(st.lists(st.floats(0.3, 0.9), min_size=3, max_size=8), st.floats(0.5, 4))
def test_omega_of_a_true_one_factor_model(loadings: list[float], scale: float) -> None:
    common = np.array(loadings)
    matrix = np.outer(common, common)
    np.fill_diagonal(matrix, 1)
    wanted = common.sum() ** 2 / (common.sum() ** 2 + (1 - common**2).sum())
    assert omega_total(matrix) == pytest.approx(wanted, abs=1e-4)
    assert omega_total(matrix * scale) == pytest.approx(wanted, abs=1e-4)
    still = np.pad(matrix, ((0, 1), (0, 1)))
    assert omega_total(still) == pytest.approx(wanted, abs=1e-4)


def test_where_one_factor_has_no_solution() -> None:
    twice = np.array([[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]])
    assert omega_total(twice) is None
    assert omega_total(np.eye(2)) is None
    assert omega_total(np.eye(4)) == pytest.approx(0, abs=1e-3)
    assert omega_total(np.array([[1, 0.9, 0.1], [0.9, 1, 0.8], [0.1, 0.8, 1]])) is None


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from([0, 0.5, 1]), min_size=3, max_size=3), min_size=5, max_size=40))
def test_alpha_by_its_definition_and_never_cut_off(table: list[list[float]]) -> None:
    assume(plain.variance([sum(line) for line in table]) > 0)
    found = reliability(wide_table(pd.DataFrame(table)), OPEN)
    assert found.alpha.value == pytest.approx(plain.alpha(table))
    assert found.alpha.low is not None
    assert found.alpha.high is not None
    assert found.alpha.low <= (found.alpha.value or 0) + 1e-12
    again = reliability_of(sums_of(wide_table(pd.DataFrame(table))), OPEN)
    assert [*tables.numbers(again.alpha)] == pytest.approx([*tables.numbers(found.alpha)], rel=1e-9, abs=1e-9)


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from([0, 1]), min_size=4, max_size=4), min_size=5, max_size=40))
def test_kr20_is_alpha_if_both_variances_have_the_same_denominator(table: list[list[float]]) -> None:
    assume(plain.variance([sum(line) for line in table]) > 0)
    assert reliability(wide_table(pd.DataFrame(table)), OPEN).alpha.value == pytest.approx(plain.kr20(table))


def test_alpha_below_zero_is_shown_and_the_error_ratio_is_above_100() -> None:
    found = reliability(tables.degenerate()["items against each other"])
    assert found.alpha.value == pytest.approx(-3)
    assert found.error_ratio.value == pytest.approx(200)
    assert found.omega.reason == "no-fit"


@settings(max_examples=25)
@given(st.lists(st.integers(-3, 3), min_size=4, max_size=4))
def test_a_constant_added_to_an_item_changes_nothing(added: list[int]) -> None:
    frame = tables.simulated(50, 4)
    high = wide_table(frame + [3 + one for one in added], dict.fromkeys(frame.columns, 9))
    assert [*tables.numbers(reliability(high))] == pytest.approx([*tables.numbers(reliability(wide_table(frame)))])


def test_pairwise_alpha_is_near_that_of_complete_rows() -> None:
    whole, part = tables.simulated(2000, 8), tables.simulated(2000, 8, missing=0.2)
    one, other = reliability(wide_table(whole)), reliability(wide_table(part))
    assert (one.pairwise, other.pairwise) == (False, True)
    assert other.people < 2000
    assert other.alpha.value == pytest.approx(one.alpha.value, abs=0.03)
    cov = part.cov().to_numpy()
    assert other.alpha.value == pytest.approx(8 / 7 * (1 - np.trace(cov) / cov.sum()))


@pytest.mark.parametrize("n", [0, 1, 29, 30])
def test_the_gate(n: int) -> None:
    table = wide_table(tables.simulated(n))
    for found in (reliability(table), reliability_of(sums_of(table))):
        assert found.alpha.reason == ("none" if n == 0 else "few" if n < 30 else "")
        assert found.people == n


REASONS = {
    "no rows": "none", "nobody has a score": "none", "one person": "few", "one item": "single",
    "constant items with thirds": "same", "sums to a constant": "same", "full marks": "same",
    "items that nobody had together": "apart",
}  # fmt: skip


@pytest.mark.parametrize(("name", "reason"), REASONS.items())
def test_reasons(name: str, reason: str) -> None:
    assert reliability(tables.degenerate()[name], OPEN).alpha.reason == reason


@pytest.mark.parametrize("name", tables.degenerate())
def test_degenerate_tables_are_sound(name: str) -> None:
    table = tables.degenerate()[name]
    found: list[Reliability] = [reliability(table, OPEN), reliability_of(sums_of(table), OPEN)]
    assert tables.measures_are_sound(found)


def test_feldt_is_wider_with_fewer_people() -> None:
    wide, narrow = feldt(0.7, 30, 10), feldt(0.7, 300, 10)
    assert wide[0] < narrow[0] < 0.7 < narrow[1] < wide[1]
