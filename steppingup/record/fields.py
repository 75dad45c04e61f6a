"""What stands in the fields of a record, checked at the border: names, days, numbers, texts; and what is said if not.

Records of answers (`format`) and the sheets of a map (`sheets`) share these checks.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal

from steppingup.common.errors import SteppingUpError

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_NUMBER = 10**12
MAX_SAFE = 2**53 - 1  # the largest whole number that a browser keeps exactly

Kind = Literal["damaged", "foreign", "large", "deep", "newer", "attempt", "link", "file", "busy", "full", "entry"]

REPLICA = re.compile(r"[a-z0-9]{8,32}")
ACTIVITY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+")
RELEASE = re.compile(r"[ -~]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class RecordError(SteppingUpError):
    """A record cannot be read or saved. The text is one clear sentence for the person who answered.

    Args:
        kind: which of the known troubles it is; the page and the tests go by it.
        sentence: what is wrong and what to do.
        detail: what the system said, such as "No space left on device".
    """

    def __init__(self, kind: Kind, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.kind = kind
        self.detail = detail


def is_whole(value: object, low: int, high: int) -> bool:
    """Tell whether a value is a whole number within bounds."""
    # JSON knows one kind of number: 3.0 and 3 are the same, and a browser cannot tell them apart
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return low <= value <= high and value == int(value)


def as_whole(value: object) -> object:
    """Write a whole number without a fraction; anything else stays."""
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value


def fits_text(pattern: re.Pattern[str], longest: int) -> Callable[[object], bool]:
    """Make the check of a text that has a form and a greatest length."""
    return lambda value: isinstance(value, str) and len(value) <= longest and bool(pattern.fullmatch(value))


def fits_number(low: int, high: int) -> Callable[[object], bool]:
    """Make the check of a whole number within bounds."""
    return lambda value: is_whole(value, low, high)


def fits_one_of(*allowed: object) -> Callable[[object], bool]:
    """Make the check of a value that is one of a few."""
    return lambda value: not isinstance(value, bool) and value in allowed


def is_day(value: object) -> bool:
    """Tell whether a value is a day of the calendar, as 2026-11-28."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_well_formed(text: str) -> bool:
    """Tell whether a text can be written: half of a surrogate pair is a legal JSON escape, but no file can hold it."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
