"""Is an item harder for one of two groups than for equally able people of the other? Mantel and Haenszel's answer.

Mantel and Haenszel (1959, Journal of the National Cancer Institute 22, 719), as Holland and Thayer (1988) use it for
items: with continuity correction, matched on the full score, on the delta scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from statsmodels.stats.contingency_tables import StratifiedTable

from steppingup.common.errors import StatisticsError
from steppingup.statistics.dif.strata import strata, strata_matched_on
from steppingup.statistics.dif.verdict import LEVEL, MODERATE, PER_LOGIT, Compared, Dif, judged
from steppingup.statistics.gates import Gates, Measure, allowed, without
from steppingup.statistics.intervals import Z

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from steppingup.statistics.dif.strata import Strata
    from steppingup.statistics.rasch.sums import Counts, Floats, ScoreSums

# The search for unbiased items settles in two or three rounds, or never.
_ROUNDS = 10


def dif_of_two(groups: Mapping[str, Iterable[ScoreSums]], gates: Gates | None = None) -> tuple[Dif, ...]:
    """Look at every item, from the sums of two groups; the first is the reference.

    Raises:
        StatisticsError: there are not two groups.
    """
    _two(groups)
    return judged([compared(one, gates) for one in strata(groups)], gates)


def purified_dif(items: Sequence[str], groups: Mapping[str, Floats], gates: Gates | None = None) -> tuple[Dif, ...]:
    """Do the same from rows, with biased items left out of the score that people are matched on.

    Args:
        items: ids of the columns.
        groups: the marks of each group, shape (people, items); the first is the reference.
        gates: how many people it needs.

    Raises:
        StatisticsError: there are not two groups.
    """
    _two(groups)
    seen: list[frozenset[str]] = []
    biased: frozenset[str] = frozenset()
    while biased not in seen and len(seen) < _ROUNDS:
        seen.append(biased)
        matched = strata_matched_on(set(items) - biased, items, groups)
        found = judged([compared(one, gates) for one in matched], gates)
        biased = frozenset(one.item for one in found if flagged(one))
    return found


def flagged(one: Dif) -> bool:
    """Tell whether an item stands out, whatever the number of people: an item to look at, no verdict."""
    large = one.delta.value is not None and abs(one.delta.value) >= MODERATE
    return large and one.p_adjusted is not None and one.p_adjusted < LEVEL


def _two(groups: Mapping[str, object]) -> None:
    if len(groups) != 2:
        raise StatisticsError(f"this comparison needs two groups; there are {len(groups)}. Use dif_of_many for more")


def compared(one: Strata, gates: Gates | None) -> Compared:
    """Compare two groups on one item, level by level; levels without people of both say nothing."""
    gate = allowed("dif", sum(one.people), gates)
    if gate.reason:
        return Compared(one.item, one.people, without(gate.reason, gate.n))
    counts = one.counts[(one.counts.sum(axis=2) > 0).all(axis=1)]
    if not _both_ways(counts):
        return Compared(one.item, one.people, without("same", gate.n))
    table = StratifiedTable(np.moveaxis(counts, 0, -1).astype(float))
    middle, error = float(table.logodds_pooled), float(table.logodds_pooled_se)
    ends = sorted(PER_LOGIT * (middle + side * Z * error) for side in (-1, 1))
    delta = Measure(PER_LOGIT * middle, gate.n, "", *ends)
    p = float(table.test_null_odds(correction=True).pvalue)
    return Compared(one.item, one.people, delta, abs(PER_LOGIT) * error, p)


def _both_ways(counts: Counts) -> bool:
    """Tell whether equally able people differ in both directions; if not, the odds ratio is zero or endless."""
    first_right = (counts[:, 0, 0] * counts[:, 1, 1]).any()
    second_right = (counts[:, 0, 1] * counts[:, 1, 0]).any()
    return bool(first_right and second_right)
