"""Vignette: read a short story and decide on the next step: refer, consult, or find other help.

The question and the names of the three answers are words of the interface, the same for every story; a record holds
the story, why each answer fits or not, the ordinary explanation, and the fact that would move the answer.

Calling too early is an error as missing somebody is, so the kind is two-sided. Two versions of one story that differ
only in nationality or gender are twins (``twin`` of the second names the first). Vignettes with one changed detail:
Rossi and Anderson (1982), "The factorial survey approach".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from steppingup.activities.base import Activity, chosen, twice, untranslated
from steppingup.activities.fields import ActivityId, Fault, ItemId, Named, Strict, Text
from steppingup.activities.interactions import Interaction, Part, picks
from steppingup.activities.plain import Fixed
from steppingup.common.errors import AnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities import plain
    from steppingup.activities.interactions import Response


Step = Literal["refer", "consult", "other-help"]

# In the order in which they are shown; each is the neighbour of the next.
STEPS: tuple[Step, ...] = ("refer", "consult", "other-help")
WORDS = (60, 110)


class Answer(Named):
    """Why one of the three answers fits this story, or does not."""

    id: Step
    feedback: Text


class Twin(Strict):
    """Names the first version of a story, and the one thing in which this one differs."""

    of: ActivityId
    differs: Literal["nationality", "gender"]


class Vignette(Activity):
    """A story of a few sentences that ends with the moment of decision; ``form`` of exploitation is backstage."""

    opening: ClassVar[plain.Part] = "story"

    kind: Literal["vignette"]
    certainty: bool = True
    truth: Step
    form: ItemId
    answers: Annotated[list[Answer], Field(min_length=3, max_length=3)]
    ordinary: Text
    moves: Text
    twin: Twin | None = None

    def score(self, answer: Any) -> float:
        """Return 1 for the right step, ½ for a neighbouring one, 0 for the opposite."""
        picked = chosen(answer, STEPS)
        if len(picked) != 1:
            raise AnswerError("The answer must name exactly one step.")
        apart = abs(_place(picked[0]) - _place(self.truth))
        return 1 - apart / 2

    def key(self) -> list[str]:
        """Return the right step, as the one id of a list."""
        return [self.truth]

    def shape(self) -> dict[str, Any]:
        """One of the three steps."""
        return {"one": sorted(STEPS)}

    def asks(self, text: Callable[[str, str], str]) -> list[Interaction]:  # noqa: ARG002 - no words of its own
        """Pick one of the three steps, in words of the interface."""
        steps = tuple(Part(step, f"vignette.{step}") for step in STEPS)
        right = frozenset(picks(self.key()))
        return [Interaction("", "single", steps, right=right, ask="vignette.question", fixed=True)]

    def chose(self, answer: Any) -> dict[str, Response]:
        """Return the step picked."""
        return {"": picks(answer)}

    def items(self) -> list[dict[str, Any]]:
        """List the three steps, each with ``correct`` and feedback; their ids stand for their words."""
        return [
            {"id": one.id, "text": one.id, "correct": one.id == self.truth, "feedback": one.feedback}
            for one in self._in_order()
        ]

    def faults(self) -> Iterator[Fault]:
        """Yield missing answers, stories that are too short or too long, and a certainty that is switched off."""
        yield from twice("answers", self.answers)
        known = {answer.id for answer in self.answers}
        for step in STEPS:
            if step not in known:
                yield Fault(("answers",), f"the answer '{step}' is missing; write its feedback")
        if not self.certainty:
            yield Fault(("certainty",), "a vignette always asks how sure somebody is; write 'certainty: true'")
        size = len(self.prompt.split())
        if not WORDS[0] <= size <= WORDS[1]:
            what = f"the story has {size} words; write {WORDS[0]} to {WORDS[1]}"
            yield Fault(("prompt",), what, "warning")

    def blocks(self, text: Callable[[str, str], str]) -> Iterator[Fixed]:  # noqa: ARG002 - no words of its own
        """Yield the question and the three answers, whose words are the interface's."""
        yield Fixed("vignette.question", "circle", tuple(f"vignette.{step}" for step in STEPS))

    def spec(self, translate: Callable[[str, str], str] | None = None) -> dict[str, Any]:
        """Return the spec: the answers in the order in which they are shown; without ``form``, which is backstage."""
        found = super().spec(translate or untranslated)
        del found["form"]
        if self.twin:
            found["twin"] = self.twin.model_dump()
        return {**found, "answers": sorted(found["answers"], key=lambda answer: _place(answer["id"]))}

    def _in_order(self) -> list[Answer]:
        return sorted(self.answers, key=lambda answer: _place(answer.id))


def _place(step: str) -> int:
    return list[str](STEPS).index(step)
