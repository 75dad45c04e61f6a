"""Vignettes as signal detection: are the right people sent on, and are the others left in peace?

A vignette whose truth asks for a referral is a *signal*, any other one is *noise*; a referral is a *yes*. Sensitivity
is the share of yes among signals, specificity the share of no among noise. d' = z(H) - z(F) says how well the two are
told apart, the criterion c = -(z(H) + z(F)) / 2 how readily people refer: below 0 too readily, above 0 too seldom
(Macmillan and Creelman, 2005). Both use the log-linear correction H = (hits + 0.5) / (signals + 1), likewise F, so that
perfect answers have a number (Hautus, 1995). Answers of all people are pooled; intervals draw people, as one person's
answers hang together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from steppingup.statistics.bootstrap import drawn
from steppingup.statistics.gates import Gates, Measure, few
from steppingup.statistics.intervals import share_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

COUNTS = ("hits", "signals", "false_alarms", "noises")
Moved = Literal["neither", "d-prime", "criterion", "both", "unknown"]


@dataclass(frozen=True)
class Detection:
    """How vignettes were judged.

    Args:
        people: how many judged them.
        signals: answers to vignettes that ask for a referral.
        noises: answers to the others.
        sensitivity: the share of referrals among the signals, with Wilson's interval; its n counts answers.
        specificity: the share left in peace among the others.
        d_prime: how well the two are told apart; 0 is chance.
        criterion: how readily people refer; below 0 too readily.
    """

    people: int
    signals: int
    noises: int
    sensitivity: Measure
    specificity: Measure
    d_prime: Measure
    criterion: Measure


@dataclass(frozen=True)
class Shift:
    """What changed between two phases.

    Args:
        d_prime: after minus before; above 0, the two kinds are told apart better.
        criterion: after minus before; below 0, people refer more readily, whether it is right or not.
        moved: which of the two changed, by intervals that leave out 0; ``unknown`` without intervals. A course after
            which only the criterion moved taught people to refer more or less, not to see better.
        direction: ``more`` or ``fewer`` referrals if the criterion moved; empty if not.
    """

    d_prime: Measure
    criterion: Measure
    moved: Moved
    direction: Literal["", "more", "fewer"]


def counts_of(answers: pd.DataFrame) -> pd.DataFrame:
    """Count, for each person, what :data:`COUNTS` names.

    Args:
        answers: one row per answer with ``learner``, ``signal`` (the truth asks for a referral) and ``yes`` (referred).
    """
    signal, yes = answers["signal"].astype(bool), answers["yes"].astype(bool)
    rows = answers[["learner"]].assign(hits=signal & yes, signals=signal, false_alarms=~signal & yes, noises=~signal)
    return rows.groupby("learner")[list(COUNTS)].sum().astype(float)


def detection(
    counts: pd.DataFrame, gates: Gates | None = None, *, clusters: Mapping[str, str] | None = None
) -> Detection:
    """Work out sensitivity, specificity, d' and criterion.

    Args:
        counts: one row per person, as :func:`counts_of` makes them.
        gates: how many people it needs.
        clusters: the town of each person; intervals then draw towns.
    """
    limits = gates or Gates()
    sums = [float(counts[name].sum()) for name in COUNTS]
    return judged(len(counts), sums, limits, lambda number: drawn(counts, number, "one-kind", limits, clusters))


def judged(
    people: int, sums: Sequence[float], gates: Gates, measure: Callable[[Callable[[Numbers], Numbers]], Measure]
) -> Detection:
    """Put together what is known of some people.

    Args:
        people: how many they are.
        sums: their :data:`COUNTS`, added up.
        gates: how many people it needs.
        measure: works out :func:`d_prime` or :func:`criterion` with its interval.
    """
    hits, signals, alarms, noises = sums
    if people < max(1, gates.show):
        none = few(people)
        return Detection(people, int(signals), int(noises), none, none, none, none)
    return Detection(
        people, int(signals), int(noises), share_of(hits, int(signals), gates),
        share_of(noises - alarms, int(noises), gates), measure(d_prime), measure(criterion),
    )  # fmt: skip


def shift(
    before: pd.DataFrame,
    after: pd.DataFrame,
    gates: Gates | None = None,
    *,
    clusters: Mapping[str, str] | None = None,
) -> Shift:
    """Compare two phases; whoever answered in both is drawn with both.

    Args:
        before: one row per person, as :func:`counts_of` makes them.
        after: the same for the later phase.
        gates: how many people each phase needs.
        clusters: the town of each person; intervals then draw towns.
    """
    limits, n = gates or Gates(), min(len(before), len(after))
    if n < max(1, limits.show):
        return Shift(few(n), few(n), "unknown", "")
    both = before.merge(after, "outer", left_index=True, right_index=True, suffixes=("_before", "_after")).fillna(0.0)
    better, readier = (
        replace(drawn(both, _apart(of), "one-kind", limits, clusters), n=n) for of in (d_prime, criterion)
    )
    moved = _moved(better, readier)
    if moved not in {"criterion", "both"}:
        return Shift(better, readier, moved, "")
    return Shift(better, readier, moved, "more" if (readier.value or 0) < 0 else "fewer")


def d_prime(sums: Numbers) -> Numbers:
    """Return d' of rows of :data:`COUNTS`; NaN where one of the two kinds is missing."""
    hit, alarm = _z(sums)
    return np.asarray(hit - alarm)


def criterion(sums: Numbers) -> Numbers:
    """Return c of rows of :data:`COUNTS`; NaN where one of the two kinds is missing."""
    hit, alarm = _z(sums)
    return np.asarray(-(hit + alarm) / 2)


def predictive_value(sensitivity: float, specificity: float, prevalence: float) -> float | None:
    """Return the share of referrals that are right where ``prevalence`` of all people need one (Bayes).

    None if nobody would be referred. Vignettes have far more signals than life: never take their share as prevalence.
    """
    right, wrong = sensitivity * prevalence, (1 - specificity) * (1 - prevalence)
    return right / (right + wrong) if right + wrong > 0 else None


def _z(sums: Numbers) -> tuple[Numbers, Numbers]:
    from scipy.special import ndtri  # noqa: PLC0415  # slow to load, and session results do without

    hits, signals, alarms, noises = sums.T
    missing = (signals <= 0) | (noises <= 0)
    hit, alarm = ndtri((hits + 0.5) / (signals + 1)), ndtri((alarms + 0.5) / (noises + 1))
    return np.where(missing, np.nan, hit), np.where(missing, np.nan, alarm)


def _apart(of: Callable[[Numbers], Numbers]) -> Callable[[Numbers], Numbers]:
    return lambda sums: of(sums[:, 4:]) - of(sums[:, :4])


def _moved(better: Measure, readier: Measure) -> Moved:
    if None in (better.low, better.high, readier.low, readier.high):
        return "unknown"
    apart = [not (one.low or 0) <= 0 <= (one.high or 0) for one in (better, readier)]
    names: dict[tuple[bool, bool], Moved] = {
        (False, False): "neither", (True, False): "d-prime", (False, True): "criterion", (True, True): "both",
    }  # fmt: skip
    return names[apart[0], apart[1]]
