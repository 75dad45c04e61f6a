"""What may be said about the bias of an item: its size, and whether enough people answered for a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from statsmodels.stats.multitest import fdrcorrection

from steppingup.statistics.gates import Gates, Measure, allowed

if TYPE_CHECKING:
    from collections.abc import Sequence

Size = Literal["A", "B", "C", ""]
Verdict = Literal["bias", "no sign", "cannot tell"]

# The scale of the Educational Testing Service: 4 / 1.7 points of delta per logit.
PER_LOGIT = -2.35
# Where a moderate and a large bias begin on it.
MODERATE, LARGE = 1.0, 1.5
# The chance of a false alarm.
LEVEL = 0.05
# A large bias is surely more than moderate: one-sided at the same chance.
_ONE_SIDED = 1.6448536269514722


@dataclass(frozen=True)
class Dif:
    """What is known about one item.

    Args:
        item: its id.
        people: how many people of each group could be compared.
        delta: the bias; negative if the item is harder for the second group than for equally able people of the
            first. With more than two groups: the largest bias between any two, always positive.
        p: the chance of such data without any bias; None without a test.
        p_adjusted: the same after Benjamini and Hochberg, as many items are looked at; None without a test.
        size: A negligible, B moderate, C large; empty below the gate for verdicts.
        verdict: below the gate never "no sign": absence of evidence is not evidence.
        by_group: with more than two groups, the bias of each against the first.
    """

    item: str
    people: tuple[int, ...]
    delta: Measure
    p: float | None = None
    p_adjusted: float | None = None
    size: Size = ""
    verdict: Verdict = "cannot tell"
    by_group: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class Compared:
    """The bare result of a test of one item.

    Args:
        item: its id.
        people: how many people of each group could be compared.
        delta: the bias, with an interval if there is one number to it.
        error: its standard error; None without one.
        p: None without a test.
        by_group: see :class:`Dif`.
    """

    item: str
    people: tuple[int, ...]
    delta: Measure
    error: float | None = None
    p: float | None = None
    by_group: tuple[Measure, ...] = ()


def judged(found: Sequence[Compared], gates: Gates | None = None) -> tuple[Dif, ...]:
    """Adjust the tests for each other and give verdicts where the gates allow."""
    asked = [one.p for one in found if one.p is not None]
    adjusted = iter(fdrcorrection(np.array(asked), alpha=LEVEL)[1].tolist() if asked else [])
    return tuple(_judged(one, None if one.p is None else next(adjusted), gates) for one in found)


def _judged(one: Compared, adjusted: float | None, gates: Gates | None) -> Dif:
    bare = Dif(one.item, one.people, one.delta, one.p, adjusted, by_group=one.by_group)
    if one.delta.value is None or adjusted is None or not allowed("dif_verdict", min(one.people), gates):
        return bare
    size = _size(abs(one.delta.value), one.error, adjusted)
    verdict: Verdict = "no sign" if size == "A" else "bias"
    return Dif(one.item, one.people, one.delta, one.p, adjusted, size, verdict, one.by_group)


def _size(bias: float, error: float | None, adjusted: float) -> Size:
    if bias < MODERATE or adjusted >= LEVEL:
        return "A"
    surely = error is None or bias - _ONE_SIDED * error > MODERATE
    return "C" if bias >= LARGE and surely else "B"
