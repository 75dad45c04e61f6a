"""Numbers of items and options against published numbers, plain definitions and laws."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppingup.statistics import Gates, Measure, item_statistics
from steppingup.statistics.item_analysis import ItemAnalysis, item_analysis, item_analysis_of
from steppingup.statistics.scores import wide_table
from steppingup.statistics.sums import sums_of
from tests.statistics import plain, tables

OPEN = Gates(show=1, interval=1, correlation=4, reliability=2, distractors=1)
CREDITS = st.lists(st.lists(st.sampled_from([0, 1 / 3, 0.5, 1]), min_size=3, max_size=3), min_size=4, max_size=40)


def analysed(table: list[list[float]], gates: Gates = OPEN) -> list[ItemAnalysis]:
    return [*item_analysis(wide_table(pd.DataFrame(table)), gates=gates).values()]


def test_published_numbers_of_lsat6() -> None:
    found = [*item_analysis(tables.lsat6()).values()]
    assert [one.facility.value for one in found] == [0.924, 0.709, 0.553, 0.763, 0.870]
    assert [round(one.rest.value or 0, 3) for one in found] == [0.113, 0.153, 0.173, 0.144, 0.122]
    assert all((one.rest.low or 1) < (one.rest.value or 0) < (one.rest.high or 0) for one in found)
    rows = plain.lsat6()
    for place, one in enumerate(found):
        assert one.efficiency.value == pytest.approx(plain.efficiency(rows, place))
        assert one.upper_lower.value == pytest.approx(plain.upper_lower(rows, place))
        assert one.spread.value == pytest.approx(plain.variance([line[place] for line in rows]) ** 0.5)


@settings(max_examples=25)
@given(CREDITS)
def test_definitions(table: list[list[float]]) -> None:
    for place, one in enumerate(analysed(table)):
        column, others = [line[place] for line in table], plain.rest_of(table, place)
        assert one.facility.value == pytest.approx(sum(column) / len(column))
        if np.ptp(column) < 1e-9 or np.ptp(others) < 1e-9:
            assert (one.rest.reason, one.efficiency.reason) == ("same", "same")
        else:
            assert one.rest.value == pytest.approx(plain.rest(table, place), abs=1e-9)
            assert one.efficiency.value == pytest.approx(plain.efficiency(table, place), abs=1e-6)
            assert (one.efficiency.value or 0) <= 100 + 1e-9


@settings(max_examples=25)
@given(CREDITS, st.randoms(use_true_random=False))
def test_nothing_depends_on_who_people_are_or_in_which_order_they_come(
    table: list[list[float]], chance: object
) -> None:
    mixed = sorted(table, key=lambda _: chance.random())  # type: ignore[attr-defined]  # a random.Random
    for one, other in zip(analysed(table), analysed(mixed), strict=True):
        assert [*tables.numbers(one)] == pytest.approx([*tables.numbers(other)], abs=1e-9)


@settings(max_examples=25)
@given(CREDITS)
def test_relabelled_items_keep_their_numbers(table: list[list[float]]) -> None:
    turned = [line[::-1] for line in table]
    for one, other in zip(analysed(table), reversed(analysed(turned)), strict=True):
        assert [*tables.numbers(one)] == pytest.approx([*tables.numbers(other)], abs=1e-9)


@settings(max_examples=25)
@given(CREDITS)
def test_points_only_scale(table: list[list[float]]) -> None:
    eight = wide_table(pd.DataFrame(table) * 8, {str(place): 8 for place in range(3)})
    for one, other in zip(analysed(table), item_analysis(eight, gates=OPEN).values(), strict=True):
        for name in ("facility", "rest", "efficiency", "upper_lower"):
            a, b = getattr(one, name), getattr(other, name)
            assert [*tables.numbers(a)] == pytest.approx([*tables.numbers(b)], abs=1e-6)
            assert (a.n, a.reason) == (b.n, b.reason)


def test_session_results_and_evaluation_agree() -> None:
    frame = tables.simulated(80)
    _, rows = plain.scored(frame.to_numpy().tolist())
    items, _ = plain.scored(frame.to_numpy().tolist())
    sessions = item_statistics(items, rows)
    for name, one in item_analysis(wide_table(frame)).items():
        assert sessions[name].facility == one.facility
        assert (sessions[name].rest.value, sessions[name].rest.low) == pytest.approx((one.rest.value, one.rest.low))


def test_pairwise_covariances_where_people_had_different_items() -> None:
    frame = tables.simulated(400, missing=0.2)
    table = wide_table(frame)
    cov = frame.cov()
    for item, one in item_analysis(table).items():
        others = cov.drop(index=item, columns=item).to_numpy()
        wanted = cov[item].drop(item).sum() / np.sqrt(cov[item][item] * others.sum())
        assert one.rest.value == pytest.approx(wanted)
        assert one.rest.n < frame[item].notna().sum() == one.n


@pytest.mark.parametrize("n", [4, 9, 29, 30])
def test_gates(n: int) -> None:
    table = wide_table(tables.simulated(n))
    chosen = table.points.map(lambda score: "abc"[int(score)])
    one = item_analysis(table, chosen, {"i0": {"b": True}})["i0"]
    assert (one.facility.value is None, one.facility.low is None) == (n < 5, n < 10)
    for later in (one.rest, one.efficiency, one.upper_lower, one.options[0].share, one.options[0].rest):
        assert (later.value is None) == (n < 30)
        assert later.reason == ("few" if n < 30 else "")
    assert (one.options[0].count is None, one.options[0].bands is None) == (n < 30, n < 30)
    assert (one.options[0].flags == ()) or n == 30


def with_options() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Item ``key`` has its key on the wrong option: who knows the rest chooses b, and only a counts as right."""
    points = tables.simulated(300, 8, seed=4)
    strong = points.drop(columns="i0").sum(axis="columns") >= 4
    options = pd.Series(["c"] * 6 + ["b" if one else "a" for one in strong[6:]], index=points.index)
    points["i0"] = (options == "a").astype(float)
    return points, pd.DataFrame({"i0": options})


