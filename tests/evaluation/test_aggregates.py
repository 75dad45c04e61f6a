"""The engine gives the sums of the rows, and so the same numbers."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from steppingup.cli import main
from steppingup.common.errors import EvaluationError
from steppingup.evaluation.aggregation.aggregates import NAMES, Aggregates, aggregate, cells_from, engine_of, sums_from
from steppingup.evaluation.aggregation.portable import run, statements
from steppingup.evaluation.events import empty_events
from steppingup.evaluation.parquet import write_parquet
from steppingup.statistics import Gates
from steppingup.statistics.calibration import calibration_of
from steppingup.statistics.item_analysis import item_analysis, item_analysis_of
from steppingup.statistics.reliability import reliability, reliability_of
from steppingup.statistics.sums import Sums
from tests.evaluation import answers
from tests.statistics import tables

OPEN = Gates(show=1, interval=1, correlation=4, reliability=2, distractors=1)


def added(
    frame: pd.DataFrame, by: tuple[str, ...] = ("form_id", "phase"), weights: pd.DataFrame | None = None
) -> Aggregates:
    with duckdb.connect() as engine:
        engine.register("given", frame)
        if weights is not None:
            engine.register("weights", weights)
        return aggregate(engine, "given", by, "weights" if weights is not None else "")


def same(one: Sums, other: Sums, rel: float = 1e-12) -> None:
    assert dict(one.most) == dict(other.most)
    assert {key for key in one.values if one.values[key]} == {key for key in other.values if other.values[key]}
    assert [one.of(*key) for key in one.values] == pytest.approx(
        [other.of(*key) for key in one.values], rel=rel, abs=rel
    )


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 500), st.booleans(), st.sampled_from([0.0, 0.15, 0.6]))
def test_sums_of_the_engine_are_those_of_the_rows(seed: int, thirds: bool, missing: float) -> None:
    frame = answers.events(seed, 40, 5, thirds, missing)
    found = sums_from(added(frame))
    assert sorted(found) == [("A", "T0"), ("A", "T1"), ("B", "T0"), ("B", "T1")]
    for (form, phase), sums in found.items():
        same(sums, answers.rows_sums(frame[(frame["form_id"] == form) & (frame["phase"] == phase)]))


def test_numbers_from_the_engine_are_those_from_the_rows() -> None:
    frame = answers.events(3, 120, 6, missing=0.0)
    frame = frame[(frame["form_id"] == "A") & (frame["phase"] == "T0") & (frame["attempt"] == 1)]
    frame = frame.assign(score=frame["score"].fillna(0.0))
    sums, rows = sums_from(added(frame))["A", "T0"], answers.table_of(frame)
    for one, other in zip(
        item_analysis_of(sums).values(), item_analysis(rows, answers.chosen_of(frame)).values(), strict=True
    ):
        for name in ("facility", "spread", "rest", "options"):
            assert [*tables.numbers(getattr(one, name))] == pytest.approx(
                [*tables.numbers(getattr(other, name))], rel=1e-12
            )
    alphas = reliability_of(sums).alpha, reliability(rows).alpha
    assert [*tables.numbers(alphas[0])] == pytest.approx([*tables.numbers(alphas[1])], rel=1e-12)
    assert calibration_of(sums).answers == int(frame["confidence"].notna().sum())


def test_split_by_more_columns_adds_up_again() -> None:
    frame = answers.events(7, 80)
    by_town = sums_from(added(frame, ("form_id", "phase", "municipality")))
    assert len(by_town) == 8
    for group, sums in by_town.items():
        form, phase, town = group
        part = frame[(frame["form_id"] == form) & (frame["phase"] == phase) & (frame["municipality"] == town)]
        same(sums, answers.rows_sums(part))


def test_the_heatmap_counts_distinct_people() -> None:
    frame = answers.events(4, 50, 6)
    cells = cells_from(added(frame))
    assert sorted(cells) == [("T0",), ("T1",)]
    rows = answers.first(frame)
    rows = rows.assign(points=rows["score"].mask(rows["response_status"] == "omitted", 0.0)).dropna(subset=["points"])
    for (phase,), found in cells.items():
        for cell in found:
            some = rows[(rows["phase"] == phase) & (rows["role"] == cell.row) & (rows["competency_id"] == cell.column)]
            people = some.groupby("learner")[["points", "max_score"]].sum()
            shares = people["points"] / people["max_score"]
            assert cell.n == some["learner"].nunique()
            assert (cell.total, cell.squares) == pytest.approx((shares.sum(), (shares**2).sum()), rel=1e-12)


def test_a_second_competency_counts_half() -> None:
    rows = [("a0", 1.0), ("a1", 0.0)]
    frame = answers.events(1, 2, 2, missing=0.0)
    frame = frame[(frame["learner"] == f"{0:032x}") & (frame["phase"] == "T0") & (frame["attempt"] == 1)]
    frame = frame.assign(score=[dict(rows)[item] for item in frame["item_id"]])
    weights = pd.DataFrame({"item_id": ["a0", "a0", "a1"], "competency_id": ["p", "q", "q"], "weight": [1.0, 0.5, 1.0]})
    cells = cells_from(added(frame, weights=weights))[("T0",)]
    assert [(one.column, one.n, round(one.total, 9)) for one in cells] == [("p", 1, 1.0), ("q", 1, round(0.5 / 1.5, 9))]


@pytest.mark.parametrize("case", ["no rows", "one person", "all missing", "constant"])
def test_degenerate_events(case: str) -> None:
    frame = answers.events(2, 30, 3, missing=0.0)
    cases = {
        "no rows": empty_events(),
        "one person": frame[frame["learner"] == f"{1:032x}"],
        "all missing": frame.assign(response_status="not_reached", score=float("nan"), response=None),
        "constant": frame.assign(score=1.0, response="k"),
    }
    frame = cases[case].astype(empty_events().dtypes.to_dict())
    found = sums_from(added(frame))
    assert bool(found) == (case != "no rows")
    for (form, phase), sums in found.items():
        same(sums, answers.rows_sums(frame[(frame["form_id"] == form) & (frame["phase"] == phase)]))
        assert tables.measures_are_sound(item_analysis_of(sums, gates=OPEN))
        assert tables.measures_are_sound(reliability_of(sums, OPEN))


def test_two_versions_of_an_item_are_not_added_up() -> None:
    frame = answers.events(2, 30, 3)
    odd = frame["max_score"].mask(frame["learner"] == f"{1:032x}", 4.0)
    with pytest.raises(EvaluationError, match="'a0' has two highest scores, 1 and 4"):
        added(frame.assign(max_score=odd))


def test_parquet_files_and_little_memory_give_the_same(tmp_path: Path) -> None:
    frame = answers.events(5, 50)
    for town, part in frame.groupby("municipality"):
        write_parquet(part, tmp_path / f"{town}.parquet")
    with engine_of("64MB", 1) as engine:
        found = aggregate(engine, f"read_parquet('{tmp_path}/*.parquet')")
    for group, sums in sums_from(found).items():
        same(sums, sums_from(added(frame))[group])


def test_the_printed_sql_gives_the_same_in_duckdb() -> None:
    frame = answers.events(6, 40)
    with duckdb.connect() as engine:
        engine.register("events", frame)
        found = run(engine, "duckdb")
    for group, sums in sums_from(found).items():
        same(sums, sums_from(added(frame))[group])
    told = CliRunner().invoke(main, ["evaluate", "sql", "--dialect", "duckdb", "--by", "language"]).output
    assert [line for line in told.splitlines() if line.startswith("--")] == [f"-- {name}" for name in NAMES]
    assert "item_id" in told


def test_without_ibis_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    with pytest.raises(EvaluationError, match="pip install 'steppingup"):
        statements("postgres")
