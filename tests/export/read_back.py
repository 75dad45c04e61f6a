"""What an independent reader found in a file, in one form for all formats."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import html

from tests.export.truth import plain


@dataclass
class Read:
    """A question as it stands in a file.

    Args:
        text: the whole question text.
        parts: text of a part -> what picking it earns in percent, or the text of its target.
        feedback: text of a part -> why.
        ids: id of a part -> its text, where the format keeps ids.
        extra: targets that nothing belongs to.
        order: the steps in the right order.
        after: what is told afterwards.
        points: what a full answer earns.
        tags: its words.
        category: from the outside in.
    """

    text: str
    kind: str = ""
    parts: dict[str, float | str] = field(default_factory=dict)
    feedback: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    extra: set[str] = field(default_factory=set)
    order: list[str] = field(default_factory=list)
    after: str = ""
    points: float = 1.0
    tags: set[str] = field(default_factory=set)
    category: tuple[str, ...] = ()


def text_of(markup: str | None) -> str:
    """The text of a piece of HTML, as a reader sees it."""
    if not markup or not markup.strip():
        return ""
    root = html.fragment_fromstring(markup, create_parent="div")
    for block in root.iter("p", "br"):
        block.tail = f" {block.tail or ''}"
    return plain(root.text_content())
