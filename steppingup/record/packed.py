"""Packed state: how a person stands with the whole course, in at most 4,000 plain characters, for learning platforms.

A platform gives a course one short text field to remember somebody by (SCORM 1.2: 4,096 characters). The packed state
is a projection that loses things and says which: per activity it keeps the version, the last answer, its score and
certainty, the best score, and the number of attempts up to three.

The text is the format's number, the day (three characters), then one entry per activity: four characters of a hash of
its id, one for the length, and a number in mixed radix. All characters are of base64url (RFC 4648, section 5). Digits
stand lowest first, so that what is zero at the end takes no room. How an answer becomes digits is told by the
activity's *shape*, neutral data that every kind gives; the script of the page reads the same shapes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from steppingup.record.derive import standing
from steppingup.record.digits import Reader, chars_of, fnv_24, number_of, text_of
from steppingup.record.fields import RecordError
from steppingup.record.format import Attempt, Record
from steppingup.record.merge import add, next_number
from steppingup.record.shapes import digits_of, read_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from steppingup.record.digits import Digits

    Shapes = Mapping[str, Mapping[str, Any]]

FORMAT = "1"
LIMIT = 4000
KEY, DAY = 4, 3
DAY_ONE = dt.date(2020, 1, 1)

VERSIONS, COUNTS, SURE, PERCENT = 32, 3, 4, 102
NO_SCORE = 101


@dataclass(frozen=True, slots=True)
class Item:
    """How somebody stands with one activity: ``count`` is 1 to 3 (three or more), scores are 0 to 1 or None."""

    activity: str
    version: int
    count: int
    certainty: int | None
    last: float | None
    best: float | None
    answer: Any = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What did not fit or has no place in a packed state; everything else of a record is in it.

    Args:
        attempts: attempts of which only the number or the best score is kept.
        answers: activities whose answer had to go, for want of room.
        activities: activities that had to go altogether, for want of room.
        unknown: activities that the course does not have.
        phases: attempts of an evaluation, which never enter a learning platform.
    """

    attempts: int = 0
    answers: int = 0
    activities: int = 0
    unknown: int = 0
    phases: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """What a packed state holds: ``aside`` are entries of activities that this release does not know, kept as read."""

    day: str
    items: tuple[Item, ...] = ()
    aside: tuple[str, ...] = ()
    left_out: LeftOut = field(default_factory=LeftOut)


@cache
def key_of(activity: str) -> str:
    """Return the four characters by which a packed state names an activity."""
    return text_of(fnv_24(activity), KEY)


def state_of(record: Record, shapes: Shapes, day: str, aside: Iterable[str] = ()) -> State:
    """Project a record on what a packed state can hold.

    Args:
        record: any record.
        shapes: per activity its ``version`` and shape, as the catalogue gives them.
        day: the day of packing, as an ISO date.
        aside: entries that an earlier state brought along and this course does not know.
    """
    practice = [attempt for attempt in record.attempts if attempt.phase is None]
    met = sorted({attempt.activity for attempt in practice})
    items = tuple(_item(record, activity, shapes[activity]) for activity in met if activity in shapes)
    kept = sum(1 for _ in items)
    known = sum(attempt.activity in shapes for attempt in practice)
    left = LeftOut(attempts=known - kept, unknown=len(met) - kept, phases=len(record.attempts) - len(practice))
    return State(day, items, tuple(aside), left)


def pack(state: State, shapes: Shapes, limit: int = LIMIT) -> tuple[str, LeftOut]:
    """Write a state in at most ``limit`` characters; what does not fit goes, longest answers first, and is counted.

    Raises:
        ValueError: two activities of the course share a key; rename the newer one.
    """
    _check_keys(shapes)
    texts = {item.activity: _entry(item, shapes[item.activity]) for item in state.items}
    room = limit - 1 - DAY - sum(map(len, state.aside))
    answers = activities = 0
    for item in sorted(state.items, key=lambda one: (-len(texts[one.activity]), one.activity)):
        if sum(map(len, texts.values())) <= room:
            break
        texts[item.activity] = _entry(item, {})
        answers += 1
    while texts and sum(map(len, texts.values())) > room:
        texts.popitem()
        activities += 1
    said = LeftOut(state.left_out.attempts, answers, activities, state.left_out.unknown, state.left_out.phases)
    return FORMAT + _day_text(state.day) + "".join([*texts.values(), *state.aside]), said


