"""HTML made from the tables of facts/ and from figures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from steppingup.documents.text import figure_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.book.state import State
    from steppingup.common.facts import Helpline, Source
    from steppingup.documents.models import Figure

EVERYWHERE = "all"
EMERGENCY = "112"


def entry(source: Source, title: str) -> str:
    """Write a source in one line; ``title`` is the title as HTML, perhaps a link."""
    who = f"{escape(source.author)}. " if source.author else ""
    year = f" ({escape(source.year)})" if source.year else ""
    return f"{who}{title}{year}"


def bibliography(state: State) -> str:
    """Write every source with its address and how it was read."""
    words = state.words
    rows = []
    for id_, source in state.facts.sources.items():
        title = escape(source.title)
        if source.url:
            title = f'<a class="reference external" rel="noreferrer" href="{escape(source.url)}">{title}</a>'
        read = escape(words.get("sources.read", how=words.get(f"sources.read.{source.read}")))
        note = f" {escape(source.note)}" if source.note else ""
        rows.append(f'<li id="source-{id_}">{entry(source, title)}<br><span class="su-small">{read}.{note}</span></li>')
    return '<ul class="su-bibliography">\n' + "\n".join(rows) + "\n</ul>"


def timeline(figure: Figure, summary: str) -> str:
    """Write a figure as a list of when and what, shut at first: the picture above it says the same."""
    rows = (
        f'<li><div class="su-when">{escape(row.label)}</div><div>{escape(row.text)}</div></li>'
        for row in figure_rows(figure).rows
    )
    listed = '<ol class="su-time">\n' + "\n".join(rows) + "\n</ol>"
    return f'<details class="su-same">\n<summary>{escape(summary)}</summary>\n{listed}\n</details>'


def scroll(name: str) -> str:
    """Open the region in which a wide table scrolls alone."""
    return f'<div class="su-scroll" role="region" aria-label="{escape(name)}" tabindex="0">\n'


def phone(line: Helpline) -> str:
    """Write a number that a phone can dial."""
    number = line.number.replace(" ", "\u00a0")  # a number in two lines is dialled wrong
    return f'<a href="tel:{escape(line.tel)}">{escape(number)}</a>'


def as_of(line: Helpline, state: State) -> str:
    """Say from when a number is, and that it was not checked again in time."""
    day = state.facts.day(line.as_of)
    return f"{day}; {state.words.get('fact.stale', date=day)}" if state.is_stale(line) else day


def ordered_lines(state: State) -> list[Helpline]:
    """List the lines: those of all countries, then those of the municipality's own, then the others."""
    own = state.catalogue.settings.municipality.country

    def rank(line: Helpline) -> int:
        return 0 if line.country == EVERYWHERE else 1 if own and line.id.startswith(f"{own}-") else 2

    return sorted(state.facts.helplines.values(), key=rank)


def serves(line: Helpline, country: str) -> bool:
    """Tell whether a line is for a country, by its code, or for all; every line is if no country is named."""
    return not country or line.country == EVERYWHERE or line.id.startswith(f"{country}-")


def lines_of(state: State, only: str) -> list[Helpline]:
    """List the lines of a country and those of all countries; all lines if no country is named."""
    return [line for line in ordered_lines(state) if serves(line, only)]


def by_country(lines: Iterable[Helpline]) -> dict[str, list[Helpline]]:
    """Gather lines by country, in their order."""
    found: dict[str, list[Helpline]] = {}
    for line in lines:
        found.setdefault(line.country, []).append(line)
    return found


def country(line: Helpline, state: State) -> str:
    """Name the country of a line."""
    return state.words.get("help.everywhere") if line.country == EVERYWHERE else line.country


def help_lines(state: State, only: str = "") -> str:
    """Write all lines with hours and dates, by country; or those of one country, by its code, and of all."""
    rows = []
    for group in by_country(lines_of(state, only)).values():
        numbers = "".join(f"<dd>{_line(line, state, line.hours)}</dd>" for line in group)
        rows.append(f"<div><dt>{escape(country(group[0], state))}</dt>{numbers}</div>")
    return f'<dl class="su-lines su-full">{"".join(rows)}</dl>'


def help_panel(state: State) -> str:
    """Write the lines for the panel in the frame: short, by country."""
    lines = [line for line in ordered_lines(state) if line.number != EMERGENCY]
    rows = []
    for name, group in by_country(lines).items():
        numbers = "".join(f"<dd>{_line(line, state)}</dd>" for line in group)
        rows.append(f"<div><dt>{escape(name)}</dt>{numbers}</div>")
    return f'<dl class="su-lines">{"".join(rows)}</dl>'


def _line(line: Helpline, state: State, hours: str = "") -> str:
    words = state.words
    said = [f"{line.service}."]
    if hours:
        said.append(f"{words.get('help.hours', hours=hours)}.")
    said.append(words.get("help.date", date=as_of(line, state)))
    return f'{phone(line)} <span class="su-small">{escape(" ".join(said))}</span>'
