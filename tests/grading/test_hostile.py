"""The hostile set: right score, right message, nothing lost, nobody else harmed; by both ways of grading alike."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from steppingup.grading.feedback import feedback
from steppingup.grading.run import GradeReport, grade
from steppingup.session.course import Session, open_session
from steppingup.session.new import set_due
from tests.grading.gradebooks import comment, grades, scores
from tests.grading.hostile import CASES, FULL, SCRIPT
from tests.grading.sessions import EXERCISE, session_in
from tests.grading.stock import nbgrader_here

NAMES = sorted(CASES)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, Session, GradeReport]:
    """One session with all of them, graded by us, and its twin, graded by nbgrader's command."""
    folder = tmp_path_factory.mktemp("hostile")
    session = set_due(session_in(folder), EXERCISE, dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    for code, case in CASES.items():
        case.make(session, code)
    # nbgrader looks for notebooks first, so a submission without one is nothing to it: graded by us alone
    shutil.copytree(session.root, folder / "twin" / "session", symlinks=True, copy_function=_copy)
    other = open_session(folder / "twin" / "session")
    report = grade(session.root, EXERCISE)
    nbgrader_here(other, "autograde", EXERCISE)
    return session, other, report


def _copy(source: str, target: str) -> None:
    if Path(source).is_fifo():
        import os  # noqa: PLC0415

        os.mkfifo(target)
    elif Path(source).lstat().st_nlink > 1:
        Path(target).hardlink_to(source)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def test_none_fails(both: tuple[Session, Session, GradeReport]) -> None:
    assert both[2].failed == ()
    assert [one.student for one in both[2].graded] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_right_score_and_right_message(both: tuple[Session, Session, GradeReport], name: str) -> None:
    session, case = both[0], CASES[name]
    assert scores(session.root, EXERCISE)[name] == case.score
    said = comment(session.root, EXERCISE, name)
    assert case.told in said if said and case.told else said is None and not case.told


def test_both_ways_agree(both: tuple[Session, Session, GradeReport]) -> None:
    alone = {"no-book"}
    ours = [row for row in grades(both[0].root, EXERCISE) if row[0] not in alone]
    assert ours == [row for row in grades(both[1].root, EXERCISE) if row[0] not in alone]


def test_nothing_is_copied_that_a_link_points_to(both: tuple[Session, Session, GradeReport]) -> None:
    for session in both[:2]:
        keys = session.keys(EXERCISE).read_text("utf-8")
        for step in ("autograded", "submitted"):
            for path in session.folder(step).rglob("*"):
                assert not path.is_symlink()
                if path.is_file() and path.name not in {"activities.public.json"}:
                    assert path.stat().st_nlink == 1
                    assert "SECRET-why" not in path.read_bytes().decode("utf-8", "replace"), path
        assert "SECRET-why" in keys


def test_nothing_of_a_learner_was_run(both: tuple[Session, Session, GradeReport]) -> None:
    for session in both[:2]:
        assert not list(session.root.rglob("ran.txt"))
        assert len(list(session.root.rglob("keys"))) == 1


def test_nothing_is_lost(both: tuple[Session, Session, GradeReport]) -> None:
    """What was set aside lies there still, links as links."""
    session = both[0]
    aside = session.root / "set-aside"

    def kept(code: str) -> list[str]:
        return sorted(path.name for path in (aside / code / EXERCISE).iterdir() if path.name != "reasons.json")

    assert kept("huge") == ["1-answers.json"]
    assert (aside / "huge" / EXERCISE / "1-answers.json").stat().st_size == 80 * 1024 * 1024
    assert (aside / "link" / EXERCISE / "1-answers.json").is_symlink()
    assert kept("extra-tree") == ["1-pages"]
    assert (aside / "linked-folder" / EXERCISE / f"1-{EXERCISE}").is_symlink()
    assert (session.submission("truncated", EXERCISE) / "answers.json").stat().st_size > 1000
    assert (session.submission("edited", EXERCISE) / f"{EXERCISE}.ipynb").read_text("utf-8").count("1 + 1") == 1


def test_the_reason_stands_until_another_submission_comes(both: tuple[Session, Session, GradeReport]) -> None:
    session = both[0]
    again = {one.student: one for one in grade(session.root, EXERCISE, force=True).graded}
    assert "is a link" in again["link"].notes[0]
    CASES["ZZZZ4"].make(session, "again")
    shutil.copytree(session.root / "set-aside" / "link", session.root / "set-aside" / "again")
    (session.submission("again", EXERCISE) / "timestamp.txt").write_text("2026-11-30 10:00:00 UTC")
    assert [one.notes for one in grade(session.root, EXERCISE).graded if one.student == "again"] == [()]


def cells(session: Session, code: str, step: str = "autograded") -> dict[str, Any]:
    path = session.submission(code, EXERCISE, step) / f"{EXERCISE}.ipynb"
    return {cell["id"]: cell for cell in json.loads(path.read_text("utf-8"))["cells"]}


@pytest.mark.parametrize("name", ["script", "formula", "maths"])
def test_texts_are_shown_sign_by_sign(both: tuple[Session, Session, GradeReport], name: str) -> None:
    source = "".join(cells(both[0], name)["letter-1"]["source"])
    assert source.startswith("<pre ")
    inside = source.partition(">")[2].removesuffix("</pre>")
    assert not set(inside) & set("<>$`\\\"'\n")


def test_a_text_that_is_no_text_is_told_and_not_shown(both: tuple[Session, Session, GradeReport]) -> None:
    for name in ("number-text", "control", "no-text"):
        assert "Write in the box above" in "".join(cells(both[0], name)["letter-1"]["source"])


def test_why_an_answer_does_not_count_stands_below_the_question(
    both: tuple[Session, Session, GradeReport],
) -> None:
    def below(code: str, slug: str) -> str:
        return "".join(cells(both[0], code)[slug]["outputs"][0]["data"]["text/plain"])

    assert "does not fit the question" in below("unknown-id", "desk-1")
    assert "version 7 of the question" in below("version", "desk-1")
    assert "No answer." in below("absent", "desk-1")
    assert "Call the interpreter by telephone" in below("2345W", "desk-1")


def test_feedback_holds_no_key_and_runs_nothing(both: tuple[Session, Session, GradeReport]) -> None:
    session = both[0]
    pages = feedback(session.root, EXERCISE)
    assert len(pages) >= len(CASES)
    for page in pages:
        text = page.read_text("utf-8")
        assert "script-src &#39;none&#39;" in text or "script-src 'none'" in text
        assert "<script" not in text
        assert "SECRET-why" not in text
        assert "<img" not in text
    script = next(page for page in pages if "/script/" in page.as_posix()).read_text("utf-8")
    assert SCRIPT not in script
    assert "&lt;script&gt;" in script


def test_a_late_submission_counts_and_is_seen_to_be_late(both: tuple[Session, Session, GradeReport]) -> None:
    from nbgrader.api import Gradebook  # noqa: PLC0415

    with Gradebook(both[0].gradebook) as gradebook:
        late = gradebook.find_submission(EXERCISE, "late")
        assert late.total_seconds_late > 0
        assert late.score == FULL
