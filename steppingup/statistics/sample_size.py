"""How many people are needed: for a share with a margin, for a change, for bias between groups, for vignettes.

Numbers of people, before any is asked. They rest on guesses of what will be found, so a plan takes the cautious end.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from steppingup.common.errors import StatisticsError
from steppingup.statistics.intervals import Z, wilson

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVEL, POWER = 0.05, 0.8
# Nobody plans for more; a search that gets here has no answer.
MOST = 10_000_000
# Of 5 biased items of 40, how many were found with so many people in each group (simulated: Mantel-Haenszel, flag if
# adjusted p < 0.05 and the bias at least moderate), by the size of the bias in logits.
FOUND: Mapping[float, Mapping[int, float]] = {
    0.4: {100: 0.0, 300: 0.4},
    0.6: {100: 0.1, 300: 1.6, 500: 3.8, 1000: 4.0},
    0.8: {100: 0.5, 300: 3.7, 500: 4.5, 1000: 4.9},
    1.0: {100: 1.0, 300: 4.5},
}
BIASED = 5


@dataclass(frozen=True)
class Vignettes:
    """How vignettes will be judged.

    Args:
        signals: how many of them ask for a referral.
        noises: how many do not.
        hits: the share of referrals expected among the first.
        false_alarms: the share expected among the others.
        alike: how much the answers of one person hang together, 0 to 1.
    """

    signals: int
    noises: int
    hits: float = 0.75
    false_alarms: float = 0.25
    alike: float = 0.1


def for_share(margin: float, expected: float = 0.5, of: int | None = None) -> int:
    """Return how many people give a share whose interval reaches ``margin`` to each side, on average.

    Args:
        margin: half the width of Wilson's interval.
        expected: the share; 0.5 needs the most people.
        of: how many people there are in all, if they are few (then fewer of them are needed).

    Raises:
        StatisticsError: a number is outside its limits.
    """
    _between(margin, 0, 0.5, "the margin")
    _between(expected, 0, 1, "the expected share")
    low, high = 1, MOST
    while low < high:
        middle = (low + high) // 2
        ends = wilson(expected, middle)
        low, high = (low, middle) if ends[1] - ends[0] <= 2 * margin else (middle + 1, high)
    if of is None:
        return low
    _between(of, 0, MOST, "the number of people in all")
    # the correction for a finite population (Cochran, 1977, Sampling Techniques, 4.2)
    return min(of, ceil(low / (1 + (low - 1) / of)))


def for_change(difference: float, spread: float, together: float = 0.5, power: float = POWER) -> int:
    """Return how many people must take part twice to see a change of their mean score.

    Args:
        difference: the change to see, in the unit of the score.
        spread: the standard deviation of scores at one time.
        together: the correlation of both scores of a person.
        power: the chance to see the change.

    Raises:
        StatisticsError: a number is outside its limits.
    """
    from statsmodels.stats.power import TTestPower  # noqa: PLC0415  # brings scipy's distributions, a second

    _between(abs(difference), 0, MOST, "the change")
    _between(spread, 0, MOST, "the spread")
    _between(together, -1, 1, "the correlation")
    _between(power, 0.5, 1, "the power")
    effect = abs(difference) / (spread * sqrt(2 * (1 - together)))
    if TTestPower().power(effect, 3, LEVEL) >= power:
        return 3
    return ceil(float(TTestPower().solve_power(effect, alpha=LEVEL, power=power)))


def for_changed_share(before: float, after: float, power: float = POWER) -> int:
    """Return how many people must take part twice to see that a share of right answers changed (McNemar).

    The answers of a person at both times are taken for independent, which is cautious.

    Raises:
        StatisticsError: a share is outside 0 to 1, or both are the same.
    """
    from statsmodels.stats.power import normal_sample_size_one_tail  # noqa: PLC0415  # as above

    _between(before, 0, 1, "the share before")
    _between(after, 0, 1, "the share after")
    _between(abs(after - before), 0, 1, "the change")
    _between(power, 0.5, 1, "the power")
    apart = before * (1 - after) + after * (1 - before)
    difference = abs(after - before)
    n = normal_sample_size_one_tail(
        difference, power, LEVEL / 2, std_null=sqrt(apart), std_alternative=sqrt(apart - difference**2)
    )
    return max(6, ceil(float(n)))  # below 6 pairs, no test can be sure


def for_bias(logits: float) -> int | None:
    """Return how many people each group needs so that four of five items with such a bias are found; None if unknown.

    The numbers were simulated; a bias between two of them takes the smaller, which needs more people.

    Raises:
        StatisticsError: the bias is not above 0.
    """
    _between(logits, 0, MOST, "the bias")
    known = [size for size in FOUND if size <= logits + 1e-9]
    if not known:
        return None
    return next((people for people, found in FOUND[max(known)].items() if found >= 0.8 * BIASED), None)


def for_vignettes(margin: float, plan: Vignettes) -> int:
    """Return how many people give d' with an interval that reaches ``margin`` to each side.

    The variance of d' is that of Gourevitch and Galanter (1967, Psychometrika 32, 25); it grows with
    1 + (m - 1) alike where a person judges m vignettes (Kish, 1965, Survey Sampling).

    Raises:
        StatisticsError: a number is outside its limits.
    """
    _between(margin, 0, MOST, "the margin")
    _between(plan.hits, 0, 1, "the share of referrals")
    _between(plan.false_alarms, 0, 1, "the share of false alarms")
    if plan.signals < 1 or plan.noises < 1 or not 0 <= plan.alike <= 1:
        raise StatisticsError("vignettes need at least one of each kind, and answers are alike from 0 to 1")
    one = _part(plan.hits) / plan.signals + _part(plan.false_alarms) / plan.noises
    design = 1 + (plan.signals + plan.noises - 1) * plan.alike
    return max(1, ceil(one * design * (Z / margin) ** 2))


def at_start(people: int, lost: float) -> int:
    """Return how many must begin so that ``people`` are left when a share of them does not come back.

    Raises:
        StatisticsError: the share is outside 0 to 1.
    """
    if not 0 <= lost < 1:
        raise StatisticsError(f"the share that does not come back is {lost:g}; it must be from 0 to below 1")
    return ceil(round(people / (1 - lost), 6))


def _part(share: float) -> float:
    normal = NormalDist()
    return share * (1 - share) / normal.pdf(normal.inv_cdf(share)) ** 2


def _between(value: float, low: float, high: float, name: str) -> None:
    if not low < value < high:
        raise StatisticsError(f"{name} is {value:g}; it must be above {low:g} and below {high:g}")
