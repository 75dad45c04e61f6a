"""Sums can be added up: in any order and grouping, and to the same numbers as all rows together."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppingup.common.errors import StatisticsError
from steppingup.statistics import Gates
from steppingup.statistics.item_analysis import item_analysis, item_analysis_of
from steppingup.statistics.reliability import reliability, reliability_of
from steppingup.statistics.scores import ScoreTable, wide_table
from steppingup.statistics.sums import BANDS, Key, Sums, from_frame, level_of, merged, sums_of
from tests.statistics import plain, tables

OPEN = Gates(show=1, interval=1, correlation=4, reliability=2, distractors=1)


def shards(frame: pd.DataFrame, parts: int = 7, seed: int = 3) -> list[pd.DataFrame]:
    """The rows of some people each; a part may be empty."""
    place = np.random.default_rng(seed).integers(0, parts, len(frame))
    return [frame[place == part] for part in range(parts)]


def everything(frame: pd.DataFrame) -> Sums:
    """Sums of scores, options and certainty, these made from the scores."""
    chosen = frame.map(lambda score: None if np.isnan(score) else "bca"[int(score * 2)])
    return sums_of(wide_table(frame), chosen, frame.map(lambda score: 1 + 2 * score).round())


def same(one: Sums, other: Sums) -> None:
    assert dict(one.most) == dict(other.most)
    assert {key for key in one.values if one.values[key]} == {key for key in other.values if other.values[key]}
    assert [one.of(*key) for key in one.values] == pytest.approx([other.of(*key) for key in one.values], rel=1e-12)


def test_lsat6_from_the_merged_sums_of_seven_towns() -> None:
    frame = tables.lsat6().points
    parts = [sums_of(wide_table(part)) for part in shards(frame)]
    sums, rows = merged(parts), tables.lsat6()
    found, wanted = item_analysis_of(sums), item_analysis(rows)
    for item in "abcde":
        for name in ("facility", "spread", "rest"):
            one, other = getattr(found[item], name), getattr(wanted[item], name)
            assert [*tables.numbers(one)] == pytest.approx([*tables.numbers(other)], rel=1e-12)
    assert [round(one.rest.value or 0, 3) for one in found.values()] == [0.113, 0.153, 0.173, 0.144, 0.122]
    one, other = reliability_of(sums), reliability(rows)
    assert [*tables.numbers(one.alpha)] == pytest.approx([*tables.numbers(other.alpha)], rel=1e-12)
    assert (round(one.alpha.value or 0, 4), one.omega.reason) == (0.2950, "rows")
    same(sums, sums_of(rows))


@settings(max_examples=10)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.2]))
def test_seven_random_shards_give_the_numbers_of_all_rows(seed: int, missing: float) -> None:
    frame = tables.simulated(80, 4, seed % 50, missing) * (1 if seed % 2 else 0.5)
    parts = [everything(part) for part in shards(frame, 7, seed)]
    mixed = np.random.default_rng(seed).permutation(7)
    together, pooled = merged(parts[place] for place in mixed), everything(frame)
    same(together, pooled)
    for one, other in zip(item_analysis_of(together).values(), item_analysis_of(pooled).values(), strict=True):
        assert [*tables.numbers(one)] == pytest.approx([*tables.numbers(other)], rel=1e-12, abs=1e-12)
        for a, b in zip(one.options, other.options, strict=True):
            assert (a.option, a.count, a.bands) == (b.option, b.count, b.bands)


@settings(max_examples=15)
@given(st.lists(st.integers(0, 400), min_size=3, max_size=3))
def test_adding_is_associative_and_commutative_and_has_a_zero(seeds: list[int]) -> None:
    a, b, c = (everything(tables.simulated(12, 3, seed)) for seed in seeds)
    same((a + b) + c, a + (b + c))
    same(a + b, b + a)
    same(a + Sums(), a)
    assert merged([]) == Sums()


def test_what_the_sums_are() -> None:
    frame = pd.DataFrame({"a": [0, 0.5, 1, np.nan], "b": [1, 0, 1, 1.0]}, index=list("pqrs"))
    chosen = pd.DataFrame({"a": ["x", "y", "y", None]}, index=list("pqrs"))
    sums = sums_of(wide_table(frame), chosen, pd.DataFrame({"a": [3, 1, 3, 2.0]}, index=list("pqrs")))
    assert [sums.of("a", name) for name in ("n", "x", "xx", "not_administered")] == [3, 1.5, 1.25, 1]
    assert [sums.of("", name) for name in ("people", "whole", "t", "tt")] == [4, 3, 3.5, 5.25]
    assert [sums.of("a", name) for name in ("wx", "wxx", "r", "rr", "xr")] == [1.5, 1.25, 2, 2, 1]
    assert sums.levels("", "score") == {"0.5": 1, "1": 1, "2": 1}
    assert sums.levels("a", "by_score") == {"0.5": 0.5, "1": 0, "2": 1}
    assert sums.levels("a", "sure") == {"1": 1, "3": 2}
    assert sums.levels("a", "sure_right") == {"1": 0, "3": 1}
    assert {key[2:]: value for key, value in sums.values.items() if key.name == "option"} == {
        ("x", "2"): 1, ("y", "1"): 1, ("y", "4"): 1,
    }  # fmt: skip
    assert sums.levels("a", "option_r") == {"x": 1, "y": 1}
    assert [sums.of("a", name) for name in ("c", "cr", "crr")] == [3, 2, 2]


def test_sums_become_a_table_and_come_back() -> None:
    sums = everything(tables.simulated(20, 3))
    same(from_frame(sums.frame(), sums.most), sums)
    both = pd.concat([sums.frame(), sums.frame()])
    same(from_frame(both, sums.most), sums + sums)
    assert sums.frame().equals((Sums() + sums).frame())
    assert from_frame(Sums().frame(), {}) == Sums()


def test_sums_of_which_some_are_kept_back_give_no_numbers() -> None:
    frame = everything(tables.simulated(20, 3)).frame()
    with pytest.raises(StatisticsError, match="some of these sums are kept back"):
        from_frame(frame.assign(value=frame["value"].where(frame["value"] > 2)), {})


def test_sums_of_a_town_are_small() -> None:
    text = everything(tables.simulated(5000, 20)).frame().to_csv(index=False)
    assert len(text.encode()) < 100_000


def test_sums_of_different_forms_are_not_added() -> None:
    one, other = sums_of(wide_table(tables.simulated(9, 3))), sums_of(wide_table(tables.simulated(9, 4)))
    with pytest.raises(StatisticsError, match="merge the sums of one form only"):
        merged([one, other])


def test_thirds_of_a_point_make_one_level() -> None:
    assert level_of(1 / 3 + 1 / 3 + 1 / 3) == level_of(1) == "1"
    third = pd.DataFrame([[1 / 3, 1 / 3, 1 / 3]] * 3 + [[0.6, 0.6, 0.6]] * 2, columns=list("abc"))
    sums = sums_of(wide_table(third), third.map(lambda _: "x"))
    assert sums.levels("", "score") == {"1": 3, "1.8": 2}
    assert {int(key.band): value for key, value in sums.values.items() if key[:2] == ("a", "option")} == {1: 3, 3: 2}
    assert BANDS == 5


def test_an_answer_without_score_counts_nowhere_but_as_waiting() -> None:
    table = wide_table(pd.DataFrame({"a": [np.nan]}))
    sums = sums_of(ScoreTable(table.points, table.most, table.counts.assign(waiting=1)))
    assert (sums.of("a", "n"), sums.of("a", "waiting"), sums.of("", "whole")) == (0, 1, 0)
    assert sums.of("a", "nothing", "of the", "kind") == 0
    assert Key("a", "n") == ("a", "n", "", "")


def test_alpha_from_sums_by_its_definition() -> None:
    frame = tables.simulated(60, 4, 9)
    found = reliability_of(sums_of(wide_table(frame)), OPEN)
    assert found.alpha.value == pytest.approx(plain.alpha(frame.to_numpy().tolist()))
