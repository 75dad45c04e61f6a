"""A room of the desk: what comes next, a place to choose what is worked on, and a panel for each part of the work."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.desk.parts import Told, button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.common.language import Words
    from steppingup.desk.panel import Part


class Room:
    """One room.

    Args:
        words: the language of the desk.
    """

    def __init__(self, words: Words) -> None:
        self.words, self.told, self.next = words, Told(), w.HTML()
        self.go = button(self.say("desk.go"), self.to_next, self.told, trouble=self.say("desk.trouble"))
        self.step = ""
        self.panels: Sequence[Part] = ()

    def say(self, key: str, **values: object) -> str:
        """Return a word of the desk."""
        return self.words.get(key, **values)

    def furnish(self, start: w.Widget, panels: Sequence[Part]) -> None:
        """Put the room together: ``start`` is where somebody chooses what is worked on."""
        self.panels = panels
        self.steps = w.Accordion([panel.box for panel in panels])
        for number, panel in enumerate(panels):
            self.steps.set_title(number, self.say(panel.title))
        self.box = w.VBox([w.HBox([self.next, self.go]), start, self.told, self.steps])

    def lead(self, key: str, step: str) -> None:
        """Say what comes next; ``step`` is the step of a panel, or nothing while there is nothing to work on."""
        self.step = step
        self.next.value = (
            f'<div class="su-desk-next" role="status"><strong>{escape(self.say("desk.next"))}</strong> '
            f"{escape(self.say(key))}</div>"
        )
        self.steps.layout.display = self.go.layout.display = "" if step else "none"

    def to_next(self) -> None:
        """Open the part of the desk that comes next."""
        if self.step:
            self.steps.selected_index = next(n for n, panel in enumerate(self.panels) if self.step in panel.steps)
