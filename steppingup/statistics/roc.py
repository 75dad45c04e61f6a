"""The ROC curve from decisions with a certainty: what would happen with a lower or a higher threshold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from steppingup.statistics.bootstrap import drawn
from steppingup.statistics.gates import Gates, Measure, few

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Roc:
    """A curve from (0, 0) to (1, 1).

    Args:
        points: (1 - specificity, sensitivity) at each threshold, the strictest first; empty if there is no curve.
        area: the area below it: how often a signal is rated above noise, ties as half; 0.5 is chance.
    """

    points: tuple[tuple[float, float], ...]
    area: Measure


def rating(decision: int, certainty: int, most: int = 3) -> int:
    """Return one step of an ordered scale from a decision and its certainty.

    Args:
        decision: 0 for "no", 1 for "yes", or more steps in order (0 no action, 1 ask more, 2 refer).
        certainty: 1 to ``most``.
        most: the highest certainty.

    The surer a "no", the lower it is; the surer any other decision, the higher.
    """
    return decision * most + (most - certainty if decision == 0 else certainty - 1)


def roc(answers: pd.DataFrame, gates: Gates | None = None, *, clusters: Mapping[str, str] | None = None) -> Roc:
    """Draw the curve of all answers together.

    Args:
        answers: one row per answer with ``learner``, ``signal`` and ``rating`` (a whole number, higher for
            a surer yes).
        gates: how many people it needs.
        clusters: the town of each learner; the interval of the area then draws towns.
    """
    limits, people = gates or Gates(), answers["learner"].nunique()
    if people < max(1, limits.show):
        return Roc((), few(people))
    counts = _counts(answers)
    found = drawn(counts, area, "one-kind", limits, clusters)
    if found.value is None:
        return Roc((), found)
    alarms, hits = (one[0] for one in steps(counts.to_numpy().sum(axis=0, keepdims=True)))
    return Roc(tuple(zip(map(float, alarms), map(float, hits), strict=True)), found)


def area(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the area below the curve by trapezoids, of rows of counts: noise by rating, then signals by rating."""
    alarms, hits = steps(sums)
    return np.asarray(np.trapezoid(hits, alarms, axis=1))


def steps(sums: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the shares of noise and of signals above each threshold, for rows of counts as in :func:`area`."""
    with np.errstate(all="ignore"):
        found = [np.cumsum(half[:, ::-1], axis=1) / half.sum(axis=1, keepdims=True) for half in np.hsplit(sums, 2)]
    start = np.zeros((len(sums), 1))
    return np.hstack([start, found[0]]), np.hstack([start, found[1]])


def _counts(answers: pd.DataFrame) -> pd.DataFrame:
    learners, person = np.unique(answers["learner"].astype(str), return_inverse=True)
    steps, step = np.unique(answers["rating"].to_numpy(dtype=int), return_inverse=True)
    rows = np.zeros((len(learners), 2 * len(steps)))
    np.add.at(rows, (person, step + len(steps) * answers["signal"].to_numpy(dtype=bool)), 1)
    return pd.DataFrame(rows, index=learners)
