"""The readable form of an activity as simple HTML: no key, no script, no style, so that any notebook shows it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from steppingup.activities.plain import Block, Item, Listing, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.common.language import Words

_SIGNS = {"circle": "○ ", "box": "☐ ", "line": "____ "}


def plain_html(blocks: Iterable[Block], words: Words) -> str:
    """Write blocks as HTML.

    Args:
        blocks: from `Entry.plain()`, in the learner's language.
        words: the interface in the same language; it names the parts.
    """
    return "".join(_html(block, words) for block in blocks)


def plain_text(blocks: Iterable[Block]) -> str:
    """Write blocks as lines of text, for a console."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _html(block: Block, words: Words) -> str:
    if isinstance(block, Paragraph):
        return _paragraphs(block, words)
    if isinstance(block, Listing):
        return _listing(block, words)
    if isinstance(block, Table):
        return _table(block)
    return f"<section><p><strong>{escape(block.title)}</strong></p>{plain_html(block.blocks, words)}</section>"


def _paragraphs(block: Paragraph, words: Words) -> str:
    texts = [escape(text) for text in block.text.split("\n\n")]
    if block.part == "prompt":
        texts[0] = f"<strong>{texts[0]}</strong>"
    if block.part == "hint":
        texts[0] = f"{escape(words.get('plain.hint'))} {texts[0]}"
    return "".join(f"<p>{text}</p>" for text in texts)


def _listing(block: Listing, words: Words) -> str:
    tag = "ol" if block.marker in {"letter", "number"} else "ul"
    kind = ' type="A"' if block.marker == "letter" else ""
    items = "".join(f"<li>{_SIGNS.get(block.marker, '')}{_said(item)}</li>" for item in block.items)
    # the lines of a rating stand right below what they are about
    label = "" if block.part == "body" else f"<p>{escape(words.get(f'plain.{block.part}'))}</p>"
    return f"{label}<{tag}{kind}>{items}</{tag}>"


def _table(block: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in block.heads)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _said(item: Item) -> str:
    return f"<strong>{escape(item.lead)}</strong> {escape(item.text)}" if item.lead else escape(item.text)


def _lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    if isinstance(block, Listing):
        return [f"- {item.lead + ' ' if item.lead else ''}{item.text}" for item in block.items]
    if isinstance(block, Table):
        return [" | ".join(row) for row in (block.heads, *block.rows)]
    return [block.title, *plain_text(block.blocks).splitlines()]
