"""Boxes to tick: chapters and cases of the course, and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import ipywidgets as w

from steppingup.desk.parts import heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from steppingup.kit.choose import Unit

Thing = TypeVar("Thing")


class Ticks(Generic[Thing]):
    """Things to tick, in groups with a heading each.

    Args:
        groups: heading (may be empty) -> label of a box -> what it stands for.
        changed: is called when a box was ticked or cleared.
        short: whether the labels are so short that two stand side by side.
    """

    def __init__(
        self, groups: dict[str, dict[str, Thing]], changed: Callable[[], None] | None = None, *, short: bool = False
    ) -> None:
        self.boxes: list[tuple[w.Checkbox, Thing]] = []
        parts: list[w.Widget] = []
        for title, things in groups.items():
            boxes = [self._box(label, changed) for label in things]
            self.boxes += zip(boxes, things.values(), strict=True)
            rows = w.VBox(boxes)
            rows.add_class("su-desk-ticks")
            if short:
                rows.add_class("su-desk-ticks-short")
            parts += [heading(title, 3), rows] if title else [rows]
        self.box = w.VBox(parts)

    def chosen(self) -> list[Thing]:
        """List what is ticked, in the order of the boxes."""
        return [thing for box, thing in self.boxes if box.value]

    def _box(self, label: str, changed: Callable[[], None] | None) -> w.Checkbox:
        made = w.Checkbox(value=False, indent=False, description=label, layout=w.Layout(width="auto"))
        if changed:
            made.observe(lambda _: changed(), "value")
        return made


def by_kind(units: Sequence[Unit], say: Callable[..., str], label: Callable[[Unit], str]) -> dict[str, dict[str, Unit]]:
    """Group chapters and cases under their headings, chapters first."""
    found = {
        "prepare.chapters": [unit for unit in units if not unit.first.is_case],
        "prepare.cases": [unit for unit in units if unit.first.is_case],
    }
    return {say(key): _labelled(some, label) for key, some in found.items() if some}


def title_of(unit: Unit) -> str:
    """Return the title as people know it: chapters with their number."""
    return unit.first.title if unit.first.is_case else f"{unit.first.number}. {unit.first.title}"


def _labelled(units: Iterable[Unit], label: Callable[[Unit], str]) -> dict[str, Unit]:
    return {label(unit): unit for unit in units}
