"""Bias of an item between more than two groups: logistic regression on score and group, from the sums.

Swaminathan and Rogers (1990, Journal of Educational Measurement 27, 361), uniform bias.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

import numpy as np
from scipy.stats import chi2
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

from steppingup.statistics.dif.strata import strata
from steppingup.statistics.dif.verdict import PER_LOGIT, Compared, Dif, judged
from steppingup.statistics.gates import Gates, Measure, allowed, without
from steppingup.statistics.intervals import Z

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from steppingup.statistics.dif.strata import Strata
    from steppingup.statistics.rasch.sums import Counts, Floats, ScoreSums

# A logit that no item has: the regression ran away.
_ENDLESS = 15.0


def dif_of_many(groups: Mapping[str, Iterable[ScoreSums]], gates: Gates | None = None) -> tuple[Dif, ...]:
    """Look at every item, from the sums of two or more groups; the first is the reference.

    Raises:
        StatisticsError: there are fewer than two groups.
    """
    return judged([_compared(one, gates) for one in strata(groups)], gates)


def _compared(one: Strata, gates: Gates | None) -> Compared:
    gate = allowed("dif", sum(one.people), gates)
    if gate.reason:
        return Compared(one.item, one.people, without(gate.reason, gate.n))
    if not all(one.people):
        return Compared(one.item, one.people, without("none", gate.n))
    if not one.counts.sum(axis=0).all():
        return Compared(one.item, one.people, without("same", gate.n))
    level, group = np.nonzero(one.counts.sum(axis=2))
    shared = _form_and_score(one.forms[level], one.scores[level])
    dummies = (group[:, None] == np.arange(1, len(one.groups))).astype(float)
    if np.linalg.matrix_rank(np.hstack([shared, dummies])) < np.linalg.matrix_rank(shared) + len(one.groups) - 1:
        return Compared(one.item, one.people, without("apart", gate.n))
    fitted = _fitted(one.counts[level, group], shared, dummies)
    if fitted is None:
        return Compared(one.item, one.people, without("no-fit", gate.n))
    return _side_by_side(one, *fitted, gate.n)


def _form_and_score(forms: Counts, scores: Counts) -> Floats:
    """Return a constant and a score for each set of items that was met."""
    own = (forms[:, None] == np.unique(forms)).astype(float)
    return np.hstack([own, own * scores[:, None]])


def _fitted(counts: Counts, shared: Floats, dummies: Floats) -> tuple[Floats, Floats, float] | None:
    """Return the logits of the groups, their covariance and the chance of the data; None if there is no solution."""
    with catch_warnings():
        simplefilter("ignore")  # a perfect separation is found by its endless logits, below
        without_groups = GLM(counts, shared, family=Binomial()).fit()
        with_groups = GLM(counts, np.hstack([shared, dummies]), family=Binomial()).fit()
        gain = max(0.0, 2 * float(with_groups.llf - without_groups.llf))
    last = slice(shared.shape[1], None)
    logits, covariance = with_groups.params[last], np.asarray(with_groups.cov_params())[last, last]
    if not np.isfinite(covariance).all() or np.abs(logits).max() > _ENDLESS or np.diag(covariance).max() > _ENDLESS**2:
        return None
    return logits, covariance, float(chi2.sf(gain, dummies.shape[1]))


def _side_by_side(one: Strata, logits: Floats, covariance: Floats, p: float, n: int) -> Compared:
    """Set every group beside the first, and find the two that differ most."""
    size = len(one.groups)
    value = np.concatenate([[0.0], logits])
    spread = np.zeros((size, size))
    spread[1:, 1:] = covariance
    against_first = tuple(_delta(value[other], spread[other, other], n) for other in range(1, size))
    low, high = max(combinations(range(size), 2), key=lambda pair: abs(value[pair[0]] - value[pair[1]]))
    error = float(spread[low, low] + spread[high, high] - 2 * spread[low, high]) ** 0.5
    largest = Measure(abs(PER_LOGIT * float(value[low] - value[high])), n)
    return Compared(one.item, one.people, largest, abs(PER_LOGIT) * error, p, against_first)


def _delta(logit: float, variance: float, n: int) -> Measure:
    """Return a bias on the delta scale; a negative logit is a harder item, which is a negative delta."""
    middle, spread = -PER_LOGIT * float(logit), -PER_LOGIT * Z * float(variance) ** 0.5
    return Measure(middle, n, "", middle - spread, middle + spread)
