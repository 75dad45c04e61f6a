"""From our nodes to HTML, when a page is written: activities, facts and sources come straight from the catalogue."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging

from steppingup.book import nodes as su
from steppingup.book import tables
from steppingup.book.activity_html import activity_html
from steppingup.book.exercise_pages import graded_html
from steppingup.book.frames import Frames
from steppingup.book.glossary import Glossary
from steppingup.book.marks import Marks
from steppingup.book.page_transform import PageTransform, placed, raw
from steppingup.book.places import Places

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


class OwnHtml(PageTransform):
    """Lessons hold no HTML of their own: a script in a page could read a learner's answers."""

    default_priority = 290

    def run(self, **_: Any) -> None:
        """Warn of HTML that does not come from a code cell, and drop it."""
        for node in list(self.document.findall(nodes.raw)):
            if not _from_cell(node):
                what = "HTML is not allowed in a lesson; write Markdown. Found: %s"
                logger.warning(what, " ".join(node.astext().split())[:60], location=placed(node))
                node.parent.remove(node)


class Activities(PageTransform):
    """Activities, as the catalogue holds them now."""

    default_priority = 300

    def run(self, **_: Any) -> None:
        """Put the element in the place of each activity."""
        seen: set[str] = set()
        for node in list(self.document.findall(su.Activity)):
            node.replace_self(raw(self._html(node, seen)))

    def _html(self, node: su.Activity, seen: set[str]) -> str:
        id_ = node["id"]
        activities = self.state.catalogue.activities
        if not self.known("activity", id_, activities, node):
            return ""
        if id_ in seen:
            logger.warning("the activity '%s' stands twice on this page; delete one", id_, location=node)
        seen.add(id_)
        if activities[id_].kept:
            return graded_html(self, node)
        return activity_html(activities[id_], self.state.spec(id_), self.state.words)


class Drawings(PageTransform):
    """Figures, drawn from their data now."""

    default_priority = 305

    def run(self, **_: Any) -> None:
        """Put the picture in the place of each figure."""
        for node in list(self.document.findall(su.Drawing)):
            node.replace_self(raw(self._html(node)))

    def _html(self, node: su.Drawing) -> str:
        figures = self.state.figures
        if not self.known("figure", node["id"], figures, node):
            return ""
        from steppingup.documents.figures import draw  # noqa: PLC0415 - with it comes the drawing library

        return f'<div class="su-drawing">\n{draw(figures[node["id"]], self.state.facts).svg}\n</div>'


class Markdown(PageTransform):
    """What plain Markdown needs: tables that scroll alone and have a name, links that tell nobody where we are."""

    default_priority = 340

    def run(self, **_: Any) -> None:
        """Frame tables, ask for words for pictures, mark outside links."""
        names: Counter[str] = Counter()
        for table in list(self.document.findall(nodes.table)):
            at = table.parent.index(table)
            table.parent.insert(at + 1, raw("</div>\n"))
            table.parent.insert(at, raw(tables.scroll(self._name(table, names))))
        for image in self.document.findall(nodes.image):
            if not image.get("alt"):
                what = "the image '%s' has no text alternative; write one"
                logger.warning(what, image.get("uri"), location=placed(image))
        for link in self.document.findall(nodes.reference):
            if link.get("refuri", "").startswith(("https:", "http:")):
                link["rel"] = "noreferrer"

    def _name(self, table: nodes.table, names: Counter[str]) -> str:
        head = next(table.findall(nodes.thead), None)
        cells = [entry.astext().strip() for entry in head.findall(nodes.entry)] if head else []
        for number, cell in enumerate(cells[1:], 2):
            if not cell:
                logger.warning("column %s of this table has no heading; write one", number, location=placed(table))
        name = self.state.words.get("table.scroll", columns=", ".join(filter(None, cells)))
        names[name] += 1
        # Two regions of one name cannot be told apart in a list of landmarks.
        return name if names[name] == 1 else f"{name} ({names[name]})"


def _from_cell(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.container) and "cell_output" in node["classes"]:
            return True
    return False


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    for transform in (OwnHtml, Activities, Drawings, Marks, Places, Glossary, Frames, Markdown):
        app.add_post_transform(transform)
