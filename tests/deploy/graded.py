"""Run by the hub's Python: make a session with a given gradebook, grade it, and print all that the gradebook says.

Usage: python -m tests.deploy.graded FOLDER [ADDRESS OF THE DATABASE]
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from steppingup.grading.run import grade
from steppingup.session.course import Session
from steppingup.session.new import new_session
from tests.grading.gradebooks import grades
from tests.grading.sessions import EXERCISE, graded_course, part, right, submit


def made(folder: Path, database: str) -> Session:
    """A session with four submissions: all right, some of it, nothing, and a file that cannot be read."""
    folder.mkdir(parents=True)
    session = new_session(graded_course(folder), folder / "session", name="Autumn", database=database)
    everything = right(session)
    some = [one.activity.rpartition("/")[2] for one in everything.attempts[:3]]
    for code, data in {"ALL22": everything, "SOM22": part(session, *some), "NON22": None, "BAD22": b"{"}.items():
        submit(session, code, data)
    return session


def read_one_text(session: Session) -> None:
    """A trainer gives points to a text; grading again must keep them."""
    with Gradebook(session.gradebook, session.course_id) as gradebook:
        waiting = [
            one
            for one in gradebook.find_submission_notebook(EXERCISE, EXERCISE, "ALL22").grades
            if one.needs_manual_grade
        ]
        for one in waiting:
            one.manual_score, one.needs_manual_grade = 2.5, False
        assert waiting
        gradebook.db.commit()


def told(session: Session) -> list[Any]:
    return grades(session.root, EXERCISE, session.gradebook)


def main() -> None:
    session = made(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
    grade(session.root, EXERCISE)
    first = told(session)
    read_one_text(session)
    grade(session.root, EXERCISE, force=True)
    again = told(session)
    stock = [sys.executable, "-m", "nbgrader", "autograde", EXERCISE, "--force"]
    done = subprocess.run(stock, cwd=session.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    sys.stdout.write(json.dumps({"first": first, "again": again, "stock": told(session)}))


if __name__ == "__main__":
    main()
