"""One entry of a sheet: what somebody wrote in one cell, what they had seen there, and when.

A cell is a multi-value register: entries that did not know of each other stand side by side until somebody who has
seen them all writes a new one. Shapiro, Preguiça, Baquero and Zawirski, "A comprehensive study of Convergent and
Commutative Replicated Data Types" (INRIA RR-7506, 2011), section 3.2.2.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from sys import intern
from typing import Any, NamedTuple

from steppingup.record.canonical import canonical, number_text, utf16_order
from steppingup.record.fields import (
    ACTIVITY,
    MAX_NUMBER,
    MAX_SAFE,
    REPLICA,
    RecordError,
    as_whole,
    is_day,
    is_well_formed,
    is_whole,
)

Value = str | int | float | bool | None
Seen = tuple[tuple[str, int], ...]

GONE = "_gone"
PLACE = "_at"
MAX_TEXT = 2000
MAX_SEEN = 500
NAMES = ("s", "r", "f", "v", "by", "n", "seen", "day")

_PARTS = itemgetter(*NAMES)
_ROW = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_FIELD = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")


class Entry(NamedTuple):
    """What was written in one cell, never changed afterwards.

    Args:
        s: the sheet, by the id of its activity.
        r: the row.
        f: the field: a column, ``_gone`` (true: the row was taken away) or ``_at`` (a number: its place).
        v: the value: text, number, or None for an empty cell; in ``_gone`` true, false or None.
        by: the browser or kernel session that wrote it.
        n: counts what that session wrote, in any cell.
        seen: per session, up to which number its entries in this cell were known; (session, n) sorted by session.
            In ``_gone``, up to which number its entries in the whole row were known.
        day: when, as an ISO date.
    """

    s: str
    r: str
    f: str
    v: Value
    by: str
    n: int
    seen: Seen
    day: str

    @property
    def order(self) -> tuple[str, int, str]:
        """Where it stands among the entries of its cell: the last one is shown where several survive."""
        return (self.day, self.n, self.by)

    @property
    def tie(self) -> bytes:
        """What settles the order of two entries that claim the same day, number and session."""
        return utf16_order(canonical([self.v, dict(self.seen)]))


def knew(entry: Entry, by: str, n: int) -> bool:
    """Tell whether the writer of an entry had seen number ``n`` of a session."""
    return any(name == by and number >= n for name, number in entry.seen)


def supersedes(new: Entry, old: Entry) -> bool:
    """Tell whether an entry replaces another one of the same cell: its writer had seen it, and all that it had seen.

    The second half says nothing new of entries that honest sessions wrote. It makes the relation transitive for any
    entries whatever, and without it the union of damaged or forged files would depend on their order.
    """
    if not new.seen or not knew(new, old.by, old.n):
        return False
    return all(knew(new, by, n) for by, n in old.seen)


def entry_from(value: object, number: int) -> Entry:
    """Check one entry that came from outside; fields that no entry has are left out.

    Args:
        value: any JSON value.
        number: which entry of its file it is, for the message.

    Raises:
        RecordError: of kind "entry", naming the first field that is wrong.
    """
    if not isinstance(value, dict):
        raise RecordError("entry", f"Entry {number} in this file is not an entry of a sheet; nothing was changed.")
    entry, wrong = _entry(value)
    if entry is None:
        raise RecordError("entry", f"Entry {number} in this file has a wrong '{wrong}'; nothing was changed.")
    return entry


def entry_json(entry: Entry) -> dict[str, Any]:
    """Give an entry as plain JSON values, fields in the order of the format."""
    return {**entry._asdict(), "seen": dict(entry.seen)}


def seen_of(known: dict[str, int]) -> Seen:
    """Write what was seen in the form of an entry."""
    return tuple(sorted(known.items()))


def value_text(value: Value) -> str:
    """Write a value as a person reads it; an empty cell as nothing."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return "" if value is None else str(value)


def is_value(value: object) -> bool:
    """Tell whether a cell can hold a value."""
    if isinstance(value, str):
        return len(value) <= MAX_TEXT and is_well_formed(value)
    return value is None or _is_number(value)


def _entry(raw: dict[str, Any]) -> tuple[Entry | None, str]:
    try:
        sheet, row, field, value, by, number, known, day = _PARTS(raw)
    except KeyError as missing:
        return None, str(missing.args[0])
    if not (isinstance(sheet, str) and _is_sheet(sheet)):
        wrong = "s"
    elif not (isinstance(row, str) and _is_row(row)):
        wrong = "r"
    elif not (isinstance(field, str) and _is_field(field)):
        wrong = "f"
    elif not _fits(field, value):
        wrong = "v"
    elif not (isinstance(by, str) and _is_replica(by)):
        wrong = "by"
    elif not (type(number) is int and 1 <= number <= MAX_NUMBER) and not is_whole(number, 1, MAX_NUMBER):
        wrong = "n"
    elif (seen := _seen(known, by, int(number))) is None:
        wrong = "seen"
    elif not (isinstance(day, str) and _is_day(day)):
        wrong = "day"
    else:
        # the same few names stand in thousands of entries: kept once, a hundred large files fit in little memory
        plain: Any = as_whole(value)
        return Entry(intern(sheet), intern(row), intern(field), plain, intern(by), int(number), seen, intern(day)), ""
    return None, wrong


def _fits(field: str, value: object) -> bool:
    if field[0] != "_":
        return is_value(value)
    if field == GONE:
        return value is None or isinstance(value, bool)
    return value is None or _is_number(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MAX_SAFE


def _seen(value: object, by: str, number: int) -> Seen | None:
    """Check what an entry had seen; nobody can have seen what they were about to write."""
    if value == {}:
        return ()
    if not isinstance(value, dict) or len(value) > MAX_SEEN:
        return None
    for name, most in value.items():
        if not _is_replica(name) or not is_whole(most, 1, MAX_NUMBER) or (name == by and most >= number):
            return None
    return tuple(sorted((intern(name), int(most)) for name, most in value.items()))


@lru_cache(maxsize=4096)
def _is_sheet(text: str) -> bool:
    return len(text) <= 100 and bool(ACTIVITY.fullmatch(text))


@lru_cache(maxsize=4096)  # the cells of a row stand side by side
def _is_row(text: str) -> bool:
    return len(text) <= 60 and bool(_ROW.fullmatch(text))


@lru_cache(maxsize=4096)
def _is_field(text: str) -> bool:
    return text in {GONE, PLACE} or (len(text) <= 60 and bool(_FIELD.fullmatch(text)))


@lru_cache(maxsize=4096)
def _is_replica(text: str) -> bool:
    return bool(REPLICA.fullmatch(text))


@lru_cache(maxsize=4096)
def _is_day(text: str) -> bool:
    return is_day(text)
