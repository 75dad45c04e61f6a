"""Floor 3: what answers say about items, people and towns. Pure: tables in, numbers out.

Session results take what stands in this file. Evaluators take the modules: ``scores`` (a table of scores, and three
ways of having no answer), ``sums`` (what towns add up), ``item_analysis`` with ``options``, ``reliability``,
``calibration``, ``detection`` with ``roc`` and ``twins`` (vignettes), ``change`` (phases), ``needs`` and
``borich``, and the folders for Rasch, DIF and disclosure. Every result carries n, or a reason instead of a number.

An item has interactions (:mod:`steppingup.activities.interactions`); of kinds nothing is known here. Who answered is an
opaque text that is compared and never shown. A number below its gate is no number: it says that there are not enough
answers (:mod:`steppingup.statistics.gates`). The sentences that explain each number are `statistics.*` in
`steppingup/messages/results.yml`.
"""

from __future__ import annotations

from steppingup.statistics.answers import Asked, Scored
from steppingup.statistics.choices import Choosing, Counted
from steppingup.statistics.gates import Allowed, Gates, Measure, allowed, gates_of
from steppingup.statistics.items import MEASURES, ItemStatistics, item_statistics

__all__ = [
    "MEASURES",
    "Allowed",
    "Asked",
    "Choosing",
    "Counted",
    "Gates",
    "ItemStatistics",
    "Measure",
    "Scored",
    "allowed",
    "gates_of",
    "item_statistics",
]
