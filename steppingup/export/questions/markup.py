"""Plain paragraphs as HTML. Content is text and never HTML, so every sign of it is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.export.questions.model import Question


def html(paragraphs: Iterable[str]) -> str:
    """Write paragraphs; an end of line in one stays."""
    return "".join(f"<p>{line_html(paragraph)}</p>" for paragraph in paragraphs)


def line_html(text: str) -> str:
    """Write a text that stands inside a line."""
    return escape(text, quote=False).replace("\n", "<br/>")


def xml_file(root: ET.Element) -> bytes:
    """Write a tree as a file in UTF-8, in lines that people can read."""
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode").encode("utf-8") + b"\n"


def explained(question: Question) -> tuple[str, ...]:
    """Return a paragraph for each part: what it says, where it belongs, and why."""
    found = []
    parts = question.in_order() if question.rule == "pairs" else question.parts
    for part in parts:
        where = f" \u2192 {question.target_of(part).text}" if question.targets else ""
        found.append(f"{part.text}{where}: {part.feedback}")
    return tuple(found)
