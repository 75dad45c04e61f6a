"""Send back: the map with what everybody wrote, as a file that the pages of the course read."""

from __future__ import annotations

import ipywidgets as w

from steppingup.desk.parts import listed, text
from steppingup.desk.town.part import MapPart


class Sending(MapPart):
    """What colleagues get back."""

    title, steps = "map.sending", ("send",)

    def parts(self) -> list[w.Widget]:
        """A link to the map."""
        self.made = w.HTML()
        return [text(self.say("map.sending-about")), self.made]

    def refresh(self) -> None:
        """Link to the map."""
        self.made.value = listed([self.save(self.folder.file, "map.save.json")])
