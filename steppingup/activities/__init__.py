"""Floor 1: activities. One file per kind, pure: models, scores and readable forms, without any reading or writing.

A new kind is one file here and one line in ``KINDS``.
"""

from __future__ import annotations

from steppingup.activities.base import Activity
from steppingup.activities.choice import Choice
from steppingup.activities.classify import Classify
from steppingup.activities.fields import Fault
from steppingup.activities.match import Match
from steppingup.activities.order import Order
from steppingup.activities.rating import Rating
from steppingup.activities.scenario import Scenario
from steppingup.activities.spot import Spot
from steppingup.activities.text import Text
from steppingup.activities.vignette import Vignette
from steppingup.activities.worksheet import Worksheet

KINDS: dict[str, type[Activity]] = {
    "choice": Choice,
    "match": Match,
    "order": Order,
    "classify": Classify,
    "spot": Spot,
    "scenario": Scenario,
    "vignette": Vignette,
    "text": Text,
    "worksheet": Worksheet,
    "rating": Rating,
}

__all__ = [
    "KINDS",
    "Activity",
    "Choice",
    "Classify",
    "Fault",
    "Match",
    "Order",
    "Rating",
    "Scenario",
    "Spot",
    "Text",
    "Vignette",
    "Worksheet",
]
