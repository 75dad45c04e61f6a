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


class Panel:
    """A part of the desk: buttons, and a place for what they say.

    Args:
        desk: the whole.
    """

    title: ClassVar[str]
    steps: ClassVar[tuple[str, ...]]

    def __init__(self, desk: Desk) -> None:
        self.desk, self.say, self.told = desk, desk.say, Told()
        parts = self.parts()
        self.box = w.VBox(parts if self.told in parts else [*parts, self.told])

    @property
    def session(self) -> Session:
        """The session that is open.

        Raises:
            SessionError: none is.
        """
        if self.desk.session is None:
            raise SessionError(self.say("next.new"))
        return self.desk.session

    def parts(self) -> list[w.Widget]:
        """Make what the panel shows."""
        raise NotImplementedError

    def refresh(self, status: Status) -> None:
        """Show how the session stands now."""

    def button(self, key: str, action: Callable[[], None], *, first: bool = False) -> w.Button:
        """Make a button of this panel; its word is ``key``."""
        return button(self.say(key), action, self.told, first=first, trouble=self.say("desk.trouble"))
