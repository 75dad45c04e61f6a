"""The whole way: submissions, our grading, results; the same numbers as from a gradebook filled by hand."""

from __future__ import annotations

import csv
from pathlib import Path

from nbgrader.api import Gradebook

from steppingup.grading.run import grade
from steppingup.session.course import Session
from steppingup.session.results import write_results
from steppingup.session.roster import Learner, Roster, write_roster
from tests.grading.sessions import EXERCISE, session_in, submit
from tests.session import graded as g

LATER = "2026-12-01 10:02:11.000000 UTC"


def items(session: Session) -> list[dict[str, str]]:
    path = session.folder("results") / f"{EXERCISE}-items.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


def test_results_of_graded_submissions(tmp_path: Path) -> None:
    filled = g.graded(tmp_path / "filled", 7)
    write_results(filled.root, EXERCISE)
    session = session_in(tmp_path / "graded")
    codes = g.codes(9)
    write_roster(session.root, Roster(tuple(Learner(code) for code in codes)))
    for number, code in enumerate(codes[:7]):
        submit(session, code, g.answers(session, code, g.person(number), g.SURE[number]))
    submit(session, codes[7], b"\x00not a file of answers", LATER)
    grade(session.root, EXERCISE)
    write_results(session.root, EXERCISE)
    one, other = items(filled), items(session)
    assert [row.pop("Not answered") for row in other] == [row.pop("Not answered") for row in one]
    assert other == one
    give(session, 2.0)
    write_results(session.root, EXERCISE)
    letter = items(session)[-1]
    assert (letter["Waiting to be read"], letter["Average score"]) == ("0", "0.5")
    learners = (session.folder("results") / f"{EXERCISE}-learners.csv").read_text("utf-8-sig").splitlines()[1:]
    assert [line.rsplit(",", 1)[1] for line in learners] == ['"graded"'] * 8 + ['"absent"']


def give(session: Session, points: float) -> None:
    """Score every text that waits, as formgrader does."""
    with Gradebook(session.gradebook, session.course_id) as book:
        for one in book.assignment_submissions(EXERCISE):
            for grade_ in one.notebooks[0].grades:
                if grade_.needs_manual_grade:
                    grade_.manual_score, grade_.needs_manual_grade = points, False
        book.db.commit()
