"""Disclosure control: nothing that is published gives a person away, not even by subtraction.

:func:`protected` decides what is kept back, :func:`hold` audits it before it leaves, :func:`differences` compares two
releases, :func:`rolled_up` puts small towns together, :func:`share` hides all-or-none.
"""

from __future__ import annotations

from steppingup.statistics.disclosure.audit import Weak, audit, intervals, with_margins
from steppingup.statistics.disclosure.protect import Protected, hold, protected
from steppingup.statistics.disclosure.releases import Differs, differences
from steppingup.statistics.disclosure.rollup import Cell, rolled_up
from steppingup.statistics.disclosure.rule import LOCAL, SHARED, Rule, Share, people_table, share

# Each has three messages, as in steppingup.statistics.items.
MEASURES = ("kept-back", "lost")

__all__ = [
    "LOCAL",
    "MEASURES",
    "SHARED",
    "Cell",
    "Differs",
    "Protected",
    "Rule",
    "Share",
    "Weak",
    "audit",
    "differences",
    "hold",
    "intervals",
    "people_table",
    "protected",
    "rolled_up",
    "share",
    "with_margins",
]
