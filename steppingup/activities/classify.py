"""Classify: put every card into its group."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from steppingup.activities.base import Activity, Explained, Fault, ItemId, Labelled, assigned, ids_of, listing, twice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities.plain import Block


class Card(Explained):
    """A card; ``group`` is the id of the group it belongs to."""

    group: ItemId


class Classify(Activity):
    """Cards, shown as written, and groups of about even size."""

    kind: Literal["classify"]
    groups: Annotated[list[Labelled], Field(min_length=2, max_length=6)]
    cards: Annotated[list[Card], Field(min_length=2, max_length=20)]

    def score(self, answer: Any) -> float:
        """Return the share of cards in their group; a missing card is not."""
        placed = assigned(answer, ids_of(self.cards), ids_of(self.groups))
        return sum(placed.get(card.id) == card.group for card in self.cards) / len(self.cards)

    def key(self) -> dict[str, str]:
        """Return the group of every card."""
        return {card.id: card.group for card in self.cards}

    def shape(self) -> dict[str, Any]:
        """Every card to a group."""
        return {"put": sorted(ids_of(self.cards)), "to": sorted(ids_of(self.groups))}

    def items(self) -> list[dict[str, Any]]:
        """List the cards with their group as key, and feedback."""
        return [{"id": c.id, "text": c.text, "key": c.group, "feedback": c.feedback} for c in self.cards]

    def targets(self) -> list[dict[str, str]]:
        """List the groups."""
        return [{"id": group.id, "text": group.text} for group in self.groups]

    def faults(self) -> Iterator[Fault]:
        """Yield unknown groups, uneven groups, and cards that stand sorted."""
        yield from twice("groups", self.groups)
        yield from twice("cards", self.cards)
        known = ids_of(self.groups)
        for index, card in enumerate(self.cards):
            if card.group not in known:
                yield Fault(("cards", index, "group"), f"no group has the id '{card.group}'; correct it or add one")
        yield from self._uneven()
        changes = sum(a.group != b.group for a, b in pairwise(self.cards))
        sizes = Counter(card.group for card in self.cards)
        if len(self.cards) > len(sizes) and changes < len(sizes):
            yield Fault(("cards",), "the cards stand sorted by group, as they are shown; mix them", "warning")

    def blocks(self, text: Callable[[str, str], str]) -> Iterator[Block]:
        """Yield the groups, then the cards."""
        yield listing("groups", "bullet", self.groups, "groups", text)
        yield listing("cards", "line", self.cards, "cards", text)

    def _uneven(self) -> Iterator[Fault]:
        (largest, size), *_ = Counter(card.group for card in self.cards).most_common(1)
        limit = ceil(len(self.cards) / len(self.groups)) + 1
        if size > limit:
            what = f"group '{largest}' holds {size} of {len(self.cards)} cards, {limit} at most; even the groups out"
            yield Fault(("cards",), f"{what}, so that putting all cards into one earns little")
