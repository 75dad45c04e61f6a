"""The HTML builder: Sphinx's own, carrying only what a page asks for, and our tables and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from steppingup.book.site_files import look_before, prune, write_site_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx


class PageTranslator(HTML5Translator):
    """Sphinx's HTML with header cells that say what they head."""

    def visit_entry(self, node: nodes.entry) -> None:
        """Open a cell: a head without a text is no head, and below it stand the heads of the rows."""
        super().visit_entry(node)
        if isinstance(node.parent.parent, nodes.thead):
            self._cell('th scope="col"' if node.astext().strip() else "td")
        elif node.parent.index(node) == 0 and _heads_rows(node):
            self._cell('th scope="row"')

    def _cell(self, opening: str) -> None:
        self.body[-1] = re.sub(r"^<t[hd]", f"<{opening}", self.body[-1])
        self.context[-1] = f"</{opening[:2]}>\n"

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Open a paragraph, but none around the one text of a list item or a cell, which needs no space of its own."""
        if not _alone(node):
            super().visit_paragraph(node)

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """Close what was opened."""
        if not _alone(node):
            super().depart_paragraph(node)


def _heads_rows(node: nodes.entry) -> bool:
    head = next(node.parent.parent.parent.findall(nodes.thead), None)
    return head is not None and not next(iter(head.findall(nodes.entry))).astext().strip()


def _alone(node: nodes.Element) -> bool:
    parent = node.parent
    if not isinstance(parent, nodes.list_item | nodes.entry) or node["classes"] or node["ids"]:
        return False
    lists = nodes.bullet_list | nodes.enumerated_list
    return parent.children[0] is node and all(isinstance(part, lists) for part in parent.children[1:])


class BookBuilder(StandaloneHTMLBuilder):
    """Sphinx's builder without search index, object inventory, indices and theme files."""

    name = "html"
    search = False
    add_permalinks = False
    default_translator_class = PageTranslator
    _wanted: set[str] | None = None

    def write(
        self,
        build_docnames: Iterable[str] | None,
        updated_docnames: Sequence[str],
        method: Literal["all", "specific", "update"] = "update",
    ) -> None:
        """Write what is asked for, and no pages above it: contents and titles have a digest (:mod:`freshness`)."""
        self._wanted = {*build_docnames, *updated_docnames} if build_docnames is not None else None
        super().write(build_docnames, updated_docnames, method)

    def prepare_writing(self, docnames: set[str]) -> None:
        """Take out what Sphinx has added: the first page, and pages whose contents lists name a written one."""
        if self._wanted and "__all__" not in self._wanted:
            docnames &= self._wanted
        super().prepare_writing(docnames)

    def copy_static_files(self) -> None:
        """Copy nothing: :func:`write_site_files` does, once everything is known."""

    def finish(self) -> None:
        """Copy the pictures that pages show, and remember the configuration."""
        self.finish_tasks.add_task(self.copy_image_files)
        self.finish_tasks.add_task(self.write_buildinfo)


def _own_translator(app: Sphinx) -> None:
    # Another theme that is merely installed puts its own translator in; our pages are not made for it.
    app.registry.translators["html"] = PageTranslator


def _finish(app: Sphinx, error: Exception | None) -> None:
    if error is None and isinstance(app.builder, BookBuilder):
        write_site_files(app)
        prune(app)


def setup(app: Sphinx) -> None:
    """Take the place of Sphinx's HTML builder."""
    app.add_builder(BookBuilder, override=True)
    app.connect("builder-inited", look_before, priority=1)  # before any extension copies its files
    app.connect("builder-inited", _own_translator, priority=950)
    app.connect("build-finished", _finish, priority=990)
