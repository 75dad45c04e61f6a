"""Grade what came back, and read the texts in formgrader."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import ipywidgets as w

from steppingup.desk.panel import Panel
from steppingup.desk.parts import Progress, base, link, listed, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.grading.run import GradeReport
    from steppingup.session.status import Status


class Marking(Panel):
    """Grades."""

    title, steps = "desk.marking", ("grade", "read")

    def parts(self) -> list[w.Widget]:
        """A button with its progress, and the way to formgrader."""
        self.progress, self.here, self.reader = Progress(), w.HTML(), w.HTML()
        grade = self.button("desk.grade", self._grade, first=True)
        about = text(self.say("desk.marking-about"))
        return [about, grade, self.progress, self.here, text(self.say("desk.reading-about")), self.reader]

    def refresh(self, status: Status) -> None:
        """Say for each exercise what is graded and what waits."""
        rows = []
        for one in status.exercises:
            waits = self.say("desk.to-read", n=len(one.to_read)) if one.to_read else ""
            graded = self.say("desk.graded", n=len(one.graded), total=len(one.returned))
            rows.append("".join(f"<td>{escape(cell)}</td>" for cell in (one.title, graded, waits)))
        self.here.value = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        address = f"{base()}stepping-up/formgrader?path={quote(str(self.session.root))}"
        label = escape(self.say("desk.formgrader"))
        links = [f'<a href="{escape(address)}" target="_blank" rel="noopener">{label}</a>', *self._guides()]
        self.reader.value = listed(links)

    def _guides(self) -> Iterator[str]:
        """Link to the guide of each exercise in which texts have to be read; it is made when it is first needed."""
        from steppingup.session.guide import write_guide  # noqa: PLC0415 - nbgrader takes two seconds to import

        for id_, one in self.session.exercises.items():
            path = write_guide(self.session, id_)
            if path:
                yield link(path, self.desk.home, self.say("desk.guide", title=one.title))

    def _grade(self) -> None:
        from steppingup.grading.run import grade  # noqa: PLC0415 - nbgrader takes two seconds to import

        reports: list[GradeReport] = []
        for id_, one in self.session.exercises.items():
            with self.progress.during(one.title):
                reports.append(grade(self.session.root, id_, self.progress.tell))
        self.desk.changed()
        self._show(reports)

    def _show(self, reports: list[GradeReport]) -> None:
        whole = [one for report in reports for one in report.graded]
        failed, noted = [one for one in whole if one.error], [one for one in whole if one.notes]
        new = sum(one.new and not one.error for one in whole)
        lines = [escape(self.say("desk.grades-done", n=new, total=len(whole)))]
        lines.append(listed(escape(f"{one.student}: {' '.join(one.notes)}") for one in noted))
        if failed:
            lines.append(escape(self.say("desk.grades-failed", n=len(failed))))
            lines.append(listed(escape(f"{one.student}: {one.error}") for one in failed))
        self.told.say([line for line in lines if line], "wrong" if failed else "done")
