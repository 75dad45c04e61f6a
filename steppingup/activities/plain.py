"""The readable form of an activity, without any key: what a page shows before its script runs, and what paper shows.

It knows no markup. A renderer turns blocks into HTML, Markdown or paper, and names each ``part`` with its own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal[
    "prompt", "hint", "intro", "setting", "scene", "body", "question",
    "options", "left", "right", "steps", "groups", "cards", "passages",
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


Block = Paragraph | Listing | Section
