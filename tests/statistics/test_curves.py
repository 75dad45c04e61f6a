"""Logistic curves: published numbers, recovered slopes, laws, and what has no number."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from steppingup.statistics import curves as module
from steppingup.statistics.curves import Curves, Floats, curves
from steppingup.statistics.gates import Gates
from steppingup.statistics.scores import wide_table
from tests.statistics import tables

OPEN = Gates(two_parameter=1)
# ltm (R): printed. Its search stopped a hair before the maximum, so the last digits are not those of the maximum.
DIFFICULTY = [-3.3597, -1.3696, -0.2799, -1.8659, -3.1236]
SLOPE = [0.8254, 0.7229, 0.8905, 0.6886, 0.6575]


def difficulties(found: Curves) -> list[float]:
    return [one.difficulty.value if one.difficulty.value is not None else 99.0 for one in found.items]


def slopes(found: Curves) -> list[float]:
    return [one.slope.value if one.slope.value is not None else 99.0 for one in found.items]


def test_one_slope_for_lsat6_as_computed_in_r() -> None:
    found = curves(tables.lsat6(), "1pl")
    assert (found.n, found.reason) == (1000, "")
    assert difficulties(found) == pytest.approx([-3.6153, -1.3224, -0.3176, -1.7301, -2.7802], abs=1e-4)
    assert slopes(found) == pytest.approx([0.7551] * 5, abs=1e-4)
    assert found.log_likelihood == pytest.approx(-2466.938, abs=5e-4)


def test_a_slope_each_for_lsat6_as_published() -> None:
    found = curves(tables.lsat6())
    assert difficulties(found) == pytest.approx(DIFFICULTY, abs=2.5e-3)
    assert slopes(found) == pytest.approx(SLOPE, abs=1e-3)
    assert found.log_likelihood is not None
    assert round(found.log_likelihood, 3) == -2466.653


def test_the_maximum_is_no_lower_than_at_the_published_numbers_and_flat() -> None:
    patterns, counts = module._patterns(tables.lsat6().points.to_numpy(float))
    published = np.concatenate([SLOPE, -np.array(SLOPE) * DIFFICULTY])
    found = curves(tables.lsat6())
    mine = np.concatenate([slopes(found), -np.array(slopes(found)) * difficulties(found)])
    (there, _), (here, gradient) = (module._loss(one, patterns, counts) for one in (published, mine))
    assert here <= there
    assert np.abs(gradient).max() < 1e-7


def test_the_gradient_is_that_of_the_likelihood() -> None:
    patterns, counts = module._patterns(tables.simulated(80, 4, missing=0.2).to_numpy())
    for x in (np.array([1.2, 0.1, -0.4, 0.3, 0.9]), np.array([1.2, 0.4, 2.0, 0.8, 0.1, -0.4, 0.3, 0.9])):
        _, gradient = module._loss(x, patterns, counts)
        for place in range(len(x)):
            step = np.eye(len(x))[place] * 1e-6
            ends = [module._loss(x + sign * step, patterns, counts)[0] for sign in (1, -1)]
            assert gradient[place] == pytest.approx((ends[0] - ends[1]) / 2e-6, abs=1e-6)


def made(people: int, seed: int = 3) -> tuple[pd.DataFrame, Floats, Floats]:
    draw = np.random.default_rng(seed)
    steep, hard = np.array([0.6, 1.0, 1.4, 1.8, 1.0, 1.4]), np.array([-1.0, -0.5, 0.0, 0.5, 1.0, 0.2])
    ability = draw.normal(size=(people, 1))
    right = draw.random((people, 6)) < 1 / (1 + np.exp(-steep * (ability - hard)))
    return pd.DataFrame(right.astype(float), columns=list("abcdef")), steep, hard


def test_what_was_put_in_is_found_and_lies_in_the_intervals() -> None:
    frame, steep, hard = made(4000)
    found = curves(wide_table(frame))
    for one, slope, difficulty in zip(found.items, steep, hard, strict=True):
        for measure, truth in ((one.slope, slope), (one.difficulty, difficulty)):
            assert measure.low is not None
            assert measure.high is not None
            half = (measure.high - measure.low) / 2
            assert abs((measure.value or 0) - truth) < 2 * half
            assert half < 0.4


def test_order_and_names_change_nothing_and_what_was_not_given_drops_out() -> None:
    frame, _, _ = made(700)
    base = curves(wide_table(frame))
    turned = curves(wide_table(frame.iloc[::-1, ::-1]))
    assert slopes(turned)[::-1] == pytest.approx(slopes(base), abs=1e-4)
    more = pd.concat([frame, frame.head(300) * np.nan], ignore_index=True)
    assert curves(wide_table(more)).n == 700
    gaps = frame.mask(np.random.default_rng(1).random(frame.shape) < 0.2)
    assert slopes(curves(wide_table(gaps))) == pytest.approx(slopes(base), abs=0.6)


def test_an_item_that_good_people_fail_has_a_negative_slope_and_no_difficulty() -> None:
    frame, _, _ = made(1500)
    found = curves(wide_table(frame.assign(c=1 - frame["c"])))
    assert slopes(found)[2] < 0
    assert found.items[2].difficulty.reason == "no-fit"
    assert all(one.difficulty.value is not None for one in found.items if one.item != "c")


@pytest.mark.parametrize("model", ["1pl", "2pl"])
def test_what_has_no_number_has_a_reason(model: module.Model) -> None:
    for name, table in tables.degenerate().items():
        found = curves(table, model, OPEN)
        assert tables.measures_are_sound(found), name
        assert found.reason or found.log_likelihood is not None, name
    assert curves(wide_table(made(499)[0]), model).reason == "few"
    constant = curves(wide_table(made(600)[0].assign(d=1.0)), model)
    assert (constant.reason, constant.items[3].slope.reason) == ("", "same")
    assert curves(wide_table(made(600)[0][["a", "b"]]), model).reason == "single"


def test_of_very_many_people_some_are_taken_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PEOPLE", 600)
    found = curves(wide_table(made(3000)[0]))
    assert (found.n, found.reason) == (600, "")
