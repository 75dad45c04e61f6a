"""The way with kernels gives the same gradebook: what `make bench` measures, on few submissions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.grading import measure_grading


def test_three_ways_give_one_gradebook(tmp_path: Path) -> None:
    """Stock nbgrader runs every notebook, whose cells call the same scorer; then without kernels; then all at once."""
    told: list[dict[str, Any]] = []
    measure_grading(
        tmp_path / "bench", lambda bench, **figures: told.append({"bench": bench, **figures}), few=2, many=3
    )
    ways = [one for one in told if one["bench"] == "grading"]
    assert [one["way"] for one in ways] == ["kernel", "stock", "ours"]
    assert all(one["same_gradebook"] for one in ways)
    assert all(one["items"] == 20 for one in ways)
    assert told[-1]["bench"] == "grading many"
    assert told[-1]["submissions"] == 3
