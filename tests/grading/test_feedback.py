"""Feedback: one page for one learner, with what they answered, what it earned and what was said; never a key."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from steppingup.common.errors import SessionError
from steppingup.grading.feedback import feedback, to_read
from steppingup.grading.run import grade
from steppingup.session.course import Session
from tests.grading.sessions import EXERCISE, part, right, session_in, submit
from tests.grading.stock import nbgrader
from tests.grading.test_same_gradebook import same_files, trainer, twin


@pytest.fixture
def session(tmp_path: Path) -> Session:
    found = session_in(tmp_path)
    submit(found, "K7M2Q", right(found))
    submit(found, "AAAAH", part(found, "walk-1", "letter-1"))
    submit(found, "BBBB2", "{")
    grade(found.root, EXERCISE)
    trainer(found, "K7M2Q", "letter-1", 3.25, "<b>Clear</b> & kind.")
    return found


def texts(session: Session) -> dict[str, str]:
    return {path.parent.parent.name: path.read_text("utf-8") for path in feedback(session.root, EXERCISE)}


def test_each_page_tells_its_learner(session: Session) -> None:
    pages = texts(session)
    assert list(pages) == ["AAAAH", "BBBB2", "K7M2Q"]
    full = pages["K7M2Q"]
    assert "Code: K7M2Q" in full
    assert "14.75 of 15.5 points" in full
    assert "3.25 of 4 points" in full
    assert "&lt;b&gt;Clear&lt;/b&gt; &amp; kind." in full
    assert "A bed for tonight → The shelter" in full
    assert "The deck: Wait by the stairs" in full
    assert "Your trainer has not read this text yet (up to 4 points)." in pages["AAAAH"]
    assert "The file with answers cannot be used" in pages["BBBB2"]
    assert all("K7M2Q" not in page for code, page in pages.items() if code != "K7M2Q")


def test_no_page_shows_a_key_or_asks_another_host(session: Session) -> None:
    for page in texts(session).values():
        assert "SECRET-why" not in page
        assert "rubric" not in page
        assert "http://" not in page
        assert "https://" not in page
        assert "<script" not in page
        assert "default-src 'none'" in page or "default-src &#39;none&#39;" in page


def test_a_wrong_answer_does_not_tell_the_right_one(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    submit(session, "AAAAH", part(session, "walk-1"))
    grade(session.root, EXERCISE)
    [page] = feedback(session.root, EXERCISE)
    text = page.read_text("utf-8")
    for key in (
        "Call the interpreter by telephone",
        "The berth list of the week",
        "The shelter",
        "SECRET-strong-letter",
    ):
        assert key not in text


def test_nbgraders_command_writes_the_same_pages(session: Session, tmp_path: Path) -> None:
    other = twin(session, tmp_path / "twin")
    nbgrader(session, "generate_feedback", EXERCISE)
    feedback(other.root, EXERCISE)
    assert same_files(session.folder("feedback"), other.folder("feedback"))


def test_what_was_lost_by_being_late(session: Session) -> None:
    with Gradebook(session.gradebook) as gradebook:
        found = gradebook.find_submission_notebook(EXERCISE, EXERCISE, "K7M2Q")
        found.late_submission_penalty = 2.0
        gradebook.db.commit()
    page = texts(session)["K7M2Q"]
    assert "2 points were taken off because the answers came late." in page
    assert "12.75 of 15.5 points" in page


def test_a_comment_of_the_trainer_on_the_whole_exercise(session: Session) -> None:
    with Gradebook(session.gradebook) as gradebook:
        found = gradebook.find_comment("about-this-exercise", EXERCISE, EXERCISE, "K7M2Q")
        found.manual_comment = "Well done, all of it."
        gradebook.db.commit()
    assert "Well done, all of it." in texts(session)["K7M2Q"]
    grade(session.root, EXERCISE, force=True)
    assert "Well done, all of it." in texts(session)["K7M2Q"]


def test_who_is_still_to_be_read(session: Session) -> None:
    assert to_read(session.root, EXERCISE) == ["AAAAH"]


def test_before_anybody_is_graded(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    with pytest.raises(SessionError, match="are graded yet; grade them first"):
        feedback(session.root, EXERCISE)


def test_one_learner_alone(session: Session) -> None:
    assert [path.parent.parent.name for path in feedback(session.root, EXERCISE, "K7M2Q")] == ["K7M2Q"]
