"""The Rasch model by conditional maximum likelihood, from additive sums.

:func:`sums_of` adds up rows (:func:`score_sums` bare marks), :func:`merged` adds up towns, :func:`rasch` calibrates;
:func:`abilities`, :func:`spread`, :func:`wright_map` and :func:`link` read the result.
"""

from __future__ import annotations

from steppingup.statistics.rasch.abilities import Ability, Spread, abilities, spread
from steppingup.statistics.rasch.fit import Fit
from steppingup.statistics.rasch.linking import Anchor, Link, LinkRules, link
from steppingup.statistics.rasch.model import Rasch, RaschItem, rasch
from steppingup.statistics.rasch.sums import ScoreSums, marks_of, merged, score_sums, sums_of
from steppingup.statistics.rasch.wright import Step, wright_map

# Each has three messages, as in steppingup.statistics.items.
MEASURES = ("difficulty", "infit", "outfit", "ability", "targeting", "separation", "link")

__all__ = [
    "MEASURES",
    "Ability",
    "Anchor",
    "Fit",
    "Link",
    "LinkRules",
    "Rasch",
    "RaschItem",
    "ScoreSums",
    "Spread",
    "Step",
    "abilities",
    "link",
    "marks_of",
    "merged",
    "rasch",
    "score_sums",
    "spread",
    "sums_of",
    "wright_map",
]
