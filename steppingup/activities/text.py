"""Text: write an answer in own words; a trainer reads it and scores it along the rubric.

Only graded exercises have texts, as nobody reads what somebody writes in a lesson. Rubric and anchors are key material:
they are no texts of the learner, so neither templates for translators nor the public form hold them.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NoReturn

from pydantic import Field

from steppingup.activities.base import Activity, twice
from steppingup.activities.fields import Fault, Named, Strict
from steppingup.activities.plain import Fixed
from steppingup.common.errors import AnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities.interactions import Response

MAX_CHARACTERS = 2400
MAX_WORDS = 400

# A text for the trainer: never shown to learners, so it is not marked as theirs.
Backstage = Annotated[str, Field(min_length=1, max_length=MAX_CHARACTERS)]


class Criterion(Named):
    """One line of the rubric: ``max`` points of the rubric, for what ``about`` says."""

    text: Backstage
    about: Backstage
    max: Annotated[int, Field(ge=1, le=10)]


class Anchor(Strict):
    """An example answer and the sum that it gets along the rubric, so that trainers score alike."""

    score: Annotated[int, Field(ge=0)]
    text: Backstage


class Text(Activity):
    """A writing task: about ``words`` words long, scored by a trainer."""

    manual: ClassVar[bool] = True
    scored: ClassVar[bool] = False

    kind: Literal["text"]
    words: Annotated[int, Field(ge=10, le=MAX_WORDS)]
    rubric: Annotated[list[Criterion], Field(min_length=2, max_length=6)]
    anchors: Annotated[list[Anchor], Field(min_length=1, max_length=6)]

    @property
    def top(self) -> int:
        """The highest sum of the rubric; a trainer's sum is turned into points by ``points / top``."""
        return sum(line.max for line in self.rubric)

    def read(self, answer: Any) -> str:
        """Return an answer as plain text: ends of line made alike, blanks around it cut off.

        Raises:
            AnswerError: it is no text, too long, or holds a control character.
        """
        if not isinstance(answer, str):
            raise AnswerError("The answer must be a text.")
        if len(answer) > MAX_CHARACTERS:
            raise AnswerError(f"The answer is longer than {MAX_CHARACTERS} characters.")
        text = answer.replace("\r\n", "\n").replace("\r", "\n")
        if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign != "\n" for sign in text):
            raise AnswerError("The answer holds a control character.")
        return text.strip()

    def score(self, answer: Any) -> NoReturn:
        """Refuse: whatever somebody wrote, a trainer scores it (``manual`` tells so beforehand).

        Raises:
            AnswerError: always; the sentence tells whether the answer itself is wrong.
        """
        self.read(answer)
        raise AnswerError("A trainer scores this answer.")

    def responses(self, answer: Any) -> dict[str, Response]:
        """Return that nothing was chosen: a text has nothing to choose from.

        Raises:
            AnswerError: the answer is no text that can be kept.
        """
        self.read(answer)
        return self.chose(answer)

    def key(self) -> str:
        """Return the best anchor: an answer that a trainer would give most for."""
        return max(self.anchors, key=lambda anchor: anchor.score).text.strip()

    def shape(self) -> dict[str, Any]:
        """No shape: a text is never packed."""
        return {}

    def items(self) -> list[dict[str, Any]]:
        """List nothing: there is nothing to pick from."""
        return []

    def faults(self) -> Iterator[Fault]:
        """Yield repeated ids, and anchors that claim more than the rubric gives."""
        yield from twice("rubric", self.rubric)
        for index, anchor in enumerate(self.anchors):
            if anchor.score > self.top:
                what = f"{anchor.score} is more than the rubric gives in all ({self.top}); correct one of them"
                yield Fault(("anchors", index, "score"), what)

    def blocks(self, text: Callable[[str, str], str]) -> Iterator[Fixed]:  # noqa: ARG002 - no words of its own
        """Yield what to do and how long the answer may be."""
        yield Fixed("plain.write", "line", number=self.words)