def unpack(text: str, shapes: Shapes) -> State:
    """Read a packed state; entries of activities that the course does not have are kept aside.

    Raises:
        RecordError: of kind "newer" for another format, "damaged" for anything that no packed state is.
    """
    if text[:1] != FORMAT:
        raise (
            _damaged()
            if not text[:1].isdigit()
            else RecordError("newer", "This saved state comes from a newer release of the course; open it there.")
        )
    names = {key_of(activity): activity for activity in shapes}
    items: list[Item] = []
    aside: list[str] = []
    for entry in _entries(text[1 + DAY :]):
        activity = names.get(entry[:KEY])
        if activity is None:
            aside.append(entry)
        else:
            items.append(_read(entry, activity, shapes[activity]))
    return State(_day_of(text[1 : 1 + DAY]), tuple(items), tuple(aside))


def resume(record: Record, state: State, replica: str, release: str) -> Record:
    """Add to a record what a state knows beyond it: activities with more attempts or a better score there.

    Doing it twice changes nothing the second time.
    """
    for item in state.items:
        here = standing(record, item.activity, item.version)
        known = [here.best.score if here.best else None]
        news = [] if item.count <= min(here.count, COUNTS) else [(item.answer, item.last, item.certainty)]
        known += [item.last] if news else []
        if item.best is not None and all(score is None or item.best > score for score in known):
            news.insert(0, (None, item.best, None))
        # a state tells of up to three attempts and holds one or two: the number stays
        hidden = max(0, item.count - here.count - len(news))
        for at, (answer, score, certainty) in enumerate(news):
            attempt = Attempt(
                replica=replica, n=next_number(record), activity=item.activity, version=item.version,
                release=release, phase=None, form=None, answer=answer, score=score, certainty=certainty,
                seconds=0, day=state.day,
            )  # fmt: skip
            record = add(record, attempt, 1 if at else 1 + hidden)
    return record


def _item(record: Record, activity: str, shape: Mapping[str, Any]) -> Item:
    here = standing(record, activity, shape["version"])
    last, best = here.last, here.best
    if last is None:  # pragma: no cover - only activities with attempts are asked for
        raise ValueError(activity)
    return Item(
        activity, last.version, min(here.count, COUNTS), last.certainty,
        last.score, best.score if best else None, last.answer,
    )  # fmt: skip


def _entry(item: Item, shape: Mapping[str, Any]) -> str:
    digits: Digits = [
        (min(item.version, VERSIONS - 1), VERSIONS),
        (item.count - 1, COUNTS),
        (item.certainty or 0, SURE),
        (_percent(item.last), PERCENT),
        (_percent(item.best), PERCENT),
    ]
    current = item.version == shape.get("version")
    answer = digits_of(item.answer, shape) if current and item.answer is not None else None
    digits += [(0, 2)] if answer is None else [(1, 2), *answer]
    number = number_of(digits)
    size = chars_of(number)
    return key_of(item.activity) + text_of(size, 1) + text_of(number, size)


def _read(entry: str, activity: str, shape: Mapping[str, Any]) -> Item:
    reader = Reader.of(entry[KEY + 1 :])
    version, count, sure = reader.take(VERSIONS), reader.take(COUNTS) + 1, reader.take(SURE)
    last, best = _score(reader.take(PERCENT)), _score(reader.take(PERCENT))
    if not version:
        raise _damaged()
    answered = reader.take(2) == 1 and version == shape["version"]
    answer = read_answer(reader, shape) if answered else None
    return Item(activity, version, count, sure or None, last, best, answer)


def _entries(text: str) -> Iterable[str]:
    place = 0
    while place < len(text):
        head = text[place : place + KEY + 1]
        size = Reader.of(head[KEY:]).number if len(head) == KEY + 1 else 0
        entry = text[place : place + KEY + 1 + size]
        if not size or len(entry) < KEY + 1 + size:
            raise _damaged()
        yield entry
        place += len(entry)


def _percent(score: float | None) -> int:
    """Write a score as 0..100; only a whole score is 100, and only none at all is 0."""
    if score is None:
        return NO_SCORE
    return int(score * 100) if score in {0, 1} else min(99, max(1, int(score * 100 + 0.5)))


def _score(percent: int) -> float | None:
    return None if percent == NO_SCORE else percent / 100


def _day_text(day: str) -> str:
    return text_of(max(0, (dt.date.fromisoformat(day) - DAY_ONE).days), DAY)


def _day_of(text: str) -> str:
    if len(text) < DAY:
        raise _damaged()
    return (DAY_ONE + dt.timedelta(days=Reader.of(text).number)).isoformat()


def _check_keys(shapes: Shapes) -> None:
    seen: dict[str, str] = {}
    for activity in shapes:
        first = seen.setdefault(key_of(activity), activity)
        if first != activity:
            raise ValueError(
                f"The ids '{first}' and '{activity}' share a key in the packed state; rename the newer one."
            )


def _damaged() -> RecordError:
    return RecordError("damaged", "The saved state is damaged, so nothing was read from it.")
