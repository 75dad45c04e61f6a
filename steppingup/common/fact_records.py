"""The records of facts/*.yml, as typed models."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

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
When = Annotated[str, Field(pattern=r"^[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"), AfterValidator(_perhaps_day)]
Part = Literal["eu", "region", "countries", "figures"]
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
    """Something true as of a date: ``value`` is the short text that sentences use.

    A fact that was otherwise once says since when it is so (``changed``: year, month or day), on which ``part`` of
    *What changed* it stands, and what was so ``before``, if a source tells.
    """

    value: Text
    statement: Text
    as_of: AsOf
    source: Id
    review_by: Day
    changed: When | None = None
    part: Part | None = None
    before: Text | None = None

    @model_validator(mode="after")
    def _dated_change(self) -> Self:
        if self.changed and not self.part:
            raise ValueError("a fact with 'changed' needs 'part', too: eu, region, countries or figures")
        if not self.changed and (self.part or self.before):
            raise ValueError("'part' and 'before' tell of a change; add 'changed', the day, month or year of it")
        return self


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


class Country(Record):
    """A country with a page of its own; its id is its code of two letters."""

    id: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    name: Text


class Question(Record):
    """A question that the page of every country answers; an ``optional`` one only where there is something to say."""

    text: Text
    optional: bool = False


class Line(Record):
    """An answer on the page of a country; the id begins with its code: ``fi.reflection``.

    It shows a ``fact``, or has an ``answer`` of its own with source and dates; ``value`` is the answer in a few words,
    for tables that compare. ``open`` says that nothing was found, that sources differ, or that it is not confirmed:
    then ``as_of`` is the day on which somebody looked. ``second_hand``: somebody else wrote about the rule.
    """

    id: Annotated[str, Field(pattern=r"^[a-z]{2}\.[a-z0-9]+(-[a-z0-9]+)*$")]
    question: Id
    fact: Id = ""
    answer: str = ""
    value: str = ""
    open: Literal["nothing", "differs", "unsure"] | None = None
    second_hand: bool = False
    source: Id = ""
    as_of: AsOf = ""
    review_by: Day = ""

    @property
    def country(self) -> str:
        """The country that it belongs to."""
        return self.id.partition(".")[0]

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        own = [name for name in ("answer", "value", "source", "as_of", "review_by") if getattr(self, name)]
        if self.fact and own:
            raise ValueError(f"a line with 'fact' shows that fact; delete {', '.join(own)}, or 'fact'")
        wanted = ("as_of", "review_by") if self.open == "nothing" else ("answer", "source", "as_of", "review_by")
        missing = [name for name in wanted if name not in own]
        if not self.fact and missing:
            raise ValueError(
                f"add {', '.join(missing)}; or show a fact; or say 'open: nothing' with the day you looked"
            )
        return self


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
    "Fact": ("value", "statement", "as_of", "before"), "Helpline": ("country", "service", "hours", "as_of"),
    "Contact": ("purpose", "hint"), "Term": ("term", "forms", "text"), "Sign": ("sign", "example", "other", "care"),
    "Country": ("name",), "Question": ("text",), "Line": ("value", "answer", "as_of"),
}  # fmt: skip
