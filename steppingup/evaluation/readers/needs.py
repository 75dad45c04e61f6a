"""Files of the training-needs self-check: one person, one phase. Answers are scored with the keys of the course."""

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
from steppingup.record.fields import RecordError
from steppingup.record.linking import LinkingCodeError, normal_linking_code
from steppingup.record.read import parse_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from steppingup.evaluation.quality import Quality
    from steppingup.evaluation.readers.base import Setting

FORMAT = "steppingup-needs"
# What a town sends to its region, and what the region makes of it.
SUMS = frozenset({"steppingup-contribution", "steppingup-merged"})
DEEPEST = 8
NO_KEYS = (
    "this course has no keys of the self-check (exercises/needs/), so these answers cannot be scored and were left "
    "out; take the course folder of whoever holds the keys"
)

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:/-]{1,100}$")]
Code = Annotated[str, Field(pattern=r"^(\w[\w.:@/#+-]{0,99})?$")]


T = TypeVar("T", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Rating(_Strict):
    competency: Id
    scale: Literal["importance", "ability"]
    value: Annotated[int, Field(ge=0, le=3)]


class _Answer(_Strict):
    item: Id
    version: Annotated[int, Field(ge=1, le=1_000_000)]
    position: Annotated[int, Field(ge=1, le=1_000_000)]
    response: Id | None = None
    status: Literal["answered", "omitted", "not_reached"]
    certainty: Annotated[int, Field(ge=1, le=3)] | None = None
    seconds: float | None = None


class _Head(BaseModel):
    # what a later release adds to the head does not matter to us; rows are strict
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    format: Literal["steppingup-needs"]
    schema_: Annotated[Literal[1], Field(alias="schema")]
    release: Code = ""
    language: Code = ""
    country: Annotated[str, Field(pattern=r"^([A-Za-z]{2})?$")] = ""
    municipality: Code = ""
    role: Any = ""
    phase: Literal["T0", "T1", "T2", "T3"]
    form: Code
    code: str
    day: Any = ""
    ratings: list[Any]
    answers: list[Any]


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
    learner = _learner(head, setting, path.name, quality) if head else ""
    if not head or not learner:
        return [], []
    person = _person(head, learner, setting, path.name, quality)
    ratings = [*_ratings(head, person, setting, path.name, quality)]
    if setting.instrument is None:
        quality.add(path.name, NO_KEYS, "answers", len(head.answers))
        return [], ratings
    return [*_answers(head, person, setting, path.name, quality)], ratings


def _head(data: bytes, file: str, quality: Quality) -> _Head | None:
    try:
        whole = parse_bytes(data, len(data), DEEPEST, "a file of the self-check")
    except RecordError as error:
        quality.add(file, f"{str(error).partition(';')[0].removeprefix('This file is ')}; it was not read")
        return None
    if isinstance(whole, dict) and whole.get("format") in SUMS:
        quality.add(file, "sums of towns, not answers: add them up with evaluate merge; it was not read")
        return None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        quality.add(file, "no file of the self-check; it was not read")
        return None
    if isinstance(whole.get("schema"), int) and whole["schema"] > SCHEMA:
        quality.add(file, "saved by a newer release of the course; evaluate it with that release")
        return None
    try:
        return _Head.model_validate(whole)
    except ValidationError as error:
        wrong = sorted({str(one["loc"][0]) for one in error.errors(include_url=False, include_input=False)})
        quality.add(file, "fields that are missing or cannot be; the file was not read", ", ".join(wrong))
        return None


def _learner(head: _Head, setting: Setting, file: str, quality: Quality) -> str:
    try:
        return setting.pseudonyms.of("linking", normal_linking_code(head.code))
    except LinkingCodeError as error:
        quality.add(file, f"{str(error).partition(';')[0].removesuffix('.')}; the file was not read", "code")
        return ""


def _person(head: _Head, learner: str, setting: Setting, file: str, quality: Quality) -> Row:
    return {
        "learner": learner, "role": role_of(head.role, setting, file, quality),
        "municipality": head.municipality or setting.municipality,
        "country": head.country.lower() or setting.country, "language": head.language or setting.language,
        "phase": head.phase, "day": day_of(head.day, setting, file, quality), "source": "needs",
        "schema_version": SCHEMA,
    }  # fmt: skip


def _ratings(head: _Head, person: Row, setting: Setting, file: str, quality: Quality) -> Iterator[Row]:
    seen: set[tuple[str, str]] = set()
    for value in head.ratings:
        one = _row(_Rating, value)
        if one is None:
            quality.add(file, "a rating that cannot be read; it was left out", "ratings")
        elif one.competency not in setting.facts.competencies:
            quality.add(file, "a rating of a competency that the course does not know; it was left out", "ratings")
        elif (one.competency, one.scale) in seen:
            quality.add(file, "a competency is rated twice on one scale; the first rating counts", "ratings")
        else:
            seen.add((one.competency, one.scale))
            yield person | {"competency_id": one.competency, "scale": one.scale, "value": one.value}


def _answers(head: _Head, person: Row, setting: Setting, file: str, quality: Quality) -> Iterator[Row]:
    seen: set[str] = set()
    for value in head.answers:
        one = _row(_Answer, value)
        if one is None or (one.status == "answered") != (one.response is not None):
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


def _scored(one: _Answer, setting: Setting, file: str, quality: Quality) -> Row | None:
    """Turn the opaque ids of an answer back, and score it; None if the course does not know them."""
    instrument = setting.instrument
    entry = instrument.by_public.get(one.item) if instrument else None
    if instrument is None or entry is None:
        quality.add(file, "an item that this course does not have; the answer was left out", one.item[:40])
        return None
    response: str | None = None
    score: float | None = None
    if one.response is not None:
        try:
            response, score = instrument.scored(one.item, one.version, one.response)
        except AnswerError:
            what = "an option or a version of the item that this course does not have; the answer was left out"
            quality.add(file, what, entry.id)
            return None
    return {
        "item_id": entry.id, "competency_id": entry.model.competency, "response": response, "score": score,
    }  # fmt: skip


def _row(model: type[T], value: object) -> T | None:
    try:
        return model.model_validate(value)
    except ValidationError:
        return None
