"""An item as learners saw it: its words, and its parts in the order of their pages.

The order of the content tells the key of an order, and often that of other kinds; learners see the order of the opaque
ids, so the room sees that one, too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from steppingup.statistics import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from steppingup.activities.interactions import Interaction, Part
    from steppingup.common.language import Words
    from steppingup.grading.keys import Edition, Item


@dataclass(frozen=True)
class Question:
    """A graded item to show: its number in the exercise, its prompt, and what it asks in neutral forms."""

    item: Item
    number: int
    prompt: str
    asked: Asked

    @property
    def certain(self) -> bool:
        """Whether learners were asked how sure they are."""
        return bool(self.item.newest.model.certainty)

    def interaction(self, id_: str) -> Interaction:
        """Return one of the things asked."""
        return next(one for one in self.asked.interactions if one.id == id_)


def question_of(item: Item, number: int, words: Words) -> Question:
    """Make the question of an item, in the words and the order that learners saw."""
    seen = _Seen(item.newest)
    interactions = item.newest.model.interactions(seen.text, words.get)
    asked = Asked(item.id, tuple(seen.ordered(one) for one in interactions), item.points)
    return Question(item, number, str(item.newest.public["prompt"]), asked)


class _Seen:
    """The public form of an item, asked by real ids."""

    def __init__(self, edition: Edition) -> None:
        self._public, self._names = edition.public, edition.map.names

    def text(self, path: str, source: str) -> str:
        """Return the text at a path such as ``options.b.text`` as learners saw it: translated, facts filled in."""
        place, _, field = path.rpartition(".")
        _, item = self._find(place)
        return str(item.get(field, source))

    def ordered(self, one: Interaction) -> Interaction:
        """Put parts and targets into the order in which learners saw them."""
        return replace(one, parts=self._sorted(one.parts), targets=self._sorted(one.targets))

    def _sorted(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        return tuple(sorted(parts, key=lambda part: self._find(part.path)[0]))

    def _find(self, path: str) -> tuple[int, Mapping[str, Any]]:
        """Find the item at a path of lists and real ids by turns; return its place in its list, and the item."""
        place, item, steps = 0, self._public, path.split(".")
        for depth in range(0, len(steps) - 1, 2):
            names = self._names.get(".".join(steps[: max(1, depth)]), {})
            listed = enumerate(item.get(steps[depth], []))
            wanted = names.get(steps[depth + 1])
            place, item = next(((at, one) for at, one in listed if one["id"] == wanted), (0, {}))
        return place, item
