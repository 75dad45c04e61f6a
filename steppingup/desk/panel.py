"""What each part of the desk has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from steppingup.common.errors import SessionError
from steppingup.desk.parts import Told, button

if TYPE_CHECKING:
    from collections.abc import Callable

    from steppingup.desk.app import Desk
    from steppingup.session.course import Session
    from steppingup.session.status import Status


class Part:
    """A part of a room: buttons, and a place for what they say.

    Args:
        say: gives the words of the desk.
    """

    title: ClassVar[str]
    steps: ClassVar[tuple[str, ...]]

    def __init__(self, say: Callable[..., str]) -> None:
        self.say, self.told = say, Told()
        parts = self.parts()
        self.box = w.VBox(parts if self.told in parts else [*parts, self.told])

    def parts(self) -> list[w.Widget]:
        """Make what the part shows."""
        raise NotImplementedError

    def button(self, key: str, action: Callable[[], None], *, first: bool = False) -> w.Button:
        """Make a button of this part; its word is ``key``."""
        return button(self.say(key), action, self.told, first=first, trouble=self.say("desk.trouble"))


class Panel(Part):
    """A part of a session.

    Args:
        desk: the room of sessions.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        super().__init__(desk.say)

    @property
    def session(self) -> Session:
        """The session that is open.

        Raises:
            SessionError: none is.
        """
        if self.desk.session is None:
            raise SessionError(self.say("next.new"))
        return self.desk.session

    def refresh(self, status: Status) -> None:
        """Show how the session stands now."""
