"""What happens to a submission before nbgrader copies anything of it: what does not pass is set aside.

nbgrader copies a submission as it stands, links followed, and serves the copies to the trainer and to the learner. So
only the files that an exercise knows stay in ``submitted/``; everything else moves to ``set-aside/``, with a list of
reasons that the comment on the submission tells. Nothing is deleted.

nbgrader goes on after a hook that failed. A submission that cannot be made safe therefore ends the whole run.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.utils import parse_utc

from steppingup.grading.safe_files import FileTroubleError, Trouble, look, read_plain, trouble
from steppingup.record.session_file import ANSWERS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable

ASIDE = "set-aside"
REASONS = "reasons.json"
TIMESTAMP = "timestamp.txt"
# What belongs to a submission beside its notebook; the second line comes from nbgrader's own submitting.
KNOWN = frozenset({ANSWERS_FILE, "activities.public.json", TIMESTAMP, "submission_secret.txt"})
# Left by Jupyter and by our own saving: not worth a word.
LEFT = (".ipynb_checkpoints", f"{ANSWERS_FILE}.lock")


@dataclass(frozen=True)
class Prepare:
    """The hook that nbgrader calls for each submission, ``c.Autograde.pre_convert_hook``.

    Args:
        root: the directory of the session.
        execute: exercises whose code is run: any plain file may belong to them.
    """

    root: Path
    execute: tuple[str, ...] = ()

    def __call__(self, *, notebooks: Iterable[str], **_: object) -> None:
        """Make the submission safe that these notebooks belong to.

        Raises:
            SystemExit: it cannot be made safe; nothing more is graded.
        """
        for folder in sorted({Path(notebook).parent for notebook in notebooks}):
            try:
                prepare(folder, self.root, run=folder.name in self.execute)
            except OSError as error:
                what = error.strerror or type(error).__name__
                raise SystemExit(f"{folder} cannot be made safe to grade ({what}); move it away.") from error


def prepare(folder: Path, root: Path, *, run: bool = False, troubles: Iterable[Trouble] = ()) -> list[Trouble]:
    """Leave in a submission only plain files that its exercise knows, its notebook among them.

    Args:
        folder: ``submitted/<code>/<exercise>``.
        root: the directory of the session.
        run: whether the exercise runs code: then every plain file stays, and the notebook is not replaced.
        troubles: what did not even get here.

    Returns:
        What was set aside, now or when this submission was prepared before.

    Raises:
        OSError: something cannot be moved.
    """
    aside = root / ASIDE / folder.parent.name / folder.name
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        _move(folder, aside)
        folder.mkdir()
        _note(aside, "", [trouble(folder.name, "link")])
    bad = [*troubles, *_clean(folder, aside, run=run)]
    carrier = folder / f"{folder.name}.ipynb"
    source = root / "source" / folder.name / carrier.name
    if not run and not carrier.exists() and source.is_file():
        shutil.copyfile(source, carrier)
    stamp = _stamp(folder)
    if bad:
        _note(aside, stamp, bad)
    return set_aside(root, folder.parent.name, folder.name, stamp)


def set_aside(root: Path, student: str, exercise: str, stamp: str) -> list[Trouble]:
    """Tell what was set aside of one submission.

    Args:
        root: the directory of the session.
        student: whose it is.
        exercise: its exercise.
        stamp: what the file of its time says: reasons of an earlier submission no longer hold.
    """
    path = root / ASIDE / student / exercise / REASONS
    try:
        whole = json.loads(path.read_text("utf-8"))
        return [Trouble(*one) for one in whole["troubles"]] if whole["stamp"] in {"", stamp} else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


def stamp_of(folder: Path) -> str:
    """Return what the file of a submission's time says, or nothing."""
    return _stamp(folder)


def _clean(folder: Path, aside: Path, *, run: bool) -> list[Trouble]:
    bad = look(folder)[1]
    troubles = [one for one in bad if one.kind == "many"]
    many = bool(troubles)
    for path in sorted(folder.iterdir()):
        inside = [one for one in bad if one.kind != "many" and Path(one.place).parts[0] == path.name]
        inside += _unknown(path, folder.name) if (many or not run) and not inside else []
        if inside:
            _move(path, aside)
            troubles += inside
    return troubles + _time(folder, aside)


def _unknown(path: Path, exercise: str) -> list[Trouble]:
    if path.name in LEFT:
        return []
    if path.name in KNOWN or path.name == f"{exercise}.ipynb":
        return [trouble(path.name, "special")] if path.is_dir() else []
    return [trouble(path.name, "unknown")]


def _time(folder: Path, aside: Path) -> list[Trouble]:
    """Set a file of the time aside that says no time: nbgrader would fail on it."""
    path = folder / TIMESTAMP
    try:
        parse_utc(read_plain(path, 200).decode().strip() or None)
    except FileTroubleError as error:
        if error.trouble.kind == "unreadable":
            return []
    except (ValueError, OverflowError):
        pass
    else:
        return []
    _move(path, aside)
    return [trouble(TIMESTAMP, "time")]


def _stamp(folder: Path) -> str:
    try:
        return read_plain(folder / TIMESTAMP, 200).decode("utf-8", "replace").strip()
    except FileTroubleError:
        return ""


def _move(path: Path, aside: Path) -> None:
    """Move a file, a folder or a link itself; the name that it gets is free."""
    aside.mkdir(parents=True, exist_ok=True)
    number = 1
    while os.path.lexists(target := aside / f"{number}-{path.name[:80]}"):
        number += 1
    path.rename(target)


def _note(aside: Path, stamp: str, troubles: list[Trouble]) -> None:
    aside.mkdir(parents=True, exist_ok=True)
    listed = [[one.name, one.kind, one.detail] for one in troubles]
    (aside / REASONS).write_text(json.dumps({"stamp": stamp, "troubles": listed}), "utf-8")
