"""The records of facts/*.yml, as typed models."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ISO_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"must be a day written as YYYY-MM-DD; found {text[:40]!r}") from error
    return text


def _perhaps_day(text: str) -> str:
    if ISO_DAY.fullmatch(text):
        _day(text if text[7:] else f"{text}-01")
    return text


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$")]
Text = Annotated[str, Field(min_length=1)]
Day = Annotated[str, AfterValidator(_day)]
AsOf = Annotated[str, Field(min_length=1), AfterValidator(_perhaps_day)]
Address = Annotated[str, Field(pattern=r"^https://\S+$")]


class Record(BaseModel):
    """A record of facts/: fields are strict, and ``texts`` names those that learners read."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: Id

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (field, text) of every text that is translated."""
        for name in _TRANSLATED.get(type(self).__name__, ()):
            if text := getattr(self, name):
                yield name, text

    def with_texts(self, texts: Mapping[str, str]) -> Self:
        """Return the same record with other texts, by the fields that :meth:`texts` names."""
        return self.model_copy(update=dict(texts))


class Role(Record):
    """A role that learners choose."""

    name: Text
    about: Text = ""


class Area(Record):
    """One of the areas that competencies belong to."""

    name: Text


class Competency(Record):
    """What somebody can do; ``required`` is the level (0-3) per role."""

    area: Id
    tier: Literal[1, 2, 3]
    evidence: list[Literal["knowledge", "vignette", "procedure"]]
    statement: Text
    required: dict[str, Annotated[int, Field(ge=0, le=3)]]


class Source(Record):
    """An entry of the bibliography; ``read`` says how the text was read."""

    title: Text
    author: Text = ""
    year: Text = ""
    url: Address | None = None
    read: Literal["original", "copy", "secondary", "general"]
    note: Text = ""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield what is ours to say: notes, dates in words, and titles of what has no title of its own."""
        yield from super().texts()
        if self.year and not self.year.isdigit():
            yield "year", self.year
        if self.read == "general":
            yield "title", self.title


class Fact(Record):
    """Something true as of a date: ``value`` is the short text that sentences use."""

    value: Text
    statement: Text
    as_of: AsOf
    source: Id
    review_by: Day


class Helpline(Record):
    """A number that a reader may need now."""

    country: Text
    service: Text
    number: Text
    tel: Annotated[str, Field(pattern=r"^\+?[0-9]{2,15}$")]
    hours: Text = ""
    as_of: AsOf
    source: Id
    review_by: Day


class RolePath(Record):
    """The path of a role (its id): numbers of lessons before the next working day, then within three months.

    ``monday`` are the lines of the role's sheet for the desk.
    """

    must: Annotated[list[Text], Field(min_length=1)]
    should: list[Text] = []
    monday: Annotated[list[Text], Field(min_length=3, max_length=8)]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of the sheet."""
        for number, line in enumerate(self.monday, 1):
            yield f"monday.{number}", line

    def with_texts(self, texts: Mapping[str, str]) -> Self:
        """Return the path with other lines on its sheet."""
        return self.model_copy(update={"monday": [texts[f"monday.{n}"] for n, _ in enumerate(self.monday, 1)]})


class Contact(Record):
    """A line of the referral card: whom staff should reach; ``sheet`` puts it on the Monday sheets, too."""

    purpose: Text
    hint: Text
    sheet: bool = False


class Term(Record):
    """A word of the glossary; ``forms`` are the spellings that lessons use, parted by bars, or empty."""

    term: Text
    forms: str = ""
    text: Text


class Sign(Record):
    """A sign of the explorer: what one may notice, and the ordinary reason that it may have.

    ``weight`` is what a list of experts reported, or ``open``; ``care`` is what to mind besides.
    """

    form: Literal["general", "labour", "sexual", "domestic", "begging", "crime", "marriage"]
    sign: Text
    example: Text
    other: Text
    care: Text = ""
    element: Literal["act", "means", "purpose", "context"]
    weight: Literal["strong", "medium", "weak", "open"]
    roles: Annotated[list[Id], Field(min_length=1)]
    sources: Annotated[list[Id], Field(min_length=1)]


_TRANSLATED = {
    "Role": ("name", "about"), "Area": ("name",), "Competency": ("statement",), "Source": ("note",),
    "Fact": ("value", "statement", "as_of"), "Helpline": ("country", "service", "hours", "as_of"),
    "Contact": ("purpose", "hint"), "Term": ("term", "forms", "text"),
    "Sign": ("sign", "example", "other", "care"),
}  # fmt: skip
