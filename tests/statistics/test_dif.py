"""Bias of items against published numbers, plain definitions, simulated bias, and data that say nothing."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
from benchmarks.bias import BIASED, DIFFICULTY, NAMES, biased, measure_bias, simulated, sums, two_languages
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import chi2

from steppingup.common.errors import StatisticsError
from steppingup.statistics.dif import Dif, dif_of_many, dif_of_two, flagged, purified_dif
from steppingup.statistics.dif.mantel import compared
from steppingup.statistics.dif.strata import Strata, strata
from steppingup.statistics.dif.verdict import Compared, judged
from steppingup.statistics.gates import Gates, Measure
from steppingup.statistics.rasch import merged, score_sums

OPEN = Gates(dif=1, dif_verdict=1)
Groups = dict[str, NDArray[np.float64]]


def of(groups: Groups, gates: Gates | None = None) -> tuple[Dif, ...]:
    return dif_of_two(sums(groups), gates)


def test_published_numbers_of_the_admissions_to_berkeley() -> None:
    """R's manual, mantelhaen.test(UCBAdmissions): 1.4269, p 0.2323, odds ratio 0.9046968, 0.7719074 to 1.0603298."""
    men = [(512, 313), (353, 207), (120, 205), (138, 279), (53, 138), (22, 351)]
    women = [(89, 19), (17, 8), (202, 391), (131, 244), (94, 299), (24, 317)]
    counts = np.array([*zip(men, women, strict=True)])
    found = compared(Strata("admitted", ("men", "women"), counts, np.zeros(6, int), np.arange(6)), None)
    ends = [exp((end or 0) / -2.35) for end in (found.delta.value, found.delta.high, found.delta.low)]
    assert ends == pytest.approx([0.9046968, 0.7719074, 1.0603298], abs=2e-7)
    assert found.p == pytest.approx(0.2323, abs=5e-5)
    assert (found.delta.n, found.people) == (4526, (2691, 1835))


