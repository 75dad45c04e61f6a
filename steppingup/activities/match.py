"""Match: give every left item its right one; a right item may serve twice or never."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from steppingup.activities.base import Activity, assigned, ids_of, listing, twice
from steppingup.activities.fields import Explained, Fault, ItemId, Labelled
from steppingup.activities.interactions import Interaction, pairs, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities.interactions import Response
    from steppingup.activities.plain import Block


class Left(Explained):
    """An item to pair; ``match`` is the id of its right side."""

    match: ItemId


class Match(Activity):
    """Pairs of left and right."""

    kind: Literal["match"]
    left: Annotated[list[Left], Field(min_length=2, max_length=12)]
    right: Annotated[list[Labelled], Field(min_length=2, max_length=12)]

    def score(self, answer: Any) -> float:
        """Return the share of right pairs; a missing pair is not right."""
        pairs = assigned(answer, ids_of(self.left), ids_of(self.right))
        return sum(pairs.get(item.id) == item.match for item in self.left) / len(self.left)

    def key(self) -> dict[str, str]:
        """Return the right side of every left item."""
        return {item.id: item.match for item in self.left}

    def shape(self) -> dict[str, Any]:
        """Every left item to a right one."""
        return {"put": sorted(ids_of(self.left)), "to": sorted(ids_of(self.right))}

    def asks(self, text: Callable[[str, str], str]) -> list[Interaction]:
        """Put every left item to a right one."""
        left, right = parts_of(self.left, "left", text), parts_of(self.right, "right", text)
        return [Interaction("", "match", left, right, frozenset(pairs(self.key())))]

    def chose(self, answer: Any) -> dict[str, Response]:
        """Return the pairs made."""
        return {"": pairs(answer)}

    def items(self) -> list[dict[str, Any]]:
        """List the left items with their key and feedback."""
        return [{"id": i.id, "text": i.text, "key": i.match, "feedback": i.feedback} for i in self.left]

    def targets(self) -> list[dict[str, str]]:
        """List the right sides."""
        return [{"id": item.id, "text": item.text} for item in self.right]

    def faults(self) -> Iterator[Fault]:
        """Yield pairs that lead nowhere, and an order that gives the key away."""
        yield from twice("left", self.left)
        yield from twice("right", self.right)
        right = ids_of(self.right)
        for index, item in enumerate(self.left):
            if item.match not in right:
                yield Fault(("left", index, "match"), f"no right item has the id '{item.match}'; correct it or add one")
        if [item.match for item in self.left] == right:
            what = "the right side stands in the same order as the left, which gives the key away; mix it"
            yield Fault(("right",), what, "warning")

    def blocks(self, text: Callable[[str, str], str]) -> Iterator[Block]:
        """Yield both sides, as two lists."""
        yield listing("left", "line", self.left, "left", text)
        yield listing("right", "bullet", self.right, "right", text)
