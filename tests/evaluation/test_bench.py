"""What `make bench` measures, on little: three ways come to the same sums."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from benchmarks.evaluation import alike, make_answers, measure_evaluation, measure_large


def test_three_ways_come_to_the_same_sums(tmp_path: Path) -> None:
    told: list[dict[str, Any]] = []
    measure_evaluation(tmp_path, lambda bench, **figures: told.append({"bench": bench, **figures}), 6000, 1)
    assert [one["way"] for one in told[:-1]] == ["ours", "bare DuckDB", "report", "pandas"]
    assert all(one["same_sums"] for one in told[:-1])
    assert set(told[-1]) == {
        "bench", "answers", "to_bare", "faster_than_pandas", "engine_mb", "report_mb", "within",
    }  # fmt: skip
    assert told[-1]["engine_mb"] > 0


def test_the_large_one_measures_the_report(tmp_path: Path) -> None:
    told: list[dict[str, Any]] = []
    measure_large(tmp_path, lambda bench, **figures: told.append({"bench": bench, **figures}), 6000)
    assert set(told[0]) == {"bench", "answers", "wall_s", "peak_mb", "within"}
    assert told[0]["answers"] == 6000
    assert told[0]["peak_mb"] > 0


def test_a_full_disk_is_said_before(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="MB are free"):
        make_answers(tmp_path, 10**14)
    assert not alike({"check": [1.0]}, {"check": [2.0]})
