"""Make the report: for the own house, or to pass on."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.desk.needs.part import NeedsPart
from steppingup.desk.parts import Progress, link, listed, text
from steppingup.documents.zip_file import packed
from steppingup.evaluation.folder_work import make_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.evaluation.report.view import Audience

EXCEL = "report.xlsx"


class Reports(NeedsPart):
    """What comes of it."""

    title, steps = "needsdesk.reports", ("report",)

    def parts(self) -> list[w.Widget]:
        """Two buttons, and links to what they made."""
        self.progress, self.local, self.shared = Progress(), w.HTML(), w.HTML()
        return [
            text(self.say("needsdesk.local-about")),
            self.button("needsdesk.make-local", lambda: self._make("local"), first=True), self.local,
            text(self.say("needsdesk.shared-about")),
            self.button("needsdesk.make-shared", lambda: self._make("shared")), self.shared,
            self.progress, self.told,
        ]  # fmt: skip

    def refresh(self) -> None:
        """Link to the youngest reports."""
        audiences: tuple[tuple[w.HTML, Audience], ...] = ((self.local, "local"), (self.shared, "shared"))
        for place, audience in audiences:
            page = next(iter(self.folder.reports(audience)), None)
            place.value = listed(self._links(page)) if page else ""

    def _links(self, page: Path) -> Iterator[str]:
        label = self.say("needsdesk.open-report", folder=page.parent.name)
        yield link(page, self.room.home, label, place="stepping-up/report")
        if (page.parent / EXCEL).is_file():
            yield self.save(page.parent / EXCEL, "needsdesk.save.xlsx")
        if packed(page).is_file():
            yield self.save(packed(page), "needsdesk.save-all")
        yield escape(self.say("needsdesk.lies", folder=page.parent))

    def _make(self, audience: Audience) -> None:
        room = self.room
        with self.progress.during(self.say("needsdesk.reporting")):
            done = make_report(
                self.folder, room.setting_for, room.facts, room.words, audience=audience, tell=self.progress.tell
            )
        room.show()
        self.told.say([escape(line) for line in (self.say("needsdesk.report-made"), *done.sentences)])
