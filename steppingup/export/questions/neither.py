"""An answer that is never right, for formats that want three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.export.questions.model import Part

if TYPE_CHECKING:
    from steppingup.common.language import Words

NEITHER = "neither_"  # ids of the course have no underscore
LEAST = 3


def neither(words: Words, feedback: str = "") -> Part:
    """Return the answer."""
    return Part(NEITHER, words.get("questions.neither"), feedback)
