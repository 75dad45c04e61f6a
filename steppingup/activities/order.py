"""Order: put steps in their order; steps of equal rank may stand either way."""

from __future__ import annotations

from hashlib import sha256
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from steppingup.activities.base import Activity, chosen, ids_of, listing, twice
from steppingup.activities.fields import Explained, Fault
from steppingup.activities.interactions import Interaction, Part, parts_of, places, places_of_ranks
from steppingup.common.errors import AnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities.interactions import Response
    from steppingup.activities.plain import Block


class Step(Explained):
    """One step; without ``rank``, its place in the list counts."""

    rank: Annotated[int, Field(ge=1)] | None = None


class Order(Activity):
    """Steps, written in the right order."""

    kind: Literal["order"]
    steps: Annotated[list[Step], Field(min_length=2, max_length=12)]

    def score(self, answer: Any) -> float:
        """Return max(0, 2 * share - 1), the share being that of pairs of different rank in right relative order."""
        steps = chosen(answer, ids_of(self.steps))
        if len(steps) != len(self.steps):
            raise AnswerError("The answer must name every step once.")
        return max(0.0, 2 * self._share(steps) - 1)

    def key(self) -> list[str]:
        """Return the steps in their written order."""
        return ids_of(self.steps)

    def ranks(self) -> dict[str, int]:
        """Return the rank of every step."""
        return {step.id: step.rank or place for place, step in enumerate(self.steps, 1)}

    def start(self) -> list[str]:
        """Return the order that a learner first sees: the same for everybody, and never worth anything.

        Steps are sorted by a hash of the ids; turned round, every pair changes its relative order, so one of the two
        directions has at most half of the pairs right.
        """
        mixed = sorted(ids_of(self.steps), key=lambda step: sha256(f"{self.id}/{step}".encode()).hexdigest())
        return mixed if self._share(mixed) <= 0.5 else mixed[::-1]

    def shape(self) -> dict[str, Any]:
        """All steps in an order."""
        return {"sort": sorted(ids_of(self.steps))}

    def asks(self, text: Callable[[str, str], str]) -> list[Interaction]:
        """Give every step its place."""
        steps = parts_of(self.steps, "steps", text)
        numbers = tuple(Part(str(place), str(place)) for place in range(1, len(steps) + 1))
        return [Interaction("", "order", steps, numbers, places_of_ranks(self.ranks()))]

    def chose(self, answer: Any) -> dict[str, Response]:
        """Return the place that each step was given."""
        return {"": places(answer)}

    def items(self) -> list[dict[str, Any]]:
        """List the steps with their rank as key, and feedback."""
        ranks = self.ranks()
        return [{"id": s.id, "text": s.text, "key": ranks[s.id], "feedback": s.feedback} for s in self.steps]

    def spec(self, translate: Callable[[str, str], str] | None = None) -> dict[str, Any]:
        """Return the spec with every rank written out, and the starting order."""
        found = super().spec(translate)
        ranks = self.ranks()
        for step in found["steps"]:
            step["rank"] = ranks[step["id"]]
        return {**found, "start": self.start()}

    def faults(self) -> Iterator[Fault]:
        """Yield ranks that contradict the written order, or that leave nothing to order."""
        yield from twice("steps", self.steps)
        ranks = [step.rank or place for place, step in enumerate(self.steps, 1)]
        for index, (before, after) in enumerate(pairwise(ranks), 1):
            if after < before:
                what = f"rank {after} comes after rank {before}; write the steps in the right order"
                yield Fault(("steps", index, "rank"), what)
        if len(set(ranks)) == 1:
            yield Fault(("steps",), "all steps have the same rank, so there is nothing to order; change the ranks")

    def blocks(self, text: Callable[[str, str], str]) -> Iterator[Block]:
        """Yield the steps in the starting order."""
        by_id = {step.id: step for step in self.steps}
        yield listing("steps", "line", [by_id[step] for step in self.start()], "steps", text)

    def _share(self, steps: list[str]) -> float:
        ranks = self.ranks()
        pairs = [(ranks[a], ranks[b]) for a, b in combinations(steps, 2) if ranks[a] != ranks[b]]
        return sum(a < b for a, b in pairs) / len(pairs) if pairs else 0.5
