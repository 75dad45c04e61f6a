"""Towns for tests of contributions, each made once: adding up is what takes time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from steppingup.evaluation.contribution.make import contribution_of
from steppingup.evaluation.contribution.parts import Contribution
from steppingup.evaluation.contribution.run import contribute
from steppingup.evaluation.item_table import items_of
from steppingup.evaluation.readers.base import Taken
from steppingup.evaluation.stories import STEPS
from tests.evaluation import answers

DAY = "2026-11-23"
Named = list[tuple[str, Contribution]]


def _item(item: str, second: str = "", truth: str = "") -> dict[str, object]:
    options = "refer consult other-help" if truth else "k x y z"
    return {
        "item_id": item, "version": 1, "competency": "", "second": second, "kind": "vignette" if truth else "choice",
        "truth": truth, "twin": "", "differs": "", "anchor": False, "forms": "", "options": options,
        "keys": truth or "k", "max_score": 1.0,
    }  # fmt: skip


SECONDS = {"a0": "act", "b0": "refer"}
TRUTHS = {f"{form}{number}": ("refer", "consult", "refer", "other-help")[number - 6]
          for form in "ab" for number in range(6, 10)}  # fmt: skip
ITEMS = items_of([_item(item, second) for item, second in SECONDS.items()]
                 + [_item(item, truth=truth) for item, truth in TRUTHS.items()])  # fmt: skip


def with_stories(frame: pd.DataFrame, seed: int = 1) -> pd.DataFrame:
    """Let items 6 to 9 of each form be stories: who is right says what is true, others say something else."""
    draw = np.random.default_rng(seed)
    said = [
        response if truth is None or pd.isna(response) else truth if score else _wrong(draw, truth)
        for response, score, truth in zip(
            frame["response"], frame["score"].fillna(0), map(TRUTHS.get, frame["item_id"]), strict=True
        )
    ]
    return frame.assign(response=pd.Series(said, index=frame.index, dtype="str"))


def _wrong(draw: np.random.Generator, truth: str) -> str:
    return str(draw.choice([step for step in STEPS if step != truth]))


@cache
def rows(seed: int, people: int, items: int = 5, thirds: bool = False, missing: float = 0.1) -> pd.DataFrame:
    """Answers without gaps; from ten items on, with stories."""
    return with_stories(answers.events(seed, people, items, thirds, missing, gaps=0), seed)


def made(events: pd.DataFrame, ratings: pd.DataFrame | None = None) -> Contribution:
    """All sums, none kept back, with a mark."""
    whole = contribution_of(events, answers.ratings(1, 0) if ratings is None else ratings, ITEMS)
    return replace(whole, sources=("whole",))


def towns(frame: pd.DataFrame, rated: pd.DataFrame, seed: int, parts: int) -> Named:
    """One contribution for each of several towns, among which people are drawn."""
    draw = np.random.default_rng(seed)
    town = {learner: int(draw.integers(parts)) for learner in sorted({*frame["learner"], *rated["learner"]})}
    found = []
    for number in range(parts):
        mine = frame[frame["learner"].map(town) == number]
        if len(mine):
            one = made(mine, rated[rated["learner"].map(town) == number])
            found.append((f"town-{number}", replace(one, sources=(f"s{number}",))))
    return found


@cache
def protected_town(seed: int, people: int, items: int = 10, missing: float = 0.05) -> Contribution:
    """A town, protected; some items are easy, some roles rare."""
    return contribute(Taken(town_rows(seed, people, items, missing), answers.ratings(seed, people)), ITEMS, DAY)


def town_rows(seed: int, people: int, items: int = 10, missing: float = 0.05) -> pd.DataFrame:
    """The answers of such a town."""
    frame = rows(seed, people, items, missing=missing)
    rare = frame["learner"].isin([f"{person:032x}" for person in range(0, people, 9)])
    easy = frame["item_id"].isin([f"a{seed % 6}"]) & frame["score"].notna()
    return frame.assign(role=frame["role"].mask(rare, "mayor"), score=frame["score"].mask(easy, 1.0))


def numbers(one: Contribution) -> dict[Any, float]:
    """Every sum of a contribution under a name of its own; sums of 0 need not be there."""
    found: dict[Any, float] = {}
    for place, parts in one.blocks.items():
        found |= {(place, part, key): value for part, sums in parts.items() for key, value in sums.items() if value}
    cells: dict[str, Mapping[Any, tuple[float, ...]]] = {
        "heat": one.heat, "ratings": one.ratings, "stories": one.stories, "sure": one.sure,
    }  # fmt: skip
    for name, sums in cells.items():
        found |= {(name, cell, n): value for cell, some in sums.items() for n, value in enumerate(some) if value}
    return found


def same(one: Contribution, other: Contribution) -> None:
    """Hold two contributions against each other."""
    a, b = numbers(one), numbers(other)
    assert set(a) == set(b)
    np.testing.assert_allclose([a[key] for key in a], [b[key] for key in a], rtol=1e-12, atol=0)
    assert (one.items, one.forms) == (other.items, other.forms)
