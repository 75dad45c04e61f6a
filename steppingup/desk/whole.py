"""The desk as a whole: a tab for sessions, in sight from the start, one to prepare, one for a map, one for needs."""

from __future__ import annotations

import logging
import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from steppingup.common.course import find_course
from steppingup.common.language import Words, load_words
from steppingup.common.settings import load_settings
from steppingup.desk.app import Desk
from steppingup.desk.parts import text
from steppingup.desk.style import STYLE

if TYPE_CHECKING:
    from steppingup.desk.needs.app import NeedsDesk
    from steppingup.desk.prepare.app import PrepareDesk
    from steppingup.desk.town.app import TownDesk

LOG = "desk.log"
ROOMS = ("session", "prepare", "map", "needs")  # as their tabs stand


class Whole:
    """The desk.

    Args:
        home: the folder that holds sessions, kits, maps and evaluations; the server shows it, too.
        course: the folder of the course.
        words: the language of the desk.
    """

    def __init__(self, home: Path, course: Path, words: Words) -> None:
        self.desk = Desk(home, course, words)
        self.prepare: PrepareDesk | None = None
        self.town: TownDesk | None = None
        self.needs: NeedsDesk | None = None
        self._later = {
            "prepare": w.VBox([text(words.get("prepare.opening"))]),
            "map": w.VBox([text(words.get("map.opening"))]),
            "needs": w.VBox([text(words.get("needsdesk.opening"))]),
        }
        titles = [words.get(f"desk.tab-{name}") for name in ROOMS]
        self.tabs = w.Tab([self.desk.box, *self._later.values()], titles=titles)
        self.tabs.observe(self._opened, "selected_index")
        head = w.HTML(f"{STYLE}<h1>{escape(words.get('desk.title'))}</h1>")
        self.box = w.VBox([head, self.tabs])
        self.box.add_class("su-desk")

    def enter(self, room: str) -> None:
        """Bring a room into sight, by its name in ``ROOMS``."""
        self.tabs.selected_index = ROOMS.index(room)

    def _opened(self, change: dict[str, Any]) -> None:
        """Make a room when somebody first goes there: who trains need not wait for what it reads."""
        name = ROOMS[change["new"]] if change["new"] is not None else ""
        desk = self.desk
        if name == "prepare" and self.prepare is None:
            from steppingup.desk.prepare.app import PrepareDesk  # noqa: PLC0415 - reads all lessons: two seconds

            self.prepare = PrepareDesk(desk.home, desk.course, desk.words)
            self._later[name].children = [self.prepare.box]
        if name == "map" and self.town is None:
            from steppingup.desk.town.app import TownDesk  # noqa: PLC0415 - reads all sheets of the map: two seconds

            self.town = TownDesk(desk.home, desk.course, desk.words)
            self._later[name].children = [self.town.box]
        if name == "needs" and self.needs is None:
            from steppingup.desk.needs.app import NeedsDesk  # noqa: PLC0415 - pandas takes a second to import

            self.needs = NeedsDesk(desk.home, desk.course, desk.words)
            self._later[name].children = [self.needs.box]

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415 - only a notebook shows anything

        display(self.box)  # type: ignore[no-untyped-call] # it comes without types


def start() -> Whole:
    """Make the desk for the sessions, kits, maps and evaluations in the current directory."""
    home = Path.cwd()
    _keep_log(home)
    course = find_course(os.environ.get("STEPPINGUP_COURSE"))
    words = load_words(course, load_settings(course).language.default)
    return Whole(home, course, words)


def _keep_log(home: Path) -> None:
    """Write what nobody foresaw into a file, for whoever helps the trainer."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - the command line has no such file

    logger: Any = logging.getLogger("steppingup.desk")
    if not logger.handlers:
        handler = RotatingFileHandler(home / LOG, maxBytes=200_000, backupCount=1, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
