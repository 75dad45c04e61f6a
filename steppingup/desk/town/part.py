"""What each part of the room of maps has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.common.errors import MappingError
from steppingup.desk.panel import Part
from steppingup.desk.parts import link

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.desk.town.app import TownDesk
    from steppingup.mapping.folder import MapFolder


class MapPart(Part):
    """A part of the work on a map.

    Args:
        room: the whole.
    """

    def __init__(self, room: TownDesk) -> None:
        self.room = room
        super().__init__(room.say)

    @property
    def folder(self) -> MapFolder:
        """The map that is open.

        Raises:
            MappingError: none is.
        """
        if self.room.folder is None:
            raise MappingError(self.say("map.next.new"))
        return self.room.folder

    def refresh(self) -> None:
        """Show how the map stands now."""

    def clear(self) -> None:
        """Forget what was said of another map."""
        self.told.clear()

    def save(self, path: Path, key: str) -> str:
        """Write a link that saves a file."""
        return link(path, self.room.home, self.say(key, file=path.name), save=True)
