"""Files of the training-needs self-check: one person, one phase. Answers are scored with the keys of the course.

The format is that of :mod:`steppingup.record.needs_file`, field by field. What differs is what happens to a fault:
there the file is refused, here a row is left out and counted, and a file is read if its code and its phase are sound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from steppingup.common.errors import AnswerError
from steppingup.evaluation.events import SCHEMA
from steppingup.evaluation.readers.base import (
    Row,
    Taken,
    day_of,
    events_from,
    file_bytes,
    milliseconds,
    ratings_from,
    role_of,
)
from steppingup.evaluation.readers.no_answers import is_our_own
from steppingup.evaluation.versions import OLDER
from steppingup.record.fields import RecordError
from steppingup.record.needs_file import (
    MOST_ANSWERS,
    MOST_RATINGS,
    Country,
    Language,
    Municipality,
    NeedsAnswer,
    NeedsHead,
    NeedsRating,
    Release,
    needs_document,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from steppingup.evaluation.quality import Quality
    from steppingup.evaluation.readers.base import Setting

NO_KEYS = (
    "this course has no keys of the self-check (exercises/needs/), so these answers cannot be scored and were left "
    "out; take the course folder of whoever holds the keys"
)
NEWER = "an answer to a newer version of the item; it was left out, read it with that release"

T = TypeVar("T", bound=BaseModel)


class _Head(NeedsHead):
    # what an evaluation can do without is not held against a file, nor is what a later release adds to the head
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    release: Release = ""
    language: Language | Literal[""] = ""
    country: Country = ""
    municipality: Municipality = ""
    role: Any = ""
    tier: Any = None
    day: Any = ""
    ratings: Annotated[list[Any], Field(max_length=MOST_RATINGS)]
    answers: Annotated[list[Any], Field(max_length=MOST_ANSWERS)]


class _Answer(NeedsAnswer):
    seconds: Any = None  # an odd time costs nobody the answer


def read_needs(path: Path, setting: Setting) -> Taken:
    """Read one file."""
    return read_needs_files([path], setting)


def read_needs_files(paths: Sequence[Path], setting: Setting) -> Taken:
    """Read files together: to make tables of each one alone takes fifty times as long as to read it."""
    taken, answers, ratings = Taken(), list[Row](), list[Row]()
    for path in paths:
        theirs = _rows(path, setting, taken.quality)
        answers += theirs[0]
        ratings += theirs[1]
    name = paths[0].name if len(paths) == 1 else "files of the self-check"
    taken.events, taken.ratings = events_from(answers, name, taken.quality), ratings_from(ratings, name, taken.quality)
    return taken


def _rows(path: Path, setting: Setting, quality: Quality) -> tuple[list[Row], list[Row]]:
    """Return the answers and the ratings of one file."""
    data = file_bytes(path, quality)
    head = _head(data, path.name, quality) if data is not None else None
    if not head:
        return [], []
    person = _person(head, setting, path.name, quality)
    ratings = [*_ratings(head, person, setting, path.name, quality)]
    if setting.instrument is None:
        quality.add(path.name, NO_KEYS, "answers", len(head.answers))
        return [], ratings
    return [*_answers(head, person, setting, path.name, quality)], ratings


def _head(data: bytes, file: str, quality: Quality) -> _Head | None:
    try:
        return _Head.model_validate(needs_document(data))
    except RecordError as error:
        if error.kind in {"foreign", "large"} and is_our_own(data):
            quality.leave_alone()
        else:
            quality.add(file, _UNREAD.get(error.kind) or f"{_first_half(error)}; it was not read")
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        code = next((str(one["msg"]) for one in found if one["loc"] == ("code",) and one["type"] == "value_error"), "")
        wrong = sorted({str(one["loc"][0]) if one["loc"] else "form" for one in found})
        what = f"{_plain(code)}; the file was not read" if code else _UNREAD["attempt"]
        quality.add(file, what, "code" if code else ", ".join(wrong))
    return None


_UNREAD = {
    "foreign": "no file of the self-check; it was not read",
    "newer": "saved by a newer release of the course; evaluate it with that release",
    "attempt": "fields that are missing or cannot be; the file was not read",
}


def _first_half(error: RecordError) -> str:
    return str(error).partition(";")[0].removeprefix("This file is ")


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ").partition(";")[0].removesuffix(".")


def _person(head: _Head, setting: Setting, file: str, quality: Quality) -> Row:
    return {
        "learner": setting.pseudonyms.of("linking", head.code), "role": role_of(head.role, setting, file, quality),
        "municipality": head.municipality or setting.municipality,
        "country": head.country or setting.country, "language": head.language or setting.language,
        "phase": head.phase, "day": day_of(head.day, setting, file, quality), "source": "needs",
        "schema_version": SCHEMA,
    }  # fmt: skip


def _ratings(head: _Head, person: Row, setting: Setting, file: str, quality: Quality) -> Iterator[Row]:
    seen: set[tuple[str, str]] = set()
    for value in head.ratings:
        one = _row(NeedsRating, value)
        if one is None:
            quality.add(file, "a rating that cannot be read; it was left out", "ratings")
        elif one.competency not in setting.facts.competencies:
            quality.add(file, "a rating of a competency that the course does not know; it was left out", "ratings")
        elif one.about in seen:
            quality.add(file, "a competency is rated twice on one scale; the first rating counts", "ratings")
        else:
            seen.add(one.about)
            yield person | {"competency_id": one.competency, "scale": one.scale, "value": one.value}


def _answers(head: _Head, person: Row, setting: Setting, file: str, quality: Quality) -> Iterator[Row]:
    seen: set[str] = set()
    for value in head.answers:
        one = _row(_Answer, value)
        if one is None:
            quality.add(file, "an answer that cannot be read; it was left out", "answers")
        elif one.item in seen:
            quality.add(file, "an item is answered twice; the first answer counts", "answers")
        else:
            seen.add(one.item)
            scored = _scored(one, setting, file, quality)
            if scored is not None:
                certainty = one.certainty if one.status == "answered" else None
                yield person | scored | {
                    "course_version": head.release, "form_id": head.form, "item_version": one.version, "attempt": 1,
                    "position": one.position, "response_status": one.status, "max_score": 1.0,
                    "confidence": certainty, "time_ms": milliseconds(one.seconds),
                }  # fmt: skip


def _scored(one: NeedsAnswer, setting: Setting, file: str, quality: Quality) -> Row | None:
    """Turn the opaque ids of an answer back, and score it; None if the course does not know them."""
    instrument = setting.instrument
    entry = instrument.by_public.get(one.item) if instrument else None
    if instrument is None or entry is None:
        quality.add(file, "an item that this course does not have; the answer was left out", one.item[:40])
        return None
    if one.version != entry.model.version:
        quality.add(file, OLDER if one.version < entry.model.version else NEWER, entry.id)
        return None
    response: str | None = None
    score: float | None = None
    if one.response is not None:
        try:
            response, score = instrument.scored(one.item, one.version, one.response)
        except AnswerError:
            quality.add(file, "an option that the item does not have; the answer was left out", entry.id)
            return None
    return {
        "item_id": entry.id, "competency_id": entry.model.competency, "response": response, "score": score,
    }  # fmt: skip


def _row(model: type[T], value: object) -> T | None:
    try:
        return model.model_validate(value)
    except ValidationError:
        return None
