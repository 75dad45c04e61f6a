"""How many people are needed: what is promised of so many holds, and of fewer it does not."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.power import TTestPower
from statsmodels.stats.proportion import samplesize_confint_proportion

from steppingup.cli import main
from steppingup.common.errors import StatisticsError
from steppingup.statistics.intervals import wilson
from steppingup.statistics.sample_size import (
    Vignettes,
    at_start,
    for_bias,
    for_change,
    for_changed_share,
    for_share,
    for_vignettes,
)


@given(st.floats(0.02, 0.3), st.floats(0.05, 0.95))
def test_a_share_has_its_margin_and_one_person_less_has_not(margin: float, expected: float) -> None:
    n = for_share(margin, expected)
    low, high = wilson(expected, n)
    assert high - low <= 2 * margin
    if n > 1:
        low, high = wilson(expected, n - 1)
        assert high - low > 2 * margin


def test_shares_by_the_usual_formula() -> None:
    for margin in (0.03, 0.05, 0.1):
        usual = samplesize_confint_proportion(0.5, margin)
        assert for_share(margin) == pytest.approx(usual, abs=5)
    assert for_share(0.1, of=60) == 37
    assert for_share(0.05, of=10) == 10


def test_a_change_is_seen_as_often_as_was_asked() -> None:
    assert for_change(10, 20) == for_change(-10, 20) == 34  # the textbook's d of 0.5 with power 0.8
    for points, power in ((5, 0.8), (10, 0.9)):
        n = for_change(points, 20, 0.3, power)
        effect = points / (20 * 1.4**0.5)
        assert TTestPower().power(effect, n, 0.05) >= power > TTestPower().power(effect, n - 1, 0.05)
    assert for_change(90, 1) == 3


@pytest.mark.parametrize(("before", "after"), [(0.5, 0.7), (0.6, 0.5), (0.3, 0.45)])
def test_a_changed_share_is_seen_in_simulated_answers(before: float, after: float) -> None:
    n, draw = for_changed_share(before, after), np.random.default_rng(4)
    first, second = draw.random((4000, n)) < before, draw.random((4000, n)) < after
    up, down = (~first & second).sum(axis=1), (first & ~second).sum(axis=1)
    found = (up - down) ** 2 / np.maximum(1, up + down) > NormalDist().inv_cdf(0.975) ** 2
    assert found.mean() == pytest.approx(0.8, abs=0.04)
    assert for_changed_share(0.001, 0.999) == 6


def test_the_interval_of_d_prime_in_simulated_answers() -> None:
    plan = Vignettes(3, 5, 0.8, 0.3, 0.0)
    n, draw, z = for_vignettes(0.3, plan), np.random.default_rng(5), NormalDist().inv_cdf
    hits, alarms = draw.binomial(n * 3, 0.8, 5000) / (n * 3), draw.binomial(n * 5, 0.3, 5000) / (n * 5)
    found = [z(hit) - z(alarm) for hit, alarm in zip(hits, alarms, strict=True)]
    assert 1.96 * np.std(found) == pytest.approx(0.3, abs=0.03)
    assert for_vignettes(0.3, Vignettes(3, 5, 0.8, 0.3, 0.2)) > n
    assert for_vignettes(9, plan) == 1


def test_bias_by_the_simulated_table() -> None:
    assert [for_bias(logits) for logits in (0.4, 0.6, 0.7, 0.8, 1.0, 1.5)] == [None, 1000, 1000, 500, 300, 300]
    assert for_bias(0.2) is None


def test_who_does_not_come_back_must_begin() -> None:
    assert [at_start(34, lost) for lost in (0, 0.5, 0.45)] == [34, 68, 62]


@pytest.mark.parametrize(
    "asked",
    [
        lambda: for_share(0), lambda: for_share(0.1, 1), lambda: for_share(0.1, of=0), lambda: for_change(0, 1),
        lambda: for_change(1, 0), lambda: for_change(1, 1, 1), lambda: for_changed_share(0.5, 0.5),
        lambda: for_bias(0), lambda: for_vignettes(0.3, Vignettes(0, 3)),
        lambda: for_vignettes(0.3, Vignettes(3, 3, 1)), lambda: at_start(3, 1),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(asked: object) -> None:
    with pytest.raises(StatisticsError, match=r"must be|need at least"):
        asked()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "100  people for a Rasch model"),
        (["share", "--margin", "5"], "people.\nIf about 50 % of them are right, you can say so to within 5"),
        (["share", "--of", "60"], "37 people of these 60."),
        (["change"], "34 people who take part twice; 62 at the start if 45 % are lost."),
        (["changed-share"], "A change from 50 % to 70 % right is then seen 80 times in 100."),
        (["bias"], "300 people for each group."),
        (["bias", "--logits", "0.3"], "More than 1000 people for each group"),
        (["vignettes"], "people who judge 6 stories each."),
    ],
)
def test_the_command_says_it_in_plain_words(words: list[str], sentence: str) -> None:
    done = CliRunner().invoke(main, ["evaluate", "sample-size", *words])
    assert done.exit_code == 0, done.output
    assert sentence in done.output


def test_the_command_refuses_in_one_sentence() -> None:
    done = CliRunner().invoke(main, ["evaluate", "sample-size", "changed-share", "--before", "70"])
    assert done.output == "the change is 0; it must be above 0 and below 1\n"
