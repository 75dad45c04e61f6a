"""`nbgrader autograde` and the grading of a whole session give the same gradebook and the same graded notebooks."""

from __future__ import annotations

import datetime as dt
import filecmp
import shutil
from dataclasses import replace
from pathlib import Path

from nbgrader.api import Gradebook

from steppingup.grading.run import grade
from steppingup.session.course import CONFIG, Session, open_session
from steppingup.session.new import set_due
from tests.grading.gradebooks import grades, grades_hash
from tests.grading.sessions import EXERCISE, part, right, session_in, submit
from tests.grading.stock import nbgrader

LATE = "2026-12-24 18:00:00.000000 UTC"
PENALTY = '''
from nbgrader.plugins import BasePlugin


class Half(BasePlugin):
    """Takes half of what a late submission earned."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2


c.AssignLatePenalties.plugin_class = Half
'''


def twin(session: Session, folder: Path) -> Session:
    """The same session once more."""
    shutil.copytree(session.root, folder / "session")
    return open_session(folder / "session")


def same_files(one: Path, other: Path) -> bool:
    compared = filecmp.dircmp(one, other)
    same = not (compared.left_only or compared.right_only or compared.diff_files or compared.funny_files)
    return same and all(same_files(one / name, other / name) for name in compared.common_dirs)


def fill(session: Session) -> None:
    """Everything, something, nothing, and what cannot be read."""
    submit(session, "K7M2Q", right(session))
    submit(session, "AAAAA", part(session, "papers-1", "letter-1"))
    submit(session, "BBBBB", "{")
    submit(session, "CCCCC", None)
    submit(session, "DDDDD", part(session, "walk-1"), LATE)


def trainer(session: Session, student: str, cell: str, score: float, comment: str) -> None:
    """What formgrader saves when a trainer scores a cell."""
    with Gradebook(session.gradebook, session.course_id) as gradebook:
        found = gradebook.find_grade(cell, EXERCISE, EXERCISE, student)
        found.manual_score, found.needs_manual_grade = score, False
        gradebook.find_comment(cell, EXERCISE, EXERCISE, student).manual_comment = comment
        gradebook.db.commit()


def test_both_ways_agree_to_the_last_file(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    session = set_due(session, EXERCISE, dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    with (session.root / CONFIG).open("a") as file:
        file.write(PENALTY)
    fill(session)
    other = twin(session, tmp_path / "twin")
    nbgrader(session, "autograde", EXERCISE)
    report = grade(other.root, EXERCISE)
    assert [one.student for one in report.graded] == ["AAAAA", "BBBBB", "CCCCC", "DDDDD", "K7M2Q"]
    assert not report.failed
    assert grades(session.root, EXERCISE) == grades(other.root, EXERCISE)
    assert grades_hash(session.root, EXERCISE) == grades_hash(other.root, EXERCISE)
    assert any(row[0] == "DDDDD" and row[2] == 1.5 for row in grades(other.root, EXERCISE))  # half of three points
    assert same_files(session.folder("autograded"), other.folder("autograded"))


def test_both_ways_agree_when_they_grade_again_over_the_scores_of_a_trainer(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    fill(session)
    grade(session.root, EXERCISE)
    trainer(session, "K7M2Q", "letter-1", 3.25, "A clear letter.")
    trainer(session, "AAAAA", "letter-1", 0.5, "Say what the desk needs.")
    with Gradebook(session.gradebook) as gradebook:
        gradebook.find_grade("desk-1", EXERCISE, EXERCISE, "K7M2Q").extra_credit = 0.5
        gradebook.db.commit()
    other = twin(session, tmp_path / "twin")
    nbgrader(session, "autograde", EXERCISE, "--force")
    grade(other.root, EXERCISE, force=True)
    found = grades(other.root, EXERCISE)
    assert grades(session.root, EXERCISE) == found
    assert ["K7M2Q", "letter-1", None, 3.25, None, 4.0, True] in found
    assert ["K7M2Q", "letter-1", None, "A clear letter."] in found


def test_each_way_goes_on_where_the_other_stopped(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    submit(session, "K7M2Q", right(session))
    grade(session.root, EXERCISE)
    submit(session, "AAAAA", part(session, "desk-1"))
    assert "Skipping existing assignment" in nbgrader(session, "autograde", EXERCISE)
    assert [one.new for one in grade(session.root, EXERCISE).graded] == [False, False]
    before = grades(session.root, EXERCISE)
    folder = session.submission("AAAAA", EXERCISE)
    shutil.rmtree(folder)
    submit(session, "AAAAA", part(session, "desk-1", "steps-1"), LATE)
    assert [one.new for one in grade(session.root, EXERCISE).graded] == [True, False]
    after = grades(session.root, EXERCISE)
    changed = [row for row in after if row not in before]
    assert ["AAAAA", "steps-1", 1.0, None, None, 1.0, False] in changed
    assert all(row[0] == "AAAAA" for row in changed)


def test_progress_is_told(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    for code in ("AAAAA", "BBBBB"):
        submit(session, code, replace(part(session, "desk-1"), code=""))
    told: list[tuple[int, int]] = []
    grade(session.root, EXERCISE, lambda done, all_: told.append((done, all_)))
    assert told == [(1, 2), (2, 2)]
