"""The explorer of signs: every sign with its other explanation, by form; the script filters the list."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from steppingup.book import tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.book.state import State
    from steppingup.common.facts import Sign

FORMS = ("general", "labour", "sexual", "domestic", "begging", "crime", "marriage")
ELEMENTS = ("act", "means", "purpose", "context")
WEIGHTS = ("strong", "medium", "weak", "open")


def signs_html(state: State, bibliography: str) -> str:
    """Write all signs, one list for each form, and the sources that they name.

    Args:
        state: what the build knows.
        bibliography: the way to the page that lists all sources, or empty.
    """
    words, known = state.words, state.facts.sources
    named = [source for sign in state.facts.signs.values() for source in sign.sources if source in known]
    order = list(dict.fromkeys(named))
    parts = []
    for form in FORMS:
        items = "".join(_sign(sign, state, order) for sign in state.facts.signs.values() if sign.form == form)
        title = escape(words.get(f"signs.form.{form}"))
        if items:
            listed = f'<h3>{title}</h3>\n<ul class="su-signs">{items}</ul>'
            parts.append(f'<section data-form="{form}">\n{listed}\n</section>')
    rows = "".join(f'<li id="src-{id_}">{_source(id_, state, bibliography)}</li>' for id_ in order)
    sources = (
        f'<section class="su-sources">\n<h2>{escape(words.get("sources.title"))}</h2>\n<ol>{rows}</ol>\n</section>'
    )
    return f"<div data-su-signs>\n{_choices(state)}\n" + "\n".join(parts) + f"\n</div>\n{sources}"


def _source(id_: str, state: State, bibliography: str) -> str:
    source = state.facts.sources[id_]
    title = escape(source.title)
    return tables.entry(source, f'<a href="{bibliography}#source-{id_}">{title}</a>' if bibliography else title)


def _sign(sign: Sign, state: State, order: list[str]) -> str:
    words, roles = state.words, state.facts.roles
    names = ", ".join(roles[role].name for role in sign.roles if role in roles)
    element, weight = (words.get(f"signs.{name}.{getattr(sign, name)}") for name in ("element", "weight"))
    rows = [(words.get("signs.example"), sign.example), (words.get("signs.other"), sign.other)]
    rows += [(words.get("signs.care"), sign.care)] if sign.care else []
    told = "".join(f"<p><strong>{escape(name)}</strong> {escape(_sentence(text))}</p>" for name, text in rows)
    small = escape(words.get("signs.small", element=element, weight=weight, roles=names))
    marks = "".join(_cite(source, order, state) for source in sign.sources if source in order)
    data = f'data-element="{sign.element}" data-weight="{sign.weight}" data-roles="{" ".join(sign.roles)}"'
    return f'<li {data}><h4>{escape(sign.sign)}</h4>{told}<p class="su-small">{small} {marks}</p></li>'


def _cite(source: str, order: list[str], state: State) -> str:
    number = order.index(source) + 1
    hidden = f'<span class="su-hide">{escape(state.words.get("sources.cite", n=number))}</span>'
    return f'<a class="su-cite" href="#src-{source}">{hidden}<span aria-hidden="true">[{number}]</span></a>'


def _choices(state: State) -> str:
    """Write the choices of the filter, hidden until the script is there."""
    words = state.words
    roles = [(role.id, role.name) for role in state.facts.roles.values()]
    groups = [
        ("form", [(form, words.get(f"signs.form.{form}")) for form in FORMS]),
        ("role", roles),
        ("element", [(one, words.get(f"signs.element.{one}")) for one in ELEMENTS]),
        ("weight", [(one, words.get(f"signs.weight.{one}")) for one in WEIGHTS]),
    ]
    fields = "".join(_select(name, options, state) for name, options in groups)
    status = '<p class="su-hint" role="status" data-su-shown></p>'
    return f'<form class="su-filter su-noprint" hidden>\n{fields}\n{status}\n</form>'


def _select(name: str, options: Iterable[tuple[str, str]], state: State) -> str:
    listed = "".join(f'<option value="{value}">{escape(text)}</option>' for value, text in options)
    label, every = escape(state.words.get(f"signs.{name}")), escape(state.words.get("signs.all"))
    return (
        f'<p class="su-entry"><label for="su-sign-{name}">{label}</label>'
        f'<select id="su-sign-{name}" name="{name}"><option value="">{every}</option>{listed}</select></p>'
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
