"""Make the session of the hostile set, graded, with its feedback; print where everything is, for the browser test.

Usage: python -m tests.grading.make_hostile FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from nbgrader.api import Gradebook

from steppingup.grading.feedback import feedback
from steppingup.grading.run import grade
from tests.grading.hostile import CASES
from tests.grading.sessions import EXERCISE, session_in

SHOWN = ("script", "maths", "formula", "extra", "injected", "edited", "control")


def main(folder: Path) -> None:
    session = session_in(folder)
    for code in SHOWN:
        CASES[code].make(session, code)
    assert not grade(session.root, EXERCISE).failed
    pages = {page.parent.parent.name: str(page) for page in feedback(session.root, EXERCISE)}
    with Gradebook(session.gradebook) as gradebook:
        found = {code: gradebook.find_submission_notebook(EXERCISE, EXERCISE, code).id for code in SHOWN}
    sys.stdout.write(json.dumps({"session": str(session.root), "submissions": found, "pages": pages}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
