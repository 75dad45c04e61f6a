"""The room of maps: one map at a time, the next step always in sight, and a panel for each part of the work."""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from steppingup.common.day import day_of_check
from steppingup.common.errors import SteppingUpError
from steppingup.desk.room import Room
from steppingup.desk.town.begin import Begin
from steppingup.desk.town.differ import Differ
from steppingup.desk.town.forms import FormsOut
from steppingup.desk.town.reports import Reports
from steppingup.desk.town.sending import Sending
from steppingup.desk.town.taking import Taking
from steppingup.mapping.choices import Question, questions
from steppingup.mapping.folder import MapFolder, Standing
from steppingup.mapping.importing import load_forms

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from steppingup.common.language import Words
    from steppingup.mapping.forms import Course


class TownDesk(Room):
    """The room of maps.

    Args:
        home: the folder that holds the maps; the server shows it, too.
        course: the folder of the course.
        words: the language of the desk.
    """

    def __init__(self, home: Path, course: Path, words: Words) -> None:
        super().__init__(words)
        self.home, self.course = home, course
        self.forms = load_forms(course, words.language)
        self.folder: MapFolder | None = None
        self.standing: Standing | None = None
        self.questions: list[Question] = []
        self.start = Begin(self)
        self.parts = [FormsOut(self), Taking(self), Differ(self), Reports(self), Sending(self)]
        self.furnish(self.start.box, self.parts)
        self.open(None)

    @cached_property
    def facts(self) -> Course:
        """What a report takes from the course, read when the first report is made."""
        from steppingup.mapping.forms import load_course  # noqa: PLC0415 - a second, needed for reports alone

        return load_course(self.course, self.words.language)

    @property
    def today(self) -> date:
        """The day of what is written now."""
        return day_of_check()

    def open(self, root: Path | None) -> None:
        """Show a map, or none."""
        self.folder = MapFolder(root) if root else None
        for part in self.parts:
            part.clear()
        self.changed()
        self.to_next()

    def changed(self) -> None:
        """Look at the map anew, and let every part show it."""
        self.told.clear()
        self.standing, self.questions = None, []
        try:
            if self.folder:
                self.questions = list(questions(self.folder.sheets(), self.forms))
                self.standing = self.folder.standing(len(self.questions))
        except SteppingUpError as error:
            self.told.say([escape(str(error))], "wrong")
        step = self.standing.next if self.standing else ""
        self.lead(f"map.next.{step or 'new'}", step)
        self.start.refresh()
        if self.standing:
            for part in self.parts:
                part.refresh()
