"""A corrected key: everybody is graded again, scores of trainers stay, and what changed is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import Exercise, load_exercises
from steppingup.common.errors import SessionError
from steppingup.grading.keys import read_keys
from steppingup.grading.regrade import Change, regrade
from steppingup.grading.run import grade
from steppingup.session.course import Session
from tests.grading.gradebooks import grades, scores
from tests.grading.sessions import EXERCISE, part, right, session_in, submit
from tests.grading.test_same_gradebook import trainer

YAML = Path("exercises") / EXERCISE / "activities.yml"
OLD_KEY = "feedback: SECRET-why-telephone, correct: true"


def corrected(session: Session, *pairs: tuple[str, str]) -> Exercise:
    """The exercise as an author has corrected it in the course."""
    path = session.course / YAML
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return load_exercises(load_catalogue(session.course))[EXERCISE]


def other_key(session: Session, version: int = 1) -> Exercise:
    return corrected(
        session,
        (OLD_KEY, OLD_KEY.replace("true", "false")),
        ("feedback: SECRET-why-not-monday, correct: false", "feedback: SECRET-why-not-monday, correct: true"),
        ("version: 1", f"version: {version}"),
    )


@pytest.fixture
def session(tmp_path: Path) -> Session:
    found = session_in(tmp_path)
    submit(found, "K7M2Q", right(found))
    submit(found, "AAAAH", part(found, "walk-1", "letter-1"))
    grade(found.root, EXERCISE)
    trainer(found, "K7M2Q", "letter-1", 3.0, "Clear.")
    return found


@pytest.mark.parametrize("version", [1, 2])
def test_a_wrong_key_is_put_right(session: Session, version: int) -> None:
    """With a new version or without: who answered the old key no longer gets its point."""
    report = regrade(session.root, other_key(session, version))
    assert report.items == (f"exercises/{EXERCISE}/desk-1",)
    assert report.changes == (Change("K7M2Q", "desk-1", 1.0, 0.0, manual=False),)
    assert report.kept == 1
    assert scores(session.root, EXERCISE) == {"K7M2Q": 13.5, "AAAAH": 3.0}
    after = grades(session.root, EXERCISE)
    assert ["K7M2Q", "letter-1", None, 3.0, None, 4.0, False] in after
    assert ["K7M2Q", "letter-1", None, "Clear."] in after
    assert ["AAAAH", "letter-1", None, None, None, 4.0, True] in after


def test_answers_to_either_version_count_afterwards(session: Session) -> None:
    before = right(session)
    regrade(session.root, other_key(session, 2))
    keys = read_keys(session.keys(EXERCISE))
    assert [len(item.editions) for item in keys.items] == [2, *[1] * 8]
    submit(session, "CCCC3", before)
    submit(session, "DDDD4", right(session))
    grade(session.root, EXERCISE)
    assert scores(session.root, EXERCISE)["CCCC3"] == 10.5
    assert scores(session.root, EXERCISE)["DDDD4"] == 11.5


def test_other_points_reach_the_gradebook(session: Session) -> None:
    report = regrade(session.root, corrected(session, ("points: 1\n", "points: 5\n")))
    assert report.changes == (Change("K7M2Q", "desk-1", 1.0, 5.0, manual=False),)
    assert ["K7M2Q", "desk-1", 5.0, None, None, 5.0, False] in grades(session.root, EXERCISE)


def test_options_that_are_gone_are_scored_by_the_key_of_their_time(session: Session) -> None:
    exercise = corrected(session, ("{id: b, text: Call the", "{id: z, text: Call the"), ("version: 1", "version: 2"))
    assert regrade(session.root, exercise).changes == ()


def test_nothing_changed(session: Session) -> None:
    before = grades(session.root, EXERCISE)
    report = regrade(session.root, corrected(session))
    assert (report.items, report.changes, report.kept) == ((), (), 1)
    assert grades(session.root, EXERCISE) == before


def test_other_items_are_refused_and_nothing_changes(session: Session) -> None:
    before = session.keys(EXERCISE).read_bytes()
    page = session.course / "exercises" / EXERCISE / "index.md"
    page.write_text(page.read_text("utf-8").replace("desk-1", "desk-9"), "utf-8")
    exercise = corrected(session, ("desk-1", "desk-9"))
    with pytest.raises(SessionError, match="has other items now; make a new session"):
        regrade(session.root, exercise)
    assert session.keys(EXERCISE).read_bytes() == before


def test_scores_of_a_trainer_over_automatic_ones_stay(session: Session) -> None:
    from nbgrader.api import Gradebook  # noqa: PLC0415

    with Gradebook(session.gradebook) as gradebook:
        found = gradebook.find_grade("desk-1", EXERCISE, EXERCISE, "K7M2Q")
        found.manual_score, found.needs_manual_grade = 0.5, False
        gradebook.db.commit()
    report = regrade(session.root, other_key(session))
    assert report.changes == (Change("K7M2Q", "desk-1", 1.0, 0.0, manual=True),)
    assert report.kept == 2
    assert ["K7M2Q", "desk-1", 0.0, 0.5, None, 1.0, True] in grades(session.root, EXERCISE)
