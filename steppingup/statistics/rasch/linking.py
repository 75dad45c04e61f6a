"""Put two forms of a test on one scale by the items that they share.

On a Rasch scale the two differ by a shift only. Each shared item says how large it is; an item whose word differs
from that of the others has changed its meaning between the forms (it *drifts*) and is no anchor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from steppingup.statistics.gates import Measure, without
from steppingup.statistics.intervals import Z

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.statistics.rasch.model import Rasch


@dataclass(frozen=True)
class LinkRules:
    """When two forms may be compared; working rules, to be changed as data.

    Args:
        shared: how many items they must share.
        stable: how many of those must not drift.
        drift: how far an anchor may be off the others, in logits, before it is looked at.
        sure: how many standard errors it must be off, besides.
    """

    shared: int = 6
    stable: int = 4
    drift: float = 0.5
    sure: float = Z


@dataclass(frozen=True)
class Anchor:
    """A shared item.

    Args:
        item: its id.
        first: its difficulty on the first form, in logits.
        second: on the second form.
        error: the standard error of their difference.
        off: how much harder it is on the second form than the shift says.
        kept: whether the shift rests on it; if not, it drifts.
    """

    item: str
    first: float
    second: float
    error: float
    off: float = 0.0
    kept: bool = True


@dataclass(frozen=True)
class Link:
    """The way from the scale of the second form to that of the first.

    Args:
        shift: add it to an ability or a difficulty of the second form, in logits; without a number the forms are
            *not comparable*.
        anchors: all shared items that have a difficulty on both, in alphabetical order.
        slope: the spread of the anchors on the first form, divided by that on the second; far from 1, one form
            separates people better, and a shift alone does not make them alike. None if they do not spread.
    """

    shift: Measure
    anchors: tuple[Anchor, ...]
    slope: float | None = None

    @property
    def comparable(self) -> bool:
        """Whether results of the two forms may be set side by side."""
        return self.shift.value is not None


def link(first: Rasch, second: Rasch, rules: LinkRules | None = None) -> Link:
    """Link two calibrated forms; n of the shift is the number of anchors it rests on.

    Without a number, the reason is ``apart``: they share too few items, or too many of those drift.
    """
    limits = rules or LinkRules()
    anchors = _shared(first, second)
    if len(anchors) < max(1, limits.shared):
        return Link(without("apart" if anchors else "none", len(anchors)), anchors)
    anchors = _settled(anchors, limits)
    kept = [one for one in anchors if one.kept]
    if len(kept) < max(1, limits.stable):
        return Link(without("apart", len(kept)), anchors)
    shift, error = _shift(kept)
    return Link(Measure(shift, len(kept), "", shift - Z * error, shift + Z * error), anchors, _slope(kept))


def _shared(first: Rasch, second: Rasch) -> tuple[Anchor, ...]:
    there = {one.item: one for one in second.items}
    return tuple(
        Anchor(one.item, one.difficulty.value, other.difficulty.value, float(np.hypot(one.error, other.error)))
        for one in first.items
        for other in [there.get(one.item)]
        if other and one.difficulty.value is not None and other.difficulty.value is not None
        if one.error is not None and other.error is not None
    )


def _settled(anchors: tuple[Anchor, ...], rules: LinkRules) -> tuple[Anchor, ...]:
    """Let go of the anchor that drifts most, again and again, until none does."""
    while True:
        kept = [one for one in anchors if one.kept]
        shift, _ = _shift(kept)
        anchors = tuple(replace(one, off=one.second - one.first + shift) for one in anchors)
        drifting = [one for one in anchors if one.kept and _drifts(one, rules)]
        if not drifting or len(kept) == 1:
            return anchors
        worst = max(drifting, key=lambda one: abs(one.off))
        anchors = tuple(replace(one, kept=one.kept and one.item != worst.item) for one in anchors)


def _drifts(anchor: Anchor, rules: LinkRules) -> bool:
    return abs(anchor.off) > rules.drift and abs(anchor.off) > rules.sure * anchor.error


def _shift(anchors: Sequence[Anchor]) -> tuple[float, float]:
    """Return the mean difference, weighted by how well it is known, and its standard error."""
    weight = np.array([one.error**-2 for one in anchors])
    difference = np.array([one.first - one.second for one in anchors])
    return float(weight @ difference / weight.sum()), float(weight.sum() ** -0.5)


def _slope(anchors: Sequence[Anchor]) -> float | None:
    first = float(np.std([one.first for one in anchors]))
    second = float(np.std([one.second for one in anchors]))
    return first / second if min(first, second) > 1e-9 else None
