"""The learner's file of one exercise: what the page lets people download and the live widget writes.

It holds the attempts of that exercise alone, with the short code and never a name. Its answers name opaque ids, and
its attempts claim no score (whatever stands there is ignored by the grading). Like every record it is read from any
bytes whatever, and written so that two kernels and a power cut lose nothing.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from steppingup.record.code import CodeError, normal_code
from steppingup.record.fields import RecordError
from steppingup.record.format import COURSE, VERSION, Attempt, Record, attempt_json
from steppingup.record.merge import merge, record_of
from steppingup.record.read import attempts_from, check_version, parse_bytes, plain_bytes
from steppingup.record.store import LOCK_SECONDS, replace_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMAT = "stepping-up-session"
MAX_FILE_BYTES = 256 * 1024
ANSWERS_FILE = "answers.json"

_EXERCISE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RELEASE = re.compile(r"[ -~]{0,32}")
_SAVED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True)
class SessionFile:
    """The answers of one learner to one exercise.

    Args:
        exercise: the id of the exercise.
        code: the short code, or "" where somebody else knows who it is (a JupyterHub).
        release: the release of the course that wrote the file.
        saved: when it was written, as ``2026-11-28T10:02:11Z``; "" if never.
        attempts: the attempts at items of this exercise, in their order.
        strays: attempts at anything else: kept aside, and never written again.
        drafts: texts that were written and not saved, one per item; they count where nothing was saved. An empty one
            takes an earlier one off the disk.
    """

    exercise: str
    code: str = ""
    release: str = ""
    saved: str = ""
    attempts: tuple[Attempt, ...] = ()
    strays: tuple[Attempt, ...] = ()
    drafts: tuple[Attempt, ...] = ()


def read_session_bytes(data: bytes) -> SessionFile:
    """Read a learner's file from bytes.

    Args:
        data: anything at all.

    Raises:
        RecordError: of kind large, damaged, deep, foreign, newer or attempt; one sentence for a person.
    """
    whole = parse_bytes(data, MAX_FILE_BYTES)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or whole.get("course") != COURSE:
        sentence = "This file does not hold the answers to an exercise of this course; nothing was changed."
        raise RecordError("foreign", sentence)
    check_version(whole.get("v"))
    exercise = _field(whole, "exercise", _EXERCISE)
    record = record_of(attempts_from(whole.get("attempts"), texts=True), {})
    inside, strays = _parted(record.attempts, exercise)
    release, saved = _field(whole, "release", _RELEASE), _field(whole, "saved", _SAVED)
    drafts, _ = _parted(attempts_from(whole.get("drafts", []), texts=True), exercise)
    return SessionFile(exercise, _code(whole.get("code", "")), release, saved, inside, strays, _by_item(drafts))


def read_session_file(path: Path) -> SessionFile:
    """Read a learner's file, without following a link.

    Raises:
        FileNotFoundError: there is no such file.
        RecordError: as :func:`read_session_bytes`, of kind link if it is no plain file, of kind file if it cannot be
            opened.
    """
    return read_session_bytes(plain_bytes(path, MAX_FILE_BYTES))


def last_answers(file: SessionFile) -> dict[str, Attempt]:
    """Return what counts for each item: the last attempt, or, where nothing was saved, what was written."""
    ordered = sorted(file.attempts, key=lambda attempt: attempt.order)
    return {attempt.activity: attempt for attempt in (*_written(file.drafts), *ordered)}


def session_json(file: SessionFile) -> dict[str, Any]:
    """Give a learner's file as plain JSON values; no attempt claims a score."""
    head = {
        "format": FORMAT, "v": VERSION, "course": COURSE, "exercise": file.exercise, "code": file.code,
        "release": file.release, "saved": file.saved,
    }  # fmt: skip
    drafts = {"drafts": _unscored(file.drafts)} if file.drafts else {}
    return {**head, **drafts, "attempts": _unscored(file.attempts)}


def session_text(file: SessionFile) -> str:
    """Write a learner's file as the text of its file, one attempt per line."""
    whole = session_json(file)
    lines = ",\n".join(json.dumps(attempt, ensure_ascii=False) for attempt in whole.pop("attempts"))
    return f'{json.dumps(whole, ensure_ascii=False)[:-1]}, "attempts": [\n{lines}\n]}}\n'


