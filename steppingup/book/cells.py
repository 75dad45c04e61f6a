"""Code cells of a lesson, before the Markdown is parsed.

A cell that only names an activity or a figure becomes a directive on the same lines: both are data, so no kernel starts
for them, and an edit reaches the page at the next build (the execution cache looks at the code alone). Any other cell
is real code and runs in a kernel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

_OPEN = re.compile(r"^(?P<indent>\s*)(?P<fence>`{3,}|~{3,})\{code-cell\}")
_OPTION = re.compile(r"^\s*:[\w-]+:")
_CALL = re.compile(r"""^(?P<name>activity|figure)\(\s*(?P<quote>["'])(?P<id>[^"']*)(?P=quote)\s*\)\s*;?\s*$""")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_NOTEBOOK = re.compile(r"^(jupytext|kernelspec|file_format)\s*:")


@dataclass(frozen=True)
class Cell:
    """A code cell: the lines from the opening to the closing fence, counted from 0, and its code with line numbers."""

    first: int
    last: int
    indent: str
    fence: str
    code: list[tuple[int, str]]

    def call(self) -> tuple[str, str] | None:
        """Return (name, id) if the cell only shows an activity or a figure."""
        found = _CALL.match(self.code[0][1].strip()) if len(self.code) == 1 else None
        return (found["name"], found["id"]) if found else None


def code_cells(lines: list[str]) -> Iterator[Cell]:
    """Yield the code cells of a MyST text."""
    number = 0
    while number < len(lines):
        opening = _OPEN.match(lines[number])
        if not opening:
            number += 1
            continue
        fence = opening["fence"]
        last = number + 1
        while last < len(lines) and not _closes(lines[last], fence):
            last += 1
        yield Cell(number, last, opening["indent"], fence, list(_code(lines, number + 1, last)))
        number = last + 1


def _closes(line: str, fence: str) -> bool:
    text = line.strip()
    return len(text) >= len(fence) and not text.strip(fence[0])


def _code(lines: list[str], begin: int, end: int) -> Iterator[tuple[int, str]]:
    body = False
    for number in range(begin, end):
        body = body or not (_OPTION.match(lines[number]) or not lines[number].strip())
        if body and lines[number].strip():
            yield number, lines[number]


def call_of(body: str) -> tuple[str, str] | None:
    """Return (name, id) if the lines inside a code cell only show an activity or a figure."""
    lines = body.splitlines()
    return Cell(0, len(lines), "", "", list(_code(lines, 0, len(lines)))).call()


def front_of(text: str) -> str:
    """Return the front matter of a page; empty if it has none."""
    lines = text.splitlines()
    return "\n".join(lines[1 : _front_end(lines)])


def without_front(text: str) -> str:
    """Return a page without its front matter."""
    lines = text.splitlines()
    end = _front_end(lines)
    return "\n".join(lines[end + 1 :]) + "\n" if end else text


def _front_end(lines: list[str]) -> int:
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines) if number and line.rstrip() in {"---", "..."}), 0)


def rewrite(text: str) -> str:
    """Rewrite the cells of one page that only show an activity or a figure; the number of lines stays."""
    lines = text.splitlines()
    real = False
    for cell in code_cells(lines):
        if call := cell.call():
            _as_directive(lines, cell, *call)
        else:
            real = True
    if not real:
        _as_plain_page(lines)
    return "\n".join(lines) + "\n"


def _as_directive(lines: list[str], cell: Cell, name: str, id_: str) -> None:
    lines[cell.first] = f"{cell.indent}{cell.fence}{{su-{name}}} {id_}"
    for number in range(cell.first + 1, cell.last):
        lines[number] = ""


def _as_plain_page(lines: list[str]) -> None:
    """Take the notebook's mark off the front matter, so that no kernel is asked for a page without code."""
    if not lines or lines[0].rstrip() != "---":
        return
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() in {"---", "..."}), 0)
    inside = False
    for number in range(1, end):
        line = lines[number]
        inside = bool(_NOTEBOOK.match(line)) or (inside and line[:1] in {" ", "\t"})
        if inside:
            lines[number] = "#"
    if end > 1 and not any(line.strip("# \t") for line in lines[1:end]):
        lines[1] = "{}"  # front matter must be a map, if an empty one


def front_fault(text: str) -> tuple[int, str] | None:
    """Return line and reason if the front matter of a page cannot be read; the parser itself would only give up."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != "---":
        return None
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() in {"---", "..."}), 0)
    if not end:
        return 1, "the front matter is not closed; end it with '---'"
    try:
        data = yaml.safe_load("\n".join(lines[1:end]) or "{}")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "unreadable"
        return (mark.line + 2 if mark else 1), f"the front matter is broken YAML ({reason}); check brackets and quotes"
    return None if isinstance(data, dict) else (2, "the front matter must be a map of 'key: value'")


def _on_source(_app: Sphinx, docname: str, content: list[str]) -> None:
    if fault := front_fault(content[0]):
        line, reason = fault
        logger.warning(reason, location=(docname, line))
        count = content[0].count("\n")
        content[0] = "\n" * count  # nothing of such a page can be trusted; the other pages are still read
        return
    content[0] = rewrite(content[0])


def failed_cell(traceback: str, text: str) -> tuple[int, str]:
    """Return the line of the cell that failed, and what it said.

    Args:
        traceback: what the kernel's client tells: the code between two rows of dashes, then the error.
        text: the page as it was written.
    """
    plain = _COLOUR.sub("", traceback)
    parts = re.split(r"^-{5,}$", plain, flags=re.MULTILINE)
    code = parts[1].strip() if len(parts) > 1 else ""
    said = plain.strip().rsplit("\n", 1)[-1]
    for cell in code_cells(text.splitlines()):
        if cell.code and cell.code[0][1].strip().rstrip(")") in code:
            return cell.code[0][0] + 1, said
    return 1, said


def _on_read(app: Sphinx, _doctree: nodes.document) -> None:
    docname = app.env.docname
    data = getattr(app.env, "nb_metadata", {}).get(docname, {}).get("exec_data") or {}
    if traceback := data.get("traceback"):
        line, said = failed_cell(traceback, Path(app.env.doc2path(docname)).read_text("utf-8"))
        logger.warning("this cell failed: %s", said, location=(docname, line))


def _quiet(_app: Sphinx, config: Config) -> None:
    # Two lines about the same failure, without its reason, at line 1.
    config.suppress_warnings = [*config.suppress_warnings, "mystnb.exec"]


def setup(app: Sphinx) -> None:
    """Rewrite cells when a page has been read from disk; say which cell failed when it has run."""
    app.connect("config-inited", _quiet)
    app.connect("source-read", _on_source)
    app.connect("doctree-read", _on_read)
