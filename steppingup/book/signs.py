"""The explorer of signs: every sign with its other explanation, by form; the script filters the list."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from steppingup.book.state import State
    from steppingup.common.facts import Sign

FORMS = ("general", "labour", "sexual", "domestic", "begging", "crime", "marriage")
ELEMENTS = ("act", "means", "purpose", "context")
WEIGHTS = ("strong", "medium", "weak", "open")


def signs_html(state: State, cite: Callable[[str], str]) -> str:
    """Write all signs, one list for each form.

    Args:
        state: what the build knows.
        cite: writes the mark of a source.
    """
    words = state.words
    parts = []
    for form in FORMS:
        items = "".join(_sign(sign, state, cite) for sign in state.facts.signs.values() if sign.form == form)
        title = escape(words.get(f"signs.form.{form}"))
        if items:
            parts.append(
                f'<section data-form="{form}">\n<h3>{title}</h3>\n<ul class="su-signs">{items}</ul>\n</section>'
            )
    return f"<div data-su-signs>\n{_choices(state)}\n" + "\n".join(parts) + "\n</div>"


def _sign(sign: Sign, state: State, cite: Callable[[str], str]) -> str:
    words, roles = state.words, state.facts.roles
    names = ", ".join(roles[role].name for role in sign.roles if role in roles)
    element, weight = (words.get(f"signs.{name}.{getattr(sign, name)}") for name in ("element", "weight"))
    rows = [(words.get("signs.example"), sign.example), (words.get("signs.other"), sign.other)]
    rows += [(words.get("signs.care"), sign.care)] if sign.care else []
    told = "".join(f"<p><strong>{escape(name)}</strong> {escape(_sentence(text))}</p>" for name, text in rows)
    small = escape(words.get("signs.small", element=element, weight=weight, roles=names))
    marks = "".join(cite(source) for source in sign.sources)
    data = f'data-element="{sign.element}" data-weight="{sign.weight}" data-roles="{" ".join(sign.roles)}"'
    return f'<li {data}><h4>{escape(sign.sign)}</h4>{told}<p class="su-small">{small} {marks}</p></li>'


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
        f'<p class="su-field"><label for="su-sign-{name}">{label}</label>'
        f'<select id="su-sign-{name}" name="{name}"><option value="">{every}</option>{listed}</select></p>'
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
