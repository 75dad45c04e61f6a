"""Does an item go along with the others? Its correlation with the score on all other items."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from steppingup.statistics.gates import few
from steppingup.statistics.intervals import correlation_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from steppingup.statistics.answers import Asked, Scored
    from steppingup.statistics.gates import Gates, Measure

# Below it, differences of scores are dust of the computer's arithmetic.
_DUST = 1e-9


def rest_correlations(
    asked: Sequence[Asked], answers: Mapping[str, Sequence[Scored]], gates: Gates
) -> dict[str, Measure]:
    """Return Pearson's correlation of every item with the rest score: the points of all other items.

    An item that nobody has a score for is left aside. Of the others, only people count who have a score for each:
    a sum over different items compares nothing.
    """
    points = _complete(asked, answers)
    total = points.sum(axis="columns")
    missing = few(len(points)) if len(points.columns) > 1 else few(0)
    if len(points) < max(gates.correlation, 4) or len(points.columns) < 2:
        return {item.id: missing for item in asked}
    return {
        item.id: _correlation(points[item.id], total - points[item.id], gates) if item.id in points else few(0)
        for item in asked
    }


def _complete(asked: Sequence[Asked], answers: Mapping[str, Sequence[Scored]]) -> pd.DataFrame:
    columns = {
        item.id: pd.Series(
            {row.person: row.score * item.points for row in answers[item.id] if row.score is not None}, dtype=float
        )
        for item in asked
    }
    return pd.DataFrame({id_: column for id_, column in columns.items() if len(column)}).dropna()


def _correlation(item: pd.Series[float], rest: pd.Series[float], gates: Gates) -> Measure:
    spreads = [0.0 if one.std() < _DUST else float(one.var()) for one in (item, rest)]
    return correlation_of(len(item), (spreads[0], spreads[1]), float(item.cov(rest)), gates)
