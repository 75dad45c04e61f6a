"""Code cells of a lesson on their way into a notebook: kept as code, where the book would run them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from steppingup.book.cells import Cell, code_cells

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FIGURE = re.compile(r"""^figure\(\s*["'](?P<id>[^"']*)["']\s*\)\s*;?$""")


HIDES = ("remove-input", "hide-input")


class CodePlace(nodes.General, nodes.Element):
    """The place of a code cell: ``code``, and whether readers of the book see the code (``seen``)."""


class CodeDirective(SphinxDirective):
    """A code cell that stays code."""

    has_content = True
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave the code in its place."""
        node = CodePlace(code="\n".join(self.content).strip(), seen=bool(self.arguments))
        self.set_source_info(node)
        return [node]


def keep_code(text: str) -> str:
    """Turn every code cell that is not an activity into a directive; the number of lines stays."""
    lines = text.splitlines()
    for cell in list(code_cells(lines)):
        if (cell.call() or ("",))[0] != "activity":
            _as_directive(lines, cell)
    return "\n".join(lines) + "\n"


def _as_directive(lines: list[str], cell: Cell) -> None:
    begin = cell.code[0][0] if cell.code else cell.last
    hidden = any(tag in line for line in lines[cell.first + 1 : begin] for tag in HIDES)
    lines[cell.first] = f"{cell.indent}{cell.fence}{{su-code}}{'' if hidden else ' seen'}"
    for number in range(cell.first + 1, begin):
        lines[number] = ""  # options such as :tags: are about the book


def _on_source(_app: Sphinx, _docname: str, content: list[str]) -> None:
    content[0] = keep_code(content[0])


def setup(app: Sphinx) -> None:
    """Come before the book's own reading of cells."""
    app.add_node(CodePlace)
    app.add_directive("su-code", CodeDirective)
    app.connect("source-read", _on_source, priority=100)
