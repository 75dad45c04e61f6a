"""Two releases of one table: who joined in between must not be found by taking one from the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from steppingup.common.errors import StatisticsError
from steppingup.statistics.disclosure.audit import intervals

if TYPE_CHECKING:
    from steppingup.statistics.disclosure.protect import Protected


@dataclass(frozen=True)
class Differs:
    """A cell whose change between two releases gives few people away.

    Args:
        row: its row, counted from 0; the last one holds the margins.
        column: its column.
        change: by how many people it changed; not to be published.
        exact: both numbers are published. If not, they follow from the others, up to less than the threshold.
    """

    row: int
    column: int
    change: int
    exact: bool


def differences(before: Protected, after: Protected) -> tuple[Differs, ...]:
    """Name the cells to publish as they were, or not at all.

    The change of a cell is known if both numbers are published. The changes are a table with margins again, so the
    same audit finds what follows from those that are known.

    Args:
        before: the last release.
        after: the one to be published, with the same rows and columns and the same rule.

    Raises:
        StatisticsError: the releases have different rows, columns or rules.
    """
    if before.full.shape != after.full.shape or before.rule != after.rule:
        raise StatisticsError("two releases can be compared only with the same rows, columns and threshold")
    change = after.full - before.full
    few = (change != 0) & (np.abs(change) < after.rule.least)
    hidden = before.hidden | after.hidden
    grew = bool((change >= 0).all())
    low, high = intervals(change, hidden, 0.0 if grew else None)
    found = few & (high - low < after.rule.least)
    return tuple(
        Differs(int(row), int(column), int(change[row, column]), not hidden[row, column])
        for row, column in np.argwhere(found)
    )
