"""The HTML of one activity: readable as it stands, with its spec for the script."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any, assert_never

from steppingup.activities.plain import Listing, Paragraph, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from steppingup.activities.plain import Block, Item
    from steppingup.catalogue import Entry
    from steppingup.common.language import Words

_TITLED = frozenset({"options", "left", "right", "steps", "groups", "cards", "passages"})
_MADE_UP = frozenset({"spot", "scenario", "vignette"})  # scenes are invented, and say so


def activity_html(entry: Entry, spec: dict[str, Any], words: Words) -> str:
    """Write an activity as the page carries it; ``spec`` is what its place needs (:meth:`State.spec`)."""
    plain = _fiction(entry, words) + blocks_html(entry.plain(), words)
    return (
        f'<su-activity id="{dom_id(entry.id)}" data-activity="{escape(entry.id)}" data-kind="{entry.model.kind}">\n'
        f'<div class="su-plain su-card">\n{plain}\n{_script(words)}</div>\n'
        f'<script type="application/json">{json_for_script(spec)}</script>\n'
        "</su-activity>\n"
    )


def blocks_html(blocks: Iterable[Block], words: Words, *, paper: bool = False) -> str:
    """Write the readable form of an activity; ``paper`` puts the signs before answers that a pen needs."""
    return "\n".join(_block(block, words, paper=paper) for block in blocks)


def dom_id(id_: str) -> str:
    """Return the DOM id of an activity."""
    return "su-" + id_.replace("/", "-")


def json_for_script(value: object) -> str:
    """Write JSON that may stand inside a script element: no ``<`` can end it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def paragraphs(text: str, css: str = "") -> str:
    """Write a plain text; a blank line in it begins a new paragraph."""
    mark = f' class="{css}"' if css else ""
    return "\n".join(f"<p{mark}>{escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())


def _fiction(entry: Entry, words: Words) -> str:
    return f'<p class="su-label">{escape(words.get("story.label"))}</p>\n' if entry.model.kind in _MADE_UP else ""


def _script(words: Words) -> str:
    return f'<noscript><p class="su-small">{escape(words.get("plain.script"))}</p></noscript>\n'


def _block(block: Block, words: Words, *, paper: bool) -> str:
    if isinstance(block, Paragraph):
        if block.part == "hint":
            return paragraphs(f"{words.get('plain.hint')} {block.text}", "su-hint")
        return paragraphs(block.text, "su-prompt" if block.part in {"prompt", "question"} else "")
    if isinstance(block, Listing):
        title = f'<p class="su-small">{escape(words.get(f"plain.{block.part}"))}</p>\n' if block.part in _TITLED else ""
        if paper:
            return title + _paper_list(block)
        return title + _list(block.items, ordered=block.marker in {"letter", "number"})
    if isinstance(block, Section):
        inner = blocks_html(block.blocks, words, paper=paper)
        return f"<div>\n{paragraphs(block.title, 'su-prompt')}\n{inner}\n</div>"
    if isinstance(block, Table):
        return _table(block, words)
    assert_never(block)


def _table(block: Table, words: Words) -> str:
    name = words.get("table.scroll", columns=", ".join(block.heads))
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in block.heads)
    rows = "\n".join(f"<tr>{''.join(_cells(row))}</tr>" for row in block.rows)
    return (
        f'<div class="su-scroll" role="region" tabindex="0" aria-label="{escape(name)}">\n<table class="su-empty">\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _cells(row: Sequence[str]) -> Iterator[str]:
    for place, cell in enumerate(row):
        yield f'<th scope="row">{escape(cell)}</th>' if cell and not place else f"<td>{escape(cell)}</td>"


def _list(items: Iterable[Item], *, ordered: bool) -> str:
    tag = "ol" if ordered else "ul"
    return f"<{tag}>\n{''.join(map(_item, items))}</{tag}>"


def _paper_list(block: Listing) -> str:
    return f'<ul class="su-marked" data-sign="{block.marker}">\n{"".join(map(_item, block.items))}</ul>'


def _item(item: Item) -> str:
    lead = f'<span class="su-who">{escape(item.lead)}</span> ' if item.lead else ""
    return f"<li>{lead}{escape(item.text)}</li>\n"
