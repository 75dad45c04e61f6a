"""Tables for tests: made by a seed, and degenerate ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from math import isfinite

import numpy as np
import pandas as pd

from steppingup.statistics.scores import ScoreTable, score_table, wide_table
from tests.statistics import plain


def lsat6() -> ScoreTable:
    return wide_table(pd.DataFrame(plain.lsat6(), columns=list("abcde")))


def simulated(people: int = 200, items: int = 6, seed: int = 1, missing: float = 0.0) -> pd.DataFrame:
    """Right and wrong answers of people whose abilities differ; some cells may be empty."""
    draw = np.random.default_rng(seed)
    ability, hard = draw.normal(size=(people, 1)), np.linspace(-1, 1, items)
    right = (draw.random((people, items)) < 1 / (1 + np.exp(hard - ability))).astype(float)
    right[draw.random((people, items)) < missing] = np.nan
    names = [f"p{person}" for person in range(people)]
    return pd.DataFrame(right, index=names, columns=[f"i{item}" for item in range(items)])


def degenerate() -> dict[str, ScoreTable]:
    """Tables that break careless formulas."""
    cycle = pd.DataFrame({"i0": [0, 1] * 20, "i1": [0, 0, 1, 1] * 10, "i2": [1, 0, 0, 1] * 10}, dtype=float)
    none = cycle * np.nan
    empty = pd.DataFrame({"learner": [], "item": [], "score": []})
    return {
        "no rows": score_table(empty),
        "nobody has a score": wide_table(none),
        "one person": wide_table(cycle.head(1)),
        "two people": wide_table(cycle.head(2)),
        "one item": wide_table(cycle[["i0"]]),
        "a constant item": wide_table(cycle.assign(i1=1.0)),
        "constant items with thirds": wide_table(cycle * 0 + 1 / 3),
        "an item without scores": wide_table(cycle.assign(i1=np.nan)),
        "items against each other": wide_table(cycle.assign(i1=1 - cycle["i0"], i2=cycle["i0"])),
        "sums to a constant": wide_table(cycle[["i0"]].assign(i1=1 - cycle["i0"])),
        "items that nobody had together": wide_table(
            cycle[["i0", "i1"]].assign(i0=cycle["i0"].where(cycle.index < 20), i1=cycle["i1"].where(cycle.index >= 20))
        ),
        "a tail that was not reached": wide_table(cycle.assign(i2=cycle["i2"].where(cycle.index % 3 > 0))),
        "full marks": wide_table(cycle * 0 + 8, {"i0": 8, "i1": 8, "i2": 8}),
        "partial credit": wide_table(cycle * 8 / 3, {"i0": 8, "i1": 8, "i2": 8}),
        "the same item twice": wide_table(cycle[["i0", "i0", "i0"]].set_axis(["i0", "i1", "i2"], axis=1)),
    }


def numbers(found: object) -> Iterator[float]:
    """Every number in a result."""
    if isinstance(found, float):
        yield found
    elif is_dataclass(found):
        for field in fields(found):
            yield from numbers(getattr(found, field.name))
    elif isinstance(found, dict):
        for value in found.values():
            yield from numbers(value)
    elif isinstance(found, (list, tuple)):
        for value in found:
            yield from numbers(value)


def measures_are_sound(found: object) -> bool:
    """No NaN and no infinity anywhere, and wherever a number is missing there is a reason."""
    return all(map(isfinite, numbers(found))) and all(map(_has_reason, _measures(found)))


def _measures(found: object) -> Iterator[object]:
    if type(found).__name__ == "Measure":
        yield found
    elif is_dataclass(found):
        for field in fields(found):
            yield from _measures(getattr(found, field.name))
    elif isinstance(found, dict):
        for value in found.values():
            yield from _measures(value)
    elif isinstance(found, (list, tuple)):
        for value in found:
            yield from _measures(value)


def _has_reason(one: object) -> bool:
    return bool(getattr(one, "reason")) == (getattr(one, "value") is None)  # noqa: B009  # any measure
