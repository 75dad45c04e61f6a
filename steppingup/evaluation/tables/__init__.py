"""Tables of answers from elsewhere: any CSV or Excel file becomes scores, chosen options and groups.

:func:`~steppingup.evaluation.tables.given.read_given` reads, :func:`~steppingup.evaluation.tables.document.document_of`
works out the numbers of items and of the test, and writes them down with the reason where there is none.
"""

from __future__ import annotations
