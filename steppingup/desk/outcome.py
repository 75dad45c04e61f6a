"""Results for the room, and feedback for each learner."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.common.errors import SessionError
from steppingup.desk.panel import Panel
from steppingup.desk.parts import link, listed, text
from steppingup.session.handout import FEEDBACK as PACKED
from steppingup.session.handout import write_packed
from steppingup.session.roster import read_roster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.session.status import Status


class Outcome(Panel):
    """What comes of it."""

    title, steps = "desk.outcome", ("results",)

    def parts(self) -> list[w.Widget]:
        """A button for the group, one for each learner, and links to what they made."""
        self.names = w.Checkbox(value=False, indent=False, description=self.say("desk.names-in-tables"))
        self.names.layout.width = "auto"
        self.results, self.pages = w.HTML(), w.HTML()
        made = self.button("desk.make-results", self._results, first=True)
        given = self.button("desk.make-feedback", self._feedback)
        about = text(self.say("desk.feedback-about"))
        return [text(self.say("desk.results-about")), made, self.names, self.results, about, given, self.pages]

    def refresh(self, status: Status) -> None:  # noqa: ARG002 - the files themselves are looked at
        """Link to what is there."""
        home = self.desk.home
        found = (path for path in self.session.folder("results").glob("*") if path.is_file())
        files = sorted(found, key=lambda path: (path.suffix != ".html", path.suffix != ".xlsx", path.name))
        self.results.value = listed(self._result(path) for path in files)
        packed = self.session.folder("feedback") / PACKED
        whole = [link(packed, home, self.say("desk.save-feedback"), save=True)] if packed.is_file() else []
        self.pages.value = listed(whole) + listed(
            f"<code>{one.code}</code> {escape(one.name)} "
            + ", ".join(link(path, home, path.stem) for path in self._pages(one.code))
            for one in read_roster(self.session.root)
            if any(self._pages(one.code))
        )

    def _result(self, path: Path) -> str:
        shown = path.suffix == ".html"
        label = self.say("desk.open-results" if shown else "desk.save-file", file=path.name)
        return link(path, self.desk.home, label, save=not shown)

    def _pages(self, code: str) -> Iterator[Path]:
        for id_ in self.session.exercises:
            path = self.session.submission(code, id_, "feedback") / f"{id_}.html"
            if path.is_file():
                yield path

    def _graded(self) -> list[str]:
        found = [one.id for one in self.desk.status.exercises if one.graded] if self.desk.status else []
        if not found:
            raise SessionError(self.say("desk.nothing-graded"))
        return found

    def _results(self) -> None:
        from steppingup.session.results import write_results  # noqa: PLC0415 - pandas takes two seconds to import

        said: list[str] = []
        for id_ in self._graded():
            said += write_results(self.session.root, id_, with_names=self.names.value).sentences
        self._done(said)

    def _feedback(self) -> None:
        from steppingup.grading.feedback import feedback  # noqa: PLC0415 - nbgrader takes two seconds to import

        pages = [page for id_ in self._graded() for page in feedback(self.session.root, id_)]
        write_packed(self.session)
        self._done([self.say("desk.feedback-made", n=len(pages))])

    def _done(self, lines: list[str]) -> None:
        self.desk.changed()
        self.told.say([escape(line) for line in lines])
