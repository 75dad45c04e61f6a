"""Scores of people on items, with the three ways of having no answer kept apart.

``omitted``: seen and left out, which earns nothing and counts as 0. ``not_reached``: behind the last answer, and
``not_administered``: never shown; both are missing and count nowhere. ``waiting``: answered, and not judged
yet; missing, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from steppingup.common.errors import StatisticsError
from steppingup.statistics.intervals import DUST

if TYPE_CHECKING:
    from collections.abc import Mapping

WITHOUT = ("omitted", "not_reached", "not_administered", "waiting")


@dataclass(frozen=True)
class ScoreTable:
    """Who earned what.

    Args:
        points: people x items; NaN is missing.
        most: the highest score of each item.
        counts: items x :data:`WITHOUT`: how many people have no score for which reason.
    """

    points: pd.DataFrame
    most: pd.Series[float]
    counts: pd.DataFrame

    @property
    def complete(self) -> bool:
        """Whether every person has a score on every item."""
        return bool(self.points.notna().to_numpy().all())

    def whole(self) -> pd.DataFrame:
        """Return the people who have a score on every item that anybody has a score on."""
        return self.points.dropna(axis="columns", how="all").dropna()

    def shares(self) -> pd.Series[float]:
        """Return each person's share of the points of the items that they were given; NaN without any."""
        return self._earned / self._given.where(self._given > DUST)

    def rest_shares(self, item: str) -> pd.Series[float]:
        """Return each person's share of the points of all other items that they were given."""
        points = self.points[item]
        given = self._given - points.notna() * self.most[item]
        return (self._earned - points.fillna(0)) / given.where(given > DUST)

    @cached_property
    def _earned(self) -> pd.Series[float]:
        return self.points.sum(axis="columns")

    @cached_property
    def _given(self) -> pd.Series[float]:
        return (self.points.notna() * self.most).sum(axis="columns")


def score_table(rows: pd.DataFrame) -> ScoreTable:
    """Make the table from long rows.

    Args:
        rows: one row per person and item with the columns ``learner``, ``item``, ``score`` and, if there are any,
            ``max_score`` (1 if it is missing) and ``status`` (``answered`` if it is missing). People without a row
            for an item were not given it.

    Raises:
        StatisticsError: somebody has two rows for an item, a score is outside 0 to its maximum, an item has two
            maxima, or a status is unknown.
    """
    rows = rows.assign(
        learner=rows["learner"].astype(str),
        item=rows["item"].astype(str),
        max_score=rows["max_score"].astype(float) if "max_score" in rows else 1.0,
        status=rows["status"].astype(str) if "status" in rows else "answered",
        score=rows["score"].astype(float),
    )
    _look(rows)
    empty = rows["score"].isna()
    rows["status"] = rows["status"].mask((rows["status"] == "answered") & empty, "waiting")
    rows["score"] = rows["score"].where(rows["status"] == "answered").mask(rows["status"] == "omitted", 0.0)
    points = rows.pivot(index="learner", columns="item", values="score").sort_index(axis="columns").astype(float)
    most = rows.groupby("item")["max_score"].first().reindex(points.columns)
    return ScoreTable(points, most, _counts(rows, points))


def wide_table(points: pd.DataFrame, most: Mapping[str, float] | None = None) -> ScoreTable:
    """Make the table from people x items; an empty cell is an item that was not administered.

    Raises:
        StatisticsError: a score is outside 0 to its maximum, or a row or column stands twice.
    """
    table = labelled(points).astype(float)
    people, items = np.repeat(table.index, table.shape[1]), np.tile(table.columns, len(table))
    rows = pd.DataFrame({"learner": people, "item": items, "score": table.to_numpy().ravel()}).dropna()
    rows["max_score"] = [float((most or {}).get(item, 1.0)) for item in rows["item"]]
    made = score_table(rows)
    full = made.points.reindex(index=table.index, columns=table.columns)
    highest = pd.Series({item: float((most or {}).get(item, 1.0)) for item in table.columns}, dtype=float)
    counts = made.counts.reindex(table.columns, fill_value=0)
    counts["not_administered"] = table.isna().sum()
    return ScoreTable(full, highest, counts)


def labelled(table: pd.DataFrame) -> pd.DataFrame:
    """Return people x items with ids as text, whatever a file had for them."""
    return table.set_axis(table.index.astype(str)).set_axis(table.columns.astype(str), axis="columns")


def _look(rows: pd.DataFrame) -> None:
    twice = rows[rows.duplicated(["learner", "item"])]
    if len(twice):
        raise StatisticsError(f"somebody has two rows for '{twice['item'].iloc[0]}'; keep the first attempt only")
    wrong = rows[(rows["score"] < 0) | (rows["score"] > rows["max_score"]) | ~(rows["max_score"] > 0)]
    if len(wrong):
        one = wrong.iloc[0]
        raise StatisticsError(f"a score of '{one['item']}' is {one['score']:g}, outside 0 to {one['max_score']:g}")
    maxima = rows.groupby("item")["max_score"].nunique()
    if (maxima > 1).any():
        raise StatisticsError(f"'{maxima.idxmax()}' has two maximum scores; are these two releases of the item?")
    unknown = set(rows["status"]) - {"answered", *WITHOUT}
    if unknown:
        raise StatisticsError(f"'{min(unknown)}' is no status; it is one of answered, {', '.join(WITHOUT)}")


def _counts(rows: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    counts = pd.crosstab(rows["item"], rows["status"]).reindex(
        index=points.columns, columns=list(WITHOUT), fill_value=0
    )
    had = rows.groupby("item")["learner"].count().reindex(points.columns)
    counts["not_administered"] += len(points) - had
    return counts.astype(int)
