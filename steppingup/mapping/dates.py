"""Days in a map, and how long ago they are."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_of(value: object) -> date | None:
    """Return the day that a cell holds; None for an empty cell and for what is no day."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def months_between(earlier: date, later: date) -> int:
    """Count whole months from one day to another; 0 for a day that has not come yet."""
    months = 12 * (later.year - earlier.year) + later.month - earlier.month - (later.day < earlier.day)
    return max(0, months)
