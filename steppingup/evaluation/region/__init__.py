"""The report of a region: the same sections as a town gets from its rows, as far as sums of towns allow.

:mod:`~steppingup.evaluation.region.study` takes the place of a study of rows.
:mod:`~steppingup.evaluation.region.needs` and :mod:`~steppingup.evaluation.region.answers` work out findings from sums.
The sections are made of them in :mod:`~steppingup.evaluation.region.parts` and
:mod:`~steppingup.evaluation.region.question_part`, with the tables and figures of :mod:`steppingup.evaluation.report`;
:mod:`~steppingup.evaluation.region.write` writes the files.
"""

from __future__ import annotations
