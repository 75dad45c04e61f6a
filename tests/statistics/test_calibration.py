"""Certainty against right answers: marks, levels, bias, and misconceptions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.statistics import Measure
from steppingup.statistics.calibration import (
    MARKS,
    STATED,
    Misconception,
    calibration,
    calibration_of,
    mark,
    misconceptions,
)
from steppingup.statistics.scores import wide_table
from steppingup.statistics.sums import Sums, sums_of
from tests.statistics import plain, tables


def answers(*groups: tuple[int, int | None, float]) -> pd.DataFrame:
    """(how many people, certainty, right): one answer each."""
    lines = [(certainty, right) for count, certainty, right in groups for _ in range(count)]
    rows = pd.DataFrame(lines, columns=["certainty", "right"])
    return rows.assign(learner=[f"p{place}" for place in range(len(rows))])


def test_marks() -> None:
    assert [mark(level, right=True) for level in (1, 2, 3)] == [1, 2, 3]
    assert [mark(level, right=False) for level in (1, 2, 3)] == [0, -2, -6]


@given(st.floats(0, 1))
def test_saying_what_one_believes_is_best(p: float) -> None:
    expected = {level: p * right + (1 - p) * wrong for level, (right, wrong) in MARKS.items()}
    best = 1 if p < 2 / 3 else 2 if p < 0.8 else 3
    assert expected[best] == pytest.approx(max(expected.values()), abs=1e-12)


def test_switch_points() -> None:
    def expected(level: int, p: float) -> float:
        return p * MARKS[level][0] + (1 - p) * MARKS[level][1]

    assert expected(1, 2 / 3) == pytest.approx(expected(2, 2 / 3))
    assert expected(2, 0.8) == pytest.approx(expected(3, 0.8))
    assert [*STATED.values()] == pytest.approx([(1 / 3 + 2 / 3) / 2, (2 / 3 + 0.8) / 2, (0.8 + 1) / 2])


def test_levels_bias_and_brier_by_hand() -> None:
    found = calibration(answers((10, 1, 1), (10, 1, 0), (15, 3, 1), (5, 3, 0), (4, 2, 1), (3, None, 1)))
    assert (found.people, found.answers) == (44, 44)
    one, two, three = found.levels
    assert (one.accuracy.value, one.accuracy.n, one.stated) == (0.5, 20, 0.5)
    assert (three.accuracy.low, three.accuracy.high) == pytest.approx(plain.wilson(0.75, 20), abs=1e-6)
    assert two.accuracy == Measure(None, 4, "few")
    assert found.bias.value == pytest.approx((20 * 0.5 + 20 * 0.9 + 4 * 11 / 15) / 44 - 29 / 44)
    assert found.brier.value == pytest.approx((20 * 0.25 + 15 * 0.01 + 5 * 0.81 + 4 * (4 / 15) ** 2) / 44)
    assert found.marks.value == pytest.approx((10 + 15 * 3 - 5 * 6 + 4 * 2) / 44)
    assert (found.bias.low or 0) < (found.bias.value or 0) < (found.bias.high or 0)


def test_people_are_drawn_not_answers() -> None:
    rows = answers((20, 3, 1), (20, 3, 0))
    twice = pd.concat([rows] * 4)
    one, other = calibration(rows).bias, calibration(twice).bias
    assert (one.value, one.n, one.low, one.high) == pytest.approx((other.value, other.n, other.low, other.high))


def test_towns_are_drawn() -> None:
    rows = answers(*((5, 3, float(town < 6)) for town in range(12)))
    towns = {learner: f"t{place // 5}" for place, learner in enumerate(rows["learner"])}
    one, other = calibration(rows).bias, calibration(rows, clusters=towns).bias
    assert (other.high or 0) - (other.low or 0) > (one.high or 0) - (one.low or 0)


def test_the_same_from_sums_of_a_form() -> None:
    points = tables.simulated(60, 4, 3)
    sure = pd.DataFrame(np.random.default_rng(1).integers(1, 4, points.shape), points.index, points.columns)
    long = pd.DataFrame({"certainty": sure.stack(), "right": points.stack()}).reset_index(names=["learner", "item"])
    rows, sums = calibration(long), calibration_of(sums_of(wide_table(points), certainty=sure))
    assert sums.levels == rows.levels
    assert (sums.people, sums.answers) == (rows.people, rows.answers)
    for name in ("bias", "brier", "marks"):
        assert getattr(sums, name).value == pytest.approx(getattr(rows, name).value)
        assert getattr(sums, name).low is None
    few = calibration_of(sums_of(wide_table(points.head(4)), certainty=sure))
    assert (few.bias.reason, calibration_of(Sums()).bias.reason) == ("few", "none")
    assert tables.measures_are_sound([rows, sums, few, calibration_of(Sums())])


@pytest.mark.parametrize("groups", [(), ((1, 3, 1),), ((4, 1, 0),), ((40, 3, 1),), ((40, None, 1),), ((9, 2, 0),)])
def test_degenerate(groups: tuple[tuple[int, int | None, float], ...]) -> None:
    found = calibration(answers(*groups))
    assert tables.measures_are_sound(found)
    assert [one.level for one in found.levels] == [1, 2, 3]


def choices(item: str, *groups: tuple[int, str | None, int | None]) -> pd.DataFrame:
    lines = [(item, option, certainty, option == "key") for n, option, certainty in groups for _ in range(n)]
    return pd.DataFrame(lines, columns=["item", "option", "certainty", "right"])


def test_misconceptions_that_people_are_sure_of() -> None:
    rows = pd.concat(
        [
            choices("common", (10, "key", 3), (8, "no", 3), (2, "never", 3), (50, "never", 1)),
            choices("tied", (4, "key", 3), (3, "b", 3), (3, "a", 3)),
            choices("rare", (18, "key", 3), (2, "no", 3)),
            choices("few", (9, "no", 3)),
            choices("right", (30, "key", 3), (30, None, 3), (5, "no", None)),
        ]
    )
    found = misconceptions(rows)
    assert [(one.item, one.option, one.others) for one in found] == [("common", "no", 0), ("tied", "a", 1)]
    assert found[0].share.value == 0.4
    assert (found[0].share.low, found[0].share.high) == pytest.approx(plain.wilson(0.4, 20), abs=1e-6)
    assert [one.item for one in misconceptions(rows, limit=0.05)] == ["common", "tied", "rare"]
    assert misconceptions(rows, limit=0.4) == ()
    assert misconceptions(rows.head(0)) == ()
    assert isinstance(found[0], Misconception)
