"""Bias of items between groups (differential item functioning): may two languages be compared?"""

from __future__ import annotations

from steppingup.statistics.dif.logistic import dif_of_many
from steppingup.statistics.dif.mantel import dif_of_two, flagged, purified_dif
from steppingup.statistics.dif.verdict import Dif, Size, Verdict

# Each has three messages, as in steppingup.statistics.items; verdicts and sizes have one for each value.
MEASURES = ("bias",)

__all__ = ["MEASURES", "Dif", "Size", "Verdict", "dif_of_many", "dif_of_two", "flagged", "purified_dif"]
