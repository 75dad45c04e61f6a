"""Classify: put every card into its group.

Somebody who puts all cards into one group, or who has found out only which group is largest, has sorted nothing; so the
score counts from the size of the largest group on (as the statistic lambda does: Goodman and Kruskal, 1954).
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from steppingup.activities.base import Activity, assigned, ids_of, listing, twice
from steppingup.activities.fields import Explained, Fault, ItemId, Labelled
from steppingup.activities.interactions import Interaction, pairs, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities.interactions import Response
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
        """Return max(0, (hits - largest) / (cards - largest)), ``largest`` being the size of the largest group.

        A hit is a card in its group; a missing card is none. All cards in one group earn 0.
        """
        placed = assigned(answer, ids_of(self.cards), ids_of(self.groups))
        hits = sum(placed.get(card.id) == card.group for card in self.cards)
        _, largest = self._largest()
        return max(0.0, (hits - largest) / (len(self.cards) - largest))

    def key(self) -> dict[str, str]:
        """Return the group of every card."""
        return {card.id: card.group for card in self.cards}

    def shape(self) -> dict[str, Any]:
        """Every card to a group."""
        return {"put": sorted(ids_of(self.cards)), "to": sorted(ids_of(self.groups))}

    def asks(self, text: Callable[[str, str], str]) -> list[Interaction]:
        """Put every card into a group."""
        cards, groups = parts_of(self.cards, "cards", text), parts_of(self.groups, "groups", text)
        return [Interaction("", "match", cards, groups, frozenset(pairs(self.key())))]

    def chose(self, answer: Any) -> dict[str, Response]:
        """Return the group that each card was put into."""
        return {"": pairs(answer)}

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

    def _largest(self) -> tuple[str, int]:
        return Counter(card.group for card in self.cards).most_common(1)[0]

    def _uneven(self) -> Iterator[Fault]:
        largest, size = self._largest()
        limit = ceil(len(self.cards) / len(self.groups)) + 1
        if size == len(self.cards):
            yield Fault(("cards",), f"all cards belong to the group '{largest}'; give another group some of them")
        elif size > limit:
            what = f"group '{largest}' holds {size} of {len(self.cards)} cards, {limit} at most; even the groups out"
            yield Fault(("cards",), f"{what}, so that each card counts")
