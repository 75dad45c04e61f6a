"""Choose a session, or make a new one.

Who uses it: the trainer who begins. What they do first: write a name and press the button. What can go wrong: the name
was used before, no exercise is ticked, the time is written in another way. Each is a sentence, and nothing is made.
"""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import load_exercises
from steppingup.common.errors import SessionError, SteppingUpError
from steppingup.desk.naming import Chooser, folder_named, name_box
from steppingup.desk.parts import FITTING_LABEL, Told, button, text

if TYPE_CHECKING:
    from steppingup.desk.app import Desk


class StartPanel:
    """The top of the desk.

    Args:
        desk: the whole.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk, self.say, self.told = desk, desk.say, Told()
        self.chooser = Chooser(self.say("desk.session"), self.say("desk.choose"), desk.open)
        self.choice = self.chooser.box
        self.name = name_box(self.say("desk.name"), self.say("desk.name-about"))
        self.due = w.NaiveDatetimePicker(description=self.say("desk.due"), style=FITTING_LABEL)
        self.ticks = self._ticks()
        self.new = w.Accordion([self._new()], titles=[self.say("desk.new")])
        self.box = w.VBox([self.choice, self.new, self.told])

    def refresh(self) -> None:
        """Show the sessions that there are."""
        found = self.desk.sessions()
        here = self.desk.session.root if self.desk.session else None
        self.chooser.show(found, here)
        self.new.selected_index = None if here or found else 0

    def _ticks(self) -> dict[str, w.Checkbox]:
        try:
            known = load_exercises(load_catalogue(self.desk.course, self.desk.words.language))
        except SteppingUpError as error:
            self.told.say([escape(line) for line in str(error).splitlines()], "wrong")
            return {}
        label = "{title} ({minutes})"
        return {
            id_: w.Checkbox(
                value=False, indent=False, layout=w.Layout(width="auto"),
                description=label.format(title=one.title, minutes=self.say("lesson.minutes", n=one.minutes)),
            )
            for id_, one in known.items()
        }  # fmt: skip

    def _new(self) -> w.VBox:
        make = button(self.say("desk.make"), self._make, self.told, first=True, trouble=self.say("desk.trouble"))
        ticks = w.VBox(list(self.ticks.values()))
        lines = [text(self.say("desk.new-about")), self.name, text(self.say("desk.which")), ticks, self.due, make]
        return w.VBox(lines)

    def _make(self) -> None:
        from steppingup.session.new import new_session, set_due  # noqa: PLC0415 - nbgrader takes two seconds to import

        chosen = [id_ for id_, tick in self.ticks.items() if tick.value]
        if not chosen:
            raise SessionError(self.say("desk.none-ticked"))
        root = folder_named(self.desk.home, self.name, SessionError(self.say("desk.name-wrong")))
        self.told.say([escape(self.say("desk.making"))])
        name, language = str(self.name.value).strip(), self.desk.words.language
        session = new_session(self.desk.course, root, name=name, exercises=chosen, language=language)
        when = self.due.value
        for id_ in session.exercises if when else ():
            session = set_due(session, id_, when.astimezone(dt.UTC))
        self.name.value, self.due.value = "", None
        for tick in self.ticks.values():
            tick.value = False
        self.told.clear()
        self.desk.open(session.root)
