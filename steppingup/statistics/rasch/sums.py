"""The sums that a Rasch model and a DIF analysis need, for people who met the same items.

They are additive: the sums of seven towns are the sums of all their people. A row of answers never has to travel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from steppingup.common.errors import StatisticsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.statistics.scores import ScoreTable

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

# Points are equal up to the dust of the computer's arithmetic.
_DUST = 1e-9


@dataclass(frozen=True, eq=False)
class ScoreSums:
    """Sums over people who met the same k items.

    Args:
        items: their ids, in alphabetical order.
        people: shape (k + 1), how many people have 0, 1, … k items right.
        right: shape (k + 1, k), how many of those have each item right.
    """

    items: tuple[str, ...]
    people: Counts
    right: Counts

    @property
    def inner(self) -> int:
        """How many people have some items right and some not: only they compare items."""
        return int(self.people[1:-1].sum())


def marks_of(points: Floats, most: Floats) -> Floats:
    """Make marks from points: only full marks are right, as the model knows two outcomes.

    Args:
        points: shape (people, items); NaN is missing.
        most: shape (items), the highest score of each.
    """
    return np.where(np.isnan(points), np.nan, (points >= most - _DUST).astype(float))


def sums_of(table: ScoreTable) -> tuple[ScoreSums, ...]:
    """Add up a table of points: what was left out counts as not right, what was not reached or given as not met."""
    marks = marks_of(np.asarray(table.points, dtype=float), np.asarray(table.most, dtype=float))
    return score_sums([str(item) for item in table.points.columns], marks)


def score_sums(items: Sequence[str], marks: Floats) -> tuple[ScoreSums, ...]:
    """Add up the marks of people, one table for each set of items that somebody met.

    Args:
        items: ids of the columns.
        marks: shape (people, items): 1 right, 0 not right (also: seen and left out), NaN not met (not reached, not
            administered, not judged yet).

    Raises:
        StatisticsError: the shapes do not fit, an item stands twice, or a mark is unknown.
    """
    _look_at(items, marks)
    order = sorted(range(len(items)), key=lambda place: items[place])
    names, marks = [items[place] for place in order], marks[:, order]
    patterns, which = np.unique(~np.isnan(marks), axis=0, return_inverse=True)
    return tuple(
        _table(tuple(name for name, met in zip(names, pattern, strict=True) if met), marks[which == place][:, pattern])
        for place, pattern in enumerate(patterns)
        if pattern.any()
    )


def merged(*shards: Iterable[ScoreSums]) -> tuple[ScoreSums, ...]:
    """Add up tables of several towns, those of the same items together."""
    found: dict[tuple[str, ...], ScoreSums] = {}
    for table in (table for shard in shards for table in shard):
        other = found.get(table.items)
        found[table.items] = (
            ScoreSums(table.items, table.people + other.people, table.right + other.right) if other else table
        )
    return tuple(found[items] for items in sorted(found))


def _look_at(items: Sequence[str], marks: Floats) -> None:
    if marks.ndim != 2 or marks.shape[1] != len(items):
        raise StatisticsError(f"the table of marks has shape {marks.shape}; it needs one column for each item")
    if len(set(items)) < len(items):
        raise StatisticsError("an item stands in two columns of the table of marks; give each item one column")
    if not (np.isnan(marks) | np.isin(marks, (0, 1))).all():
        raise StatisticsError("a mark is neither 0 nor 1; marks_of makes them from points")


def _table(items: tuple[str, ...], marks: Floats) -> ScoreSums:
    right = (marks == 1).astype(np.int64)
    scores = right.sum(axis=1)
    by_score = np.zeros((len(items) + 1, len(items)), dtype=np.int64)
    np.add.at(by_score, scores, right)
    return ScoreSums(items, np.bincount(scores, minlength=len(items) + 1), by_score)
