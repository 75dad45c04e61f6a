"""What may be told of groups of people: thresholds, cells that hide others, and the audit of every table of people.

Three rules hold everywhere. Groups that are too small have no number, and another one is kept back so that nobody can
work them out. Where nearly all or nearly none of a group earn full marks, only a bound is told. And two groups of which
one holds the other, such as all people and those who came back, differ by nobody or by enough people: else the
difference of two means would be the mean of few.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from steppingup.statistics.disclosure import Protected, Rule, hold, protected, share, with_margins
from steppingup.statistics.disclosure.audit import audit
from steppingup.statistics.gates import Gates, Measure
from steppingup.statistics.intervals import wilson
from steppingup.statistics.needs import measured_level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

# Sums of groups up to this many times one group are looked at; more say nothing new of so few groups.
_TIMES = 2
EVERYBODY = ""


class Level(NamedTuple):
    """A mean share of points, and the bound that is told instead where it is near all or none.

    With a bound, ``measure`` holds the bound itself: nothing that rests on it can tell more.
    """

    measure: Measure
    bound: str = ""


@dataclass(frozen=True)
class Groups:
    """Groups of people by one attribute, after what must be kept back.

    Args:
        shown: the groups that may be named, with their number of people.
        hidden: how many groups are kept back.
        total: all people, those of hidden groups included; None if even that is kept back.
        table: the audited table; None without people.
    """

    shown: Mapping[str, int]
    hidden: int
    total: int | None
    table: Protected | None = None


def gates_for(rule: Rule) -> Gates:
    """Return the gates of statistics for an audience: nothing below its threshold has a number."""
    least = rule.least
    return Gates(show=least, interval=max(10, least), breakdown=max(10, least), share=max(10, least))


def told(shares: Sequence[float], rule: Rule, gates: Gates) -> Level:
    """Return the mean of people's shares of the points, or a bound where all or none of them have all of the points."""
    kept = [one for one in shares if one == one]  # noqa: PLR0124 - NaN alone differs from itself
    found = measured_level(kept, gates)
    if found.value is None:
        return Level(found)
    full, some = sum(one >= 1 for one in kept), sum(one > 0 for one in kept)
    if share(full, len(kept), rule).bound == ">= 90 %":
        return Level(_at(0.9, len(kept), gates), ">= 90 %")
    if share(some, len(kept), rule).bound == "<= 10 %":
        return Level(_at(0.1, len(kept), gates), "<= 10 %")
    return Level(found)


def _at(value: float, n: int, gates: Gates) -> Measure:
    return Measure(value, n) if n < gates.interval else Measure(value, n, "", *wilson(value, n))


def groups(counts: Mapping[str, int], rule: Rule) -> Groups:
    """Decide which groups of one attribute may be named; each person stands in one.

    Raises:
        StatisticsError: the audit finds that the table would give people away.
    """
    some = {name: n for name, n in sorted(counts.items()) if n > 0}
    if not some:
        return Groups({}, 0, None)
    if len(some) == 1:
        [n] = some.values()
        return Groups(some if n >= rule.least else {}, int(n < rule.least), n if n >= rule.least else None)
    table = protected(np.array([[n] for n in some.values()], dtype=np.int64), rule)
    hold(table)
    shown = {name: n for (name, n), away in zip(some.items(), table.hidden[:-1, 0], strict=True) if not away}
    total = None if table.hidden[-1, 0] else int(table.full[-1, 0])
    return Groups(shown, len(some) - len(shown), total, table)


def together(counts: pd.DataFrame, rows: Groups, columns: Groups, rule: Rule) -> bool:
    """Tell whether two attributes of the same people may both be counted, their cross table being kept back.

    Args:
        counts: rows x columns, distinct people.
        rows: what is shown of the rows.
        columns: what is shown of the columns.
        rule: the threshold.
    """
    if min(counts.shape) < 2:
        return True  # all people stand in one row or column: nothing is crossed
    full = with_margins(counts.to_numpy(dtype=np.int64))
    hidden = np.ones(full.shape, dtype=np.bool_)
    hidden[:-1, -1] = [str(name) not in rows.shown for name in counts.index]
    hidden[-1, :-1] = [str(name) not in columns.shown for name in counts.columns]
    hidden[-1, -1] = None in (rows.total, columns.total)
    # the cross table is hidden as a whole, so a hidden cell does not look like a small one
    loose = Rule(rule.least, alike=False)
    if audit(full, hidden, loose):
        return False
    hold(Protected(full, hidden, loose.small(full) & hidden, loose))
    return True


def least_support(cells: Sequence[str], marks: NDArray[np.bool_]) -> int:
    """Return the fewest people whose sum of scores can be worked out from the sums over groups.

    Published are the sums over each cell (such as each role, what is hidden being one cell together) and over each
    marked group. Any multiples of them may be added and subtracted; what is left rests on some people. For given
    multiples of the marked groups, the multiple of a cell that leaves fewest people is known, so the search is exact.

    Args:
        cells: the cell of each person; everybody stands in one.
        marks: people x groups.
    """
    size = _least_cell(cells)
    if not marks.shape[1]:
        return size
    names = np.asarray(cells)
    for times in product(range(-_TIMES, _TIMES + 1), repeat=marks.shape[1]):
        if any(times):
            size = min(size, _left(names, marks @ np.array(times)))
    return size


def _least_cell(cells: Sequence[str]) -> int:
    return int(np.unique(np.asarray(cells), return_counts=True)[1].min()) if len(cells) else 0


def _left(names: NDArray[np.str_], weights: NDArray[np.int64]) -> int:
    left = 0
    for name in np.unique(names):
        counts = np.unique(weights[names == name], return_counts=True)[1]
        left += int(counts.sum() - counts.max())
    # nothing left means that the groups say no more than the cells
    return left or len(names)


def column(counts: Mapping[str, int], named: Sequence[str], rule: Rule) -> frozenset[str]:
    """Return which of the named groups may have a number beside a total that may be known; the others stand together.

    The empty name is everybody; it is among them if the total may be told.

    Args:
        counts: people by group.
        named: the groups that may be named at all.
        rule: the threshold.
    """
    alone = [name for name in named if name]
    rest = sum(n for name, n in counts.items() if name not in alone)
    found = groups({**{name: int(counts.get(name, 0)) for name in alone}, EVERYBODY: rest}, rule)
    shown = frozenset(found.shown) - {EVERYBODY}
    return shown | {EVERYBODY} if found.total is not None else shown
