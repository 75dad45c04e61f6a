"""Vignettes: d' and criterion, what moved between phases, the ROC curve, twins and predictive value."""

from __future__ import annotations

from collections import Counter
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.statistics import Gates, Measure
from steppingup.statistics.detection import (
    COUNTS,
    counts_of,
    criterion,
    d_prime,
    detection,
    predictive_value,
    shift,
)
from steppingup.statistics.roc import Roc, rating, roc
from steppingup.statistics.twins import twin_bias
from tests.statistics import plain, tables

Z = NormalDist().inv_cdf


def judged(people: int, d: float, c: float, seed: int = 1, stories: int = 12) -> pd.DataFrame:
    """Answers of people who see signals d above noise and refer above their threshold c; half are signals."""
    draw = np.random.default_rng(seed)
    signal = np.tile(np.arange(stories) % 2 == 0, people)
    felt = draw.normal(size=people * stories) + np.where(signal, d / 2, -d / 2)
    sure = 1 + np.digitize(np.abs(felt - c), [0.5, 1.2])
    learner = np.repeat([f"p{person}" for person in range(people)], stories)
    return pd.DataFrame({"learner": learner, "signal": signal, "yes": felt > c, "certainty": sure})


def counts(*people: tuple[int, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(people, columns=list(COUNTS), index=[f"p{place}" for place in range(len(people))], dtype=float)


def test_by_hand() -> None:
    found = detection(counts(*[(3, 4, 1, 4)] * 10))
    assert (found.sensitivity.value, found.specificity.value) == (0.75, 0.75)
    assert (found.people, found.signals, found.noises, found.sensitivity.n) == (10, 40, 40, 40)
    assert (found.sensitivity.low, found.sensitivity.high) == pytest.approx(plain.wilson(0.75, 40), abs=1e-6)
    hit, alarm = Z(30.5 / 41), Z(10.5 / 41)
    assert found.d_prime.value == pytest.approx(hit - alarm)
    assert found.criterion.value == pytest.approx(-(hit + alarm) / 2)


def test_macmillan_and_creelman_without_the_correction() -> None:
    # H = .8, F = .4 of very many: d' = 1.095, c = -0.294
    many = np.array([[8e8, 1e9, 4e8, 1e9]])
    assert (round(float(d_prime(many)[0]), 3), round(float(criterion(many)[0]), 3)) == (1.095, -0.294)


def test_perfect_answers_have_a_number() -> None:
    found = detection(counts(*[(4, 4, 0, 4)] * 10))
    assert (found.sensitivity.value, found.specificity.value) == (1, 1)
    assert found.d_prime.value == pytest.approx(Z(40.5 / 41) - Z(0.5 / 41))
    assert found.criterion.value == pytest.approx(0)


@given(st.integers(0, 20), st.integers(0, 20))
def test_referring_instead_of_not_turns_the_criterion(hits: int, alarms: int) -> None:
    one, other = np.array([[hits, 20, alarms, 20.0]]), np.array([[20 - alarms, 20, 20 - hits, 20.0]])
    assert d_prime(one)[0] == pytest.approx(d_prime(other)[0])
    assert criterion(one)[0] == pytest.approx(-criterion(other)[0])


def test_counts_of_answers() -> None:
    rows = pd.DataFrame(
        [("p", True, True), ("p", True, False), ("p", False, True), ("q", False, False)],
        columns=["learner", "signal", "yes"],
    )
    assert counts_of(rows).to_numpy().tolist() == [[1, 2, 1, 1], [0, 0, 0, 1]]


@pytest.mark.parametrize(
    ("before", "after", "moved", "direction"),
    [
        ((1.0, 0.3), (1.0, -0.5), "criterion", "more"),
        ((1.0, -0.5), (1.0, 0.3), "criterion", "fewer"),
        ((0.5, 0.0), (2.0, 0.0), "d-prime", ""),
        ((0.5, 0.5), (2.0, -0.5), "both", "more"),
        ((1.0, 0.0), (1.0, 0.0), "neither", ""),
    ],
)
def test_what_moved(before: tuple[float, float], after: tuple[float, float], moved: str, direction: str) -> None:
    def found(seed: int) -> tuple[str, str]:
        made = shift(counts_of(judged(60, *before, seed)), counts_of(judged(60, *after, seed + 1)))
        return made.moved, made.direction

    # one in ten moves by chance alone, as there are two intervals at 95 %
    assert Counter(map(found, range(0, 14, 2))).most_common(1)[0][0] == (moved, direction)


def test_the_difference_between_phases() -> None:
    first, last = counts_of(judged(60, 1, 0.3, seed=4)), counts_of(judged(50, 1, -0.5, seed=5))
    found, (one, other) = shift(first, last), (detection(first), detection(last))
    assert (found.d_prime.n, found.criterion.n) == (50, 50)
    assert found.d_prime.value == pytest.approx((other.d_prime.value or 0) - (one.d_prime.value or 0))
    assert found.criterion.value == pytest.approx((other.criterion.value or 0) - (one.criterion.value or 0))
    towns = {f"p{person}": f"t{person % 12}" for person in range(60)}
    assert shift(first, last, clusters=towns).moved == found.moved == "criterion"


def test_shifts_without_intervals_are_unknown() -> None:
    few, some = counts(*[(3, 4, 1, 4)] * 4), counts(*[(3, 4, 1, 4)] * 9)
    assert shift(few, some) == shift(some, few)
    assert (shift(few, some).moved, shift(few, some).d_prime.reason) == ("unknown", "few")
    assert (shift(some, some).moved, shift(some, some).d_prime.value) == ("unknown", 0)
    kind = counts(*[(3, 4, 0, 0)] * 20)
    assert (shift(kind, kind).moved, shift(kind, kind).criterion.reason) == ("unknown", "one-kind")


@pytest.mark.parametrize(
    "rows", [(), ((3, 4, 1, 4),), ((3, 4, 0, 0),) * 20, ((0, 0, 1, 4),) * 20, ((0, 0, 0, 0),) * 20]
)
def test_degenerate_counts(rows: tuple[tuple[int, int, int, int], ...]) -> None:
    assert tables.measures_are_sound([detection(counts(*rows)), shift(counts(*rows), counts(*rows))])


def test_vignettes_of_one_kind() -> None:
    found = detection(counts(*[(3, 4, 0, 0)] * 20))
    assert (found.sensitivity.value, found.specificity.reason) == (0.75, "none")
    assert found.d_prime == Measure(None, 20, "one-kind")


def test_predictive_value() -> None:
    assert predictive_value(0.9, 0.9, 0.01) == pytest.approx(0.009 / (0.009 + 0.099))
    assert predictive_value(1, 1, 0) is None
    assert predictive_value(1, 1, 0.5) == 1


@given(st.floats(0.05, 1), st.floats(0, 0.95), st.floats(0.01, 0.98), st.floats(0.001, 0.01))
def test_predictive_value_grows_with_prevalence(sense: float, spec: float, prevalence: float, more: float) -> None:
    low, high = predictive_value(sense, spec, prevalence), predictive_value(sense, spec, prevalence + more)
    assert low is not None
    assert high is not None
    assert low <= high


def test_ratings_are_in_order() -> None:
    order = [(0, 3), (0, 2), (0, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]
    assert [rating(*one) for one in order] == [*range(9)]


def rated(rows: pd.DataFrame) -> pd.DataFrame:
    ratings = [rating(int(yes), sure) for yes, sure in zip(rows["yes"], rows["certainty"], strict=True)]
    return rows.assign(rating=ratings)


def test_the_area_is_how_often_a_signal_is_rated_above_noise() -> None:
    rows = rated(judged(30, 1.2, 0.2))
    found = roc(rows)
    signal, noise = rows.loc[rows["signal"], "rating"], rows.loc[~rows["signal"], "rating"]
    apart = np.subtract.outer(signal.to_numpy(), noise.to_numpy())
    assert found.area.value == pytest.approx(((apart > 0) + 0.5 * (apart == 0)).mean())
    assert (found.points[0], found.points[-1], len(found.points)) == ((0, 0), (1, 1), 7)
    assert (found.area.low or 1) < (found.area.value or 0) < (found.area.high or 0)
    simple = detection(counts_of(rows))
    assert found.points[3] == pytest.approx((1 - (simple.specificity.value or 0), simple.sensitivity.value))
    assert all(one <= other for one, other in zip(found.points, found.points[1:], strict=False))


def test_degenerate_curves() -> None:
    rows = rated(judged(20, 1, 0))
    assert roc(rows.head(0)) == Roc((), Measure(None, 0, "none"))
    assert roc(rows[rows["signal"]]) == Roc((), Measure(None, 20, "one-kind"))
    assert roc(rows.assign(rating=1)).area.value == 0.5
    assert roc(rows.assign(rating=rows["signal"].astype(int))).area == Measure(1, 20, "", 1, 1)
    towns = {f"p{person}": f"t{person % 10}" for person in range(20)}
    assert roc(rows, clusters=towns).area.value == roc(rows).area.value


def twins(people: int, more: float, seed: int = 2) -> pd.DataFrame:
    """Two versions of four stories; one version has a threshold that is lower by ``more``."""
    parts = []
    for version, c in (("x", 0.3 - more), ("y", 0.3)):
        rows = judged(people, 1, c, seed + (version == "y"), 4)
        parts.append(rows.assign(version=version, pair=np.tile(["s1", "n1", "s2", "n2"], people)))
    return pd.concat(parts)


def test_twin_bias() -> None:
    rows = twins(80, 0.8)
    found = twin_bias(rows, ("x", "y"))
    by_version = rows.groupby("version")["yes"].mean()
    assert found.refer_rate.value == pytest.approx(by_version["x"] - by_version["y"])
    assert (found.refer_rate.low or 0) > 0
    assert (found.criterion.high or 0) < 0
    one, other = (detection(counts_of(rows[rows["version"] == version])) for version in "xy")
    assert found.criterion.value == pytest.approx((one.criterion.value or 0) - (other.criterion.value or 0))
    turned = twin_bias(rows, ("y", "x"))
    assert (turned.refer_rate.value or 0) == -(found.refer_rate.value or 0)
    assert turned.different == found.different
    towns = {f"p{person}": f"t{person % 10}" for person in range(80)}
    assert twin_bias(rows, ("x", "y"), clusters=towns).criterion.value == found.criterion.value


def test_only_pairs_that_were_judged_in_both_versions_count() -> None:
    rows = twins(20, 0)
    half = rows[(rows["version"] == "x") | (rows["pair"] == "s1")]
    found = twin_bias(half, ("x", "y"))
    assert (found.people, found.criterion.reason) == (20, "one-kind")
    assert twin_bias(rows, ("x", "z")).refer_rate == Measure(None, 0, "none")
    assert twin_bias(twins(4, 0), ("x", "y"), Gates()).different is None
    same = pd.concat([judged(20, 1, 0, 1, 4).assign(version=version, pair=[*"abcd"] * 20) for version in "xy"])
    assert twin_bias(same, ("x", "y")).different == 0
    assert twin_bias(same, ("x", "y")).refer_rate == Measure(0, 20)
    assert tables.measures_are_sound([twin_bias(one, ("x", "y")) for one in (rows, half, same, rows.head(0))])
