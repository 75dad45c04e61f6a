"""Texts as every format can carry them."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold at all (Extensible Markup Language, section 2.2), and marks of direction that would turn
# the text behind them round.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """Return a text without control characters, with plain ends of line and single spaces."""
    plain = _NEVER.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (_SPACES.sub(" ", line).strip() for line in plain.split("\n"))
    return "\n".join(lines).strip()


def is_clean(text: str) -> bool:
    """Tell whether a text holds nothing that a format cannot carry."""
    return not _NEVER.search(text)


def shortened(text: str, most: int = 60) -> str:
    """Return the beginning of a text in one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0] or line[:most]}\u2026"
