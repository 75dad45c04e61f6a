"""How few people are too few, and what hides them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from steppingup.common.errors import StatisticsError

if TYPE_CHECKING:
    import pandas as pd

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Nothing about fewer people is ever shown, to anybody.
NEVER = 5
# Where all or none are right, a share would tell what each of them answered.
TOP, BOTTOM = 0.9, 0.1


@dataclass(frozen=True)
class Rule:
    """The least number of people behind a number.

    Args:
        least: fewer are kept back; never below 5.
        alike: a cell that is kept back to protect others must look as if it could be small itself. Without it, fewer
            cells are lost, and an attacker can tell which of those that are kept back are not small.

    Raises:
        StatisticsError: the number is below 5.
    """

    least: int = 10
    alike: bool = True

    def __post_init__(self) -> None:
        if self.least < NEVER:
            raise StatisticsError(f"at least {NEVER} people must stand behind every number; {self.least} are too few")

    def small(self, counts: Counts) -> Flags:
        """Tell which counts are too small to be shown; nobody at all is no small group."""
        return (counts > 0) & (counts < self.least)


SHARED, LOCAL = Rule(10), Rule(NEVER)


def people_table(events: pd.DataFrame, rows: str, columns: str, person: str = "learner") -> pd.DataFrame:
    """Count distinct people, not events, by two attributes; rows and columns in alphabetical order.

    Args:
        events: one row per answer, with the three columns.
        rows: name of the column that gives the rows, such as the role.
        columns: name of the column that gives the columns, such as the municipality.
        person: name of the column that tells people apart.

    Raises:
        StatisticsError: somebody stands in two cells. Then cells do not add up to their margins, and no audit holds.
    """
    one_each = events[[person, rows, columns]].dropna().drop_duplicates()
    double = int(one_each[person].duplicated().sum())
    if double:
        raise StatisticsError(
            f"{double} people stand in two cells of {rows} by {columns}; give each person one of each"
        )
    found = one_each.groupby([rows, columns], observed=True)[person].nunique().unstack(fill_value=0)
    table: pd.DataFrame = found.sort_index(axis=0).sort_index(axis=1).astype(np.int64)
    return table


@dataclass(frozen=True)
class Share:
    """A share that may be shown.

    Args:
        value: 0 to 1; None if it is kept back or told by a bound only.
        bound: what is told instead of a value near all or none.
        reason: ``few`` if nothing may be told; empty otherwise.
    """

    value: float | None
    bound: Literal["", ">= 90 %", "<= 10 %"] = ""
    reason: Literal["", "few"] = ""


def share(right: int, people: int, rule: Rule = SHARED) -> Share:
    """Return the share of people who are right, or what may be told of it.

    All and none become a bound. So do the shares next to them, as long as fewer than 5 people make the difference:
    else the bound would only ever stand for "all", and tell just that.

    Raises:
        StatisticsError: more people are right than there are.
    """
    if not 0 <= right <= people:
        raise StatisticsError(f"{right} right answers of {people} people cannot be")
    if people < rule.least:
        return Share(None, reason="few")
    if people - right < NEVER and right >= TOP * people:
        return Share(None, ">= 90 %")
    if right < NEVER and right <= BOTTOM * people:
        return Share(None, "<= 10 %")
    return Share(right / people)
