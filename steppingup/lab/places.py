"""What the catalogue puts on a page, as Markdown: sources, timelines, help lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.book import tables
from steppingup.documents.text import figure_rows
from steppingup.lab.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.book import nodes as su
    from steppingup.book.state import State
    from steppingup.common.facts import Source


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
    if kind == "final-check":
        return escape(state.words.get("final-check.lab"))
    if kind == "bibliography-list":
        return "\n".join(f"- {_entry(source)}" for source in state.facts.sources.values())
    if kind == "pattern":
        return escape(state.words.get("pattern.notebook"))
    return _help_lines(state) if kind == "help-lines" else ""


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


def _help_lines(state: State) -> str:
    say = state.words.get
    head = [escape(say(f"help.{key}")) for key in ("country", "line", "number", "asof")]
    rows = [
        [tables.country(line, state), line.service, line.number, tables.as_of(line, state)]
        for line in tables.ordered_lines(state)
    ]
    cells = [head, ["---"] * len(head), *([escape(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)
