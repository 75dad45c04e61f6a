"""Conditional maximum likelihood against published numbers, against listing all patterns, and its laws."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from benchmarks.bias import simulated
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from steppingup.common.errors import StatisticsError
from steppingup.statistics.gates import Gates
from steppingup.statistics.rasch import (
    Rasch,
    abilities,
    marks_of,
    merged,
    rasch,
    score_sums,
    spread,
    sums_of,
    wright_map,
)
from steppingup.statistics.rasch.symmetric import both_right, chances, log_gammas
from steppingup.statistics.scores import score_table
from tests.statistics import rasch_plain as plain
from tests.statistics.rasch_plain import ITEMS, lsat6

OPEN = Gates(rasch_exploratory=1)
LOGITS = st.lists(st.floats(-4, 4), min_size=2, max_size=6).map(np.array)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([1.0, 0.0, np.nan]), min_size=width, max_size=width), max_size=40
    ).map(lambda rows: np.array(rows, dtype=float).reshape(len(rows), width))
)


def of(marks: NDArray[np.float64], items: list[str] | None = None, gates: Gates | None = None) -> Rasch:
    names = items or [f"i{place}" for place in range(marks.shape[1])]
    return rasch(score_sums(names, marks), gates)


def values(model: Rasch) -> list[float]:
    return [one.difficulty.value if one.difficulty.value is not None else 99.0 for one in model.items]


def test_published_numbers_of_lsat6() -> None:
    model = of(lsat6())
    assert values(model) == pytest.approx([-1.2561, 0.4749, 1.2360, 0.1684, -0.6232], abs=1e-4)
    assert sum(values(model)) == pytest.approx(0, abs=1e-12)
    assert (model.people, model.n, model.extreme, model.exploratory, model.reason) == (1000, 699, 301, False, "")


def test_the_likelihood_is_that_of_all_patterns() -> None:
    model = of(lsat6())
    assert model.log_likelihood == pytest.approx(plain.log_likelihood(values(model), lsat6()), rel=1e-12)


def test_errors_are_those_of_the_curve_of_the_plain_likelihood() -> None:
    model, step = of(lsat6()), 1e-3
    best = np.array(values(model))

    def likelihood(free: NDArray[np.float64]) -> float:
        return plain.log_likelihood([*free, -free.sum()], lsat6())

    curve = np.zeros((4, 4))
    for one, other in np.ndindex(4, 4):
        a, b = np.eye(4)[one] * step, np.eye(4)[other] * step
        corners = [best[:4] + a + b, best[:4] + a - b, best[:4] - a + b, best[:4] - a - b]
        curve[one, other] = np.dot([1, -1, -1, 1], [likelihood(at) for at in corners]) / (4 * step**2)
    covariance = np.linalg.inv(-curve)
    expected = [*np.sqrt(np.diag(covariance)), covariance.sum() ** 0.5]
    assert [one.error for one in model.items] == pytest.approx(expected, rel=1e-4)


@given(LOGITS)
def test_symmetric_functions_against_listing_all_patterns(difficulty: NDArray[np.float64]) -> None:
    size = len(difficulty)
    plainly = [plain.gamma(difficulty.tolist(), order) for order in range(size + 1)]
    assert np.exp(log_gammas(difficulty)) == pytest.approx(plainly, rel=1e-10)
    expected = [[plain.chance(difficulty.tolist(), order, one) for one in range(size)] for order in range(size + 1)]
    assert chances(difficulty) == pytest.approx(np.array(expected), rel=1e-9)


@given(LOGITS, st.data())
def test_pairs_against_listing_all_patterns(difficulty: NDArray[np.float64], data: st.DataObject) -> None:
    size = len(difficulty)
    people = np.array(data.draw(st.lists(st.integers(0, 9), min_size=size + 1, max_size=size + 1)))
    expected = np.zeros((size, size))
    for order in range(size + 1):
        for some in combinations(range(size), order):
            weight = np.exp(-difficulty[list(some)].sum()) / plain.gamma(difficulty.tolist(), order) * people[order]
            for one, other in combinations(some, 2):
                expected[one, other] += weight
                expected[other, one] += weight
    assert both_right(difficulty, people) == pytest.approx(expected, rel=1e-9)


def test_long_tests_and_far_items_do_not_overflow() -> None:
    difficulty = np.linspace(-40, 40, 300)
    chance = chances(difficulty)
    assert np.isfinite(log_gammas(difficulty)).all()
    assert chance.sum(axis=1) == pytest.approx(np.arange(301), rel=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_difficulties_come_back(seed: int) -> None:
    random = np.random.default_rng(seed)
    truth = random.normal(0, 1, 20)
    model = of(simulated(random, 2000, truth, mean=0.7), [f"i{place:02}" for place in range(20)])
    off = (np.array(values(model)) - (truth - truth.mean())) / np.array([one.error for one in model.items], float)
    assert np.abs(off).max() < 4
    assert 0.6 < np.std(off) < 1.5


def test_seven_towns_give_what_all_their_people_give() -> None:
    random = np.random.default_rng(7)
    marks = lsat6()
    marks[random.random(marks.shape) < 0.1] = np.nan
    town = random.integers(0, 7, len(marks))
    shards = [score_sums(ITEMS, marks[town == number]) for number in range(7)]
    pooled, added = of(marks), rasch(merged(*shards))
    assert values(added) == pytest.approx(values(pooled), rel=1e-12, abs=1e-14)
    assert [one.error for one in added.items] == pytest.approx([one.error for one in pooled.items], rel=1e-12)
    assert rasch(merged(*reversed(shards))).items == added.items
    assert rasch(merged(merged(*shards[:3]), merged(*shards[3:]))).items == added.items


def test_the_order_and_the_names_of_items_change_nothing() -> None:
    order, names = [3, 0, 4, 1, 2], ["b", "e", "a", "d", "c"]
    model = of(lsat6()[:, order], [names[place] for place in order])
    assert [model.difficulties[name] for name in names] == pytest.approx(values(of(lsat6())), abs=1e-8)


def test_two_forms_that_share_items_are_one_scale() -> None:
    random = np.random.default_rng(1)
    truth = np.linspace(-2, 2, 12)
    first, second = simulated(random, 1500, truth, -0.5), simulated(random, 1500, truth, 0.8)
    first[:, 8:], second[:, :4] = np.nan, np.nan
    model = of(np.vstack([first, second]), [f"i{place:02}" for place in range(12)])
    assert values(model) == pytest.approx(truth, abs=0.25)
    assert len(model.tables) == 2


def test_forms_without_a_shared_item_are_not_one_scale() -> None:
    random = np.random.default_rng(2)
    truth = np.linspace(-1, 1, 8)
    first, second = simulated(random, 300, truth), simulated(random, 200, truth)
    first[:, 4:], second[:, :4] = np.nan, np.nan
    model = of(np.vstack([first, second]))
    assert [one.difficulty.reason for one in model.items] == [""] * 4 + ["apart"] * 4
    assert model.n < 300
    assert [one.difficulty.n for one in model.items[4:]] == [200] * 4


def test_only_full_marks_are_right_and_what_was_not_met_says_nothing() -> None:
    points = np.array([[2.0, 0.5], [2.0, np.nan], [1.9, np.nan], [np.nan, np.nan]])
    alone, both = score_sums(["a", "b"], marks_of(points, np.array([2.0, 1.0])))
    assert (alone.items, alone.people.tolist()) == (("a",), [1, 1])
    assert (both.items, both.people.tolist(), both.right.tolist()) == (("a", "b"), [0, 1, 0], [[0, 0], [1, 0], [0, 0]])


def test_left_out_is_not_right_and_not_reached_is_not_met() -> None:
    rows = pd.DataFrame(
        [
            ("p1", "b", 2.0, 2.0, "answered"),
            ("p1", "a", np.nan, 1.0, "omitted"),
            ("p2", "b", 1.5, 2.0, "answered"),
            ("p2", "a", np.nan, 1.0, "not_reached"),
            ("p3", "b", np.nan, 2.0, "waiting"),
            ("p3", "a", 1.0, 1.0, "answered"),
        ],
        columns=["learner", "item", "score", "max_score", "status"],
    )
    found = {table.items: (table.people.tolist(), table.right.tolist()) for table in sums_of(score_table(rows))}
    assert found == {
        ("a", "b"): ([0, 1, 0], [[0, 0], [0, 1], [0, 0]]),
        ("b",): ([1, 0], [[0], [0]]),
        ("a",): ([0, 1], [[0], [1]]),
    }


def test_items_that_all_or_none_have_right_have_no_place() -> None:
    marks = np.hstack([np.ones((1000, 1), float), lsat6(), np.zeros((1000, 1), float)])
    model = of(marks, ["all", *ITEMS, "none"])
    found = {one.item: one for one in model.items}
    assert (found["all"].difficulty.reason, found["none"].difficulty.reason) == ("same", "same")
    assert found["all"].difficulty.n == 1000
    assert [model.difficulties[item] for item in ITEMS] == pytest.approx(values(of(lsat6())), abs=1e-9)


def test_an_item_that_only_people_with_everything_right_have_right_has_no_place() -> None:
    marks = np.hstack([lsat6(), (lsat6().sum(axis=1, keepdims=True) == 5).astype(float)])
    model = of(marks)
    assert model.items[5].difficulty.reason == "same"
    assert values(model)[:5] == pytest.approx(values(of(lsat6())), abs=1e-9)


def test_few_people_are_exploratory_and_fewer_are_not_enough() -> None:
    random = np.random.default_rng(5)
    marks = simulated(random, 400, np.linspace(-1, 1, 6))
    inner = marks[(marks.sum(axis=1) > 0) & (marks.sum(axis=1) < 6)]
    for people, exploratory, reason in ((29, False, "few"), (30, True, ""), (99, True, ""), (100, False, "")):
        model = of(inner[:people])
        assert (model.n, model.exploratory, model.reason) == (people, exploratory, reason)
        assert len(model.difficulties) == (0 if reason else 6)


def test_an_item_that_few_people_met_has_no_number() -> None:
    marks = lsat6()
    marks[np.arange(1000) % 50 > 0, 0] = np.nan
    model = of(marks)
    assert [one.difficulty.reason for one in model.items] == ["few", "", "", "", ""]
    marks[:, 0] = np.where(np.isnan(marks[:, 0]), np.nan, 1.0)
    assert of(marks).items[0].difficulty.reason == "few"


def test_a_perfect_ladder_has_no_solution() -> None:
    ladder = np.tril(np.ones((5, 5), float), -1)
    model = of(np.repeat(ladder, 40, axis=0)[:, :4])
    assert not model.difficulties
    two_steps = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 1, 0], [1, 1, 0, 1]] * 50, dtype=float)
    model = of(two_steps)
    assert (model.reason, {one.difficulty.reason for one in model.items}) == ("no-fit", {"no-fit"})


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        (np.zeros((0, 3), float), "none"),
        (np.ones((200, 3), float), "same"),
        (np.zeros((200, 3), float), "same"),
        (np.full((200, 3), np.nan), "none"),
        (np.ones((1, 3), float), "few"),
        (np.array([[1.0], [0.0]] * 100), "same"),
        (np.array([[1.0, 1.0], [0.0, 0.0]] * 100), "same"),
    ],
)
def test_degenerate_data_have_a_reason(marks: NDArray[np.float64], reason: str) -> None:
    model = of(marks)
    assert (model.reason, model.difficulties, model.log_likelihood) == (reason, {}, None)
    assert all(one.difficulty.reason for one in model.items)


@settings(max_examples=60)
@given(TABLES)
def test_no_table_breaks_it(marks: NDArray[np.float64]) -> None:
    model = of(marks, gates=OPEN)
    numbers = [one for one in model.items if one.difficulty.value is not None]
    assert bool(numbers) == (model.reason == "")
    for one in numbers:
        found = [one.difficulty.value, one.difficulty.low, one.difficulty.high, one.error]
        found += [part for fit in (one.infit, one.outfit) if fit for part in (fit.value, fit.low, fit.high, fit.z)]
        assert len(found) == 12
        assert np.isfinite(np.array(found, float)).all()
    able = abilities(model)
    assert sum(step.people for step in wright_map(model, able)) == sum(one.people for one in able)
    for measure in vars(spread(able, OPEN)).values():
        assert (measure.value is None) == bool(measure.reason)
        assert measure.value is None or np.isfinite(measure.value)


def test_items_that_fit_have_mean_squares_of_one_and_one_of_chance_does_not() -> None:
    random = np.random.default_rng(11)
    marks = simulated(random, 1500, np.linspace(-1.5, 1.5, 15))
    marks[:, 7] = random.integers(0, 2, 1500)
    model = of(marks, [f"i{place:02}" for place in range(15)])
    infit, outfit = zip(*((one.infit, one.outfit) for one in model.items if one.infit and one.outfit), strict=True)
    assert infit[7].value > infit[7].high
    assert outfit[7].z > 4
    others = [fit for place, fit in enumerate(infit) if place != 7]
    assert np.mean([fit.value for fit in others]) == pytest.approx(1, abs=0.06)


def test_fit_against_its_definition_row_by_row() -> None:
    model = of(lsat6())
    rows = [line for line in lsat6().astype(int).tolist() if 0 < sum(line) < 5]
    for item, one in enumerate(model.items):
        chance = np.array([plain.chance(values(model), sum(line), item) for line in rows])
        off = (np.array([line[item] for line in rows]) - chance) ** 2
        assert one.infit
        assert one.outfit
        assert one.infit.value == pytest.approx(off.sum() / (chance * (1 - chance)).sum(), rel=1e-9)
        assert one.outfit.value == pytest.approx((off / (chance * (1 - chance))).mean(), rel=1e-9)


@pytest.mark.parametrize(
    ("items", "marks", "word"),
    [
        (["a"], np.zeros((2, 2), float), "shape"),
        (["a", "a"], np.zeros((2, 2), float), "two columns"),
        (["a", "b"], np.full((2, 2), 7.0), "neither"),
    ],
)
def test_a_wrong_table_of_marks_is_refused(items: list[str], marks: NDArray[np.float64], word: str) -> None:
    with pytest.raises(StatisticsError, match=word):
        score_sums(items, marks)
