"""A session as a folder, and files as learners return them: what the tests of collecting need."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from steppingup.record.code import new_code
from steppingup.session.collect import Terms
from steppingup.session.roster import Learner, Roster

NOW = dt.datetime(2026, 11, 28, 12, 0, tzinfo=dt.UTC)
SAVED = "2026-11-28T10:02:11Z"


def roster(*names: str) -> Roster:
    """Learners with a code each."""
    learners: list[Learner] = []
    for name in names:
        learners.append(Learner(new_code([one.code for one in learners]), name))
    return Roster(tuple(learners))


def session(folder: Path, *exercises: str) -> Path:
    """A session in which exercises are released."""
    for exercise in exercises:
        released = folder / "release" / exercise
        released.mkdir(parents=True)
        (released / f"{exercise}.ipynb").write_text('{"released": true}', "utf-8")
        (released / "activities.public.json").write_text("{}", "utf-8")
    (folder / "inbox").mkdir()
    return folder


def attempt(exercise: str, answer: Any = "i0a1b2", n: int = 1, replica: str = "abcdefgh1234") -> dict[str, Any]:
    """One attempt as a page writes it."""
    return {
        "replica": replica, "n": n, "activity": f"exercises/{exercise}/hostel-1", "version": 1, "release": "0.1.0",
        "phase": None, "form": None, "answer": answer, "score": None, "certainty": 2, "seconds": 9, "day": "2026-11-28",
    }  # fmt: skip


def export(code: str, exercise: str = "principles", saved: Any = SAVED, **changes: Any) -> bytes:
    """The file that a page saves."""
    own = code.encode().hex()[:32] or "abcdefgh1234"
    whole = {
        "format": "stepping-up-session", "v": 1, "course": "stepping-up", "exercise": exercise, "code": code,
        "release": "0.1.0", "saved": saved, "attempts": [attempt(exercise, replica=own)],
    }  # fmt: skip
    return json.dumps(whole | changes).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip file with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def put(folder: Path, files: dict[str, bytes]) -> Path:
    """Put files into the inbox of a session; returns the inbox."""
    for name, data in files.items():
        path = folder / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "inbox"


def terms(folder: Path, people: Roster, **more: Any) -> Terms:
    """What the session takes back."""
    given: dict[str, Any] = {"exercises": ["principles"], "release": "0.1.0", "now": NOW}
    return Terms(folder, people, **(given | more))


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a folder with its bytes and time of change."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
