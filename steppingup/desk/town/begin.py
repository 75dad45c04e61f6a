"""Choose a map, or begin one: empty, or with the invented town to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.common.errors import MappingError
from steppingup.desk.naming import Chooser, folder_named, name_box
from steppingup.desk.parts import Told, button, text
from steppingup.mapping.folder import EXAMPLE, begin, map_folders
from steppingup.record.map_file import read_map_file

if TYPE_CHECKING:
    from steppingup.desk.town.app import TownDesk
    from steppingup.record.sheets import Sheets


class Begin:
    """The top of the room.

    Args:
        room: the whole.
    """

    def __init__(self, room: TownDesk) -> None:
        self.room, self.say, self.told = room, room.say, Told()
        self.chooser = Chooser(self.say("map.map"), self.say("map.choose"), room.open)
        self.name = name_box(self.say("desk.name"), self.say("map.name-about"))
        trouble = self.say("desk.trouble")
        empty = button(self.say("map.begin"), self._empty, self.told, first=True, trouble=trouble)
        try_ = button(self.say("map.try"), self._example, self.told, trouble=trouble)
        lines = [text(self.say("map.new-about")), self.name, empty, text(self.say("map.try-about")), try_]
        self.new = w.Accordion([w.VBox(lines)], titles=[self.say("map.new")])
        self.box = w.VBox([self.chooser.box, self.new, self.told])

    def refresh(self) -> None:
        """Show the maps that there are."""
        found = map_folders(self.room.home)
        here = self.room.folder.root.resolve() if self.room.folder else None
        self.chooser.show(found, here if here in {path.resolve() for path in found} else None)
        self.new.selected_index = None if here or found else 0

    def _empty(self) -> None:
        self._begin(None)

    def _example(self) -> None:
        if not str(self.name.value).strip():
            self.name.value = self.say("map.try-name")
        self._begin(read_map_file(self.room.course / EXAMPLE).sheets)

    def _begin(self, sheets: Sheets | None) -> None:
        root = folder_named(self.room.home, self.name, MappingError(self.say("map.name-wrong")))
        made = begin(root, self.room.words, sheets)
        self.name.value = ""
        self.room.open(made.root)
