"""Days as offices write them, as ISO dates: 3.5.2025, 2025.05.03., 3. mai 2025, 2025. gada 3. maijs, 45780."""

from __future__ import annotations

import calendar
import json
import re
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from steppingup.documents.letters import same

FIRST, LAST = 1990, 2100
_EXCEL_DAYS = range(32874, 73051)  # 1990 to 2099 as numbers of days since the end of 1899

_TIME = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?$")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./] ?([0-9]{1,2})[-./] ?([0-9]{1,2})\.?|([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-./]) ?([0-9]{1,2})[-./] ?([0-9]{4}|[0-9]{2})\.?")
_MONTH = re.compile(r"([0-9]{1,2})[-./]([0-9]{4})|([0-9]{4})[-./]([0-9]{1,2})")
_NUMBERS, _LETTERS = re.compile(r"[0-9]+"), re.compile(r"[^\W\d_]+")


class Day(NamedTuple):
    """A day, and what was assumed to read it (the end of a key of the messages; nothing where it is plain)."""

    iso: str
    assumed: str = ""


def day_of_text(text: str) -> Day | None:
    """Read a day; None for what is none."""
    plain = _TIME.sub("", text.strip()).strip()
    if found := _YEAR_FIRST.fullmatch(plain):
        return _day(*(found.groups()[:3] if found[1] else found.groups()[3:]))
    if found := _DAY_FIRST.fullmatch(plain):
        return _day_first(found[1], found[3], found[4], slash=found[2] == "/")
    if found := _MONTH.fullmatch(plain):
        return _end_of_month(found[2] or found[3], found[1] or found[4])
    if re.fullmatch("[0-9]{4}", plain):
        return Day(f"{plain}-12-31", "year") if FIRST <= int(plain) <= LAST else None
    return _in_words(plain)


def day_of_number(number: float) -> Day | None:
    """Read a year, or a day as Excel counts them; None for another number."""
    if number != int(number):
        number = int(number)  # the part of a day after midnight
    if FIRST <= number <= LAST:
        return Day(f"{int(number)}-12-31", "year")
    if number not in _EXCEL_DAYS:
        return None
    return Day((date(1899, 12, 30) + timedelta(days=int(number))).isoformat(), "number")


def iso(value: date) -> str:
    """Write a day, with its time left out."""
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def _day(year: str, month: str, day: str, assumed: str = "") -> Day | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Day(found.isoformat(), assumed) if FIRST <= found.year <= LAST else None


def _day_first(day: str, month: str, year: str, *, slash: bool) -> Day | None:
    short = len(year) == 2
    whole = f"20{year}" if short else year
    if slash and int(month) > 12:  # the order of the United States
        return _day(whole, day, month, "order")
    return _day(whole, month, day, "century" if short else "")


def _end_of_month(year: str, month: str) -> Day | None:
    if not 1 <= int(month) <= 12:
        return None
    return _day(year, month, str(calendar.monthrange(int(year), int(month))[1]), "month")


def _in_words(text: str) -> Day | None:
    """Read a day with the name of its month, in a language of the ten countries or in English."""
    months = {known for word in _LETTERS.findall(text) if (known := _months().get(same(word)))}
    numbers = _NUMBERS.findall(text)
    years = [one for one in numbers if len(one) == 4]
    days = [one for one in numbers if len(one) <= 2]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(numbers) != len(years) + len(days):
        return None
    month = str(months.pop())
    return _day(years[0], month, days[0]) if days else _end_of_month(years[0], month)


@cache
def _months() -> dict[str, int]:
    """Return the names of months, which the page reads from the same file; a test makes them again from the CLDR."""
    listed = json.loads((Path(__file__).parent / "months.json").read_text("utf-8"))
    return {name: number for number, names in enumerate(listed, 1) for name in names.split()}
