"""When does somebody answer? Opening hours as people write them, asked for one moment of the week.

Understood are days and times in the language of the map or in English: "Mon-Fri 9-16, Thu to 18", "Tue and Thu 10-15",
"7-23", "day and night". Whatever else stands there makes the answer *perhaps*: a wrong "open" would send somebody at
night to a closed door.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from steppingup.common.week import day_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.common.language import Words

DAY = 24 * 60
Moment = tuple[int, int]  # day of the week, Monday is 0; minute of that day
Token = tuple[Literal["day", "time", "to", "word"], int]

# The four moments of lesson 3.4: a morning, an evening, a Saturday, and three at night.
MOMENTS: dict[str, Moment] = {
    "morning": (1, 11 * 60),
    "evening": (1, 20 * 60 + 40),
    "weekend": (5, 15 * 60),
    "night": (6, 3 * 60),
}

_PIECE = re.compile(r"\d{1,2}(?:[:.]\d{2})?|[^\W\d]+|-")
_CLAUSE = re.compile(r"[,;]|\.(?=\s|$)")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")


@dataclass(frozen=True)
class Hours:
    """Spans of the week in minutes from Monday 0:00; ``sure`` if nothing else stands there."""

    spans: tuple[tuple[int, int], ...] = ()
    sure: bool = False

    def at(self, moment: Moment) -> bool | None:
        """Tell whether somebody answers at a moment; None if the text does not say it clearly."""
        minute = moment[0] * DAY + moment[1]
        # a span of Sunday night ends on Monday
        if any(start <= now < end for start, end in self.spans for now in (minute, minute + 7 * DAY)):
            return True
        return False if self.sure else None


@dataclass(frozen=True)
class Reader:
    """Reads hours in one language; ``days`` are names of days in lower case, the rest words that mean something."""

    days: dict[str, int]
    always: tuple[str, ...]
    until: frozenset[str]
    idle: frozenset[str]

    def read(self, text: str) -> Hours:
        """Read what stands in a cell."""
        line = _DASHES.sub("-", " ".join(text.casefold().split()))
        if line in self.always:
            return Hours(((0, 7 * DAY),), sure=True)
        spans: list[tuple[int, int]] = []
        days: list[int] = []
        pending: list[int] = []
        sure = bool(line)
        for clause in filter(None, (part.strip() for part in _CLAUSE.split(line))):
            tokens = list(self._tokens(clause))
            own = _days(tokens)
            times = _times(tokens, spans[-1] if spans else None)
            if any(kind == "word" for kind, _ in tokens) or (not own and not times):
                sure, days, pending = False, [], []
                continue
            pending += own or ([] if pending else days or (list(range(7)) if sure else []))
            if times:
                spans += [(day * DAY + start, day * DAY + end) for day in pending for start, end in times]
                days, pending = pending, []
        return Hours(tuple(spans), sure and not pending)

    def _tokens(self, clause: str) -> Iterator[Token]:
        for piece in _PIECE.findall(clause):
            if piece in self.idle:
                continue
            if piece == "-" or piece in self.until:
                yield "to", 0
            elif piece[0].isdecimal():
                minute = _minute(piece)
                yield ("time", minute) if minute is not None else ("word", 0)
            else:
                name = piece if piece in self.days else piece.removesuffix("s")
                yield ("day", self.days[name]) if name in self.days else ("word", 0)


def reader_of(words: Words) -> Reader:
    """Make the reader of a language."""
    lists = {name: _listed(words.get(f"mapping.hours.{name}")) for name in ("always", "until", "idle")}
    return Reader(day_names(words.language), lists["always"], frozenset(lists["until"]), frozenset(lists["idle"]))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip().casefold() for part in text.split(","))


def _minute(piece: str) -> int | None:
    hour, _, minute = piece.replace(".", ":").partition(":")
    found = int(hour) * 60 + int(minute or 0)
    return found if found <= DAY and int(minute or 0) < 60 else None


def _days(tokens: Sequence[Token]) -> list[int]:
    """Return the days that a clause names; a span may run over Sunday."""
    found: list[int] = []
    for place, (kind, value) in enumerate(tokens):
        if kind != "day":
            continue
        if found and place > 1 and tokens[place - 1][0] == "to" and tokens[place - 2][0] == "day":
            first = found[-1]
            found += [(first + step) % 7 for step in range(1, (value - first) % 7 + 1)]
        else:
            found.append(value)
    return found


def _times(tokens: Sequence[Token], before: tuple[int, int] | None) -> list[tuple[int, int]]:
    """Return the spans of a clause; "to 18" alone goes on from the span before it."""
    times = [(place, value) for place, (kind, value) in enumerate(tokens) if kind == "time"]
    if len(times) == 1 and before and tokens[times[0][0] - 1][0] == "to" and times[0][0] > 0:
        return [(before[0] % DAY, times[0][1])]
    if len(times) % 2:
        return []
    pairs = [(times[place][1], times[place + 1][1]) for place in range(0, len(times), 2)]
    return [(start, end if end > start else end + DAY) for start, end in pairs]
