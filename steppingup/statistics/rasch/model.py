"""The Rasch model of a test: how hard its items are, on one scale with what people can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from steppingup.statistics.gates import Gates, Measure, Reason, allowed, few, without
from steppingup.statistics.intervals import Z
from steppingup.statistics.rasch.fit import Fit, item_fit
from steppingup.statistics.rasch.likelihood import Estimate, estimate
from steppingup.statistics.rasch.usable import usable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from steppingup.statistics.rasch.sums import ScoreSums
    from steppingup.statistics.rasch.usable import Usable


@dataclass(frozen=True)
class RaschItem:
    """One item on the scale.

    Args:
        item: its id.
        difficulty: in logits, with an interval; 0 is the mean of all items, and a hard item has a large one.
        error: its standard error in logits; None without a difficulty.
        infit: see :mod:`steppingup.statistics.rasch.fit`; None without a difficulty.
        outfit: the same.
    """

    item: str
    difficulty: Measure
    error: float | None = None
    infit: Fit | None = None
    outfit: Fit | None = None


@dataclass(frozen=True, eq=False)
class Rasch:
    """A calibrated test, or the reason why there is none.

    Args:
        people: how many people met at least one item.
        n: how many of them have some items right and some not; only they compare items, and the gates look at them.
        extreme: how many have all or none right.
        reason: why nothing has a number; empty if something has.
        exploratory: enough people to look at, too few to report.
        items: all items, in alphabetical order.
        tables: sums over the items that have a place on the scale; abilities rest on them.
        log_likelihood: the conditional one, in natural logarithms; None without a model.
    """

    people: int
    n: int
    extreme: int
    reason: Reason | Literal[""]
    exploratory: bool
    items: tuple[RaschItem, ...]
    tables: tuple[ScoreSums, ...] = ()
    log_likelihood: float | None = None

    @property
    def difficulties(self) -> dict[str, float]:
        """The items that have a number."""
        return {one.item: one.difficulty.value for one in self.items if one.difficulty.value is not None}


def rasch(tables: Iterable[ScoreSums], gates: Gates | None = None) -> Rasch:
    """Calibrate a test by conditional maximum likelihood.

    Args:
        tables: sums over people, one table for each set of items that was met; a shared item links two tables.
        gates: how many people it needs.
    """
    given, limits = tuple(tables), gates or Gates()
    kept = usable(given)
    n = sum(table.inner for table in kept.tables)
    people = sum(int(table.people.sum()) for table in given)
    reason = _reason(n, people, limits)
    items = sorted({item for table in kept.tables for item in table.items})
    found = None if reason else estimate(items, kept.tables)
    if found is None:
        why: Reason = reason or "no-fit"
        return Rasch(people, n, kept.extreme, why, exploratory=False, items=_unplaced(given, kept, why, limits))
    rows = {**_left_out(given, kept, limits), **_placed(items, found, kept.tables, limits)}
    exploratory = not allowed("rasch", n, limits)
    everything = tuple(rows[item] for item in sorted(rows))
    return Rasch(people, n, kept.extreme, "", exploratory, everything, kept.tables, found.log_likelihood)


def _reason(n: int, people: int, gates: Gates) -> Reason | Literal[""]:
    """Say why there is no model: too few people, or enough of them who are all alike."""
    if n:
        return allowed("rasch_exploratory", n, gates).reason
    return allowed("rasch_exploratory", people, gates).reason or "same"


def _placed(
    items: Sequence[str], found: Estimate, tables: Sequence[ScoreSums], gates: Gates
) -> Mapping[str, RaschItem]:
    fit = item_fit(items, found.difficulty, tables)
    rows = {}
    for item, value, error in zip(items, found.difficulty.tolist(), found.errors.tolist(), strict=True):
        n = sum(table.inner for table in tables if item in table.items)
        if allowed("rasch_exploratory", n, gates):
            place = Measure(value, n, "", value - Z * error, value + Z * error)
            rows[item] = RaschItem(item, place, error, *fit[item])
        else:
            rows[item] = RaschItem(item, few(n))
    return rows


def _left_out(given: Sequence[ScoreSums], kept: Usable, gates: Gates) -> Mapping[str, RaschItem]:
    met = {item: _met(given, item) for item in kept.left_out}
    return {
        item: RaschItem(item, without(allowed("rasch_exploratory", met[item], gates).reason or reason, met[item]))
        for item, reason in kept.left_out.items()
    }


def _unplaced(given: Sequence[ScoreSums], kept: Usable, reason: Reason, gates: Gates) -> tuple[RaschItem, ...]:
    rows = {item: RaschItem(item, without(reason, _met(given, item))) for table in given for item in table.items}
    if reason == "no-fit":
        rows |= _left_out(given, kept, gates)
    return tuple(rows[item] for item in sorted(rows))


def _met(tables: Sequence[ScoreSums], item: str) -> int:
    return sum(int(table.people.sum()) for table in tables if item in table.items)
