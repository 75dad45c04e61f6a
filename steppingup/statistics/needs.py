"""Who needs what: the required level minus the measured one, and whether people know it.

All levels are shares from 0 to 1: the cut score of a required level (1, 2, 3) is the share that it asks for. The four
cells join what was measured with how people rate themselves:

================  ====================  ====================
own rating        measured: enough      measured: too low
================  ====================  ====================
high              competent             unaware need
low               under-confident       aware need
================  ====================  ====================

*Enough*: the measured level is at or above the cut score. *High*: the own ability is at or above the required level, on
the scale of levels. A cell is *sure* if the interval of the measured level lies wholly on one side of the cut score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from steppingup.statistics.gates import Gates, Measure, few
from steppingup.statistics.intervals import share_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from steppingup.statistics.gates import Reason

Cell = Literal["competent", "unaware-need", "under-confident", "aware-need"]
# The share of points that a required level asks for; editable defaults of the course (origin: editorial-2026).
CUT_SCORES: Mapping[int, float] = {1: 0.60, 2: 0.75, 3: 0.85}
# In a list of equal needs, those come first that nobody asks for.
_FIRST: tuple[Cell | Literal[""], ...] = ("unaware-need", "aware-need", "under-confident", "competent", "")


class Target(NamedTuple):
    """What a role should be able to do.

    Args:
        role: the id of the role.
        competency: the id of the competency.
        level: the required level: 1 to 3, or 0 if none is required, which is never a need.
    """

    role: str
    competency: str
    level: int


class Evidence(NamedTuple):
    """What people of the role showed and said.

    Args:
        measured: the mean share of the points (:func:`measured_level`).
        own: the mean of the own rating, on the scale of levels.
        importance: the mean of the rated importance.
    """

    measured: Measure
    own: Measure
    importance: Measure


@dataclass(frozen=True)
class Need:
    """The need of one role for one competency.

    Args:
        target: the role, the competency and its required level.
        evidence: what was measured and rated.
        required: the cut score of the required level.
        need: max(0, required - measured), with the interval that follows from that of ``measured``.
        cell: which of the four; empty if there is a ``reason``.
        sure: whether the interval of ``measured`` leaves out the cut score.
        reason: why there is no cell.
    """

    target: Target
    evidence: Evidence
    required: float
    need: Measure
    cell: Cell | Literal[""]
    sure: bool
    reason: Reason | Literal[""] = ""


@dataclass(frozen=True)
class Ranked:
    """A place in the list of needs.

    Args:
        place: 1 is the greatest need; equal needs share a place. None without a number.
        need: what stands there.
        apart: whether its interval lies wholly above that of the next one, so that the order is more than chance.
    """

    place: int | None
    need: Need
    apart: bool


def measured_level(shares: Sequence[float], gates: Gates | None = None) -> Measure:
    """Return the mean of people's shares of the points, one per person; NaN is left out.

    Wilson's interval never has width 0, and is on the safe side: shares vary at most as much as right or wrong.
    """
    kept = [share for share in shares if share == share]  # noqa: PLR0124  # NaN alone differs from itself
    return share_of(sum(kept), len(kept), gates)


def gap(required: float, measured: Measure) -> Measure:
    """Return max(0, required - measured); the interval is that of ``measured``, turned round."""
    if measured.value is None:
        return measured
    value = max(0.0, required - measured.value)
    if measured.low is None or measured.high is None:
        return Measure(value, measured.n)
    return Measure(value, measured.n, "", max(0.0, required - measured.high), max(0.0, required - measured.low))


def cell(required: float, measured: float, *, own: float, level: float) -> Cell:
    """Return one of the four cells; see the rules of this module.

    Args:
        required: the cut score.
        measured: the measured share of the points.
        own: the own rating, on the scale of levels.
        level: the required level, on the same scale.
    """
    enough, high = measured >= required, own >= level
    if enough:
        return "competent" if high else "under-confident"
    return "unaware-need" if high else "aware-need"


def need_of(target: Target, evidence: Evidence, cuts: Mapping[int, float] = CUT_SCORES) -> Need:
    """Join what is known about one role and one competency.

    Args:
        target: what is required.
        evidence: what was measured and rated.
        cuts: the share that each level asks for.
    """
    required, (measured, own, _) = cuts[target.level] if target.level else 0.0, evidence
    found = gap(required, measured)
    if measured.value is None or own.value is None:
        return Need(target, evidence, required, found, "", sure=False, reason=measured.reason or own.reason)
    sure = measured.low is not None and measured.high is not None and not measured.low < required <= measured.high
    return Need(
        target, evidence, required, found, cell(required, measured.value, own=own.value, level=target.level), sure
    )


def ranked(needs: Iterable[Need]) -> tuple[Ranked, ...]:
    """Sort by need; equal needs by cell (unaware first), then importance; those without a number last."""
    order = sorted(needs, key=_order)
    places: list[int | None] = []
    for place, one in enumerate(order, 1):
        same = places and one.need.value is not None and one.need.value == order[place - 2].need.value
        places.append(None if one.need.value is None else places[-1] if same else place)
    following = [*order[1:], None][: len(order)]
    return tuple(
        Ranked(place, one, _apart(one.need, after.need if after else few(0)))
        for place, one, after in zip(places, order, following, strict=True)
    )


def _order(one: Need) -> tuple[bool, float, int, float, str, str]:
    value, importance = one.need.value, one.evidence.importance.value
    return (value is None, -(value or 0), _FIRST.index(one.cell), -(importance or 0), *one.target[:2])


def _apart(one: Measure, after: Measure) -> bool:
    return one.low is not None and after.high is not None and one.low > after.high
