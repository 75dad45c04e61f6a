"""What a town can give to a region without giving a row away: sums that add up, in one small file.

:mod:`~steppingup.evaluation.contribution.make` makes the sums, :mod:`~steppingup.evaluation.contribution.protect` keeps
back what would be about few people, :mod:`~steppingup.evaluation.contribution.form` writes and reads the file,
:mod:`~steppingup.evaluation.contribution.merge` adds up towns, and :mod:`~steppingup.evaluation.contribution.results`
works out numbers from what they gave.
"""

from __future__ import annotations
