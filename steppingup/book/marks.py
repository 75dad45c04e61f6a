"""Facts and citations inside sentences."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from steppingup.book import nodes as su
from steppingup.book import tables
from steppingup.book.page_transform import PageTransform, raw
from steppingup.book.uses import uses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Marks(PageTransform):
    """Facts and citations inside sentences, and the list of sources that citations point to."""

    default_priority = 310

    def run(self, **_: Any) -> None:
        """Number the sources of the page, then write marks and list."""
        lists = [node for node in self.document.findall(su.Table) if node["kind"] == "sources"]
        order = self._order(lists)
        for fact in list(self.document.findall(su.FactMark)):
            fact.replace_self(raw(self._fact(fact)))
        for mark in list(self.document.findall(su.SourceMark)):
            mark.replace_self(raw(self._cite(mark, order if lists else [])))
        for number, node in enumerate(lists):
            node.replace_self(raw(self._list(order) if number == 0 else ""))

    def _order(self, lists: list[su.Table]) -> list[str]:
        found: list[str] = []
        for node in lists:
            for id_, line in zip(node["ids"], node["lines"], strict=True):
                if self.known("source", id_, self.state.facts.sources, (self.env.docname, line)):
                    found.append(id_)
        cited = (mark["id"] for mark in self.document.findall(su.SourceMark))
        return list(dict.fromkeys([*found, *(id_ for id_ in cited if id_ in self.state.facts.sources)]))

    def _fact(self, node: su.FactMark) -> str:
        facts = self.state.facts
        if not self.known("fact", node["id"], facts.facts, node):
            return ""
        fact = facts.facts[node["id"]]
        date = escape(facts.day(fact.as_of))
        if fact.source in facts.sources:
            title = self.word("sources.of", title=facts.sources[fact.source].title)
            date = self._link(fact.source, f'{date}<span class="su-hide">{title}</span>')
        since = facts.day(fact.as_of)
        stale = f"; {self.word('fact.stale', date=since)}" if self.state.is_stale(fact) else ""
        return f'<span class="su-fact">{escape(fact.value)} ({date}{stale})</span>'

    def _cite(self, node: su.SourceMark, order: list[str]) -> str:
        sources = self.state.facts.sources
        if not self.known("source", node["id"], sources, node):
            return ""
        if node["id"] not in order:
            return f"({self._link(node['id'], escape(sources[node['id']].title))})"
        number = order.index(node["id"]) + 1
        hidden = f'<span class="su-hide">{self.word("sources.cite", n=number)}</span>'
        return f'<a class="su-cite" href="#src-{node["id"]}">{hidden}<span aria-hidden="true">[{number}]</span></a>'

    def _list(self, order: list[str]) -> str:
        sources = self.state.facts.sources
        rows = (
            f'<li id="src-{id_}">{tables.entry(sources[id_], self._link(id_, escape(sources[id_].title)))}</li>'
            for id_ in order
        )
        title = f"<h2>{self.word('sources.title')}</h2>"
        return f'<section class="su-sources">\n{title}\n<ol>{"".join(rows)}</ol>\n</section>'

    def _link(self, source: str, inner: str) -> str:
        return link_to_source(self, source, inner)


def cite(page: PageTransform, source: str) -> str:
    """Write the title of a source as a link to the bibliography; empty if there is no such source."""
    found = page.state.facts.sources.get(source)
    return link_to_source(page, source, escape(found.title)) if found else ""


def link_to_source(page: PageTransform, source: str, inner: str) -> str:
    """Link HTML to the entry of a source, if a page lists all sources."""
    where = bibliography_page(uses(page.env))
    return f'<a href="{page.uri(where)}#source-{source}">{inner}</a>' if where else inner


def bibliography_page(used: Mapping[str, Iterable[str]]) -> str | None:
    """Return the page that lists all sources."""
    return next((docname for docname in sorted(used) if "place:bibliography-list" in used[docname]), None)
