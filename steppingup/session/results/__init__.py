"""What came out of an exercise: a page to show in the room, a workbook, and CSV.

Who uses it: the trainer, an hour after the answers came in, often with the group still there. What they do first: open
the page on the projector, talk about what was chosen, and only then show the key. What can go wrong: the group is so
small that everybody knows who chose what (below five answers nothing is shown), texts are still unread (they are
missing, never zero), an answer was made with an older release (it has a score and no choices), nothing is graded yet.

One file, one step: `gather` reads the gradebook and the files that were graded, `wording` turns numbers into sentences,
`room` makes the page, `sheets` the tables, `write` puts all of it into `results/`.
"""

from __future__ import annotations

from steppingup.session.results.write import ResultsReport, write_results

__all__ = ["ResultsReport", "write_results"]
