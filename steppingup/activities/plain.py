"""The readable form of an activity, without any key: what a page shows before its script runs, and what paper shows.

It knows no markup. A renderer turns blocks into HTML, Markdown or paper, and names each ``part`` with its own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Part = Literal[
    "prompt", "story", "hint", "intro", "setting", "scene", "body", "question",
    "options", "left", "right", "steps", "groups", "cards", "passages", "sheet",
]  # fmt: skip

Marker = Literal["circle", "box", "letter", "number", "bullet", "line"]


@dataclass(frozen=True)
class Paragraph:
    """A text; blank lines in it begin new paragraphs."""

    part: Part
    text: str


@dataclass(frozen=True)
class Item:
    """One entry of a listing; ``lead`` is who speaks, if anybody."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Listing:
    """Entries with the sign that paper puts before each: circle = pick one, box = pick any, line = write here."""

    part: Part
    marker: Marker
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Section:
    """A titled group of blocks, such as one scene of a scenario."""

    part: Part
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Table:
    """A table to fill with a pen; an empty text is an empty cell."""

    part: Part
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Fixed:
    """A question and answers that are words of the interface, the same for every activity of a kind.

    ``question`` and ``items`` are keys of messages; ``<item>-means`` explains an item (see :func:`worded`). ``number``
    stands for ``{n}`` in the question.
    """

    question: str
    marker: Marker
    items: tuple[str, ...] = ()
    number: int = 0


Block = Paragraph | Listing | Section | Table


def worded(blocks: Iterable[Block | Fixed], say: Callable[[str], str]) -> Iterator[Block]:
    """Put the words of the interface into blocks that only name them."""
    for block in blocks:
        if isinstance(block, Fixed):
            yield Paragraph("question", say(block.question).replace("{n}", str(block.number)))
            if not block.items:
                continue
            items = tuple(Item(say(f"{key}-means"), say(key)) for key in block.items)
            yield Listing("options", block.marker, items)
        else:
            yield block
