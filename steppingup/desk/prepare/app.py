"""The room where a trainer prepares: a form and its files for a kit, and one for files that other systems take."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.catalogue import load_catalogue
from steppingup.common.errors import SteppingUpError
from steppingup.desk.prepare.kits import Kits
from steppingup.desk.prepare.systems import Systems
from steppingup.desk.room import Room
from steppingup.kit.choose import units_of
from steppingup.kit.fit import span
from steppingup.kit.lessons import load_lessons

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from steppingup.common.facts import Facts
    from steppingup.common.language import Words
    from steppingup.kit.choose import Unit


class PrepareDesk(Room):
    """The room.

    Args:
        home: the folder that holds what is made; the server shows it, too.
        course: the folder of the course.
        words: the language of the desk.
    """

    def __init__(self, home: Path, course: Path, words: Words) -> None:
        super().__init__(words)
        self.home, self.course = home, course
        self.units: list[Unit] = []
        self.facts: Facts | None = None
        self._read()
        self.kits, self.systems = Kits(self), Systems(self)
        self.furnish(w.VBox(), [self.kits, self.systems])
        self.steps.selected_index = 0
        self.steps.observe(lambda _: self.changed(), "selected_index")
        self.changed()

    def changed(self) -> None:
        """Say what comes next in the part that is open."""
        open_ = self.panels[self.steps.selected_index or 0]
        kit = "made" if self.kits.root else "new"
        key = "trouble" if self.facts is None else "system" if open_ is self.systems else kit
        self.lead(f"prepare.next.{key}", "" if self.facts is None else "kit")
        self.go.layout.display = "none"  # both parts can be seen, and neither waits for the other

    def span(self, units: Sequence[Unit], roles: Sequence[str]) -> tuple[int, int]:
        """Return the shortest and the longest session of some chapters and cases.

        Raises:
            KitError: there is none.
        """
        return span(units, roles, self.facts) if self.facts else (0, 0)

    def _read(self) -> None:
        try:
            catalogue = load_catalogue(self.course, self.words.language).require()
            self.units, self.facts = units_of(load_lessons(catalogue), catalogue), catalogue.facts
        except SteppingUpError as error:
            self.told.say([escape(line) for line in str(error).splitlines()], "wrong")
