"""What all transforms of a page share: words, links to other pages, warnings that point at the place."""

from __future__ import annotations

import difflib
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from steppingup.book.state import State, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

logger = logging.getLogger(__name__)


class PageTransform(SphinxPostTransform):
    """What all transforms of a page need: words, links, warnings that point at the place."""

    formats = ("html",)

    @property
    def state(self) -> State:
        """What the build knows."""
        return state_of(self.app)

    def word(self, key: str, **values: object) -> str:
        """Return a word of the interface, escaped."""
        return escape(self.state.words.get(key, **values))

    def uri(self, docname: str) -> str:
        """Return the way to another page."""
        return self.app.builder.get_relative_uri(self.env.docname, docname)

    def known(self, what: str, id_: str, table: Mapping[str, Any], node: nodes.Node | tuple[str, int]) -> bool:
        """Tell whether an id is known; warn at the node's place if it is not."""
        if id_ in table:
            return True
        near = difflib.get_close_matches(id_, table, 1)
        hint = f"do you mean {near[0]}?" if near else "correct the id or write the record"
        logger.warning("no %s has the id '%s'; %s", what, id_, hint, location=node)
        return False


def placed(node: nodes.Node) -> nodes.Node:
    """Return the node, or the nearest one around it that knows its line."""
    while not node.line and node.parent is not None:
        node = node.parent
    return node


def raw(html: str) -> nodes.raw:
    """Make a node of HTML."""
    return nodes.raw("", html, format="html")
