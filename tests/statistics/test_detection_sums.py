"""Stories from sums give what rows give, with intervals close to those of drawn people."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppingup.statistics.detection import counts_of, criterion, d_prime, detection
from steppingup.statistics.detection_sums import JUDGED, SURE, detection_of, judged_sums, roc_of, sure_sums
from steppingup.statistics.gates import Gates
from steppingup.statistics.roc import rating, roc


def stories(people: int, seed: int = 1, each: int = 6, lean: float = 0.0) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    skill = np.repeat(draw.normal(0.8, 0.7, people), each)
    signal = np.tile(np.arange(each) % 3 == 0, people)
    yes = draw.normal(size=people * each) + lean < np.where(signal, skill, -skill)
    sure = draw.choice([1.0, 2.0, 3.0, np.nan], people * each)
    learner = np.repeat([f"p{number}" for number in range(people)], each)
    return pd.DataFrame({"learner": learner, "signal": signal, "yes": yes, "confidence": sure})


def added(*parts: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(some) for some in zip(*parts, strict=True))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(12, 60), st.integers(1, 5))
def test_towns_added_up_give_what_all_rows_give(seed: int, people: int, parts: int) -> None:
    rows = stories(people, seed)
    town = rows["learner"].map(lambda name: hash((name, seed)) % parts)
    split = [part for _, part in rows.groupby(town)]
    sums = added(*(judged_sums(counts_of(part)) for part in split))
    counts = counts_of(rows)
    assert sums == pytest.approx(judged_sums(counts), rel=1e-12)
    found, wanted = detection_of(sums), detection(counts)
    assert (found.people, found.signals, found.noises) == (wanted.people, wanted.signals, wanted.noises)
    assert (found.sensitivity, found.specificity) == (wanted.sensitivity, wanted.specificity)
    for name in ("d_prime", "criterion"):
        assert getattr(found, name).value == pytest.approx(getattr(wanted, name).value, rel=1e-12)
    assert added(*(sure_sums(part) for part in split)) == sure_sums(rows)


def test_intervals_are_close_to_those_of_drawn_people() -> None:
    counts = counts_of(stories(300, 4))
    found, wanted = detection_of(judged_sums(counts)), detection(counts)
    for name in ("d_prime", "criterion"):
        mine, theirs = getattr(found, name), getattr(wanted, name)
        assert mine.high - mine.low == pytest.approx(theirs.high - theirs.low, rel=0.12)
        assert (mine.low, mine.high) == pytest.approx((theirs.low, theirs.high), abs=0.05)


def test_the_correction_comes_after_adding() -> None:
    perfect = pd.DataFrame({"learner": [f"p{n // 4}" for n in range(80)], "signal": [True, False] * 40,
                            "yes": [True, False] * 40})  # fmt: skip
    sums = judged_sums(counts_of(perfect))
    expected = np.array([[40.0, 40.0, 0.0, 40.0]])
    found = detection_of(sums)
    assert found.d_prime.value == pytest.approx(float(d_prime(expected)[0]))
    assert found.criterion.value == pytest.approx(float(criterion(expected)[0]), abs=1e-12)
    assert found.sensitivity.value == found.specificity.value == 1.0


def test_few_people_and_one_kind_have_reasons() -> None:
    assert detection_of(judged_sums(counts_of(stories(9))), Gates(show=10)).d_prime.reason == "few"
    assert detection_of((0.0,) * len(JUDGED)).sensitivity.reason == "none"
    rows = stories(20)
    alone = detection_of(judged_sums(counts_of(rows[rows["signal"]])))
    assert alone.d_prime.reason == alone.criterion.reason == "one-kind"
    assert roc_of(sure_sums(rows[rows["signal"]]), 20).area.reason == "one-kind"
    assert roc_of((0.0,) * len(SURE), 20).area.reason == "none"
    assert roc_of(sure_sums(rows), 4).area.reason == "few"
    few = detection_of(judged_sums(counts_of(stories(8))))
    assert few.d_prime.value is not None
    assert few.d_prime.low is None


def test_the_curve_is_that_of_the_rows() -> None:
    rows = stories(80, 3)
    given_ = rows.dropna(subset=["confidence"])
    rated = [rating(int(yes), int(sure)) for yes, sure in zip(given_["yes"], given_["confidence"], strict=True)]
    wanted, found = roc(given_.assign(rating=rated)), roc_of(sure_sums(rows), 80)
    assert found.area.value == pytest.approx(wanted.area.value, rel=1e-12)
    assert found.area.low is None
    assert np.array(found.points) == pytest.approx(np.array(wanted.points))
