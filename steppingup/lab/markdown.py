"""From a page's doctree to Markdown that JupyterLab shows without any extension."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import indent
from typing import TYPE_CHECKING, Any, Protocol

from docutils import nodes
from sphinx import addnodes

from steppingup.book import nodes as su
from steppingup.lab.cells import CodePlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# a sign at the begin of a line that would make it a heading, a list, a quotation or a table
_OPENING = re.compile(r"^(?:\d+(?=[.)])|(?=[#>+\-=|~:]))")
_SIGNS = re.compile(r"([\\`*_\[\]])")
_SKIPPED = (
    nodes.comment,
    nodes.system_message,
    nodes.target,
    nodes.substitution_definition,
    addnodes.toctree,
    nodes.raw,
)

Cell = su.Activity | CodePlace
Piece = str | Cell
Write = Callable[[Any], str]


class Page(Protocol):
    """What only the builder knows: the words of facts, citations and places, and whether a link leads anywhere."""

    def mark(self, node: su.FactMark | su.SourceMark) -> str:
        """Write a fact or a citation inside a sentence, as Markdown."""

    def table(self, node: su.Table) -> str:
        """Write what the catalogue puts in a place, as Markdown."""

    def label(self, kind: str) -> str:
        """Name a frame such as `story`; empty for one without a name."""

    def link(self, node: nodes.Element) -> str | None:
        """Give the address of a link, or None if the page that it leads to is no notebook."""

    def way(self, docname: str) -> str | None:
        """Give the address of another page, or None if it is no notebook."""


def escape(text: str) -> str:
    """Write a text so that no sign in it means anything to Markdown, HTML or formulas."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("$", "&#36;")
    return _SIGNS.sub(r"\\\1", text)


class Writer:
    """Writes the nodes of one page.

    Args:
        page: what only the builder knows.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._blocks: dict[type, Write] = {
            nodes.paragraph: self._paragraph,
            nodes.bullet_list: self._bullets,
            nodes.enumerated_list: self._numbers,
            nodes.table: self._table,
            nodes.block_quote: self._quotation,
            nodes.literal_block: lambda node: f"```\n{node.astext().rstrip()}\n```",
            nodes.transition: lambda _: "---",
            su.Table: page.table,
        }
        self._inlines: dict[type, Write] = {
            nodes.Text: lambda node: escape(node.astext()).replace("\n", " "),
            nodes.emphasis: lambda node: f"*{self.inline(node.children)}*",
            nodes.strong: lambda node: f"**{self.inline(node.children)}**",
            nodes.literal: lambda node: f"`{node.astext()}`",
            nodes.reference: self._reference,
            su.FactMark: page.mark,
            su.SourceMark: page.mark,
        }

    def pieces(self, children: Iterable[nodes.Node], level: int = 1) -> Iterator[Piece]:
        """Write blocks, with cells between them where the page has activities or code."""
        for node in children:
            if isinstance(node, Cell):
                yield node
            elif isinstance(node, nodes.section):
                yield from self._section(node, level)
            elif isinstance(node, su.Frame):
                yield from self._frame(node, level)
            elif isinstance(node, nodes.compound | nodes.container):
                yield from self.pieces(node.children, level)
            elif text := self._block(node):
                yield text

    def inline(self, children: Iterable[nodes.Node]) -> str:
        """Write what stands in one line."""
        return "".join(map(self._inline, children))

    def _section(self, node: nodes.section, level: int) -> Iterator[Piece]:
        for child in node.children:
            if isinstance(child, nodes.title):
                yield f"{'#' * min(level, 6)} {self.inline(child.children)}"
            else:
                yield from self.pieces([child], level + 1)

    def _frame(self, node: su.Frame, level: int) -> Iterator[Piece]:
        kind, label = node["kind"], self._page.label(node["kind"])
        inner = list(self.pieces(node.children, level))
        if kind == "door":
            yield from self._door(node)
        elif kind in {"story", "source-says", "content-note"}:
            yield from _quoted([f"**{escape(label)}**", *inner])
        else:
            yield from ([f"## {escape(label)}"] if label else [])
            yield from inner

    def _door(self, node: su.Frame) -> Iterator[str]:
        way = self._page.way(node["docname"])
        for child in node.children:
            if isinstance(child, su.DoorTitle):
                title = self.inline(child.children)
                yield f"## [{title}]({way})" if way else f"## {title}"
            elif not isinstance(child, su.DoorGo):
                yield self._block(child)

    def _block(self, node: nodes.Node) -> str:
        if isinstance(node, _SKIPPED):
            return ""
        for kind, write in self._blocks.items():
            if isinstance(node, kind):
                return write(node)
        return "\n\n".join(filter(None, map(self._block, node.children))) or escape(node.astext())

    def _paragraph(self, node: nodes.Element) -> str:
        return _at_line_start(self.inline(node.children))

    def _bullets(self, node: nodes.Element) -> str:
        return self._list(node, ["-"] * len(node.children))

    def _numbers(self, node: nodes.Element) -> str:
        first = node.get("start", 1)
        return self._list(node, [f"{number}." for number in range(first, first + len(node.children))])

    def _list(self, node: nodes.Element, signs: Iterable[str]) -> str:
        lines = []
        for sign, item in zip(signs, node.children, strict=True):
            text = "\n\n".join(filter(None, map(self._block, item.children)))
            lines.append(f"{sign} " + indent(text, " " * (len(sign) + 1)).lstrip())
        return "\n".join(lines)

    def _table(self, node: nodes.Element) -> str:
        rows = [[self._entry(entry) for entry in row.findall(nodes.entry)] for row in node.findall(nodes.row)]
        rule = ["---"] * len(rows[0])
        return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], rule, *rows[1:]])

    def _entry(self, entry: nodes.entry) -> str:
        text = "<br>".join(filter(None, map(self._block, entry.children)))
        return text.replace("|", "\\|").replace("\n", " ")

    def _quotation(self, node: nodes.Element) -> str:
        return "\n\n".join(map(str, _quoted(list(self.pieces(node.children)))))

    def _inline(self, node: nodes.Node) -> str:
        if isinstance(node, _SKIPPED):
            return ""
        for kind, write in self._inlines.items():
            if isinstance(node, kind):
                return write(node)
        return self.inline(node.children)

    def _reference(self, node: nodes.Element) -> str:
        text, target = self.inline(node.children), self._page.link(node)
        return f"[{text}]({target})" if target else text


def _at_line_start(text: str) -> str:
    return _OPENING.sub(lambda found: found[0] + "\\", text, count=1)


def _quoted(pieces: Sequence[Any]) -> Iterator[Piece]:
    """Put texts into a quotation; a cell between them stands outside, as no cell can be inside."""
    texts: list[str] = []
    for piece in [*pieces, None]:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        if texts:
            yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(texts).splitlines())
        texts = []
        if piece is not None:
            yield piece
