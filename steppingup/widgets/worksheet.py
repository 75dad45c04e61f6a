"""A worksheet, live: a table that people fill in a notebook, kept in the same record as their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from steppingup.catalogue.sheet_data import sheet_data
from steppingup.common.errors import ContentError
from steppingup.record import RecordError, Row
from steppingup.record.entries import entry_json
from steppingup.record.sheets import Sheets, sheets_from
from steppingup.widgets.frame import CourseWidget
from steppingup.widgets.static import static_text

if TYPE_CHECKING:
    from pathlib import Path

    from traitlets.utils.bunch import Bunch

    from steppingup.activities.plain import Block
    from steppingup.catalogue import Entry
    from steppingup.widgets.session import Session

EXPORT = "\nexport default globalThis.SteppingUpSheets.widget;\n"


class WorksheetWidget(CourseWidget):
    """A worksheet as a widget: `spec` and `words` go to the script, `written` comes back, `entries` answer it.

    `entries` are those of this worksheet, and of the one whose choice it follows. They are those that survive, so
    what is sent twice or too late changes nothing.

    Args:
        entry: the worksheet, from the catalogue.
        session: where it is kept.
        course: the folder of the course.
    """

    entries: Any = traitlets.List().tag(sync=True)
    written: Any = traitlets.List().tag(sync=True)

    def __init__(self, entry: Entry, session: Session, course: Path) -> None:
        self._entry, self._course = entry, course
        super().__init__(
            session,
            entry.words,
            static_text("personal.js") + static_text("worksheet.js") + EXPORT,
            "worksheet-widget.css",
            spec=entry.spec(),
            words={**entry.words.group("activity"), **entry.words.group("worksheet")},
        )
        self.observe(self._take, "written")
        self.on_msg(self._hand_over)
        session.watch(self)

    @property
    def listens(self) -> frozenset[str]:
        """The worksheets whose cells it shows: its own, and the one that it follows."""
        return frozenset({self.activity_id, *self.spec.get("follows", [])[:1]})

    @property
    def rows(self) -> list[Row]:
        """The rows as they stand, without those that were taken away."""
        preset = [row["id"] for row in self.spec.get("preset", [])]
        return self._session.record.sheets.rows(self.activity_id, preset)

    def hear(self, attempts: list[dict[str, Any]], trouble: RecordError | None) -> None:  # noqa: ARG002 - none here
        """Take over what the session knows of this worksheet, and say why it is not saved, if it is not."""
        sheets = self._session.record.sheets
        self.entries = [entry_json(one) for sheet in sorted(self.listens) for one in sheets.only(sheet).entries()]
        self._warn(trouble)

    def blocks(self) -> list[Block]:
        """Give the worksheet as it stands where no script runs."""
        return self._entry.plain()

    def _take(self, change: Bunch) -> None:
        if not change["new"]:
            return
        try:
            written = sheets_from(change["new"])
        except RecordError:
            self._refuse()
            return
        self._session.keep_sheets(Sheets(one for one in written.entries() if one.s == self.activity_id))

    def _hand_over(self, _widget: object, content: Any, _buffers: object) -> None:
        """Send what reads and writes Excel and CSV when somebody asks for it; else a notebook does not carry it."""
        if content != {"want": "tables"}:
            return
        try:
            sheets = sheet_data(self._course, self._entry.words)
        except ContentError:  # a course without the whole map
            self.send({"tables": None})
            return
        self.send({"tables": {"script": static_text("sheet-files.js"), "sheets": sheets}})
