"""Small numbers of people: kept back from whatever is published, so that nobody can be recognised.

A number below the limit is not shown. Where a total is shown, a second number is kept back, too, since the total minus
the others would give the first one away; and what is kept back together must reach the limit, or the total goes as
well. Willenborg and de Waal, "Elements of Statistical Disclosure Control" (2001), chapters 1 and 6.

Zero is a small number here: a table that shows it says of all the others that they are 1 to 4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# A number on its own: no part of a date, a time, a span, a decimal or a grouped number, and no share of a hundred.
_NUMBER = re.compile(
    r"(?<![\w.,:/+\-\u2010-\u2015])(?<!\d\s)\d{1,4}"
    r"(?![\w:/\-\u2010-\u2015]|[.,]\d|[\s\u00a0\u202f]\d{3}(?!\d)|\s*(%|\u2030|per\s*cent))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Kept:
    """One line of numbers as it may be shown.

    Args:
        shown: the numbers, None where one is kept back.
        total: their sum, or None where it would give a number away.
    """

    shown: tuple[int | None, ...]
    total: int | None


def is_small(value: object, limit: int) -> bool:
    """Tell whether a value is a number below the limit; texts and empty cells are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value < limit


def kept_back(line: Sequence[int], limit: int) -> Kept:
    """Keep small numbers of a line back, and as many others as the shown total would need to tell them.

    Args:
        line: numbers of people that add up to a total that is shown beside them.
        limit: numbers below it are small.
    """
    hidden = {place for place, number in enumerate(line) if number < limit}
    by_size = sorted(range(len(line)), key=lambda place: (line[place], place))
    while hidden and not _safe(line, hidden, limit) and len(hidden) < len(line):
        hidden.add(next(place for place in by_size if place not in hidden))
    shown = tuple(None if place in hidden else number for place, number in enumerate(line))
    return Kept(shown, sum(line) if not hidden or _safe(line, hidden, limit) else None)


def without_small(text: str, limit: int, instead: Callable[[], str]) -> str:
    """Put words in the place of small numbers in a text, as it is published.

    Numbers written as words are not found: whoever publishes reads the page once.
    """
    return _NUMBER.sub(lambda found: instead() if int(found[0]) < limit else found[0], text)


def _safe(line: Sequence[int], hidden: set[int], limit: int) -> bool:
    return len(hidden) > 1 and sum(line[place] for place in hidden) >= limit
