"""Rating: say of several things how important they are for the own work, and how well one can do them.

Nothing here is right or wrong, so there is no score. Every scale has four steps (0 to 3) in words, on the same footing
as the required levels of the competencies. A learner may skip a line, or one scale of it.

An answer is a map from ``line:scale`` to a step, such as ``{"notice:ability": "2"}``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NoReturn

from pydantic import Field

from steppingup.activities.base import Activity, assigned
from steppingup.activities.fields import Fault, Strict, Text
from steppingup.activities.interactions import Interaction, Part, pairs
from steppingup.activities.plain import Fixed, Item, Listing, Paragraph
from steppingup.common.errors import AnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities.interactions import Response
    from steppingup.activities.plain import Block

ScaleId = Literal["importance", "ability"]

SCALES: tuple[ScaleId, ...] = ("importance", "ability")
STEPS = ("0", "1", "2", "3")
MOST_LINES = 16

LineId = Annotated[str, Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=60)]


class Step(Strict):
    """One of the four steps of a scale, in words."""

    id: Literal["0", "1", "2", "3"]
    text: Text


class Scale(Strict):
    """What a line is rated by: the question, and its four steps from 0 to 3."""

    id: ScaleId
    text: Text
    steps: Annotated[list[Step], Field(min_length=4, max_length=4)]


class Line(Strict):
    """What is rated, such as a competency."""

    id: LineId
    text: Text


class Rating(Activity):
    """Up to sixteen lines, each rated on both scales."""

    scored: ClassVar[bool] = False

    kind: Literal["rating"]
    scales: Annotated[list[Scale], Field(min_length=1, max_length=2)]
    lines: Annotated[list[Line], Field(min_length=1, max_length=MOST_LINES)]

    def read(self, answer: Any) -> dict[str, str]:
        """Return an answer if it has the form of this kind; lines and scales may be missing.

        Raises:
            AnswerError: it is no map, or names a line, a scale or a step that is not there.
        """
        return assigned(answer, self._places(), STEPS)

    def score(self, answer: Any) -> NoReturn:
        """Refuse: what somebody thinks of the own work is neither right nor wrong.

        Raises:
            AnswerError: always; the sentence tells whether the answer itself is wrong.
        """
        self.read(answer)
        raise AnswerError("A rating has no score.")

    def responses(self, answer: Any) -> dict[str, Response]:
        """Return the steps chosen.

        Raises:
            AnswerError: the answer does not have the form of this kind.
        """
        self.read(answer)
        return self.chose(answer)

    def key(self) -> dict[str, str]:
        """Return nothing: no rating is the right one."""
        return {}

    def shape(self) -> dict[str, Any]:
        """No shape: ratings stay out of the packed state."""
        return {}

    def items(self) -> list[dict[str, Any]]:
        """List nothing: there is nothing to be right about."""
        return []

    def faults(self) -> Iterator[Fault]:
        """Yield repeated lines, and scales that are not the two in their order, or steps that are not 0 to 3."""
        seen: set[str] = set()
        for index, line in enumerate(self.lines):
            if line.id in seen:
                yield Fault(("lines", index, "id"), f"the id '{line.id}' stands twice in this list; rename one")
            seen.add(line.id)
        yield from scale_faults(self.scales)

    def blocks(self, text: Callable[[str, str], str]) -> Iterator[Block | Fixed]:
        """Yield the lines with room for a pen, and each scale with its steps."""
        yield Listing("body", "line", tuple(Item(text(f"lines.{line.id}.text", line.text)) for line in self.lines))
        for scale in self.scales:
            path = f"scales.{scale.id}"
            steps = [f"{step.id} {text(f'{path}.steps.{step.id}.text', step.text)}" for step in scale.steps]
            yield Paragraph("question", text(f"{path}.text", scale.text))
            yield Paragraph("body", " \u00b7 ".join(steps))

    def asks(self, text: Callable[[str, str], str]) -> list[Interaction]:
        """Put every line to a step, on each scale; none is right."""
        found = []
        for scale in self.scales:
            parts = tuple(
                Part(_place(line, scale), text(f"lines.{line.id}.text", line.text), "", f"lines.{line.id}")
                for line in self.lines
            )
            path = f"scales.{scale.id}"
            steps = tuple(Part(step.id, text(f"{path}.steps.{step.id}.text", step.text)) for step in scale.steps)
            ask = text(f"{path}.text", scale.text)
            found.append(Interaction(scale.id, "match", parts, steps, ask=ask))
        return found

    def chose(self, answer: Any) -> dict[str, Response]:
        """Return the steps chosen, by scale."""
        return {
            scale.id: pairs({place: step for place, step in answer.items() if place.endswith(f":{scale.id}")})
            for scale in self.scales
        }

    def _places(self) -> list[str]:
        return [_place(line, scale) for line in self.lines for scale in self.scales]


def scale_faults(scales: list[Scale]) -> Iterator[Fault]:
    """Yield scales that are not *importance* and then *ability*, and steps that do not run from 0 to 3."""
    if [scale.id for scale in scales] != [name for name in SCALES if name in {scale.id for scale in scales}]:
        yield Fault(("scales",), "write 'importance' once and then 'ability' once")
    for index, scale in enumerate(scales):
        if [step.id for step in scale.steps] != list(STEPS):
            yield Fault(("scales", index, "steps"), "write the steps '0', '1', '2' and '3' in this order")


def _place(line: Line, scale: Scale) -> str:
    return f"{line.id}:{scale.id}"
