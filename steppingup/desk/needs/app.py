"""The room of training needs: one evaluation at a time, the next step always in sight, and a panel for each part."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from steppingup.common.errors import SteppingUpError
from steppingup.common.settings import load_settings
from steppingup.desk.needs.answers import Answers
from steppingup.desk.needs.begin import Begin
from steppingup.desk.needs.deleting import Deleting
from steppingup.desk.needs.regional import Regional
from steppingup.desk.needs.reports import Reports
from steppingup.desk.room import Room
from steppingup.evaluation.course import course_setting
from steppingup.evaluation.folder import EvaluationFolder, open_evaluation
from steppingup.evaluation.folder_work import Holding, look
from steppingup.evaluation.pseudonym import passing_pseudonyms

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.common.language import Words
    from steppingup.common.settings import Evaluation
    from steppingup.evaluation.findings.course import Course
    from steppingup.evaluation.pseudonym import Pseudonyms
    from steppingup.evaluation.readers.base import Setting


class NeedsDesk(Room):
    """The room of training needs.

    Args:
        home: the folder that holds the evaluations; the server shows it, too.
        course: the folder of the course.
        words: the language of the desk.
    """

    def __init__(self, home: Path, course: Path, words: Words) -> None:
        super().__init__(words)
        self.home, self.course = home, course
        self.folder: EvaluationFolder | None = None
        self.holding = Holding()
        self.start = Begin(self)
        self.parts = [Answers(self), Reports(self), Regional(self), Deleting(self)]
        self.furnish(self.start.box, self.parts)
        self.open(None)

    @cached_property
    def facts(self) -> Course:
        """What a report takes from the course, read when it is first needed."""
        from steppingup.evaluation.report.course import course_of  # noqa: PLC0415 - reads all lessons

        return course_of(self.course, self.words)

    @cached_property
    def times(self) -> Evaluation:
        """How long answers are kept."""
        return load_settings(self.course).evaluation

    @cached_property
    def _setting(self) -> Setting:
        return course_setting(self.course, passing_pseudonyms())

    def setting_for(self, pseudonyms: Pseudonyms) -> Setting:
        """Return the setting of the readers, with the pseudonyms of a purpose."""
        return replace(self._setting, pseudonyms=pseudonyms)

    def open(self, root: Path | None) -> None:
        """Show an evaluation, or none."""
        self.told.clear()
        self.folder = None
        for part in self.parts:
            part.clear()
        if root is not None:
            try:
                self.folder = open_evaluation(root)
            except SteppingUpError as error:
                self.told.say([escape(str(error))], "wrong")
        self.changed()
        self.to_next()

    def changed(self) -> None:
        """Look at the evaluation anew, and let every part show it."""
        self.holding = Holding()
        if self.folder:
            self.told.clear()
            try:
                with self.start.progress.during(self.say("needsdesk.looking")):
                    self.holding = look(self.folder, self.setting_for)
            except SteppingUpError as error:
                self.told.say([escape(line) for line in str(error).splitlines()], "wrong")
        self.show()

    def show(self) -> None:
        """Show what is there, without reading the answers again."""
        step = self._step() if self.folder else ""
        self.lead(f"needsdesk.next.{step or 'new'}", step)
        self.start.refresh()
        if self.folder:
            for part in self.parts:
                part.refresh()

    def _step(self) -> str:
        if self.holding.people == 0:
            return "answers"
        reported = self.folder and any(self.folder.reports(audience) for audience in ("local", "shared"))
        return "pass" if reported else "report"
