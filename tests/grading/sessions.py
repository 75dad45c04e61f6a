"""A small session to grade in: the exercise of the graded test book, which has an item of every kind."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from steppingup.grading.keys import Keys, read_keys
from steppingup.grading.solved import solved_file
from steppingup.record.session_file import SessionFile, session_text
from steppingup.session.course import CONFIG, Session, open_session
from steppingup.session.new import new_session
from tests.grading.alembic import ask_once

BOOKS = Path(__file__).resolve().parents[1] / "books"
EXERCISE = "harbour"
STAMP = "2026-11-28 10:02:11.000000 UTC"


def graded_course(folder: Path) -> Path:
    """The sound tiny course with one exercise."""
    course = folder / "course"
    shutil.copytree(BOOKS / "broken" / "base", course)
    shutil.copytree(BOOKS / "graded", course, dirs_exist_ok=True)
    return course


@cache
def _made() -> TemporaryDirectory[str]:
    """Made once for all tests, and gone when they end."""
    ask_once()
    kept = TemporaryDirectory(prefix="steppingup-session-")
    folder = Path(kept.name)
    new_session(graded_course(folder), folder / "session", name="Autumn")
    return kept


def session_in(folder: Path) -> Session:
    """A copy of one new session: making it takes nbgrader some seconds, copying it none."""
    made = Path(_made().name)
    shutil.copytree(made, folder, dirs_exist_ok=True)
    path = folder / "session" / "session.toml"
    path.write_text(path.read_text("utf-8").replace(str(made), str(folder)), "utf-8")
    assert (folder / "session" / CONFIG).is_file()
    return open_session(folder / "session")


def keys_in(session: Session) -> Keys:
    return read_keys(session.keys(EXERCISE))


def submit(session: Session, code: str, data: bytes | str | SessionFile | None, stamp: str = STAMP) -> Path:
    """Put a submission where collecting would put it, with the notebook as it was released."""
    folder = session.submission(code, EXERCISE)
    shutil.copytree(session.folder("release") / EXERCISE, folder)
    (folder / "timestamp.txt").write_text(stamp, "utf-8")
    if isinstance(data, SessionFile):
        data = session_text(data)
    if data is not None:
        (folder / "answers.json").write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def right(session: Session, code: str = "") -> SessionFile:
    """Everything answered right."""
    return solved_file(keys_in(session), code)


def part(session: Session, *slugs: str, code: str = "") -> SessionFile:
    """Some items answered right, nothing else answered."""
    file = right(session, code)
    kept = tuple(attempt for attempt in file.attempts if attempt.activity.rpartition("/")[2] in slugs)
    return replace(file, attempts=kept)
