"""Sums for the region: a town makes them, and the region adds up those of many towns."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.common.errors import EvaluationError
from steppingup.desk.needs.part import NeedsPart
from steppingup.desk.parts import Progress, link, listed, text, upload
from steppingup.evaluation.folder import PAGE, REGION, SUMS
from steppingup.evaluation.folder_work import add_up, make_sums

if TYPE_CHECKING:
    from pathlib import Path


class Regional(NeedsPart):
    """What goes to the region, and what the region makes of it."""

    title, steps = "needsdesk.sums", ("pass",)

    def parts(self) -> list[w.Widget]:
        """A button, a place for files, and links to what they made."""
        self.progress, self.own, self.region = Progress(), w.HTML(), w.HTML()
        start = self.button("needsdesk.add", self._add)
        start.layout.display = "none"  # choosing files is enough
        self.upload = upload(self.say("needsdesk.choose-sums"), start, accept=".json,.gz", several=True)
        make = self.button("needsdesk.make-sums", self._make, first=True)
        region = [text(self.say("needsdesk.region-about")), w.HBox([self.upload, start]), self.region]
        return [text(self.say("needsdesk.sums-about")), make, self.own, *region, self.progress, self.told]

    def refresh(self) -> None:
        """Link to what is there, the youngest first."""
        root = self.folder.root
        own = _youngest(list((root / SUMS).glob("*.json*")))
        self.own.value = listed(self.save(path, "needsdesk.save-sums") for path in own)
        added = _youngest([path for path in (root / REGION).glob("*/*") if path.is_file()])
        self.region.value = listed(self._link(path) for path in added)

    def _link(self, path: Path) -> str:
        day = path.parent.name
        if path.name != PAGE:
            return self.save(path, "needsdesk.save-region", day=day)
        return link(path, self.room.home, self.say("needsdesk.open-region", day=day), place="stepping-up/report")

    def _make(self) -> None:
        with self.progress.during(self.say("needsdesk.summing")):
            said = make_sums(self.folder, self.room.setting_for)
        self._done(said)

    def _add(self) -> None:
        files = [(str(file["name"]), bytes(file["content"])) for file in self.upload.value]
        if not files:
            raise EvaluationError(self.say("desk.no-file"))
        self.upload.value = ()
        with self.progress.during(self.say("needsdesk.adding")):
            done = add_up(self.folder, files, self.room.facts, self.room.words)
        self._done(list(done.sentences))

    def _done(self, lines: list[str]) -> None:
        self.refresh()
        self.told.say([escape(line) for line in lines])


def _youngest(files: list[Path]) -> list[Path]:
    return sorted(files, key=lambda path: (-path.stat().st_mtime, path.name))
