"""What QTI does to a question: scores are exact, some things have no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.export.questions.verdict import Verdict, everywhere, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Question


def judge(question: Question, words: Words) -> Verdict:
    """Tell how a question is written."""
    return verdict(_reasons(question, words))


def _reasons(question: Question, words: Words) -> Iterator[str]:
    yield from everywhere(question, words)
    if question.ties and question.rule == "pairs":
        yield words.get("questions.why.order-key")
    if question.rule == "trainer":
        yield words.get("questions.why.rubric")
    if question.hint:
        yield words.get("questions.why.hint")
