"""What an attempt and a record are, and the border where foreign data becomes one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from steppingup.record.canonical import canonical
from steppingup.record.fields import (
    ACTIVITY,
    MAX_NUMBER,
    MAX_SAFE,
    RELEASE,
    REPLICA,
    RecordError,
    as_whole,
    fits_number,
    fits_one_of,
    fits_text,
    is_day,
    is_well_formed,
    is_whole,
)
from steppingup.record.sheets import Sheets, sheets_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FORMAT = "stepping-up-record"
VERSION = 1
COURSE = "stepping-up"

MAX_BYTES = 2 * 1024 * 1024
MAX_SHEETS_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 12
MAX_ANSWER_DEPTH = 4
MAX_ANSWER_BYTES = 4096
MAX_TEXT_BYTES = 9600  # 2,400 characters of any script: only in files of graded exercises
MAX_SECONDS = 3600

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+\|(T[0-3])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One answer to one activity, never changed afterwards.

    `replica` names the browser or kernel session that wrote it, `n` grows with every attempt that it has seen,
    `score` is 0 to 1 or None, `certainty` 1 to 3 or None, `seconds` is capped at an hour, `day` is an ISO date.
    """

    replica: str
    n: int
    activity: str
    version: int
    release: str
    phase: str | None
    form: str | None
    answer: Any
    score: float | None
    certainty: int | None
    seconds: int
    day: str

    @property
    def key(self) -> str:
        """The activity and phase that the attempt belongs to, as counts name it."""
        return f"{self.activity}|{self.phase or ''}"

    @property
    def place(self) -> tuple[str, int]:
        """What identifies the attempt in every record."""
        return (self.replica, self.n)

    @property
    def order(self) -> tuple[str, int, str]:
        """Where the attempt stands among others: by day, then number, then replica."""
        return (self.day, self.n, self.replica)


@dataclass(frozen=True, slots=True)
class Record:
    """A set of attempts in their order, and per replica how many it ever made for each activity and phase.

    ``sheets`` are the worksheets that the person filled: no answers, but kept in the same file.
    """

    attempts: tuple[Attempt, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sheets: Sheets = field(default_factory=Sheets)


def attempt_from(value: object, where: str = "The attempt", *, texts: bool = False) -> Attempt:
    """Check one attempt that came from outside.

    Args:
        value: any JSON value.
        where: how the message names it, for example "Attempt 3".
        texts: whether an answer may be a written text, which may be longer than others.

    Raises:
        RecordError: of kind "attempt", naming the first field that is wrong.
    """
    if not isinstance(value, dict):
        raise RecordError("attempt", f"{where} in this file is not an attempt; nothing was changed.")
    for name, fits in _FIELDS.items():
        if name not in value or not (fits(value[name]) or (texts and name == "answer" and _is_text(value[name]))):
            raise RecordError("attempt", f"{where} in this file has a wrong '{name}'; nothing was changed.")
    plain: dict[str, Any] = {name: as_whole(value[name]) for name in _FIELDS}
    return Attempt(**plain)


def counts_from(value: object) -> dict[str, dict[str, int]]:
    """Check the counts of a record that came from outside.

    Raises:
        RecordError: of kind "attempt" if they are not counts.
    """
    wrong = RecordError("attempt", "The counts in this file are wrong; nothing was changed.")
    if not isinstance(value, dict):
        raise wrong
    counts: dict[str, dict[str, int]] = {}
    for replica, keys in value.items():
        if not REPLICA.fullmatch(replica) or not isinstance(keys, dict):
            raise wrong
        if not all(_KEY.fullmatch(key) and is_whole(number, 0, MAX_NUMBER) for key, number in keys.items()):
            raise wrong
        counts[replica] = {key: int(number) for key, number in keys.items()}
    return counts


def attempt_json(attempt: Attempt) -> dict[str, Any]:
    """Give an attempt as plain JSON values, fields in the order of the format."""
    return {name: getattr(attempt, name) for name in _FIELDS}


def attempt_text(attempt: Attempt) -> str:
    """Give the canonical text of an attempt, by which a clash is settled."""
    return canonical(attempt_json(attempt))


def record_json(record: Record) -> dict[str, Any]:
    """Give a whole record as plain JSON values: what a backup file holds; ``sheets`` only where something is in one."""
    counts = {replica: dict(sorted(keys.items())) for replica, keys in sorted(record.counts.items())}
    attempts = [attempt_json(attempt) for attempt in record.attempts]
    sheets = {"sheets": sheets_json(record.sheets)} if record.sheets else {}
    return {"format": FORMAT, "v": VERSION, "course": COURSE, "attempts": attempts, "counts": counts, **sheets}


def record_text(record: Record) -> str:
    """Write a record as the text of its file: one attempt per line, so that two backups can be compared by eye."""
    whole = record_json(record)
    head = json.dumps({key: whole[key] for key in ("format", "v", "course")})[:-1]
    sheets = f', "sheets": [\n{_lines(whole["sheets"])}\n]' if "sheets" in whole else ""
    return f'{head}, "attempts": [\n{_lines(whole["attempts"])}\n], "counts": {json.dumps(whole["counts"])}{sheets}}}\n'


def _lines(listed: list[dict[str, Any]]) -> str:
    return ",\n".join(json.dumps(one, ensure_ascii=False) for one in listed)


def _is_score(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1)


def _is_answer(value: object) -> bool:
    if not _is_plain(value, MAX_ANSWER_DEPTH):
        return False
    return len(canonical(value).encode()) <= MAX_ANSWER_BYTES


def _is_text(value: object) -> bool:
    if not isinstance(value, str) or not is_well_formed(value):
        return False
    return len(value.encode()) <= MAX_TEXT_BYTES


def _is_plain(value: object, depth: int) -> bool:
    if isinstance(value, str):
        return is_well_formed(value)
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int | float):
        return abs(value) <= MAX_SAFE
    if depth == 0 or not isinstance(value, list | dict):
        return False
    if isinstance(value, list):
        return all(_is_plain(item, depth - 1) for item in value)
    return all(
        isinstance(key, str) and is_well_formed(key) and _is_plain(item, depth - 1) for key, item in value.items()
    )


_FIELDS: Mapping[str, Callable[[Any], bool]] = {
    "replica": fits_text(REPLICA, 32),
    "n": fits_number(1, MAX_NUMBER),
    "activity": fits_text(ACTIVITY, 200),
    "version": fits_number(1, MAX_NUMBER),
    "release": fits_text(RELEASE, 32),
    "phase": fits_one_of(None, "T0", "T1", "T2", "T3"),
    "form": fits_one_of(None, "A", "B"),
    "answer": _is_answer,
    "score": _is_score,
    "certainty": fits_one_of(None, 1, 2, 3),
    "seconds": fits_number(0, MAX_SECONDS),
    "day": is_day,
}
