"""Hand out: a form that colleagues fill in a spreadsheet, empty or with what the map holds."""

from __future__ import annotations

from html import escape

import ipywidgets as w

from steppingup.desk.parts import Progress, listed, text
from steppingup.desk.town.part import MapPart
from steppingup.mapping.folder import FORMS
from steppingup.mapping.folder_files import write_forms


class FormsOut(MapPart):
    """What colleagues get."""

    title, steps = "map.forms", ("fill",)

    def parts(self) -> list[w.Widget]:
        """Two buttons, and links to what they made."""
        self.progress, self.made = Progress(), w.HTML()
        buttons = w.HBox([self.button("map.make-empty", self._empty, first=True),
                          self.button("map.make-filled", self._filled)])  # fmt: skip
        about = [text(self.say("map.forms-about")), text(self.say("map.forms-pages"))]
        return [*about, buttons, self.progress, self.told, self.made]

    def refresh(self) -> None:
        """Link to what is there."""
        found = sorted((self.folder.root / FORMS).glob("*"), key=lambda path: (path.stem, path.suffix))
        self.made.value = listed(self.save(path, f"map.save{path.suffix}") for path in found)

    def _empty(self) -> None:
        self._make(filled=False)

    def _filled(self) -> None:
        self._make(filled=True)

    def _make(self, *, filled: bool) -> None:
        with self.progress.during(self.say("map.making-forms")):
            write_forms(self.folder, self.room.forms, filled=filled)
        self.refresh()
        self.told.say([escape(self.say("map.forms-made"))])
