"""Texts of activities and facts are plain text: no HTML, no Markdown, no braces but ``{fact:ID}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from steppingup.common.facts import FACT_MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PLAIN = "texts are plain, a blank line begins a new paragraph"

# What to find, and its name for the author: HTML and Markdown would be shown to learners as signs.
_GUARDS = (
    (re.compile(r"<\s*script|javascript:", re.IGNORECASE), "a script"),
    (re.compile(r"<[A-Za-z/!?][^>]*>?"), "HTML"),
    (re.compile(r"&(#\w+|[A-Za-z]\w*);"), "an HTML entity"),
    (re.compile(r"!?\[[^\]]*\]\([^)]*\)"), "a Markdown link"),
    (re.compile(r"\*\*|__|(?<![\w*])\*[^\s*][^*]*\*(?!\w)|(?<!\w)_[^\s_][^_]*_(?!\w)"), "Markdown emphasis"),
    (re.compile(r"`"), "a backtick"),
    (re.compile(r"^ {0,3}(#{1,6} |>|[-*+] |\d+[.)] )", re.MULTILINE), "a Markdown heading, quotation or list"),
)


def faults_of_text(text: str, known: Callable[[str], bool]) -> Iterator[str]:
    """Yield what is wrong in one text; ``known`` tells whether ``{fact:ID}`` may name an id."""
    for pattern, name in _GUARDS:
        if found := pattern.search(text):
            yield f"holds {name} ({found[0].strip()[:30]!r}); write plain words: {_PLAIN}"
            break
    for found in FACT_MARK.finditer(text):
        if not known(found[1]):
            yield f"unknown fact '{found[1][:60]}'; use an id of facts/facts.yml"
    if re.search(r"[{}]", FACT_MARK.sub("", text)):
        yield "holds a brace; only {fact:ID} may stand in braces"
