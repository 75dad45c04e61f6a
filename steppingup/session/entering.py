"""From answers to a submission of nbgrader: all files of it at once, and never over a newer one.

nbgrader grades what lies in ``submitted/<code>/<exercise>/``. The notebook there is always the released one: what
counts are the answers, so whatever a learner did to cells cannot matter. A submission is made beside its place and
moved there whole; what it replaces is kept in ``set-aside/``, readable by the trainer alone.
"""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

from steppingup.common.errors import SessionError
from steppingup.grading.safe_files import copy_folder
from steppingup.record.fields import RecordError
from steppingup.record.session_file import ANSWERS_FILE, read_session_file
from steppingup.session.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.record.session_file import SessionFile

SUBMITTED = "submitted"
ASIDE = "set-aside"
TIMESTAMP = "timestamp.txt"
_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def saved_at(content: SessionFile) -> dt.datetime | None:
    """Return when a file was saved, by the clock of the device that saved it; None if that is no time."""
    try:
        return dt.datetime.strptime(content.saved, _FORMAT).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def submission(folder: Path, code: str, exercise: str) -> Path:
    """Tell where the submission of a learner to an exercise lies."""
    return folder / SUBMITTED / code / exercise


def submitted_answers(folder: Path, code: str, exercise: str) -> SessionFile | None:
    """Return the answers that were entered before; None if there are none, or none that can be read."""
    try:
        return read_session_file(submission(folder, code, exercise) / ANSWERS_FILE)
    except (FileNotFoundError, NotADirectoryError, RecordError):
        return None


def enter(folder: Path, code: str, exercise: str, data: bytes, when: dt.datetime) -> None:
    """Make a submission of nbgrader, and put an earlier one aside.

    Args:
        folder: the session.
        code: the learner.
        exercise: the exercise; it must have been released.
        data: the file of answers, as it was returned.
        when: the time that nbgrader shows and compares.

    Raises:
        SessionError: the exercise was not released, or the disk is full.
    """
    released = folder / "release" / exercise
    if not (released / f"{exercise}.ipynb").is_file():
        raise SessionError(f"The exercise '{exercise}' has not been prepared for handing out. Do that first.")
    place, made = submission(folder, code, exercise), folder / SUBMITTED / f".{code}-{exercise}.new"
    try:
        shutil.rmtree(made, ignore_errors=True)  # a rest of somebody who was stopped half-way
        copy_folder(released, made, leave=[".ipynb_checkpoints"])
        write_whole(made / ANSWERS_FILE, data, 0o644)
        write_whole(made / TIMESTAMP, f"{_after(place, when):%Y-%m-%d %H:%M:%S.%f} UTC\n".encode(), 0o644)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            _put_aside(folder, code, exercise)
        made.rename(place)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SessionError(f"The answers of {code} could not be entered ({reason}). Then try again.") from error


def _after(place: Path, when: dt.datetime) -> dt.datetime:
    """Give a time after that of the submission that is replaced: nbgrader grades again only what is newer."""
    try:
        text = (place / TIMESTAMP).read_text("utf-8").removesuffix(" UTC\n")
        before = dt.datetime.strptime(text, "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=dt.UTC)
    except (OSError, ValueError):
        return when
    return max(when, before + dt.timedelta(microseconds=1))


def keep_aside(folder: Path, code: str, exercise: str, data: bytes, name: str) -> Path:
    """Keep a file that does not count, such as the earlier of two; the same file is kept once."""
    path = _aside(folder, code, exercise) / f"returned-{name}.json"
    if not path.exists():
        write_whole(path, data)
    return path


def _put_aside(folder: Path, code: str, exercise: str) -> None:
    kept = _aside(folder, code, exercise)
    number = sum(1 for _ in kept.glob("entered-*")) + 1
    submission(folder, code, exercise).rename(kept / f"entered-{number}")


def _aside(folder: Path, code: str, exercise: str) -> Path:
    top = folder / ASIDE
    kept = top / code / exercise
    kept.mkdir(parents=True, exist_ok=True)
    top.chmod(0o700)
    return kept
