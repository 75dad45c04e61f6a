"""Partners in a matching question as Moodle keeps them: at most 255 signs, and read as HTML when they are shown.

Longer ones stand in the question with a letter. Moodle XML and GIFT share this.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from string import ascii_uppercase
from typing import TYPE_CHECKING

from steppingup.export.questions.neither import LEAST, neither

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Question

MOST_SIGNS = 255
# what Moodle would take for a tag or an entity (format_string)
_MARKUP = re.compile(r"[<>]|&#?\w+;")


def changes(question: Question, words: Words) -> Iterator[str]:
    """Tell what is done to the partners of a question."""
    if is_short(question):
        yield words.get("questions.why.neither")
    if has_long_targets(question):
        yield words.get("questions.why.long-targets")


def partner(text: str) -> str:
    """Write a partner so that its signs are shown as they are."""
    return escape(text, quote=False) if _MARKUP.search(text) else text


def has_long_targets(question: Question) -> bool:
    """Tell whether a partner is longer than Moodle keeps."""
    return any(len(partner(target.text)) > MOST_SIGNS for target in question.targets)


def is_short(question: Question) -> bool:
    """Tell whether a match has fewer rows than Moodle wants: parts, and partners that nothing belongs to."""
    used = {target for _, target in question.right}
    return bool(question.targets) and len(question.parts) + len(question.targets) - len(used) < LEAST


def filled(question: Question, words: Words) -> Question:
    """Give a short match one more partner; others stay as they are."""
    return replace(question, targets=(*question.targets, neither(words))) if is_short(question) else question


def lettered(question: Question) -> Question:
    """Put long partners into the question text, each with a letter that stands for it; others stay as they are."""
    if not has_long_targets(question):
        return question
    signs = {target.id: sign for target, sign in zip(question.targets, ascii_uppercase, strict=False)}
    legend = tuple(f"{signs[target.id]}. {target.text}" for target in question.targets)
    targets = tuple(replace(target, text=signs[target.id]) for target in question.targets)
    return replace(question, prompt=(*question.prompt, *legend), targets=targets)
