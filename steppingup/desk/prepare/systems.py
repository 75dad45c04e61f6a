"""The course for another system: choose what the town has, press one button, save one file."""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from steppingup.common.day import day_of_check
from steppingup.desk.panel import Part
from steppingup.desk.parts import FITTING_LABEL, Progress, heading, link, listed, text
from steppingup.desk.prepare.ticks import Ticks, by_kind, title_of
from steppingup.desk.prepare.told_lines import told_lines
from steppingup.export.apart import export_apart
from steppingup.export.folder import exported_files, place_for, tidy
from steppingup.export.formats import FORMATS, Format
from steppingup.export.request import Request

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.desk.prepare.app import PrepareDesk

# what most towns have comes first; the record of one learner (xapi) is nothing that a trainer holds
ORDER = ("scorm12", "moodle-xml", "zip", "scorm2004", "cmi5", "cc11", "qti21", "qti30", "gift")
SHOWN = 10  # files


class Systems(Part):
    """The course for another system.

    Args:
        room: the whole.
    """

    title, steps = "prepare.export", ("export",)

    def __init__(self, room: PrepareDesk) -> None:
        self.room = room
        super().__init__(room.say)
        self._fit({})
        self._show()

    def parts(self) -> list[w.Widget]:
        """The form, and what was made."""
        say = self.say
        self.system = w.Dropdown(
            options=[(say(f"prepare.for.{name}"), name) for name in ORDER], description=say("prepare.system"),
            style=FITTING_LABEL, layout=w.Layout(width="max-content"),
        )  # fmt: skip
        self.system.observe(self._fit, "value")
        self.about, self.progress, self.files = w.HTML(), Progress(), w.HTML()
        self.which = Ticks(by_kind(self.room.units, say, title_of), short=True)
        self.check, self.graded = (
            w.Checkbox(value=False, indent=False, description=say(key), layout=w.Layout(width="auto"))
            for key in ("prepare.with-check", "prepare.with-graded")
        )
        self.graded.observe(self._warn, "value")
        self.warning = w.HTML()
        return [
            text(say("prepare.export-about")), self.system, self.about,
            heading(say("prepare.which")), text(say("prepare.which-about")), self.which.box,
            self.check, self.graded, self.warning,
            self.button("prepare.write", self._write, first=True),
            self.progress, self.told, self.files,
        ]  # fmt: skip

    @property
    def format(self) -> Format:
        """What was chosen."""
        return FORMATS[str(self.system.value)]

    def _fit(self, _: dict[str, Any]) -> None:
        """Say what the format is good for, and offer only what it can hold; a tick for more never stays."""
        kind = "zip" if self.system.value == "zip" else "questions" if self.format.graded else "package"
        self.about.value = f"<p>{escape(self.say(f'prepare.about.{kind}'))}</p>"
        self.check.value = self.graded.value = False
        self.check.layout.display = self.graded.layout.display = "" if self.format.graded else "none"

    def _warn(self, change: dict[str, Any]) -> None:
        said = f"<p>{escape(self.say('prepare.graded-warning'))}</p>"
        shown = f'<div class="su-desk-told su-desk-careful" role="status">{said}</div>'
        self.warning.value = shown if change["new"] else ""

    def _show(self) -> None:
        links = [self._saved(path) for path in exported_files(self.room.home)]
        head = text(self.say("prepare.files")).value if links else ""
        self.files.value = head + listed(links[:SHOWN])

    def _write(self) -> None:
        room, name, keys, check = self.room, str(self.system.value), bool(self.graded.value), bool(self.check.value)
        folders = tuple(unit.first.folder for unit in self.which.chosen())
        out = place_for(room.home, name, folders, day_of_check(), keys=keys)
        try:
            with self.progress.during(self.say("prepare.writing")):
                asked = Request(room.course, out, folders, keys, room.words.language, with_check=check)
                lines = export_apart(name, asked, self._step)
        finally:
            tidy(room.home)
        self.check.value = self.graded.value = False
        self._show()
        ready = f"{escape(self.say('prepare.written'))} {self._saved(out)}"
        lines = [line.replace(f"{out.parent}{os.sep}", "") for line in lines]
        self.told.say([ready, *told_lines(lines)], "careful" if keys else "done")

    def _saved(self, path: Path) -> str:
        return link(path, self.room.home, self.say("prepare.save", file=path.name), save=True)

    def _step(self, step: str) -> None:
        self.progress.doing.value = f"<p>{escape(self.say('prepare.step', step=step))} …</p>"