def write_session_file(path: Path, file: SessionFile, lock_seconds: float = LOCK_SECONDS) -> SessionFile:
    """Unite a learner's file with what is on the disk; when this returns, it is there.

    Args:
        path: where it lies, such as ``answers.json`` beside a notebook.
        file: what one kernel knows.
        lock_seconds: how long to wait for another kernel that is saving.

    Returns:
        What the file holds now.

    Raises:
        RecordError: nothing was saved, with the reason; the file is as it was.
    """
    from filelock import FileLock  # noqa: PLC0415 - reading needs no lock, and the import takes 50 ms

    try:
        with FileLock(f"{path}.lock", timeout=lock_seconds):
            united, data = _fitting(_united(file, path))
            replace_file(path, data)
    except TimeoutError as error:
        sentence = "Your answers are not saved yet: another notebook is saving. Answer again in a moment."
        raise RecordError("busy", sentence) from error
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise RecordError(
            "file", f"Your answers are not saved: {path} cannot be written ({detail}).", detail
        ) from error
    return united


def unite(one: SessionFile, other: SessionFile) -> SessionFile:
    """Unite two files of one learner to one exercise; head and code are those of ``one`` where it has them."""
    attempts = merge(Record(one.attempts), Record(other.attempts)).attempts
    strays = merge(Record(one.strays), Record(other.strays)).attempts
    drafts = _by_item((*other.drafts, *one.drafts))
    return replace(one, code=one.code or other.code, attempts=attempts, strays=strays, drafts=drafts)


def _unscored(attempts: Sequence[Attempt]) -> list[dict[str, Any]]:
    return [{**attempt_json(attempt), "score": None} for attempt in attempts]


def _written(drafts: Sequence[Attempt]) -> tuple[Attempt, ...]:
    return tuple(draft for draft in drafts if isinstance(draft.answer, str) and draft.answer.strip())


def _by_item(drafts: Sequence[Attempt]) -> tuple[Attempt, ...]:
    return tuple({draft.activity: draft for draft in drafts}.values())


def _united(file: SessionFile, path: Path) -> SessionFile:
    try:
        known = read_session_file(path)
    except FileNotFoundError:
        return file
    if known.exercise != file.exercise:
        sentence = f"Your answers are not saved: {path} holds those of another exercise. Move it away."
        raise RecordError("foreign", sentence)
    return unite(file, known)


def _fitting(file: SessionFile) -> tuple[SessionFile, bytes]:
    """Stamp a file; where it grows too large, keep the last attempts at each item, which are those that count."""
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for kept in (None, 20, 5, 2, 1):
        attempts, drafts = _newest(file.attempts, kept), _written(file.drafts)
        stamped = replace(file, saved=now, attempts=attempts, strays=(), drafts=drafts)
        data = session_text(stamped).encode()
        if len(data) <= MAX_FILE_BYTES:
            return stamped, data
    raise RecordError("full", "Your answers are not saved: the file is full. Tell your trainer.")


def _newest(attempts: Sequence[Attempt], kept: int | None) -> tuple[Attempt, ...]:
    if kept is None:
        return tuple(attempts)
    by_item = sorted(attempts, key=lambda attempt: (attempt.activity, attempt.order))
    found = [a for _, group in groupby(by_item, key=lambda a: a.activity) for a in list(group)[-kept:]]
    return tuple(sorted(found, key=lambda attempt: attempt.order))


def _parted(attempts: Sequence[Attempt], exercise: str) -> tuple[tuple[Attempt, ...], tuple[Attempt, ...]]:
    own = f"exercises/{exercise}/"
    inside = tuple(attempt for attempt in attempts if attempt.activity.startswith(own))
    return inside, tuple(attempt for attempt in attempts if not attempt.activity.startswith(own))


def _field(whole: dict[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    value = whole.get(name)
    if not isinstance(value, str) or len(value) > 100 or not pattern.fullmatch(value):
        raise RecordError("attempt", f"This file has a wrong '{name}'; nothing was changed.")
    return value


def _code(value: object) -> str:
    if value == "":
        return ""
    if not isinstance(value, str):
        raise RecordError("attempt", "This file has a wrong 'code'; nothing was changed.")
    try:
        return normal_code(value[:40])
    except CodeError as error:
        raise RecordError("attempt", f"This file has a wrong 'code' ({error}); nothing was changed.") from error
