"""How much room words take on a slide, before anything draws them: an estimate that is a little too large.

No program that shows slides tells a file beforehand where lines will break. Letters of Arial are half as wide as they
are high on average; reckoned a little wider, a text that fits here fits there, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

REGULAR, BOLD = 0.505, 0.56  # width of a letter, as a part of its size
LEADING = 1.2
POINTS = 72


def line_count(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Count the lines that a text takes.

    Args:
        text: one paragraph.
        size: of the letters, in points.
        width: of the lines, in inches.
        bold: whether it is written in bold.
    """
    room = max(1, int(width * POINTS / (size * (BOLD if bold else REGULAR))))
    lines, at = 1, 0
    for word in text.split():
        length = len(word)
        if at and at + 1 + length > room:
            lines, at = lines + 1, length
        else:
            at += length + bool(at)
        while at > room:  # a word longer than the line is broken
            lines, at = lines + 1, at - room
    return lines


def height(texts: Iterable[str], size: float, width: float, *, after: float = 0.0, bold: bool = False) -> float:
    """Return the inches that paragraphs take, each with ``after`` points below it."""
    return sum((line_count(text, size, width, bold=bold) * size * LEADING + after) / POINTS for text in texts)


def size_that_fits(  # noqa: PLR0913 - a text, a room, and how it is written
    texts: Sequence[str], width: float, room: float, sizes: Sequence[int], after: float = 0.0, *, bold: bool = False
) -> int | None:
    """Return the first of ``sizes`` at which paragraphs fit into a room; None if none does."""
    return next((size for size in sizes if height(texts, size, width, after=after, bold=bold) <= room), None)
