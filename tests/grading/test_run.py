"""A run that is killed, what cannot be graded at all, and one submission that fails among others."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from steppingup.common.errors import SessionError
from steppingup.grading.book_rows import Rows
from steppingup.grading.fill import fill
from steppingup.grading.run import grade
from steppingup.session.course import Session
from tests.grading.gradebooks import grades
from tests.grading.sessions import EXERCISE, part, right, session_in, submit
from tests.grading.stock import ROOT, environment
from tests.grading.test_same_gradebook import same_files, twin

# Killed the hard way, at a moment that the test names: nothing can be tidied up.
KILLED = """\
import os, signal, sys
from pathlib import Path
from steppingup.grading import book_rows, run

calls = 0

def killing(function):
    def called(*args, **kwargs):
        global calls
        calls += 1
        if calls == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return called

where = sys.argv[3]
if where == "before the grades":
    book_rows.Rows.save = killing(book_rows.Rows.save)
elif where == "before the commit":
    book_rows.Rows.penalty = killing(book_rows.Rows.penalty)
elif where == "before the folder":
    run._replace = killing(run._replace)
else:
    os.rename = killing(os.rename)
run.grade(Path(sys.argv[1]), sys.argv[2], force="again" in where)
"""


def few(session: Session) -> None:
    for number, code in enumerate(("AAAAH", "BBBB2", "CCCC3", "DDDD4", "K7M2Q")):
        submit(session, code, right(session) if number % 2 else part(session, "walk-1", "letter-1"))


@pytest.mark.parametrize("where", ["before the grades", "before the commit", "before the folder", "while it is moved"])
def test_after_a_kill_the_next_run_goes_on(tmp_path: Path, where: str) -> None:
    session = session_in(tmp_path)
    few(session)
    whole = twin(session, tmp_path / "whole")
    grade(whole.root, EXERCISE)
    command = [sys.executable, "-c", KILLED, str(session.root), EXERCISE, where]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    report = grade(session.root, EXERCISE)
    assert not report.failed
    assert [one.new for one in report.graded].count(False) < 5
    assert grades(session.root, EXERCISE) == grades(whole.root, EXERCISE)
    assert same_files(session.folder("autograded"), whole.folder("autograded"))
    assert not list(session.folder("autograded").rglob(".*"))


def test_one_that_fails_keeps_nobody_else_from_being_graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_in(tmp_path)
    few(session)
    real = fill

    def failing(cells: list[object], keys: object, folder: Path, *more: object) -> object:
        if folder.parent.name == "CCCC3":
            raise ZeroDivisionError("a fault of ours")
        return real(cells, keys, folder, *more)  # type: ignore[arg-type]

    monkeypatch.setattr("steppingup.grading.run.fill", failing)
    report = grade(session.root, EXERCISE)
    assert [(one.student, one.error) for one in report.failed] == [("CCCC3", "ZeroDivisionError: a fault of ours")]
    assert sorted({row[0] for row in grades(session.root, EXERCISE)}) == ["AAAAH", "BBBB2", "DDDD4", "K7M2Q"]
    monkeypatch.undo()
    assert [one.student for one in grade(session.root, EXERCISE).graded if one.new] == ["CCCC3"]


def test_a_failure_of_the_gradebook_is_forgotten_with_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_in(tmp_path)
    few(session)
    real, seen = Rows.penalty, []

    def failing(self: Rows, id_: str, value: float | None) -> None:
        seen.append(id_)
        if len(seen) == 2:
            raise OSError(28, "No space left on device")
        real(self, id_, value)

    monkeypatch.setattr(Rows, "penalty", failing)
    report = grade(session.root, EXERCISE)
    assert ["No space left on device" in one.error for one in report.failed] == [True]
    assert not grade(session.root, EXERCISE).failed
    assert len({row[0] for row in grades(session.root, EXERCISE)}) == 5


def test_what_cannot_be_graded_at_all(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match=r"holds no nbgrader_config\.py"):
        grade(tmp_path, EXERCISE)
    session = session_in(tmp_path)
    with pytest.raises(SessionError, match="There are no keys at"):
        grade(session.root, "bay")
    session.keys(EXERCISE).rename(session.keys("bay"))
    with pytest.raises(SessionError, match="nbgrader does not know the exercise 'bay'"):
        grade(session.root, "bay")


def test_broken_settings_are_told(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    (session.root / "nbgrader_config.py").write_text("c = get_config(\n")
    with pytest.raises(SessionError, match=r"settings of nbgrader in .* cannot be read"):
        grade(session.root, EXERCISE)
    (session.root / "nbgrader_config.py").write_text("c = get_config()\n")
    (session.root / "nbgrader_config.json").write_text("{")
    with pytest.raises(SessionError, match=r"settings of nbgrader in .* cannot be read"):
        grade(session.root, EXERCISE)


def test_nobody_submitted(tmp_path: Path) -> None:
    assert grade(session_in(tmp_path).root, EXERCISE).graded == ()
