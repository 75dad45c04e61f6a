"""Floor 5: from answers to a report for evaluators.

Readers turn files of any source into two tables, *events* (one row per answer to one item) and *ratings*
(:mod:`steppingup.evaluation.events`), in which nobody has a name. What a reader could not use stands in a quality
table (:mod:`steppingup.evaluation.quality`). Numbers come from :mod:`steppingup.statistics`.
"""

from __future__ import annotations
