"""What the cartridge cannot ask at once: a match becomes one question for each part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from steppingup.export.questions.model import Part, Question
from steppingup.export.questions.neither import LEAST, neither

if TYPE_CHECKING:
    from steppingup.common.language import Words


def pieces(question: Question, words: Words) -> tuple[Question, ...]:
    """Return the questions that stand for one."""
    if question.form != "match":
        return (question,)
    return tuple(_piece(question, part, words) for part in question.parts)


def _piece(question: Question, part: Part, words: Words) -> Question:
    right = question.target_of(part)
    answers = [Part(one.id, one.text, part.feedback, float(one == right)) for one in question.targets]
    if len(answers) < LEAST:  # as the profile wants it in a question with one right answer
        answers.append(neither(words, part.feedback))
    return replace(
        question, id=f"{question.id}.{part.id}", form="single", rule="best", prompt=(*question.prompt, part.text),
        parts=tuple(answers), targets=(), right=frozenset({(right.id, "")}), points=1.0, mixed=False,
    )  # fmt: skip
