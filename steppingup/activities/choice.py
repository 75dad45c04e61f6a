"""Choice: pick one option, or pick all that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from steppingup.activities.base import Activity, above_chance, chosen, ids_of, listing, twice
from steppingup.activities.fields import Explained, Fault
from steppingup.activities.interactions import Interaction, parts_of, picks
from steppingup.common.errors import AnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities.interactions import Form, Response
    from steppingup.activities.plain import Block


class Option(Explained):
    """One option; ``correct`` marks a key."""

    correct: bool = False


class Choice(Activity):
    """One right option (``select: one``), or any number of them (``several``)."""

    kind: Literal["choice"]
    select: Literal["one", "several"] = "one"
    options: Annotated[list[Option], Field(min_length=2, max_length=7)]

    def score(self, answer: Any) -> float:
        """One: 1 for the key, else 0. Several: max(0, hits/right - false/wrong)."""
        picked = chosen(answer, ids_of(self.options))
        if self.select == "one":
            if len(picked) != 1:
                raise AnswerError("The answer must name exactly one option.")
            return 1.0 if picked == self.key() else 0.0
        right = set(self.key())
        hits = len(right.intersection(picked))
        return above_chance(hits, len(right), len(picked) - hits, len(self.options) - len(right))

    def key(self) -> list[str]:
        """Return the ids of the right options."""
        return [option.id for option in self.options if option.correct]

    def shape(self) -> dict[str, Any]:
        """One of the options, or some of them."""
        return {self.select.replace("several", "some"): sorted(ids_of(self.options))}

    def asks(self, text: Callable[[str, str], str]) -> list[Interaction]:
        """Pick one option, or any."""
        options = parts_of(self.options, "options", text)
        form: Form = "single" if self.select == "one" else "multiple"
        return [Interaction("", form, options, right=frozenset(picks(self.key())))]

    def chose(self, answer: Any) -> dict[str, Response]:
        """Return the options picked."""
        return {"": picks(answer)}

    def items(self) -> list[dict[str, Any]]:
        """List the options, each with ``correct`` and feedback."""
        return [option.model_dump(include={"id", "text", "correct", "feedback"}) for option in self.options]

    def faults(self) -> Iterator[Fault]:
        """Yield wrong numbers of right and wrong options."""
        yield from twice("options", self.options)
        right = [index for index, option in enumerate(self.options) if option.correct]
        if not right:
            yield Fault(("options",), "no option is right; mark the key with 'correct: true'")
        elif self.select == "one":
            for index in right[1:]:
                what = "a second key in a one-answer item; keep one 'correct: true', or write 'select: several'"
                yield Fault(("options", index, "correct"), what)
        elif len(right) == len(self.options):
            yield Fault(("options",), "every option is right, so ticking all would earn everything; add a wrong one")

    def blocks(self, text: Callable[[str, str], str]) -> Iterator[Block]:
        """Yield the options to tick."""
        yield listing("options", "circle" if self.select == "one" else "box", self.options, "options", text)
