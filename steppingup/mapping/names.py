"""Names of people in a text, found without knowing anybody: by first names, forms of address and endings.

What it cannot find: a first name that is on no list (``personal.json``), names in another case of the grammar
(*Annai*, *Pekan*), names written small. What it takes for a name and is none: a first name in the name of a street or
a school. So what it finds is a reason to ask, never a proof.

``frontend/src/personal/names.ts`` is the same in the page.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# the letters of Latin, Greek and Cyrillic: Python and JavaScript know no common short form for them
LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1eff"

_WORD = re.compile(rf"[{LETTERS}]+(?:['\u2019-][{LETTERS}]+)*")
_INITIAL = re.compile(rf" [{LETTERS}]\.(?: [{LETTERS}]+)?")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text; ``full``: more than a first name."""

    start: int
    end: int
    full: bool = True

    def near(self, start: int, end: int, gap: int) -> bool:
        """Tell whether another piece stands within so many signs."""
        return self.start - end <= gap and start - self.end <= gap


@cache
def lists() -> dict[str, frozenset[str]]:
    """Read the lists of words, small letters only where case says nothing."""
    found = json.loads((Path(__file__).parent / "personal.json").read_text("utf-8"))
    as_written = {"titles", "firms", "not_plates"}
    return {name: frozenset(one if name in as_written else one.lower() for one in found[name]) for name in found}


def words(text: str) -> list[Span]:
    """List the words of a text."""
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def is_capital(word: str) -> bool:
    """Tell whether a word begins with a capital letter."""
    return word[:1] != word[:1].lower()


def names(text: str) -> list[Span]:
    """List what looks like the name of a person, each word once, in the order of the text."""
    found: list[Span] = []
    listed = words(text)
    for index, word in enumerate(listed):
        if not found or word.start >= found[-1].end:
            following = [Span(word.end, word.end), *listed[index + 1 : index + 3]]
            found.extend(_name(text, word, following))
    return found


def _name(text: str, word: Span, following: list[Span]) -> Iterator[Span]:
    known, own = lists(), text[word.start : word.end]
    after = following[1] if len(following) > 1 else following[0]
    if own in known["titles"] and _follows(text, word, after, (" ", ". ")):
        last = following[2] if len(following) > 2 and _follows(text, after, following[2], (" ",)) else after
        yield Span(word.start, last.end)
    elif is_capital(own) and _is_first(own):
        yield _with_surname(text, word, after)
    elif is_capital(own) and _follows(text, word, after, (" ",)) and _has_ending(text[after.start : after.end]):
        yield Span(word.start, after.end)
    elif own.lower() in known["called"] and _follows(text, word, after, (" ",)):
        yield Span(after.start, after.end, full=False)


def _with_surname(text: str, word: Span, after: Span) -> Span:
    initial = _INITIAL.match(text, word.end)
    if initial and is_capital(initial[0][1:]):
        rest = initial[0][4:]
        return Span(word.start, initial.end() if rest and is_capital(rest) else word.end + 3)
    shouted = _is_shouted(text[after.start : after.end]) and not _is_shouted(text[word.start : word.end])
    if _follows(text, word, after, (" ",)) and not shouted and after.end - after.start > 1:
        return Span(word.start, after.end)
    return Span(word.start, word.end, full=False)


def _is_shouted(word: str) -> bool:
    return word == word.upper()


def _is_first(word: str) -> bool:
    return word.partition("-")[0].lower() in lists()["first"]


def _follows(text: str, word: Span, after: Span, between: tuple[str, ...]) -> bool:
    """Tell whether a word with a capital letter, which can be a surname, comes right after another one."""
    own = text[after.start : after.end]
    return text[word.end : after.start] in between and is_capital(own) and own.lower() not in lists()["not_surnames"]


def _has_ending(word: str) -> bool:
    small = word.lower()
    return len(small) > 4 and any(small.endswith(ending) for ending in lists()["endings"])
