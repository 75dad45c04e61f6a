"""Texts taken apart into sentences and words, to measure how hard they are to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from steppingup.common.facts import FACT_MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.common.facts import Facts

_SHORT = "e.g i.e etc mr mrs ms dr prof st vs cf approx art arts p pp ch fig ed eds vol nr tel incl a.m p.m"
_ABBREVIATIONS = frozenset(_SHORT.split())
_BEFORE_NUMBER = frozenset({"no", "nos", "art", "p"})
_QUOTES = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb()[]"
_END = re.compile(rf"[.!?\u2026]+[{re.escape(_QUOTES)}]*\s+")
_WORD = re.compile(r"[^\W_]+(?:[-'\u2019.,:/@][^\W_]+)*")

# What Markdown and MyST add to words, and what a reader sees instead.
_MARKUP = (
    (re.compile(r"\s*\{src\}`[^`]*`"), ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\{[\w:-]+\}`([^`]*)`"), r"\1"),
    (re.compile(r"<(?:https?://|mailto:)[^>]*>"), "link"),
    (re.compile(r"\[\^[^\]]*\]"), ""),
    (re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)"), ""),
)
_FACT_ROLE = re.compile(r"\{fact\}`([^`]*)`")


def plain_text(text: str, facts: Facts) -> str:
    """Return a text as it is read: without markup, facts by their values (their dates are marks, not sentences)."""
    return _plain(text, lambda id_: facts.facts[id_].value if id_ in facts.facts else "fact")


def dated_text(text: str, facts: Facts) -> str:
    """Return a text as it is handed on to people: without markup, facts by their values with the dates of these."""
    return _plain(text, lambda id_: facts.dated(id_) if id_ in facts.facts else "fact")


def _plain(text: str, told: Callable[[str], str]) -> str:
    for mark in (_FACT_ROLE, FACT_MARK):
        text = mark.sub(lambda found: told(found[1]), text)
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    return " ".join(text.split())


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of one paragraph of plain text.

    A sentence ends at a full stop, question mark or exclamation mark that is followed by something other than a small
    letter; abbreviations, initials and numbers such as 'No. 5' do not end one, nor does a quotation that goes on.
    """
    begin = 0
    for end in _END.finditer(text):
        if _ends(text[begin : end.start()], end[0], text[end.end() :]):
            yield text[begin : end.end()].strip()
            begin = end.end()
    if text[begin:].strip():
        yield text[begin:].strip()


def count_words(text: str) -> int:
    """Count words; a number, an address or a word with a hyphen is one."""
    return len(_WORD.findall(text))


def _ends(before: str, mark: str, after: str) -> bool:
    following = after.lstrip(_QUOTES)[:1]
    if following.islower():
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    last = before.rpartition(" ")[2].lstrip(_QUOTES)
    if last.lower() in _BEFORE_NUMBER and following.isdigit():
        return False
    initial = len(last) == 1 and last.isupper() and last != "I"
    return not initial and last.lower() not in _ABBREVIATIONS
