"""Simulated bias between two languages: how often it is found, and how often there is a false alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from steppingup.statistics.dif import dif_of_two
from steppingup.statistics.rasch import score_sums

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from steppingup.statistics.dif import Dif
    from steppingup.statistics.rasch import ScoreSums

NAMES = [f"i{place:02}" for place in range(40)]
DIFFICULTY = np.linspace(-2, 2, 40)
BIASED = [3, 11, 19, 27, 35]
SEEDS = 100


def measure_bias(tell: Callable[..., None], seeds: int = SEEDS) -> None:
    """Make 5 of 40 items harder by a logit, and tell in how many runs 4 are found with 2 false alarms at most."""
    for people in (300, 100):
        found = [dif_of_two(sums(two_languages(seed, people, 1.0))) for seed in range(seeds)]
        hits = np.array([len(biased(one) & {NAMES[place] for place in BIASED}) for one in found])
        alarms = np.array([len(biased(one)) for one in found]) - hits
        verdicts = sorted({item.verdict for one in found for item in one})
        tell(
            "bias", people_each=people, seeds=seeds, found_of_5=round(float(hits.mean()), 2),
            four_found=float((hits >= 4).mean()), two_alarms_at_most=float((alarms <= 2).mean()), verdicts=verdicts,
        )  # fmt: skip


def simulated(
    random: np.random.Generator, people: int, difficulty: NDArray[np.float64], mean: float = 0.0
) -> NDArray[np.float64]:
    """Marks of people with normal abilities."""
    ability = random.normal(mean, 1, (people, 1))
    return (random.random((people, len(difficulty))) < 1 / (1 + np.exp(difficulty - ability))).astype(float)


def two_languages(seed: int, people: int, bias: float, *, mean: float = 0.0) -> dict[str, NDArray[np.float64]]:
    """Marks in two languages; in the second, five of 40 items are harder than they should be."""
    random = np.random.default_rng(seed)
    moved = DIFFICULTY.copy()
    moved[BIASED] += bias
    return {"en": simulated(random, people, DIFFICULTY), "xx": simulated(random, people, moved, mean)}


def sums(groups: dict[str, NDArray[np.float64]]) -> dict[str, tuple[ScoreSums, ...]]:
    """Add up the marks of each group."""
    return {group: score_sums(NAMES, marks) for group, marks in groups.items()}


def biased(found: tuple[Dif, ...]) -> set[str]:
    """Name the items with a verdict of bias."""
    return {one.item for one in found if one.verdict == "bias"}
