"""Make a kit, and find the files of those that were made: for the trainer here, for the room there."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.common.day import day_of_check
from steppingup.common.errors import KitError
from steppingup.desk.naming import Chooser, folder_named, name_box
from steppingup.desk.panel import Part
from steppingup.desk.parts import Progress, heading, text
from steppingup.desk.prepare.kit_links import kit_links
from steppingup.desk.prepare.length import Length
from steppingup.desk.prepare.ticks import Ticks, by_kind, title_of
from steppingup.kit.folder import kit_folders, new_kit
from steppingup.kit.make import Wish

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.desk.prepare.app import PrepareDesk
    from steppingup.kit.choose import Unit
    from steppingup.kit.model import Kit


class Kits(Part):
    """A kit for a session.

    Args:
        room: the whole.
    """

    title, steps = "prepare.kit", ("kit",)

    def __init__(self, room: PrepareDesk) -> None:
        self.room = room
        self.root: Path | None = None
        super().__init__(room.say)
        self.spanned()
        self._show()

    def parts(self) -> list[w.Widget]:
        """The form, and the files of a kit."""
        say, roles = self.say, self.room.facts.roles if self.room.facts else {}
        self.what = Ticks(by_kind(self.room.units, say, self._label), self.spanned)
        self.who = Ticks({"": {role.name: id_ for id_, role in roles.items()}}, self.spanned, short=True)
        self.length, self.span, self.progress = Length(say), w.HTML(), Progress()
        self.name = name_box(say("desk.name"), say("prepare.name-about"))
        self.chooser, self.files = Chooser(say("prepare.kits"), say("prepare.choose"), self.open), w.HTML()
        return [
            text(say("prepare.kit-about")),
            heading(say("prepare.what")), text(say("prepare.what-about")), self.what.box,
            heading(say("prepare.who")), text(say("prepare.who-about")), self.who.box,
            heading(say("prepare.how-long")), self.span, self.length.box,
            heading(say("prepare.called")), self.name,
            self.button("prepare.make", self._make, first=True),
            self.progress, self.told, self.chooser.box, self.files,
        ]  # fmt: skip

    def spanned(self) -> None:
        """Say how long a session of what is ticked can be."""
        units = self.what.chosen()
        try:
            line = self._span(units) if units else self.say("prepare.span-none")
        except KitError as error:
            line = str(error)
        self.span.value = f'<p role="status">{escape(line)}</p>'

    def open(self, root: Path | None) -> None:
        """Show the files of a kit, or none."""
        self.told.clear()
        self.root = root
        self._show()
        self.room.changed()

    def _label(self, unit: Unit) -> str:
        least, most = self.room.span([unit], [])
        return self.say("prepare.range", title=title_of(unit), least=least, most=most)

    def _span(self, units: list[Unit]) -> str:
        least, most = self.room.span(units, self.who.chosen())
        return self.say("prepare.span", least=least, most=most)

    def _show(self) -> None:
        self.chooser.show(kit_folders(self.room.home), self.root)
        self.files.value = kit_links(self.root, self.room.home, self.say) if self.root else ""

    def _make(self) -> None:
        room = self.room
        if not (units := self.what.chosen()):
            raise KitError(self.say("prepare.none-ticked"))
        names, roles = tuple(unit.name for unit in units), tuple(self.who.chosen())
        wish = Wish(names, self.length.minutes, roles, day_of_check(), room.words.language)
        root = folder_named(room.home, self.name, KitError(self.say("prepare.name-wrong")))
        with self.progress.during(self.say("prepare.making")):
            kit = new_kit(room.course, wish, root, room.words, self.progress.tell)
        self.name.value = ""
        self.open(root.resolve())
        self.told.say([escape(line) for line in self._lines(kit)])

    def _lines(self, kit: Kit) -> list[str]:
        say, left = self.say, len(kit.fit.left_out)
        lessons = "; ".join(f"{one.module.title} ({say('prepare.minutes', n=one.minutes())})" for one in kit.fit.chosen)
        return [
            say("prepare.made", minutes=kit.fit.minutes, whom=kit.for_whom),
            say("prepare.part-of", list=lessons),
            say("prepare.left", n=left) if left else say("prepare.left-none"),
        ]
