"""The file that the training-needs self-check saves: one person, one phase, joined with others by a linking code.

It holds no name, no text of one's own, no short code of a session, and nothing of the rest of the course. Like every
record it is read from any bytes whatever, and the whole file is refused with one sentence if anything in it is not what
the page writes. An evaluation reads the same fields, and leaves out a row where this module refuses the file
(:mod:`steppingup.evaluation.readers.needs`). Items and options stand in it by opaque ids: whoever has the keys turns
them back (:meth:`steppingup.catalogue.needs.Instrument.scored`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from steppingup.common.validation import show
from steppingup.record.fields import RecordError, is_day
from steppingup.record.format import MAX_SECONDS
from steppingup.record.linking import Form, LinkingCodeError, Phase, form_of, normal_linking_code
from steppingup.record.read import parse_bytes, plain_bytes

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "steppingup-needs"
SCHEMA = 1
MAX_BYTES = 64 * 1024
MAX_DEPTH = 4
MOST_RATINGS, MOST_ANSWERS = 100, 200
WHAT = "a file of the self-check"

Opaque = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]
Competency = Annotated[str, Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=60)]


Release = Annotated[str, Field(pattern=r"^[ -~]{0,32}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*$")]
Country = Annotated[str, Field(pattern=r"^([a-z]{2})?$")]
Municipality = Annotated[str, Field(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=60)]
Role = Annotated[str, Field(pattern=r"^[a-z_]{1,60}$")]
Tier = Annotated[int, Field(ge=1, le=3)]


def _code(code: str) -> str:
    try:
        return normal_linking_code(code[:40])
    except LinkingCodeError as error:
        raise ValueError(str(error)) from error


def _day(day: str) -> str:
    if not is_day(day):
        raise ValueError("a day is written as 2026-11-28")
    return day


Code = Annotated[str, AfterValidator(_code)]
Day = Annotated[str, AfterValidator(_day)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class NeedsRating(_Strict):
    """How important a competency is for the work of somebody, or how well they can do it: 0 to 3."""

    competency: Competency
    scale: Literal["importance", "ability"]
    value: Annotated[int, Field(ge=0, le=3)]

    @property
    def about(self) -> tuple[str, str]:
        """What is rated; once in a file."""
        return self.competency, self.scale


class NeedsAnswer(_Strict):
    """One item: what was picked, or that it was read and left out, or never reached."""

    item: Opaque
    version: Annotated[int, Field(ge=1, le=10_000)]
    position: Annotated[int, Field(ge=1, le=1000)]
    response: Opaque | None
    status: Literal["answered", "omitted", "not_reached"]
    certainty: Annotated[int, Field(ge=1, le=3)] | None
    seconds: Annotated[int, Field(ge=0, le=MAX_SECONDS)]

    @model_validator(mode="after")
    def _fits(self) -> NeedsAnswer:
        if (self.status == "answered") != (self.response is not None):
            raise ValueError("an item is answered if it has a response, and only then")
        return self


class NeedsHead(_Strict):
    """Everything but the rows; ``municipality`` is empty where nobody was asked for it."""

    format: Literal["steppingup-needs"]
    schema_: Annotated[Literal[1], Field(alias="schema")]
    release: Release
    language: Language
    country: Country
    municipality: Municipality
    role: Role
    tier: Tier
    phase: Phase
    form: Form
    code: Code
    day: Day

    @model_validator(mode="after")
    def _belongs(self) -> Self:
        if self.form != form_of(self.code, self.phase):
            raise ValueError("the form is not the one that belongs to the code and the phase")
        return self


class NeedsFile(NeedsHead):
    """A whole file."""

    ratings: Annotated[list[NeedsRating], Field(max_length=MOST_RATINGS)]
    answers: Annotated[list[NeedsAnswer], Field(max_length=MOST_ANSWERS)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        for name, found in (("rated", [one.about for one in self.ratings]), ("answered", self.items)):
            if len(set(found)) != len(found):
                raise ValueError(f"something is {name} twice")
        return self

    @property
    def items(self) -> list[str]:
        """The items, as they were asked."""
        return [one.item for one in self.answers]


def read_needs_bytes(data: bytes) -> NeedsFile:
    """Read a file of the self-check from bytes.

    Args:
        data: anything at all.

    Raises:
        RecordError: of kind large, damaged, deep, foreign, newer or attempt; one sentence for a person, which never
            repeats a code.
    """
    whole = needs_document(data)
    try:
        return NeedsFile.model_validate(whole)
    except ValidationError as error:
        raise RecordError("attempt", f"This file has a wrong {_place(error, whole)}; nothing was changed.") from None


def needs_document(data: bytes) -> dict[str, Any]:
    """Read what claims to be a file of the self-check, before its fields are looked at.

    Raises:
        RecordError: as :func:`read_needs_bytes`, but for kind attempt.
    """
    whole = parse_bytes(data, MAX_BYTES, MAX_DEPTH, WHAT)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise RecordError("foreign", "This file does not hold the answers to the self-check; nothing was changed.")
    schema = whole.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise RecordError("newer", "This file was saved by a newer release of the course; read it with that release.")
    return whole


def read_needs_file(path: Path) -> NeedsFile:
    """Read a file of the self-check, without following a link.

    Raises:
        FileNotFoundError: there is no such file.
        RecordError: as :func:`read_needs_bytes`, of kind link if it is no plain file, of kind file if it cannot be
            opened.
    """
    return read_needs_bytes(plain_bytes(path, MAX_BYTES))


def _place(error: ValidationError, whole: dict[str, Any]) -> str:
    """Name what is wrong: never its value, which may be a code."""
    place = show(error.errors(include_url=False, include_input=False)[0]["loc"], whole)
    return f"'{place[:60]}'" if place else "form, or something twice"
