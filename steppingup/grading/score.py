"""From keys and a learner's file to scores: pure, and by the same functions as everywhere in the course.

What a learner's file claims of scores is never looked at. Whatever it holds, each item gets a plain number from 0 to
its points: nbgrader would take anything else (nan, a negative number, a text) as full marks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from steppingup.activities.text import Text
from steppingup.common.errors import AnswerError
from steppingup.record.session_file import last_answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from steppingup.grading.keys import Edition, Item, Keys
    from steppingup.record import Attempt
    from steppingup.record.session_file import SessionFile

Status = Literal["answered", "missing", "refused"]

DIGITS = 4  # a third of a point stays a third for people, and sums of thirds come out whole


@dataclass(frozen=True)
class ItemScore:
    """What one item earned.

    Args:
        item: the item.
        status: answered, missing (or an empty text), or refused with a sentence.
        score: from 0 to the points of the item; 0 for a text that a trainer still has to read.
        sentence: why the answer was refused, for the learner.
        answer: the learner's answer in opaque ids, or the text; None if there is none that can be read.
        edition: the version of the item that was answered.
        certainty: 1 to 3, or None.
    """

    item: Item
    status: Status
    score: float = 0.0
    sentence: str = ""
    answer: Any = None
    edition: Edition | None = None
    certainty: int | None = None

    @property
    def text(self) -> str:
        """The text that a trainer has to read, or nothing."""
        return self.answer if self.item.manual and self.status == "answered" else ""


def score_file(keys: Keys, file: SessionFile | None) -> list[ItemScore]:
    """Score every item of an exercise.

    Args:
        keys: of the exercise.
        file: what the learner returned; None if nothing can be read.
    """
    answers = last_answers(file) if file else {}
    return [_scored(keys, item, answers) for item in keys.items]


def strays(keys: Keys, file: SessionFile) -> list[str]:
    """Name what a learner's file answers and this exercise does not ask."""
    known = {item.id for item in keys.items}
    return sorted({attempt.activity for attempt in (*file.attempts, *file.strays)} - known)


def _scored(keys: Keys, item: Item, answers: Mapping[str, Attempt]) -> ItemScore:
    attempt = answers.get(item.id)
    if attempt is None:
        return ItemScore(item, "missing")
    edition = item.edition(attempt.version)
    if edition is None:
        version = item.newest.model.version
        sentence = keys.say("grading.version", version=attempt.version, current=version, release=attempt.release)
        return ItemScore(item, "refused", sentence=sentence)
    try:
        return _judged(item, edition, attempt)
    except AnswerError:
        return ItemScore(item, "refused", sentence=keys.say("grading.answer"), edition=edition)


def _judged(item: Item, edition: Edition, attempt: Attempt) -> ItemScore:
    real = edition.map.to_real(attempt.answer)
    if isinstance(edition.model, Text):
        text = edition.model.read(real)
        status: Status = "answered" if text else "missing"
        return ItemScore(item, status, answer=text, edition=edition)
    share = _share(item, edition, real)
    return ItemScore(
        item,
        "answered",
        points(share, item.points),
        answer=attempt.answer,
        edition=edition,
        certainty=attempt.certainty,
    )


def _share(item: Item, edition: Edition, real: Any) -> float:
    """Score by the newest key; an older version whose ids no longer fit is scored by its own key."""
    try:
        return item.newest.model.score(real)
    except AnswerError:
        if edition is item.newest:
            raise
        return edition.model.score(real)


def points(share: float, most: float) -> float:
    """Turn a share into points: a plain float from 0 to ``most``, whatever comes in."""
    value = float(share)
    if not math.isfinite(value):
        return 0.0
    return float(min(max(round(value * most, DIGITS), 0.0), most))
