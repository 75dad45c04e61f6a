"""Spot: mark the passages of a scene that are signals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from steppingup.activities.base import Activity, above_chance, chosen, ids_of, twice
from steppingup.activities.fields import Explained, Fault, Text
from steppingup.activities.interactions import Interaction, Part, picks
from steppingup.activities.plain import Item, Listing, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.activities.interactions import Response
    from steppingup.activities.plain import Block


class Passage(Explained):
    """A passage of the scene; ``who`` speaks it, ``signal`` says whether it is one."""

    who: Text | None = None
    signal: bool = False


class Spot(Activity):
    """A scene in passages, and what its signals mean together."""

    kind: Literal["spot"]
    setting: Text | None = None
    passages: Annotated[list[Passage], Field(min_length=2, max_length=30)]
    combination: Text

    def score(self, answer: Any) -> float:
        """Return max(0, hits/signals - false alarms/other passages)."""
        marked = chosen(answer, ids_of(self.passages))
        signals = set(self.key())
        hits = len(signals.intersection(marked))
        return above_chance(hits, len(signals), len(marked) - hits, len(self.passages) - len(signals))

    def key(self) -> list[str]:
        """Return the ids of the signals."""
        return [passage.id for passage in self.passages if passage.signal]

    def shape(self) -> dict[str, Any]:
        """Some of the passages."""
        return {"some": sorted(ids_of(self.passages))}

    def asks(self, text: Callable[[str, str], str]) -> list[Interaction]:
        """Mark any passages."""
        passages = tuple(self._part(passage, text) for passage in self.passages)
        return [Interaction("", "multiple", passages, right=frozenset(picks(self.key())))]

    def chose(self, answer: Any) -> dict[str, Response]:
        """Return the passages marked."""
        return {"": picks(answer)}

    def items(self) -> list[dict[str, Any]]:
        """List the passages, ``correct`` being the signals."""
        return [
            {"id": p.id, "who": p.who or "", "text": p.text, "correct": p.signal, "feedback": p.feedback}
            for p in self.passages
        ]

    def faults(self) -> Iterator[Fault]:
        """Yield scenes without signals, or with more signals than other passages."""
        yield from twice("passages", self.passages)
        signals = len(self.key())
        if not signals:
            yield Fault(("passages",), "no passage is a signal; mark at least one with 'signal: true'")
        elif signals * 2 > len(self.passages):
            others = len(self.passages) - signals
            what = f"{signals} signals and only {others} other passages; add others until there are as many"
            yield Fault(("passages",), what)

    def blocks(self, text: Callable[[str, str], str]) -> Iterator[Block]:
        """Yield the setting and the passages to tick."""
        if self.setting:
            yield Paragraph("setting", text("setting", self.setting))
        items = []
        for passage in self.passages:
            path = f"passages.{passage.id}"
            lead = text(f"{path}.who", passage.who) if passage.who else ""
            items.append(Item(text(f"{path}.text", passage.text), lead))
        yield Listing("passages", "box", tuple(items))

    def _part(self, passage: Passage, text: Callable[[str, str], str]) -> Part:
        path = f"passages.{passage.id}"
        lead = text(f"{path}.who", passage.who) if passage.who else ""
        return Part(passage.id, text(f"{path}.text", passage.text), lead, path)
