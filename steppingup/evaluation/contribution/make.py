"""Make the sums of a town from its answers and ratings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from steppingup.evaluation.aggregates import aggregate, cells_from, engine_of, sums_from
from steppingup.evaluation.contribution.parts import RATED, Cell, Contribution, Item, Part, Place, parts_of
from steppingup.evaluation.item_table import SECOND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from steppingup.evaluation.aggregates import Aggregates
    from steppingup.statistics.sums import Key

BY = ("form_id", "phase", "language")
MEMORY = "500MB"  # the rows of a town are in memory anyway


def contribution_of(events: pd.DataFrame, ratings: pd.DataFrame, items: pd.DataFrame) -> Contribution:
    """Add up the answers and ratings of a town; nothing is kept back yet.

    Args:
        events: answers to one version of each item (:mod:`steppingup.evaluation.versions`); first attempts count.
        ratings: importance and ability.
        items: the item table, for second competencies; may be empty.
    """
    weights = _weights(events, items)
    with engine_of(MEMORY) as engine:
        engine.register("given", events)
        engine.register("weights", weights)
        made = aggregate(engine, "given", BY, "weights")
    blocks: dict[Place, Mapping[Part, Mapping[Key, float]]] = {}
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for group, sums in sums_from(made).items():
        blocks[Place(*group)] = parts_of(sums)
        forms[group[0], group[1]] |= set(sums.most)
    return Contribution(
        items=_items(events, weights), forms={form: tuple(sorted(ids)) for form, ids in sorted(forms.items())},
        blocks=blocks, heat=_heat(made), ratings=_ratings(ratings),
        releases=tuple(sorted(set(events["course_version"]) - {""})),
    )  # fmt: skip


def _weights(events: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Return the competencies of each item and how much it counts for them."""
    first = events[["item_id", "competency_id"]].drop_duplicates("item_id").assign(weight=1.0)
    known = items[items["item_id"].isin(first["item_id"]) & (items["second"] != "")]
    second = known[["item_id", "second"]].set_axis(["item_id", "competency_id"], axis="columns").assign(weight=SECOND)
    both = pd.concat([first, second.drop_duplicates("item_id")], ignore_index=True)
    return both.astype({"item_id": "str", "competency_id": "str", "weight": "float64"})


def _items(events: pd.DataFrame, weights: pd.DataFrame) -> dict[str, Item]:
    named = weights.groupby("item_id")["competency_id"].unique()
    competencies = {str(item): tuple(sorted({*map(str, names)} - {""})) for item, names in named.items()}
    rows = events.drop_duplicates("item_id").sort_values("item_id")
    return {
        str(item): Item(int(version), float(most), competencies[item])
        for item, version, most in rows[["item_id", "item_version", "max_score"]].itertuples(index=False)
    }


def _heat(made: Aggregates) -> dict[Cell, tuple[float, ...]]:
    found: dict[Cell, tuple[float, ...]] = {}
    for (phase, *_), cells in cells_from(made).items():
        for one in cells:
            place = Cell(phase, one.row, one.column)
            found[place] = added(found.get(place), (float(one.n), one.total, one.squares))
    return found


def added(one: tuple[float, ...] | None, other: tuple[float, ...]) -> tuple[float, ...]:
    """Add up the sums of two cells."""
    return other if one is None else tuple(a + b for a, b in zip(one, other, strict=True))


def _ratings(ratings: pd.DataFrame) -> dict[Cell, tuple[float, ...]]:
    """Add up pairs of ratings; who rated one of the two only is left out, as in the report."""
    keys = ["learner", "phase", "role", "competency_id"]
    wide = ratings.drop_duplicates([*keys, "scale"]).pivot(index=keys, columns="scale", values="value")
    pairs = wide.reindex(columns=["importance", "ability"]).dropna().astype(float).reset_index()
    importance, ability = pairs["importance"], pairs["ability"]
    sums = pairs.assign(
        n=1.0, importance2=importance**2, ability2=ability**2, product=importance * ability,
        below=(ability < importance).astype(float), above=(ability > importance).astype(float),
    )  # fmt: skip
    table = sums.groupby(["phase", "role", "competency_id"])[list(RATED)].sum()
    rows: list[Any] = list(table.reset_index().itertuples(index=False, name=None))
    return {Cell(*map(str, row[:3])): tuple(map(float, row[3:])) for row in rows}
