"""``steppingup session``: the whole day at the command line, and what it says when something is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from steppingup.cli import main
from steppingup.grading.solved import solved_file
from steppingup.record.session_file import session_text
from steppingup.session.course import open_session
from steppingup.session.roster import read_roster
from tests.grading.sessions import EXERCISE, graded_course, keys_in

if TYPE_CHECKING:
    from pathlib import Path


def run(*words: str | Path, **more: str) -> Result:
    return CliRunner().invoke(main, list(map(str, words)), input=more.get("answer"))


def said(*words: str | Path, **more: str) -> str:
    result = run(*words, **more)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return graded_course(tmp_path)


def test_a_day(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "autumn"
    made = said("--course", course, "session", "new", folder, "--due", "2030-01-01T12:00", "--name", "Autumn")
    assert "exercises: 1" in made
    listed = tmp_path / "list.csv"
    listed.write_text("Name\nMia Berg\nOlli Saari\n", "utf-8")
    monkeypatch.chdir(folder)
    assert "New: 2" in said("session", "roster", listed)
    assert "On the roster: 3" in said("session", "roster", "--anonymous", "1")
    assert "Mia Berg" in said("session", "roster")
    assert "slips.html" in said("session", "slips", "--no-names")
    assert f"stepping-up-{EXERCISE}.zip" in said("session", "handout")
    session = open_session(folder)
    mia, olli, _ = read_roster(folder).codes
    for code, name in ((mia, "a.json"), ("", "b.json")):
        file = replace(solved_file(keys_in(session), code), saved="2026-11-28T10:02:11Z")
        (folder / "inbox" / name).write_text(session_text(file), "utf-8")
    first = said("session", "collect")
    assert "Entered: 1." in first
    assert "b.json: No code stands in this file." in first
    assert "Entered: 1. There already: 1." in said("session", "collect", "--from", f"{olli.lower()}=inbox/b.json")
    assert "graded now 2, in all 2; with texts to read 2" in said("session", "grade")
    assert "graded now 0, in all 2" in said("session", "grade", EXERCISE)
    assert "Next: Read the texts" in said("session", "status")
    assert "items with another key: none" in said("session", "regrade")
    assert "2 pages" in said("session", "feedback")
    assert f"{EXERCISE}.html" in said("session", "results")
    assert run("session", "close", answer="n\n").exit_code == 1
    assert (folder / "roster.csv").exists()
    closed = said("session", "close", "--yes")
    assert "roster.csv" in closed
    assert "Closed." in closed
    assert not (folder / "roster.csv").exists()
    assert "This session is closed" in said("session", "status")


def test_what_is_wrong_is_a_sentence(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "No session in" in run("session", "status").output
    assert "is no training session" in run("session", "--session", tmp_path, "status").output
    wrong = run("--course", course, "session", "new", tmp_path / "x", "--due", "tomorrow")
    assert "is no time" in wrong.output
    assert not (tmp_path / "x").exists()
    said("--course", course, "session", "new", tmp_path / "y")
    monkeypatch.chdir(tmp_path / "y")
    assert "names no file" in run("session", "collect", "--from", "nonsense").output
    (tmp_path / "y" / "f").touch()
    assert "short code" in run("session", "collect", "--from", "nonsense=f").output
    assert "has no exercise 'other'" in run("session", "grade", "other").output
    (course / "exercises" / EXERCISE).rename(course / "exercises" / "renamed")
    assert "no longer has the exercise" in run("session", "regrade").output
    close = said("session", "close", answer="y\n")
    assert "there are no results" in close


def test_help_lists_the_commands_of_a_day() -> None:
    text = said("session", "--help")
    for name in ("new", "roster", "slips", "handout", "collect", "grade", "regrade", "feedback", "results", "close"):
        assert f"  {name} " in text
    assert run("session", "nonsense").exit_code == 2