@given(st.lists(st.tuples(*[st.integers(0, 20)] * 4), min_size=1, max_size=8))
def test_mantel_and_haenszel_against_their_definition(table: list[tuple[int, int, int, int]]) -> None:
    counts = np.array([[one[:2], one[2:]] for one in table])
    found = compared(Strata("i", ("a", "b"), counts, np.zeros(len(table), int), np.arange(len(table))), OPEN)
    used = [one for one in table if one[0] + one[1] and one[2] + one[3]]
    up = sum(a * d / (a + b + c + d) for a, b, c, d in used)
    down = sum(b * c / (a + b + c + d) for a, b, c, d in used)
    if not used or not up or not down:
        assert found.delta.reason in ("same", "none")
        return
    assert found.delta.value == pytest.approx(-2.35 * log(up / down), rel=1e-9, abs=1e-12)
    off, spread = 0.0, 0.0
    for a, b, c, d in used:
        n, right = a + b + c + d, a + c
        off += a - (a + b) * right / n
        spread += (a + b) * (c + d) * right * (n - right) / (n * n * (n - 1))
    statistic = (abs(off) - 0.5) ** 2 / spread
    assert found.p == pytest.approx(float(chi2.sf(statistic, 1)), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_a_bias_of_one_logit_is_found_with_300_people_per_language(seed: int) -> None:
    found = of(two_languages(seed, 300, 1.0))
    hits = biased(found) & {NAMES[place] for place in BIASED}
    assert len(hits) >= 4
    assert len(biased(found)) - len(hits) <= 2
    assert all((one.delta.value or 0) < 0 for one in found if one.item in hits)
    assert {one.verdict for one in found} == {"bias", "no sign"}
    assert {one.size for one in found} <= {"A", "B", "C"}


@pytest.mark.parametrize("people", [100, 200])
def test_below_the_gate_nobody_can_tell(people: int) -> None:
    found = of(two_languages(5, people, 1.0))
    assert {one.verdict for one in found} == {"cannot tell"}
    assert {one.size for one in found} == {""}
    assert all((one.delta.value is None) == (people == 100) for one in found)
    assert {one.delta.reason for one in found} == ({"few"} if people == 100 else {""})


def test_one_large_group_does_not_make_up_for_a_small_one() -> None:
    groups = two_languages(6, 900, 1.0)
    found = of({"en": groups["en"], "xx": groups["xx"][:299]})
    assert {one.verdict for one in found} == {"cannot tell"}
    assert any(flagged(one) for one in found)


def test_a_difference_in_ability_is_no_bias() -> None:
    assert biased(of(two_languages(8, 600, 0.0, mean=-1.0))) == set()


def test_swapping_the_groups_turns_the_sign() -> None:
    groups = two_languages(9, 300, 0.5)
    for one, other in zip(of(groups), of({"xx": groups["xx"], "en": groups["en"]}), strict=True):
        assert one.delta.value == pytest.approx(-(other.delta.value or 0), rel=1e-9)
        assert one.p == pytest.approx(other.p, rel=1e-9)


def test_seven_towns_give_what_all_their_people_give() -> None:
    groups = two_languages(10, 300, 1.0)
    town = np.random.default_rng(1).integers(0, 7, 300)
    towns = {
        group: merged(*(score_sums(NAMES, marks[town == number]) for number in range(7)))
        for group, marks in groups.items()
    }
    assert dif_of_two(towns) == of(groups)
    assert dif_of_many(towns) == dif_of_many({group: score_sums(NAMES, marks) for group, marks in groups.items()})


def test_purification_finds_bias_that_spoils_the_score() -> None:
    random = np.random.default_rng(12)
    moved = DIFFICULTY.copy()
    moved[:14] += 1.0
    groups = {"en": simulated(random, 800, DIFFICULTY), "xx": simulated(random, 800, moved)}
    plainly, purified = of(groups), purified_dif(NAMES, groups)
    wrong = [len(biased(found) - set(NAMES[:14])) for found in (plainly, purified)]
    hits = [len(biased(found) & set(NAMES[:14])) for found in (plainly, purified)]
    assert wrong[1] <= wrong[0]
    assert hits[1] >= hits[0]
    assert [one.item for one in purified] == NAMES


def test_purification_stops_where_nothing_is_biased() -> None:
    groups = two_languages(13, 300, 0.0)
    calm = [one for one in of(groups) if flagged(one)]
    assert calm == []
    assert purified_dif(NAMES, groups) == of(groups)


def test_three_languages_at_once() -> None:
    random = np.random.default_rng(14)
    moved = DIFFICULTY.copy()
    moved[BIASED] += 1.2
    groups = {
        "en": score_sums(NAMES, simulated(random, 400, DIFFICULTY)),
        "xx": score_sums(NAMES, simulated(random, 400, moved, -0.3)),
        "yy": score_sums(NAMES, simulated(random, 400, DIFFICULTY, 0.3)),
    }
    found = dif_of_many(groups)
    assert len(biased(found) & {NAMES[place] for place in BIASED}) >= 4
    assert len(biased(found) - {NAMES[place] for place in BIASED}) <= 2
    for one in found:
        assert one.people == (400, 400, 400)
        assert len(one.by_group) == 2
        assert one.delta.value == pytest.approx(largest([0.0, *(each.value or 0 for each in one.by_group)]))
    assert found[BIASED[0]].by_group[0].value == pytest.approx(-1.2 * 2.35, abs=1.2)


def largest(deltas: list[float]) -> float:
    return max(deltas) - min(deltas)


def test_logistic_and_mantel_agree_on_two_groups() -> None:
    groups = {group: score_sums(NAMES, marks) for group, marks in two_languages(15, 1000, 1.0).items()}
    one, other = dif_of_two(groups), dif_of_many(groups)
    deltas = [[found.delta.value for found in one], [found.by_group[0].value for found in other]]
    assert np.corrcoef(np.array(deltas, float))[0, 1] > 0.99
    assert biased(one) == biased(other)


def test_an_item_in_one_language_only_cannot_be_told() -> None:
    groups = two_languages(16, 300, 0.0)
    missing = groups["xx"].copy()
    missing[:, 0] = np.nan
    for found in (of({"en": groups["en"], "xx": missing}), three(groups["en"], missing)):
        assert all(one.verdict == "cannot tell" and one.delta.reason for one in found)


def three(*groups: NDArray[np.float64]) -> tuple[Dif, ...]:
    return dif_of_many({str(number): score_sums(NAMES, marks) for number, marks in enumerate(groups)})


def test_languages_that_met_different_forms_are_not_one_table() -> None:
    marks = two_languages(19, 600, 0.0)["en"]
    first, second = marks.copy(), marks.copy()
    first[:, 30:], second[:, :10] = np.nan, np.nan
    assert {one.delta.reason for one in three(first, first, second, second)[10:30]} == {"apart"}
    assert {one.delta.reason for one in three(first, first, second, second)[:10]} == {"none"}
    assert {one.delta.reason for one in three(first, first, second)} == {"none"}


def test_people_are_matched_within_the_form_that_they_met() -> None:
    groups = two_languages(17, 600, 0.0)
    for marks in groups.values():
        marks[:300, :10], marks[300:, 30:] = np.nan, np.nan
    found = of(groups)
    assert (found[0].people, found[20].people) == ((300, 300), (600, 600))
    assert len(three(*groups.values())) == 40


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_an_item_alike_for_all_says_nothing(value: float) -> None:
    groups = two_languages(18, 400, 0.0)
    for marks in groups.values():
        marks[:, 0] = value
    for found in (of(groups), three(*groups.values())):
        assert (found[0].delta, found[0].verdict) == (Measure(None, found[0].delta.n, "same"), "cannot tell")
        assert found[1].delta.value is not None


def test_an_item_that_follows_from_the_score_has_no_solution() -> None:
    ladder = np.repeat(np.tril(np.ones((5, 4)), -1), 80, axis=0)
    found = dif_of_many({"a": score_sums(NAMES[:4], ladder), "b": score_sums(NAMES[:4], ladder)})
    assert {one.verdict for one in found} == {"cannot tell"} or all(one.delta.value is not None for one in found)


@settings(max_examples=40)
@given(st.integers(1, 4), st.integers(0, 30), st.integers(0, 30), st.integers(0, 10**6))
def test_no_data_break_it(width: int, first: int, second: int, number: int) -> None:
    random = np.random.default_rng(number)
    groups = {
        name: score_sums(NAMES[:width], random.choice([0.0, 1.0, np.nan], (people, width)))
        for name, people in (("a", first), ("b", second))
    }
    for found in (dif_of_two(groups, OPEN), dif_of_many(groups, OPEN)):
        for one in found:
            assert (one.delta.value is None) == bool(one.delta.reason)
            numbers = [one.delta.value, one.delta.low, one.delta.high, one.p, one.p_adjusted]
            assert np.isfinite([number for number in numbers if number is not None]).all()


def test_sizes_are_those_of_the_testing_service() -> None:
    def size(delta: float, error: float, p: float) -> str:
        return judged([Compared("i", (300, 300), Measure(delta, 600), error, p)])[0].size

    assert size(-0.99, 0.01, 1e-9) == "A"
    assert size(-1.2, 0.9, 0.2) == "A"
    assert size(1.2, 0.1, 1e-9) == "B"
    assert size(-1.6, 0.5, 0.01) == "B"
    assert size(-1.6, 0.1, 1e-9) == "C"


def test_many_items_are_adjusted_for_each_other() -> None:
    chances = [0.01, 0.02, 0.03, 0.5]
    found = judged([Compared(str(p), (300, 300), Measure(1.2, 600), 0.1, p) for p in chances])
    assert [one.p_adjusted for one in found] == pytest.approx([0.04, 0.04, 0.04, 0.5])
    assert judged([]) == ()


def test_the_number_of_groups_is_looked_at() -> None:
    groups = {name: score_sums(["a"], np.zeros((3, 1))) for name in "abc"}
    with pytest.raises(StatisticsError, match="there are 3"):
        dif_of_two(groups)
    with pytest.raises(StatisticsError, match="two groups to compare"):
        strata({"a": groups["a"]})


def test_the_bench_tells_what_it_found() -> None:
    told: list[dict[str, object]] = []
    measure_bias(lambda bench, **figures: told.append({"bench": bench, **figures}), seeds=2)
    assert [(one["people_each"], one["verdicts"]) for one in told] == [
        (300, ["bias", "no sign"]),
        (100, ["cannot tell"]),
    ]
