"""Close a session: nothing stays that belongs to a person, and what stays is said.

Who uses it: the trainer, when feedback is given and results are made; in many towns a rule says until when. What they
do first: read the list of what will go, and what stays. What can go wrong: results were not made yet and cannot be
made afterwards (the list warns), texts are unread, files of the trainer's own lie in the directory (they stay, and
are named), the machine stops half-way (do it again). Copies elsewhere, such as mails and downloads, are out of reach;
the list says so.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from steppingup.common.errors import SessionError
from steppingup.session.course import CONFIG, FILE
from steppingup.session.decisions import FILE as DECISIONS
from steppingup.session.entering import ASIDE
from steppingup.session.roster import FILE as ROSTER
from steppingup.session.slips import FILE as SLIPS
from steppingup.session.status import status_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.session.course import Session

What = Literal["names", "files", "answers", "grades", "keys", "handout", "persons"]

# first the names: whatever happens then, what is left belongs to nobody
_GOES: dict[What, tuple[str, ...]] = {
    "names": (ROSTER, SLIPS, DECISIONS),
    "files": ("inbox", ASIDE, "exchange"),
    "answers": ("submitted", "autograded", "feedback"),
    "grades": ("gradebook.db", "gradebook.db-journal", "gradebook.db-wal", "gradebook.db-shm", ".nbgrader.log"),
    "keys": ("keys", "source"),
    "handout": ("handout", "release", CONFIG, "__pycache__"),
}
RESULTS = "results"
_PERSONS = (".xlsx", "-learners.csv")  # tables with a line per code


@dataclass(frozen=True)
class Going:
    """Something that will be deleted: what it is for the trainer, where it lies, and how many files it is."""

    what: What
    path: Path
    files: int


@dataclass(frozen=True)
class Plan:
    """What closing does: what goes, what stays by intent, what else lies there, and what speaks against it now.

    Grades on a server (``server`` says where) are out of reach: other sessions may have theirs in the same database.
    """

    going: tuple[Going, ...]
    staying: tuple[Path, ...]
    others: tuple[Path, ...]
    unread: int
    ungraded: int
    no_results: bool
    server: str = ""


def close_plan(session: Session) -> Plan:
    """List what closing a session would do; nothing is changed."""
    going = tuple(_going(session.root))
    gone = {one.path for one in going}
    results = sorted(path for path in _below(session.folder(RESULTS)) if path not in gone)
    others = sorted(path for path in session.root.iterdir() if path not in gone and path.name not in {FILE, RESULTS})
    status = status_of(session)
    unread = sum(len(one.to_read) for one in status.exercises)
    ungraded = sum(len(one.to_grade) for one in status.exercises)
    staying = (session.root / FILE, *results)
    return Plan(going, staying, tuple(others), unread, ungraded, not results, session.server)


def close(plan: Plan) -> None:
    """Delete what a plan lists, names first.

    Raises:
        SessionError: something could not be deleted; the rest of the list is still there.
    """
    for one in plan.going:
        try:
            _delete(one.path)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            sentence = (
                f"{one.path} could not be deleted ({reason}). Close it in other programs, then close the session again."
            )
            raise SessionError(sentence) from error


def is_closed(root: Path) -> bool:
    """Tell whether a session was closed: its settings of nbgrader are gone."""
    return (root / FILE).is_file() and not (root / CONFIG).exists()


def _going(root: Path) -> Iterator[Going]:
    for what, names in _GOES.items():
        for name in names:
            if os.path.lexists(root / name):
                yield Going(what, root / name, len(_below(root / name)) or 1)
    for path in _below(root / RESULTS):
        if path.name.endswith(_PERSONS):
            yield Going("persons", path, 1)


def _below(path: Path) -> list[Path]:
    """List the files of a folder; no link is followed."""
    if path.is_symlink() or not path.is_dir():
        return []
    return [one for one in path.rglob("*") if one.is_symlink() or one.is_file()]


def _delete(path: Path) -> None:
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    for inside in (path, *(one for one in path.rglob("*") if not one.is_symlink())):
        inside.chmod(0o700)  # nbgrader takes the right to write away from what it has graded
    shutil.rmtree(path)
