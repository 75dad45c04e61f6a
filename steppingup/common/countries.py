"""What the page of a country says: the lines of facts/countries/, each with the fact that it may show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.common.facts import Country, Facts, Line, Question

SECOND_HAND = "secondary"


@dataclass(frozen=True)
class Answer:
    """An answer as readers meet it, whether it is a line's own or that of a fact.

    Args:
        id: the line.
        text: the answer; may be empty if nothing was found.
        value: the answer in a few words, or empty.
        as_of: the date of the source, or the day on which somebody looked in vain.
        review_by: the day by which somebody has to look again.
        source: the id of the source; empty if nothing was found.
        open: why the question is still open, if it is.
        second_hand: whether somebody else wrote about the rule.
    """

    id: str
    text: str
    value: str
    as_of: str
    review_by: str
    source: str
    open: Literal["nothing", "differs", "unsure"] | None
    second_hand: bool


def answers(facts: Facts, country: str, question: str) -> list[Answer]:
    """List the answers of a country to a question, in the order of the file."""
    lines = (line for line in facts.lines.values() if (line.country, line.question) == (country, question))
    return [answer for line in lines if (answer := _answer(facts, line)) is not None]


def sheet(facts: Facts, country: str) -> Iterator[tuple[Question, list[Answer]]]:
    """Yield the questions of a country's page with their answers; an optional question without any is left out."""
    for question in facts.questions.values():
        found = answers(facts, country, question.id)
        if found or not question.optional:
            yield question, found


def ordered_countries(facts: Facts, own: str) -> list[Country]:
    """List the countries, the municipality's own one first."""
    return sorted(facts.countries.values(), key=lambda country: country.id != own)


def _answer(facts: Facts, line: Line) -> Answer | None:
    fact = facts.facts.get(line.fact)
    if line.fact and fact is None:
        return None  # the check tells
    dated = fact or line
    source = facts.sources.get(dated.source)
    return Answer(
        id=line.id,
        text=fact.statement if fact else line.answer,
        value=dated.value,
        as_of=dated.as_of,
        review_by=dated.review_by,
        source=dated.source,
        open=line.open,
        second_hand=line.second_hand or (source is not None and source.read == SECOND_HAND),
    )
