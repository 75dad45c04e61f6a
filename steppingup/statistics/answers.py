"""What goes in: the items that were asked, and one row per person and item."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from steppingup.activities.interactions import Interaction, Response


@dataclass(frozen=True)
class Asked:
    """An item: its id, its weight in a sum, and what it asks."""

    id: str
    interactions: tuple[Interaction, ...] = ()
    points: float = 1.0


@dataclass(frozen=True)
class Scored:
    """One person's answer to one item; without an answer, there is no row.

    Args:
        person: tells answers of different people apart; never shown.
        item: the id of the item.
        score: from 0 to 1; None while nobody has judged the answer, which is missing, not zero.
        certainty: 1 to 3, or None if it was not given.
        responses: what was chosen, by the id of the interaction.
    """

    person: str
    item: str
    score: float | None
    certainty: int | None = None
    responses: Mapping[str, Response] = field(default_factory=dict)


def by_item(asked: Iterable[Asked], rows: Iterable[Scored]) -> dict[str, list[Scored]]:
    """Sort rows by item, items in the order in which they were asked.

    Raises:
        ValueError: an item is unknown, a person answers an item twice, or a score is outside 0 to 1.
    """
    found: dict[str, list[Scored]] = {item.id: [] for item in asked}
    for row in rows:
        if row.item not in found:
            raise ValueError(f"'{row.item}' was not asked")
        if row.score is not None and not 0 <= row.score <= 1:
            raise ValueError(f"a score of '{row.item}' is {row.score}, outside 0 to 1")
        found[row.item].append(row)
    for id_, answers in found.items():
        if len(answers) > len(Counter(row.person for row in answers)):
            raise ValueError(f"somebody answers '{id_}' twice")
    return found
