"""Make the report: for the working group, with all that was written, or for publication."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.desk.parts import Progress, link, listed, text
from steppingup.desk.town.part import MapPart
from steppingup.documents.zip_file import packed
from steppingup.mapping.folder_files import make_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORD, EXCEL = "map-report.docx", "map-report.xlsx"


class Reports(MapPart):
    """What comes of it."""

    title, steps = "map.reports", ("report",)

    def parts(self) -> list[w.Widget]:
        """Two buttons, and links to what they made."""
        self.progress, self.group, self.public = Progress(), w.HTML(), w.HTML()
        return [
            text(self.say("map.group-about")), self.button("map.make-group", self._group, first=True), self.group,
            text(self.say("map.public-about")), self.button("map.make-public", self._public), self.public,
            self.progress, self.told,
        ]  # fmt: skip

    def refresh(self) -> None:
        """Link to the youngest reports."""
        for place, public in ((self.group, False), (self.public, True)):
            page = self.folder.report(public=public)
            place.value = listed(self._links(page)) if page else ""

    def _links(self, page: Path) -> Iterator[str]:
        label = self.say("map.open-report", folder=page.parent.name)
        yield link(page, self.room.home, label, place="stepping-up/report")
        for name, key in ((WORD, "map.save.docx"), (EXCEL, "map.save-tables")):
            if (page.parent / name).is_file():
                yield self.save(page.parent / name, key)
        if packed(page).is_file():
            yield self.save(packed(page), "map.save-all")

    def _group(self) -> None:
        self._make(public=False)

    def _public(self) -> None:
        self._make(public=True)

    def _make(self, *, public: bool) -> None:
        with self.progress.during(self.say("map.reporting")):
            facts = self.room.facts
            done = make_report(self.folder, facts, self.room.today, public=public, told=self.progress.tell)
        self.room.changed()
        key = "map.public-made" if public else "map.group-made"
        lines = [self.say(key), *done.notes]
        self.told.say([escape(line) for line in lines], "careful" if done.notes else "done")
