"""Facility, certainty and rest correlation against plain definitions, published numbers and laws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.common.messages import english
from steppingup.statistics import MEASURES, Asked, Gates, ItemStatistics, Measure, Scored, item_statistics
from steppingup.statistics.intervals import fisher, wilson
from tests.statistics import plain

OPEN = Gates(show=1, interval=1, correlation=4)
SCORES = st.floats(0, 1).map(lambda score: round(score, 3))
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.none() | SCORES, min_size=width, max_size=width), min_size=1, max_size=40)
)


def test_published_numbers_of_lsat6() -> None:
    table = plain.lsat6()
    assert len(table) == 1000
    found = [*item_statistics(*plain.scored(table)).values()]
    assert [round(one.facility.value or 0, 3) for one in found] == [0.924, 0.709, 0.553, 0.763, 0.870]
    assert [round(one.rest.value or 0, 3) for one in found] == [0.113, 0.153, 0.173, 0.144, 0.122]
    assert all((one.rest.low or 1) < (one.rest.value or 0) < (one.rest.high or 0) for one in found)


@given(TABLES)
def test_facility_is_the_mean_of_what_has_a_score(table: list[list[float | None]]) -> None:
    found = item_statistics(*plain.scored(table), OPEN)
    for place, one in enumerate(found.values()):
        column = [line[place] for line in table]
        assert one.answers == sum(score is not None for score in column)
        if not one.answers:
            assert one.facility == Measure(None, 0, "none")
            continue
        assert one.facility.value == pytest.approx(plain.facility(column))
        assert one.facility.low is not None
        assert one.facility.high is not None
        assert 0 <= one.facility.low <= (one.facility.value or 0) + 1e-12
        assert (one.facility.value or 0) - 1e-12 <= one.facility.high <= 1


@given(st.lists(st.lists(st.sampled_from([0, 0.5, 1]), min_size=3, max_size=3), min_size=4, max_size=40))
def test_rest_correlation_against_its_definition(table: list[tuple[float, float, float]]) -> None:
    found = [*item_statistics(*plain.scored(table), OPEN).values()]
    for place, one in enumerate(found):
        column, others = [line[place] for line in table], [sum(line) - line[place] for line in table]
        if len(set(column)) == 1 or len(set(others)) == 1:
            assert one.rest == Measure(None, len(table), "same")
        else:
            assert one.rest.value == pytest.approx(plain.rest(table, place), abs=1e-9)


def test_weights_are_the_points_and_incomplete_people_stay_out() -> None:
    table: list[list[float]] = [[0, 1, 0.5], [1, 0, 1], [0.5, 1, 0], [1, 1, 1], [0, 0, 1]]
    more: list[Sequence[float | None]] = [*table, [1, None, 1]]
    items, rows = plain.scored(more)
    heavy = [items[0], Asked("i1", points=3), items[2]]
    one = item_statistics(heavy, rows, OPEN)["i0"].rest
    assert one.n == 5
    assert one.value == pytest.approx(plain.rest([[a, 3 * b, c] for a, b, c in table], 0))


def test_an_item_that_nobody_has_a_score_for_takes_no_person_away() -> None:
    items, rows = plain.scored([[0, 1], [1, 0], [1, 1], [0, 0]])
    waiting = [Scored(f"p{n}", "text", None) for n in range(4)]
    found = item_statistics([*items, Asked("text")], [*rows, *waiting], OPEN)
    assert found["i0"].rest.n == 4
    assert found["text"].rest == Measure(None, 0, "none")
    assert (found["text"].answers, found["text"].waiting) == (0, 4)
    assert found["text"].facility.value is None


@pytest.mark.parametrize(("n", "shown", "interval", "rest"), [(4, 0, 0, 0), (5, 1, 0, 0), (10, 1, 1, 0), (30, 1, 1, 1)])
def test_below_a_gate_there_is_no_number(n: int, shown: int, interval: int, rest: int) -> None:
    one = item_statistics(*plain.scored([[person % 2, person % 3 / 2] for person in range(n)]))["i0"]
    assert (one.facility.value is not None) == bool(shown)
    assert (one.facility.low is not None) == bool(interval)
    assert (one.rest.value is not None) == bool(rest)
    assert one.rest.reason == ("" if rest else "few")
    assert one.answers == n


def sure(*pairs: tuple[float | None, int | None]) -> ItemStatistics:
    rows = [Scored(str(n), "i", score, certainty) for n, (score, certainty) in enumerate(pairs)]
    return item_statistics([Asked("i")], rows)["i"]


def test_certainty_by_right_and_not() -> None:
    one = sure(*[(1, 3)] * 4, (1, 1), *[(0, 3)] * 2, *[(0.5, 2)] * 3, (1, None), (None, 3))
    assert one.certainty == Measure(2.5, 10)
    assert one.certainty_right == Measure(13 / 5, 5)
    assert one.certainty_other == Measure(12 / 5, 5)
    assert one.sure_wrong == Measure(0.2, 10)


def test_a_small_group_takes_its_counterpart_with_it() -> None:
    one = sure(*[(1, 3)] * 8, (0, 3))
    assert one.certainty.value == 3
    assert one.certainty_right == Measure(None, 8, "few")
    assert one.certainty_other == Measure(None, 1, "few")
    assert sure(*[(1, 3)] * 8).certainty_right == Measure(3, 8)
    assert sure(*[(1, 3)] * 8).certainty_other == Measure(None, 0, "none")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Scored("a", "other", 1), "'other' was not asked"),
        (Scored("a", "i", 2), "a score of 'i' is 2, outside 0 to 1"),
        (Scored("b", "i", 1), "somebody answers 'i' twice"),
    ],
)
def test_rows_that_do_not_fit_are_refused(row: Scored, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        item_statistics([Asked("i")], [Scored("b", "i", 0), row])


@given(st.floats(0, 1), st.integers(1, 500))
def test_wilson_solves_its_equation(share: float, n: int) -> None:
    low, high = plain.wilson(share, n)
    assert wilson(share, n) == pytest.approx((low, high), abs=1e-6)


def test_fisher_by_hand() -> None:
    low, high = fisher(0.5, 103)
    assert (round(low, 4), round(high, 4)) == (0.3393, 0.6323)
    assert fisher(1.0, 50) == (1.0, 1.0)


def test_no_answers_at_all() -> None:
    one = item_statistics([Asked("i", (plain.ONE,))], [])["i"]
    assert (one.answers, one.waiting) == (0, 0)
    assert one.facility == one.rest == one.certainty == Measure(None, 0, "none")
    assert not any(isinstance(getattr(one, field.name), float) for field in fields(one))


def test_every_measure_has_its_sentences() -> None:
    words = english("results")
    for name in MEASURES:
        for key in (f"statistics.{name}", f"statistics.{name}.means", f"statistics.{name}.not-when"):
            assert words[key]
        assert words[f"statistics.{name}.means"].count(".") == 1


def test_numbers_are_numbers() -> None:
    found = item_statistics(*plain.scored([[1.0, 1.0]] * 40))
    for one in found.values():
        assert one.rest == Measure(None, 40, "same")
        assert not math.isnan(one.facility.value or 0)
