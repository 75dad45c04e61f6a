"""Frames around Markdown: outcomes, stories, what a source says, doors."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.util import logging

from steppingup.book import nodes as su
from steppingup.book.icons import STAIRS, icon
from steppingup.book.page_transform import PageTransform, raw
from steppingup.catalogue.trainer import KINDS

logger = logging.getLogger(__name__)


class Frames(PageTransform):
    """Frames around Markdown: what you can do after the lesson, stories, sources' own words, doors."""

    default_priority = 330

    def run(self, **_: Any) -> None:
        """Open and close each frame, the inner ones first."""
        for node in reversed(list(self.document.findall(su.Frame))):
            opening, closing = getattr(self, "_" + node["kind"].replace("-", "_"))(node)
            node.replace_self([raw(opening), *node.children, raw(closing)])

    def _outcomes(self, _: su.Frame) -> tuple[str, str]:
        return f'<section class="su-box">\n<h2>{self.word("outcomes.title")}</h2>\n', "</section>\n"

    def _story(self, _: su.Frame) -> tuple[str, str]:
        return self._labelled("su-story", "pen", "story.label")

    def _source_says(self, _: su.Frame) -> tuple[str, str]:
        return self._labelled("su-box su-says", "book", "says.label")

    def _trainer(self, node: su.Frame) -> tuple[str, str]:
        kind, minutes = node["about"], node["minutes"]
        words = [self.word("trainer.label"), self.word(f"trainer.{kind}" if kind in KINDS else "trainer.label")]
        if minutes not in {"", "0"}:
            words.append(self.word("trainer.minutes", n=minutes))
        label = f'<p class="su-label">{icon("heart" if kind == "safety" else "trainer")}{" &middot; ".join(words)}</p>'
        return f'<div class="su-trainer" data-kind="{escape(kind)}">\n{label}\n', "</div>\n"

    def _content_note(self, _: su.Frame) -> tuple[str, str]:
        label = f'<p class="su-label">{self.word("note.label")}</p>'
        return f'<div class="su-notice su-calm">{icon("heart")}<div>{label}\n', "</div></div>\n"

    def _labelled(self, css: str, sign: str, key: str) -> tuple[str, str]:
        return f'<div class="{css}">\n<p class="su-label">{icon(sign)}{self.word(key)}</p>\n', "</div>\n"

    def _town(self, _: su.Frame) -> tuple[str, str]:
        return f'<section class="su-box su-town">\n<h2>{icon("town")} {self.word("town.title")}</h2>\n', "</section>\n"

    def _hero(self, node: su.Frame) -> tuple[str, str]:
        for paragraph in node.findall(nodes.paragraph):
            paragraph["classes"].append("su-lead")
        title = next(self.document.findall(nodes.title), None)
        if title is not None:
            node.insert(0, [raw("<h1>"), *title.children, raw("</h1>\n")])
            title.parent.remove(title)
        return '<div class="su-hero"><div>\n', f"</div>{STAIRS}</div>\n"

    def _doors(self, _: su.Frame) -> tuple[str, str]:
        return '<ul class="su-doors">\n', "</ul>\n"

    def _door(self, node: su.Frame) -> tuple[str, str]:
        for title in list(node.findall(su.DoorTitle)):
            node.replace(title, [*title.children, raw("</a></h2>\n")])
        for go in list(node.findall(su.DoorGo)):
            node.replace(go, [raw('<p class="su-go" aria-hidden="true">'), *go.children, raw(" &rarr;</p>\n")])
        target = node["docname"]
        if target not in self.env.found_docs:
            logger.warning("the door leads to '%s', which is no page; correct :link:", target, location=node)
            return '<li class="su-door"><h2><a>', "</li>\n"
        return f'<li class="su-door"><h2><a href="{self.uri(target)}">', "</li>\n"
