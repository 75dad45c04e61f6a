"""A new session: what stands where, what nbgrader knows of it, and what is refused."""

from __future__ import annotations

import datetime as dt
import json
import stat
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from steppingup.common.errors import SessionError
from steppingup.session.course import open_session
from steppingup.session.new import new_session, set_due
from tests.grading.sessions import EXERCISE, graded_course, session_in


def test_everything_has_its_place(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    release = session.folder("release") / EXERCISE
    assert sorted(path.name for path in release.iterdir()) == ["activities.public.json", f"{EXERCISE}.ipynb"]
    assert stat.S_IMODE(session.keys(EXERCISE).stat().st_mode) == 0o600
    assert stat.S_IMODE(session.keys(EXERCISE).parent.stat().st_mode) == 0o700
    assert session.exercises[EXERCISE].points == 15.5
    assert session.name == "Autumn"
    assert stat.S_IMODE(session.root.stat().st_mode) == 0o700, "answers of a class are nobody else's business"


def test_nbgrader_knows_the_points_of_every_item(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    with Gradebook(session.gradebook, session.course_id) as gradebook:
        notebook = gradebook.find_notebook(EXERCISE, EXERCISE)
        assert notebook.max_score == 15.5
        assert {cell.name for cell in notebook.solution_cells} == {"about-this-exercise", "letter-1"}


def test_the_release_holds_no_key(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    keys = json.loads(session.keys(EXERCISE).read_text("utf-8"))
    feedback = [
        option["feedback"] for item in keys["items"] for option in item["editions"][0]["record"].get("options", [])
    ]
    assert feedback
    for step in ("source", "release"):
        text = "".join(path.read_text("utf-8") for path in sorted((session.folder(step) / EXERCISE).iterdir()))
        assert not any(one in text for one in feedback)
        assert '"correct"' not in text
        assert "rubric" not in text


def test_a_due_time_reaches_the_gradebook(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    due = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
    session = set_due(session, EXERCISE, due)
    assert open_session(session.root) == session
    with Gradebook(session.gradebook, session.course_id) as gradebook:
        assert gradebook.find_assignment(EXERCISE).duedate == due.replace(tzinfo=None)


def test_what_is_refused(tmp_path: Path) -> None:
    course = graded_course(tmp_path)
    with pytest.raises(SessionError, match="no exercise 'bay'; it has: harbour"):
        new_session(course, tmp_path / "one", exercises=["bay"])
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    with pytest.raises(SessionError, match="is not empty"):
        new_session(course, tmp_path / "full")
    with pytest.raises(SessionError, match=r"is no training session: it holds no session\.toml"):
        open_session(tmp_path)


def test_a_session_is_not_made_twice(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    with pytest.raises(SessionError, match="is a training session already"):
        new_session(session.course, session.root)
    with pytest.raises(SessionError, match="has no exercise 'bay'; it has: harbour"):
        session.assigned("bay")


@pytest.mark.parametrize("text", ["v = 2\n", "v = 1\n", "broken", 'v = 1\nname = "a"\nmade = 3\n'])
def test_a_session_file_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "session.toml").write_text(text)
    with pytest.raises(SessionError):
        open_session(tmp_path)
