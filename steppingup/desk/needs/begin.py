"""Choose an evaluation, or begin one: with a folder of answers, without, or with invented answers to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.common.errors import EvaluationError
from steppingup.desk.naming import Chooser, folder_named, name_box
from steppingup.desk.parts import Progress, Told, button, text
from steppingup.evaluation.folder import begin, begin_example, evaluation_folders

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.desk.needs.app import NeedsDesk


class Begin:
    """The top of the room.

    Args:
        room: the whole.
    """

    def __init__(self, room: NeedsDesk) -> None:
        self.room, self.say, self.told, self.progress = room, room.say, Told(), Progress()
        self.chooser = Chooser(self.say("needsdesk.evaluation"), self.say("needsdesk.choose"), room.open)
        self.name = name_box(self.say("desk.name"), self.say("needsdesk.name-about"))
        self.place = name_box(self.say("needsdesk.folder"), self.say("needsdesk.folder-about"))
        self.place.layout.width = "46em"
        trouble = self.say("desk.trouble")
        own = button(self.say("needsdesk.begin"), self._own, self.told, first=True, trouble=trouble)
        try_ = button(self.say("needsdesk.try"), self._example, self.told, trouble=trouble)
        lines = [text(self.say("needsdesk.new-about")), self.name, text(self.say("needsdesk.folder-how")), self.place]
        lines += [own, text(self.say("needsdesk.try-about")), try_]
        self.new = w.Accordion([w.VBox(lines)], titles=[self.say("needsdesk.new")])
        self.box = w.VBox([self.chooser.box, self.new, self.progress, self.told])

    def refresh(self) -> None:
        """Show the evaluations that there are."""
        found = evaluation_folders(self.room.home)
        here = self.room.folder.root.resolve() if self.room.folder else None
        self.chooser.show(found, here if here in {path.resolve() for path in found} else None)
        self.new.selected_index = None if here or found else 0

    def _own(self) -> None:
        self._opened(begin(self._root(), self.room.words, str(self.place.value)).root)

    def _example(self) -> None:
        if not str(self.name.value).strip():
            self.name.value = self.say("needsdesk.try-name")
        self._opened(begin_example(self._root(), self.room.course, self.room.words).root)

    def _root(self) -> Path:
        return folder_named(self.room.home, self.name, EvaluationError(self.say("needsdesk.name-wrong")))

    def _opened(self, root: Path) -> None:
        self.name.value = self.place.value = ""
        self.room.open(root)
