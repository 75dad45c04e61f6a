"""When a number may be shown: enough answers, for privacy first and for meaning second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Reason = Literal["few", "same", "none"]


@dataclass(frozen=True)
class Gates:
    """The least number of answers for each statistic.

    Args:
        show: below it nothing is shown at all, as everybody in the room could tell who answered what.
        interval: from here on, a share has an interval; below it, any interval says "anything is possible".
        correlation: from here on, correlations.
    """

    show: int = 5
    interval: int = 10
    correlation: int = 30


@dataclass(frozen=True)
class Measure:
    """A number, or the reason why there is none.

    Args:
        value: the number; None below the gate.
        n: how many answers it rests on.
        reason: ``few`` not enough answers, ``same`` all answers alike, so that nothing can go along with them,
            ``none`` nothing of the kind was asked or chosen; empty if there is a number.
        low: lower end of the interval in which the number lies at 95 % confidence; None without one.
        high: its upper end.
    """

    value: float | None
    n: int
    reason: Reason | Literal[""] = ""
    low: float | None = None
    high: float | None = None


def few(n: int) -> Measure:
    """Say that there are not enough answers."""
    return Measure(None, n, "few" if n else "none")


def mean_of(values: Sequence[float], least: int) -> Measure:
    """Return the mean of at least ``least`` values."""
    return Measure(sum(values) / len(values), len(values)) if len(values) >= max(1, least) else few(len(values))
