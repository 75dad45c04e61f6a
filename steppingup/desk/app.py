"""The room of training sessions: one session at a time, the next step always in sight, and a panel for each part."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from steppingup.common.errors import SteppingUpError
from steppingup.desk.closing import Closing
from steppingup.desk.handing import Handing
from steppingup.desk.marking import Marking
from steppingup.desk.outcome import Outcome
from steppingup.desk.people import People
from steppingup.desk.return_box import ReturnBox
from steppingup.desk.room import Room
from steppingup.desk.start_panel import StartPanel
from steppingup.session.close import is_closed
from steppingup.session.course import FILE, Session, open_session
from steppingup.session.status import Status, status_of

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.common.language import Words


class Desk(Room):
    """The room of sessions.

    Args:
        home: the folder that holds the sessions; the server shows it, too.
        course: the folder of the course.
        words: the language of the desk.
    """

    def __init__(self, home: Path, course: Path, words: Words) -> None:
        super().__init__(words)
        self.home, self.course = home, course
        self.session: Session | None = None
        self.status: Status | None = None
        self.start = StartPanel(self)
        self.parts = [People(self), Handing(self), ReturnBox(self), Marking(self), Outcome(self), Closing(self)]
        self.furnish(self.start.box, self.parts)
        self.open(None)

    def sessions(self) -> list[Path]:
        """List the sessions in the folder, the youngest first."""
        found = [path.parent for path in self.home.glob(f"*/{FILE}")]
        return sorted(found, key=lambda path: (path / FILE).stat().st_mtime, reverse=True)

    def open(self, root: Path | None) -> None:
        """Show a session, or none."""
        self.told.clear()
        self.session = None
        if root is not None:
            try:
                self.session = open_session(root)
            except SteppingUpError as error:
                self.told.say([escape(str(error))], "wrong")
        self.changed()
        self.to_next()

    def changed(self) -> None:
        """Count anew how the session stands, and let every panel show it."""
        closed = self.session is not None and is_closed(self.session.root)
        self.status = status_of(self.session) if self.session and not closed else None
        key = f"next.{self.status.next}" if self.status else "next.closed" if closed else "next.new"
        self.lead(key, self.status.next if self.status else "")
        self.start.refresh()
        if self.status:
            for panel in self.parts:
                panel.refresh(self.status)
