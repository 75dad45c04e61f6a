"""Abilities by raw score, the spread of people, the Wright map."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from benchmarks.bias import simulated
from scipy.optimize import brentq

from steppingup.statistics.gates import Gates, Measure
from steppingup.statistics.rasch import Ability, abilities, marks_of, rasch, score_sums, spread, wright_map
from tests.statistics.rasch_plain import ITEMS, lsat6

LONG = [f"i{place:02}" for place in range(30)]


def chance(ability: float, difficulty: float) -> float:
    return 1 / (1 + exp(difficulty - ability))


def test_likelihood_puts_the_expected_score_where_the_score_is() -> None:
    model = rasch(score_sums(ITEMS, lsat6()))
    found = abilities(model, "likelihood")
    assert [one.score for one in found] == [0, 1, 2, 3, 4, 5]
    assert [one.value is None for one in found] == [True, False, False, False, False, True]
    for one in found[1:-1]:
        assert one.value is not None
        assert one.error is not None
        chances = [chance(one.value, difficulty) for difficulty in model.difficulties.values()]
        assert sum(chances) == pytest.approx(one.score, abs=1e-9)
        assert one.error**-2 == pytest.approx(sum(p * (1 - p) for p in chances))


def test_warm_is_the_top_of_the_weighted_likelihood() -> None:
    model = rasch(score_sums(ITEMS, lsat6()))
    difficulties = list(model.difficulties.values())

    def slope(ability: float, score: int) -> float:
        """The slope of score x ability - sum log(1 + e^(ability - difficulty)) + log(information) / 2."""

        def height(at: float) -> float:
            chances = [chance(at, one) for one in difficulties]
            information = sum(p * (1 - p) for p in chances)
            return float(score * at + sum(np.log(1 - p) for p in chances) + np.log(information) / 2)

        return (height(ability + 1e-5) - height(ability - 1e-5)) / 2e-5

    for one in abilities(model):
        assert one.value == pytest.approx(brentq(slope, -9, 9, args=(one.score,)), abs=1e-5)
        assert one.extreme == (one.score in (0, 5))
        assert one.people == [3, 20, 85, 237, 357, 298][one.score]


def test_warm_has_less_bias_than_likelihood() -> None:
    random = np.random.default_rng(3)
    truth = np.linspace(-2, 2, 30)
    model = rasch(score_sums(LONG, simulated(random, 3000, truth)))
    warm = {one.score: one.value for one in abilities(model) if one.value is not None}
    scores = (random.random((4000, 30)) < 1 / (1 + np.exp(truth - 1.5))).sum(axis=1)
    mean = np.mean([warm[score] for score in scores.tolist()])
    assert mean == pytest.approx(1.5, abs=0.06)


def test_spread_of_people_who_differ_and_of_people_who_do_not() -> None:
    random = np.random.default_rng(4)
    truth = np.linspace(-2, 2, 30)
    wide = rasch(score_sums(LONG, simulated(random, 1000, truth, mean=0.8)))
    found = spread(abilities(wide))
    assert found.mean.value == pytest.approx(0.8, abs=0.15)
    assert found.reliability.value == pytest.approx(0.84, abs=0.05)
    reliability = found.reliability.value or 0
    assert found.separation.value == pytest.approx((reliability / (1 - reliability)) ** 0.5, rel=1e-9)
    alike = rasch(score_sums(LONG, (random.random((1000, 30)) < 0.5).astype(float)))
    flat = spread(abilities(alike))
    assert flat.reliability.value == pytest.approx(0, abs=0.15)


def test_reliability_is_not_clipped_and_separation_is_never_below_zero() -> None:
    halves = np.array([[1.0, 0.0], [0.0, 1.0]] * 60 + [[1.0, 1.0], [0.0, 0.0]])
    found = spread(abilities(rasch(score_sums(["a", "b"], halves))))
    assert found.reliability.value is not None
    assert found.reliability.value < 0
    assert found.separation.value == 0
    same = spread(abilities(rasch(score_sums(["a", "b"], halves[:-2]))))
    assert same.mean.value == pytest.approx(0)
    assert (same.reliability.reason, same.separation.reason) == ("same", "same")


def test_two_forms_whose_people_are_alike_have_no_reliability() -> None:
    able = [Ability(items, 1, 30, 0.25, 1.4, extreme=False) for items in (("a", "b"), ("c", "d"))]
    assert spread(able).separation == Measure(None, 60, "same")


def test_without_a_model_there_is_nothing() -> None:
    model = rasch(score_sums(ITEMS, lsat6()[:10]))
    assert abilities(model) == ()
    assert wright_map(model, ()) == ()
    assert spread(()).mean.reason == "none"
    few = abilities(rasch(score_sums(ITEMS, lsat6()[40:60]), Gates(rasch_exploratory=1)))
    assert spread(few).reliability.reason == "few"


def test_wright_map_holds_everybody_and_every_item_once() -> None:
    model = rasch(score_sums(ITEMS, lsat6()))
    steps = wright_map(model, abilities(model))
    assert sum(step.people for step in steps) == 1000
    assert sorted(item for step in steps for item in step.items) == ITEMS
    assert all(step.high == pytest.approx(step.low + 0.5) for step in steps)
    assert all(step.low % 0.5 == 0 for step in steps)
    for step in steps:
        assert all(step.low <= model.difficulties[item] < step.high for item in step.items)
    assert [item for step in wright_map(model, (), 10) for item in step.items] == ["i4", "i0", "i2", "i1", "i3"]


def test_points_become_marks() -> None:
    points = np.array([[2.0, 1.0, np.nan], [1.5, 0.0, 8.0]])
    assert np.nan_to_num(marks_of(points, np.array([2.0, 1.0, 8.0])), nan=9).tolist() == [[1, 1, 9], [0, 0, 1]]