def test_flags_of_options() -> None:
    points, chosen = with_options()
    offered = {"i0": {"a": True, "b": False, "c": False, "d": False}}
    a, b, c, d = item_analysis(wide_table(points), chosen, offered)["i0"].options
    assert a.flags == ("key-negative",)
    assert b.flags == ("distractor-positive",)
    assert "rare" in c.flags
    assert (d.flags, d.count, d.rest.reason) == (("rare",), 0, "same")
    assert sum(one.count or 0 for one in (a, b, c, d)) == 300


def test_options_by_band_and_their_rest_correlation() -> None:
    points, chosen = with_options()
    share = points.mean(axis="columns")
    rest = points.drop(columns="i0").sum(axis="columns")
    for one in item_analysis(wide_table(points), chosen)["i0"].options:
        mine = chosen["i0"] == one.option
        wanted = [int((mine & (np.floor(share * 5 + 1e-9).clip(0, 4) == band)).sum()) for band in range(5)]
        assert one.bands == tuple(wanted)
        assert one.rest.value == pytest.approx(np.corrcoef(mine, rest)[0, 1])
        assert one.right is False


@pytest.mark.parametrize(("name", "table"), tables.degenerate().items())
def test_degenerate_tables_have_reasons(name: str, table: object) -> None:
    found = item_analysis(table, gates=OPEN)  # type: ignore[arg-type]  # made by the parameters
    sums = item_analysis_of(sums_of(table), gates=OPEN)  # type: ignore[arg-type]
    assert tables.measures_are_sound(found)
    assert tables.measures_are_sound(sums)
    assert [*found] == [*sums]


def test_reasons_of_degenerate_tables() -> None:
    found = {name: item_analysis(table, gates=OPEN) for name, table in tables.degenerate().items()}
    assert found["a constant item"]["i1"].rest.reason == "same"
    assert found["one item"]["i0"].rest.reason == "single"
    assert found["an item without scores"]["i1"].facility.reason == "none"
    assert found["an item without scores"]["i0"].rest.value is not None
    assert found["items that nobody had together"]["i0"].rest.reason == "apart"
    assert found["the same item twice"]["i0"].rest.value == pytest.approx(1)
    assert found["full marks"]["i0"].facility.value == 1
    assert found["no rows"] == {}
    holes = wide_table(pd.DataFrame({"a": [0, 1, np.nan] * 20}))
    assert item_analysis(holes, gates=OPEN)["a"].rest == Measure(None, 40, "single")
