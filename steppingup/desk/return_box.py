"""Collect: drop what came back, or name a folder; what cannot be placed waits here for a decision."""

from __future__ import annotations

from html import escape
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.common.errors import SessionError
from steppingup.desk.panel import Panel
from steppingup.desk.parts import FITTING_LABEL, listed, text, upload
from steppingup.session.collect import collect, terms_of
from steppingup.session.decisions import decide
from steppingup.session.files import write_whole
from steppingup.session.roster import read_roster

if TYPE_CHECKING:
    from steppingup.session.collected import Collected, Placed, Unplaced
    from steppingup.session.status import Status


LONGEST = 120  # characters of a name that are kept, its ending among them


class ReturnBox(Panel):
    """What came back."""

    title, steps = "desk.collecting", ("collect",)

    def parts(self) -> list[w.Widget]:
        """A place for files, one for a folder, and the list of what needs somebody."""
        start = self.button("desk.collect", self._collect, first=True)
        self.upload = upload(self.say("desk.choose-files"), start, several=True)
        self.folder = w.Text(placeholder=self.say("desk.folder-about"), description=self.say("desk.folder"))
        self.folder.style, self.folder.layout.width = FITTING_LABEL, "38em"
        self.folder.continuous_update = False
        self.open_files = w.VBox()
        self.here = w.HTML()
        about = text(self.say("desk.collecting-about"))
        return [about, w.HBox([self.upload, start]), self.folder, self.here, self.told, self.open_files]

    def refresh(self, status: Status) -> None:
        """Say for each exercise how many came back."""
        name = {one.code: one.name for one in read_roster(self.session.root)}
        rows = []
        for one in status.exercises:
            missing = ", ".join(f"{code} {name[code]}".strip() for code in one.absent)
            late = self.say("desk.late", n=len(one.late)) if one.late else ""
            numbers = self.say("desk.returned", n=len(one.returned), total=status.learners)
            cells = (one.title, f"{numbers} {late}", self.say("desk.absent", list=missing) if missing else "")
            rows.append("".join(f"<td>{escape(cell)}</td>" for cell in cells))
        self.here.value = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    def _collect(self) -> None:
        for file in self.upload.value:
            self._keep(str(file["name"]), bytes(file["content"]))
        self.upload.value = ()
        inbox = self.session.folder("inbox")
        report = collect(inbox, terms_of(self.session))
        if self.folder.value.strip():
            self._add(report, collect(Path(self.folder.value.strip().strip('"')).expanduser(), terms_of(self.session)))
        if not any((report.entered, report.known, report.aside, report.unplaced)):
            raise SessionError(self.say("desk.nothing-there"))
        self._show(report)

    def _keep(self, name: str, data: bytes) -> None:
        """Put an uploaded file into the inbox; another one of this name stays beside it."""
        plain = PurePath(name.replace("\\", "/")).name[-LONGEST:]
        path = self.session.folder("inbox") / (plain if plain.strip(". ") else "file")
        number = 1
        while path.exists() and path.read_bytes() != data:
            number += 1
            path = path.with_stem(f"{path.stem.removesuffix(f' ({number - 1})')} ({number})")
        write_whole(path, data)

    def _add(self, report: Collected, other: Collected) -> None:
        for name in ("entered", "known", "aside", "unplaced"):
            getattr(report, name).extend(getattr(other, name))
        report.shared, report.absent = other.shared, other.absent

    def _show(self, report: Collected) -> None:
        self.desk.changed()
        lines = [escape(self.say("desk.collected", n=len(report.entered), known=len(report.known)))]
        lines.append(listed(self._placed(one) for one in report.entered if one.late or one.notes))
        if report.aside:
            lines += [escape(self.say("desk.aside", n=len(report.aside))), listed(map(self._placed, report.aside))]
        for both in report.shared:
            codes = " + ".join(both.codes)
            lines.append(escape(self.say("desk.shared", codes=codes, exercise=both.exercise, n=both.answers)))
        if report.unplaced:
            lines.append(escape(self.say("desk.unplaced", n=len(report.unplaced))))
        self.told.say([line for line in lines if line], "careful" if report.unplaced or report.shared else "done")
        self.open_files.children = [self._question(one) for one in report.unplaced]

    def _placed(self, one: Placed) -> str:
        notes = [self.say("desk.is-late"), *one.notes] if one.late else [*one.notes]
        return escape(f"{one.code}, {one.file}: {' '.join(notes)}")

    def _question(self, one: Unplaced) -> w.Widget:
        """Show a file that waits, and ask whose it is where that is all that is missing."""
        said = w.HTML(f"<p><strong>{escape(one.file)}</strong><br>{escape(one.reason)} {escape(one.advice)}</p>")
        if not one.readable:
            return said
        people = [(f"{who.code} {who.name}".strip(), who.code) for who in read_roster(self.session.root)]
        choice = w.Dropdown(options=[(self.say("desk.person"), ""), *people], description=self.say("desk.whose"))
        choice.style = FITTING_LABEL

        def decided() -> None:
            if not choice.value:
                raise SessionError(self.say("desk.choose-person"))
            decide(self.session.root, one.mark, choice.value)
            self._collect()

        return w.VBox([said, w.HBox([choice, self.button("desk.is-theirs", decided)])])
