"""Names beside an accusation, which no map of a town may hold: people, firms, houses, and what points at them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from steppingup.mapping.found import Finding
from steppingup.mapping.names import LETTERS, Span, is_capital, lists, words

if TYPE_CHECKING:
    from collections.abc import Iterator

PATTERN = "value"  # the column that asks for a pattern

_NAMED = re.compile(rf"[\"\u00ab\u201c\u201d\u201e'\u2018\u2019]?[{LETTERS}]")
_LETTERS = re.compile(rf"[{LETTERS}]+")
_WORD_BEFORE = re.compile(rf"([{LETTERS}]+)[\"\u201c\u201d\u00bb]?,? $")
_QUOTED_BEFORE = re.compile(r"[\"\u00bb\u201c\u201d'\u2019] $")


def suspects(text: str, people: list[Span], found: list[Finding], field: str) -> Iterator[Finding]:
    """Refuse names of people and firms: in the column of patterns any, in the others those that are accused."""
    pointing = [Span(one.start, one.end) for one in found if one.kind in {"plate", "code", "address", "phone"}]
    subjects = sorted([*people, *firms(text), *pointing], key=lambda one: (one.start, one.end))
    accused = is_accusing(text)
    for one in subjects:
        if accused or (field == PATTERN and one.full):
            yield Finding("suspect", one.start, one.end, refused=True)
            return


def is_accusing(text: str) -> bool:
    """Tell whether a text says that somebody does wrong, in one of the languages of the ten countries."""
    small = text.lower()
    if any(phrase in small for phrase in lists()["accusing_phrases"]):
        return True
    return any(small.startswith(tuple(lists()["accusing"]), one.start) for one in words(small))


def firms(text: str) -> Iterator[Span]:
    """Yield what looks like the name of a firm or a house: by its legal form, or a name beside *bar* or *hotel*."""
    for form in sorted(lists()["firms"]):
        for match in re.finditer(rf"(?<![{LETTERS}0-9]){re.escape(form)}(?![{LETTERS}0-9])", text):
            before = _WORD_BEFORE.search(text[: match.start()])
            if before and is_capital(before[1]):
                yield Span(before.start(), match.end())
            elif _is_named(text, match.end()):
                yield Span(*match.span())
    for word in words(text):
        own = text[word.start : word.end].lower()
        if own in lists()["venues"] and (_is_named(text, word.end) or _QUOTED_BEFORE.search(text[: word.start])):
            yield Span(word.start, word.end)


def _is_named(text: str, end: int) -> bool:
    """Tell whether a name follows: a capital letter, in quotes or not, right after a blank."""
    match = _NAMED.match(text, end + 1)
    if match is None or text[end : end + 1] != " ":
        return False
    word = _LETTERS.match(text, match.end() - 1)
    own = word[0] if word else ""
    return is_capital(own) and (len(match[0]) > 1 or own.lower() not in lists()["not_surnames"])
