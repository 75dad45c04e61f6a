"""What the catalogue puts on a page, as Markdown: sources, timelines, help lines, countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.book import countries, map_rows, tables
from steppingup.common.changes import changes
from steppingup.common.countries import answers, sheet
from steppingup.documents.text import figure_rows
from steppingup.lab.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from steppingup.book import nodes as su
    from steppingup.book.state import State
    from steppingup.common.countries import Answer
    from steppingup.common.facts import Fact, Source

# what a notebook says in place of what only the script of the book can do
_ONLY_IN_THE_BOOK = {
    "final-check": "final-check.lab", "first-map": "first-map.lab", "map-results": "map-results.lab",
    "pattern": "pattern.notebook", "needs-check": "needs-check.lab",
}  # fmt: skip


def place(node: su.Table, state: State, cited: Sequence[str], bibliography: str | None) -> str:
    """Write the content of a place.

    Args:
        node: the place; `kind` tells what belongs there.
        state: the course.
        cited: the sources of the page in the order of their numbers.
        bibliography: the address of the page with all sources, if there is one.
    """
    kind = node["kind"]
    if kind == "sources":
        return _sources(state, cited, bibliography)
    if kind == "timeline":
        rows = figure_rows(state.figures[node["ids"][0]]).rows if node["ids"][0] in state.figures else ()
        said = (f": {escape(row.text)}" if row.text else "" for row in rows)
        return "\n".join(
            f"{n}. **{escape(row.label)}**{text}" for n, (row, text) in enumerate(zip(rows, said, strict=True), 1)
        )
    if kind in _ONLY_IN_THE_BOOK:
        return escape(state.words.get(_ONLY_IN_THE_BOOK[kind]))
    return PLACES[kind](state, *node["ids"]) if kind in PLACES else ""


def _sources(state: State, cited: Sequence[str], bibliography: str | None) -> str:
    known = [state.facts.sources[id_] for id_ in cited if id_ in state.facts.sources]
    lines = [f"{number}. {_entry(source)}" for number, source in enumerate(known, 1)]
    title = escape(state.words.get("sources.title"))
    more = f"\n\n[{escape(state.words.get('frame.sources'))}]({bibliography})" if bibliography else ""
    return f"## {title}\n\n" + "\n".join(lines) + more


def _entry(source: Source) -> str:
    title = f"[{escape(source.title)}]({source.url})" if source.url else escape(source.title)
    who = f"{escape(source.author)}. " if source.author else ""
    return f"{who}{title}{f' ({escape(source.year)})' if source.year else ''}"


def _map_rows(state: State, sheet: str, *names: str) -> str:
    found = [line for name in names for line in map_rows.lines(state, sheet, name)]
    rows = [[line.heading, "; ".join(f"{label}: {text}" for label, text in line.cells), line.day] for line in found]
    return f"{escape(state.words.get('map-rows.caption'))}\n\n{_table(map_rows.titles_of(state, sheet), rows)}"


def _help_lines(state: State, only: str = "") -> str:
    rows = [
        [tables.country(line, state), line.service, line.number, tables.as_of(line, state)]
        for line in tables.lines_of(state, only)
    ]
    return _table([state.words.get(f"help.{key}") for key in ("country", "line", "number", "asof")], rows)


def _country(state: State, country: str) -> str:
    rows: list[list[str]] = []
    for question, found in sheet(state.facts, country):
        told = [_told(answer, state) for answer in found] or [_told(None, state)]
        rows += [[question.text, *cells] for cells in told]
    return _table([state.words.get(f"country.{key}") for key in ("question", "answer", "asof")], rows)


def _compare(state: State, question: str) -> str:
    rows = [
        [country.name, *_told(next(iter(answers(state.facts, country.id, question)), None), state, short=True)]
        for country in countries.ordered(state)
    ]
    return _table([state.words.get(f"country.{key}") for key in ("country", "answer", "asof")], rows)


def _told(answer: Answer | None, state: State, *, short: bool = False) -> list[str]:
    if answer is None:
        return [state.words.get("country.open.nothing"), ""]
    source = state.facts.sources.get(answer.source)
    cited = f" {state.words.get('country.source')} {source.title}" if source else ""
    second = f" ({state.words.get('country.second')})" if answer.second_hand else ""
    return [f"{countries.said(answer, state, short=short)}{cited}{second}", countries.since(answer, state)]


def _changed(state: State, part: str = "") -> str:
    return "\n".join(f"- {_change(fact, state)}" for fact in changes(state.facts, part))


def _change(fact: Fact, state: State) -> str:
    say = state.words.get
    before = [say("changed.before", text=fact.before)] if fact.before else []
    dated = f"{say('country.since')} {countries.since(fact, state)}."
    return f"**{escape(state.facts.day(fact.changed or ''))}**: {escape(' '.join([fact.statement, *before, dated]))}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    cells = [[escape(name) for name in head], ["---"] * len(head), *([escape(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


PLACES: dict[str, Callable[..., str]] = {
    "bibliography-list": lambda state: "\n".join(f"- {_entry(source)}" for source in state.facts.sources.values()),
    "help-lines": _help_lines,
    "map-rows": _map_rows,
    "country": _country,
    "compare": _compare,
    "changed": _changed,
    "countries": lambda state: "\n".join(f"- {escape(country.name)}" for country in countries.ordered(state)),
}
