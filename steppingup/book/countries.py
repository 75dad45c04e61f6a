"""The pages by country and the list of changes, as HTML made from facts/."""

from __future__ import annotations

from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING, Any

from steppingup.common.changes import changes
from steppingup.common.countries import answers as answers_to
from steppingup.common.countries import ordered_countries, sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from steppingup.book.state import State
    from steppingup.common.countries import Answer
    from steppingup.common.facts import Country, Fact, Helpline

SHOWN = frozenset({"country", "question", "changed"})
# Where a narrow page stacks the cells, browsers forget that this is a table; the roles remind them.
TABLE = '<table class="su-country" role="table">'
ROW, CELL = '<tr role="row">', '<td role="cell">'


def country_html(state: State, country: Country, cite: Callable[[str], str]) -> str:
    """Write the table of a country: question, answer, as of.

    Args:
        state: the course.
        country: the country.
        cite: writes a source by its id, as a link where it can be looked up.
    """
    say = state.words.get
    groups = (_group(escape(question.text), found, state, cite) for question, found in sheet(state.facts, country.id))
    head = [say(f"country.{name}") for name in ("question", "answer", "asof")]
    return _table(say("country.caption", country=country.name), head, groups)


def compare_html(state: State, question: str, cite: Callable[[str], str], link: Callable[[str, str], str]) -> str:
    """Write what all countries answer to one question: country, answer in a few words, as of.

    Args:
        state: the course.
        question: the id of the question.
        cite: writes a source by its id.
        link: writes the name of a country, given its id and name, as a link to its page.
    """
    say = state.words.get
    head = [say(f"country.{name}") for name in ("country", "answer", "asof")]
    groups = []
    for country in ordered(state):
        found = answers_to(state.facts, country.id, question)[:1]
        groups.append(_group(link(country.id, country.name), found, state, cite, short=True))
    return _table(state.facts.questions[question].text, head, groups)


def countries_html(state: State, link: Callable[[str, str], str]) -> str:
    """Write the list of countries, the municipality's own first."""
    rows = "".join(f"<li>{link(country.id, country.name)}</li>" for country in ordered(state))
    return f'<ul class="su-countries">{rows}</ul>'


def changed_html(state: State, part: str, cite: Callable[[str], str]) -> str:
    """Write what has changed, the newest first."""
    rows = "".join(_change(fact, state, cite) for fact in changes(state.facts, part))
    return f'<ol class="su-time su-changed">{rows}</ol>'


def said(answer: Answer, state: State, *, short: bool = False) -> str:
    """Say an answer as plain text: that it is open, if it is, and what was found."""
    text = answer.value if short and answer.value else answer.text
    return " ".join(filter(None, (_open(answer, state), text)))


def since(record: Answer | Fact | Helpline, state: State) -> str:
    """Say from when something is, and that it was not checked again in time."""
    day = state.facts.day(record.as_of)
    return f"{day}; {state.words.get('fact.stale', date=day)}" if state.is_stale(record) else day


def shown(kind: str, id_: str, state: State) -> list[Any]:
    """List everything that a reader sees of a country, a question or a part of the changes, for a digest."""
    facts = state.facts
    records: list[Any] = []
    if kind == "changed":
        records += changes(facts, id_)
    elif kind == "country":
        records += [country for country in facts.countries.values() if country.id == id_]
        records += [record for question, found in sheet(facts, id_) for record in (question, *found)]
    else:
        records += [question for question in facts.questions.values() if question.id == id_]
        records += [answer for country in facts.countries for answer in answers_to(facts, country, id_)]
    return [_seen(record, state) for record in records]


def _seen(record: Any, state: State) -> list[Any]:
    source = state.facts.sources.get(getattr(record, "source", ""))
    stale = hasattr(record, "review_by") and state.is_stale(record)
    return [record.model_dump() if hasattr(record, "model_dump") else asdict(record), source and source.title, stale]


def ordered(state: State) -> list[Country]:
    """List the countries, the municipality's own first."""
    return ordered_countries(state.facts, state.catalogue.settings.municipality.country)


def _open(answer: Answer, state: State) -> str:
    return state.words.get(f"country.open.{answer.open}") if answer.open else ""


def _table(caption: str, head: Iterable[str], groups: Iterable[str]) -> str:
    cells = "".join(f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in head)
    return (
        f'{TABLE}\n<caption class="su-hide">{escape(caption)}</caption>\n'
        f'<thead role="rowgroup">{ROW}{cells}</tr></thead>\n{"".join(groups)}</table>'
    )


def _group(heading: str, found: list[Answer], state: State, cite: Callable[[str], str], *, short: bool = False) -> str:
    """Write the rows of one heading; nothing found is said, never left out."""
    scope = f'scope="rowgroup" rowspan="{len(found)}"' if len(found) > 1 else 'scope="row"'
    head = f'<th {scope} role="rowheader">{heading}</th>'
    if not found:
        nothing = escape(state.words.get("country.open.nothing"))
        return f'<tbody role="rowgroup">{ROW}{head}{CELL}<strong>{nothing}</strong></td>{CELL}</td></tr></tbody>\n'
    rows = [_cells(answer, state, cite, short=short) for answer in found]
    first, *others = (f"{row}</tr>" for row in rows)
    return f'<tbody role="rowgroup">{ROW}{head}{first}{"".join(f"{ROW}{row}" for row in others)}</tbody>\n'


def _cells(answer: Answer, state: State, cite: Callable[[str], str], *, short: bool) -> str:
    mark, text = _open(answer, state), answer.value if short and answer.value else answer.text
    parts = [f"<strong>{escape(mark)}</strong>" if mark else "", escape(text), _source(answer, state, cite)]
    label = f'<span class="su-narrow">{escape(state.words.get("country.since"))} </span>'  # where no heading is seen
    return f"{CELL}{' '.join(filter(None, parts))}</td>{CELL}{label}{escape(since(answer, state))}</td>"


def _source(answer: Answer, state: State, cite: Callable[[str], str]) -> str:
    if not answer.source:
        return ""
    word = state.words.get
    second = f" ({escape(word('country.second'))})" if answer.second_hand else ""
    return f'<span class="su-small">{escape(word("country.source"))} {cite(answer.source)}{second}</span>'


def _change(fact: Fact, state: State, cite: Callable[[str], str]) -> str:
    word = state.words.get
    before = f"<p>{escape(word('changed.before', text=fact.before))}</p>" if fact.before else ""
    source = f"{escape(word('country.source'))} {cite(fact.source)}"
    dated = escape(f"{word('country.since')} {since(fact, state)}")
    when = (
        f'<time class="su-when su-day" datetime="{fact.changed}">{escape(state.facts.day(fact.changed or ""))}</time>'
    )
    return (
        f'<li>{when}<div><p>{escape(fact.statement)}</p>{before}<p class="su-small">{source}. {dated}.</p></div></li>'
    )
