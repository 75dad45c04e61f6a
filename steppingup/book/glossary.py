"""The glossary: its page, and the meaning of a word where a lesson uses it first."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from steppingup.book import nodes as su
from steppingup.book.page_transform import PageTransform, raw
from steppingup.book.uses import uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.book.state import State
    from steppingup.common.facts import Term

TABLE = "table:glossary"
BARRED = (nodes.reference, nodes.title, nodes.literal, nodes.raw, nodes.table, su.DoorTitle, su.HeroTitle)
BARRED_FRAMES = {"outcomes", "story", "hero", "door", "doors"}


class Glossary(PageTransform):
    """Words of the glossary in the running text of lessons: the first of each gets its meaning."""

    default_priority = 325

    def run(self, **_: Any) -> None:
        """Mark the words of this page, if it is a lesson and the book has a glossary page."""
        page = glossary_page(self.env)
        if page is None or page == self.env.docname or "lesson" not in self.env.metadata.get(self.env.docname, {}):
            return
        left = {form: term for term in self.state.facts.glossary.values() for form in forms_of(term)}
        if not left:
            return
        for text in list(self.document.findall(nodes.Text)):
            if left and _is_prose(text):
                self._mark(text, left, self.uri(page))

    def _mark(self, text: nodes.Text, left: dict[str, Term], page: str) -> None:
        found: list[nodes.Node] = []
        rest = text.astext()
        while left and (hit := _pattern(left).search(rest)):
            term = left[hit[0].lower()]
            found += [nodes.Text(rest[: hit.start()]), raw(marked(term, hit[0], page))]
            rest = rest[hit.end() :]
            for form in [form for form, known in left.items() if known is term]:
                del left[form]
        if found:
            text.parent.replace(text, [*found, nodes.Text(rest)])


def forms_of(term: Term) -> Iterator[str]:
    """Yield the spellings of a term, in lower case."""
    yield from (form.strip().lower() for form in term.forms.split("|") if form.strip())


def marked(term: Term, word: str, page: str) -> str:
    """Write a word with its meaning, which shows on hover and focus and is read after the link."""
    tip = f"su-term-{term.id}"
    return (
        f'<span class="su-term"><a href="{page}#term-{term.id}" aria-describedby="{tip}">{escape(word)}</a>'
        f'<span role="tooltip" id="{tip}">{escape(term.text)}</span></span>'
    )


def glossary_html(state: State) -> str:
    """Write the whole glossary, by alphabet."""
    terms = sorted(state.facts.glossary.values(), key=lambda term: term.term.casefold())
    rows = "".join(
        f'<div id="term-{term.id}"><dt>{escape(term.term)}</dt><dd>{escape(term.text)}</dd></div>\n' for term in terms
    )
    return f'<dl class="su-glossary">\n{rows}</dl>'


def glossary_page(env: Any) -> str | None:
    """Return the page that shows the glossary."""
    used = uses(env)
    return next((docname for docname in sorted(used) if TABLE in used[docname]), None)


def _pattern(left: dict[str, Term]) -> re.Pattern[str]:
    longest = sorted(left, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def _is_prose(text: nodes.Text) -> bool:
    node, inside = text.parent, False
    while node is not None:
        if isinstance(node, BARRED) or (isinstance(node, su.Frame) and node["kind"] in BARRED_FRAMES):
            return False
        inside = inside or isinstance(node, nodes.paragraph)
        node = node.parent
    return inside
