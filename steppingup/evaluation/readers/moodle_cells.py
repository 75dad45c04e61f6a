"""Numbers and days as Moodle writes them in any of the region's languages."""

from __future__ import annotations

import datetime as dt
import re

from steppingup.evaluation.readers.moodle_words import month_of

_NUMBER = re.compile(r"-?\d{1,7}(?:[.,]\d{1,10})?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DOTTED = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b")
_YEAR = re.compile(r"\b(20\d{2})\b")
_DAY = re.compile(r"(?<![\d:.])(\d{1,2})(?![\d:])")
_WORD = re.compile(r"[^\W\d_]{3,}")


def number_in(cell: str) -> float | None:
    """Return a number with a decimal point or comma; nothing for anything else, such as NaN or a formula."""
    return float(cell.replace(",", ".")) if _NUMBER.fullmatch(cell) else None


def day_in(text: str) -> str:
    """Return the day of a text such as ``12. März 2026, 10:15`` as YYYY-MM-DD; empty if it names none."""
    if found := _ISO.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.search(text):
        year = int(found[3])
        return _day(year if year > 99 else 2000 + year, int(found[2]), int(found[1]))
    year_, months = _YEAR.search(text), [number for word in _WORD.findall(text) if (number := month_of(word))]
    if not year_ or not months:
        return ""
    days = [int(one) for one in _DAY.findall(text.replace(year_[0], " "))]
    # a word before the month may name the day of the week: the last month that is one counts
    return _day(int(year_[1]), months[-1], days[0]) if days else ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
