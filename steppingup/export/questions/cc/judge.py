"""What a cartridge does to a question: it knows one right answer or all of several, and no score between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.export.questions.neither import LEAST
from steppingup.export.questions.verdict import Verdict, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Question


def judge(question: Question, words: Words) -> Verdict:
    """Tell how a question is written."""
    if question.form == "order":
        return Verdict("refused", (words.get("questions.why.no-order"),))
    return verdict(words.get(f"questions.why.{reason}") for reason in _reasons(question))


def _reasons(question: Question) -> Iterator[str]:
    if question.kind == "scenario":
        yield "decisions"
    if question.certainty:
        yield "certainty"
    if question.rule == "best" and any(0 < part.worth < 1 for part in question.parts):
        yield "best-only"
    if question.rule == "net":
        yield "whole"
        yield "feedback-together"
    if question.form == "match":
        yield "pieces"
        if len(question.targets) < LEAST:
            yield "neither"
    if question.rule == "trainer":
        yield "no-rubric"
    if question.hint:
        yield "no-hint"
    if question.points % 1 and question.form != "match":
        yield "whole-points"
