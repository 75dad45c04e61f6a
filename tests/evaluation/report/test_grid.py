"""Cells of the report's tables: rounded once, told as they may be, in three forms."""

from __future__ import annotations

import pytest

from steppingup.common.language import Words
from steppingup.evaluation.report.grid import Cell, Field, Grid, Kind, Shown, number, shown, text_of
from steppingup.statistics.gates import Measure


def say(key: str, **values: object) -> str:
    return Words().get(f"evaluation.{key}", **values)


@pytest.mark.parametrize(
    ("measure", "kind", "wanted"),
    [
        (Measure(0.12345, 20, "", 0.1, 0.2), "share", Shown(0.123, 20, 0.1, 0.2)),
        (Measure(None, 20, "same"), "share", Shown(None, 20, reason="same")),
        (Measure(None, 3, "few"), "share", Shown(None, None, reason="few")),
        (Measure(0.5, 3), "share", Shown(None, None, reason="few")),
        (Measure(None, 12), "share", Shown(None, 12, reason="few")),
        (Measure(-0.0001, 20), "points", Shown(0.0, 20)),
    ],
)
def test_a_measure_is_rounded_and_its_small_n_kept_back(measure: Measure, kind: Kind, wanted: Shown) -> None:
    assert shown(measure, kind, 10) == wanted


def test_a_bound_takes_the_place_of_a_number() -> None:
    assert shown(Measure(0.97, 20), "share", 10, ">= 90 %") == Shown(None, 20, bound=">= 90 %")


@pytest.mark.parametrize(
    ("cell", "kind", "wanted"),
    [
        (Shown(0.123, 20, 0.1, 0.2), "share", "12 % (10 % … 20 %) · n 20"),
        (Shown(-1.25, 20), "points", "\u22121.2 · n 20"),
        (Shown(None, None, reason="few"), "share", "too few people"),
        (Shown(None, 20, bound=">= 90 %"), "share", ">= 90 % · n 20"),
        (Shown(53.94, 20), "score", "53.9 % · n 20"),
        (Shown(0.0, 20), "signed", "0.00 · n 20"),
        (None, "text", "\u2013"),
        (True, "text", "yes"),
        (False, "text", "no"),
        (3, "whole", "3"),
        (0.5, "number", "0.50"),
        ("=1+1", "text", "=1+1"),
    ],
)
def test_a_cell_as_it_is_read(cell: Cell, kind: Kind, wanted: str) -> None:
    assert text_of(cell, kind, say) == wanted


def test_a_measure_is_five_columns_in_a_workbook_and_an_object_for_programs() -> None:
    fields = (Field("role", "Role"), Field("need", "Need", "share", measure=True))
    grid = Grid(
        "needs", "Needs", fields, (("a", Shown(0.1, 20, 0.0, 0.2)), ("b", None), ("c", Shown(None, 20, bound="x")))
    )
    table = grid.table(say)
    assert [column.title for column in table.columns] == [
        "Role", "Need", "Need: from", "Need: to", "Need: n", "Need: instead of a number",
    ]  # fmt: skip
    assert table.rows[0] == ("a", 0.1, 0.0, 0.2, 20, None)
    assert table.rows[1] == ("b", None, None, None, None, None)
    assert table.rows[2] == ("c", None, None, None, 20, "x")
    assert grid.json()["rows"][0]["need"] == {"value": 0.1, "low": 0.0, "high": 0.2, "n": 20, "reason": "", "bound": ""}
    assert number(12.4, "whole") == "12"
