"""The desk as a whole: one session at a time, the next step always in sight, and a panel for each part of the day."""

from __future__ import annotations

import logging
import os
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as w

from steppingup.common.course import find_course
from steppingup.common.errors import SteppingUpError
from steppingup.common.language import Words, load_words
from steppingup.common.settings import load_settings
from steppingup.desk.closing import Closing
from steppingup.desk.handing import Handing
from steppingup.desk.marking import Marking
from steppingup.desk.outcome import Outcome
from steppingup.desk.parts import Told, button
from steppingup.desk.people import People
from steppingup.desk.return_box import ReturnBox
from steppingup.desk.start_panel import StartPanel
from steppingup.desk.style import STYLE
from steppingup.session.close import is_closed
from steppingup.session.course import FILE, Session, open_session
from steppingup.session.status import Status, status_of

LOG = "desk.log"


class Desk:
    """The desk.

    Args:
        home: the folder that holds the sessions; the server shows it, too.
        course: the folder of the course.
        words: the language of the desk.
    """

    def __init__(self, home: Path, course: Path, words: Words) -> None:
        self.home, self.course, self.words = home, course, words
        self.session: Session | None = None
        self.status: Status | None = None
        self.told, self.next = Told(), w.HTML()
        self.go = button(self.say("desk.go"), self.to_next, self.told, trouble=self.say("desk.trouble"))
        self.start = StartPanel(self)
        self.panels = [People(self), Handing(self), ReturnBox(self), Marking(self), Outcome(self), Closing(self)]
        self.steps = w.Accordion([panel.box for panel in self.panels])
        for number, panel in enumerate(self.panels):
            self.steps.set_title(number, self.say(panel.title))
        head = w.HTML(f"{STYLE}<h1>{escape(self.say('desk.title'))}</h1>")
        self.box = w.VBox([head, w.HBox([self.next, self.go]), self.start.box, self.told, self.steps])
        self.box.add_class("su-desk")
        self.open(None)

    def say(self, key: str, **values: object) -> str:
        """Return a word of the desk."""
        return self.words.get(key, **values)

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

    def to_next(self) -> None:
        """Open the part of the desk that comes next."""
        if self.status:
            step = self.status.next
            self.steps.selected_index = next(n for n, panel in enumerate(self.panels) if step in panel.steps)

    def changed(self) -> None:
        """Count anew how the session stands, and let every panel show it."""
        closed = self.session is not None and is_closed(self.session.root)
        self.status = status_of(self.session) if self.session and not closed else None
        key = f"next.{self.status.next}" if self.status else "next.closed" if closed else "next.new"
        self.next.value = (
            f'<div class="su-desk-next" role="status"><strong>{escape(self.say("desk.next"))}</strong> '
            f"{escape(self.say(key))}</div>"
        )
        self.start.refresh()
        self.steps.layout.display = self.go.layout.display = "" if self.status else "none"
        if self.status:
            for panel in self.panels:
                panel.refresh(self.status)

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415 - only a notebook shows anything

        display(self.box)  # type: ignore[no-untyped-call] # it comes without types


def start() -> Desk:
    """Make the desk for the sessions in the current directory."""
    home = Path.cwd()
    _keep_log(home)
    course = find_course(os.environ.get("STEPPINGUP_COURSE"))
    words = load_words(course, load_settings(course).language.default)
    return Desk(home, course, words)


def _keep_log(home: Path) -> None:
    """Write what nobody foresaw into a file, for whoever helps the trainer."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - the command line has no such file

    logger: Any = logging.getLogger("steppingup.desk")
    if not logger.handlers:
        handler = RotatingFileHandler(home / LOG, maxBytes=200_000, backupCount=1, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
