"""A worksheet, live: a table that people fill in a notebook, kept in the same record as their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from steppingup.documents.plain import plain_html, plain_text
from steppingup.record import RecordError, Row
from steppingup.record.entries import entry_json
from steppingup.record.sheets import Sheets, sheets_from
from steppingup.widgets.static import static_text

if TYPE_CHECKING:
    from traitlets.utils.bunch import Bunch

    from steppingup.catalogue import Entry
    from steppingup.widgets.session import Session

EXPORT = "\nexport default globalThis.SteppingUpSheets.widget;\n"


class WorksheetWidget(anywidget.AnyWidget):
    """A worksheet as a widget: `spec` and `words` go to the script, `written` comes back, `entries` answer it.

    `entries` are those of this worksheet, and of the one whose choice it follows. They are those that survive, so
    what is sent twice or too late changes nothing.

    Args:
        entry: the worksheet, from the catalogue.
        session: where it is kept.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    entries: Any = traitlets.List().tag(sync=True)
    written: Any = traitlets.List().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)

    def __init__(self, entry: Entry, session: Session) -> None:
        self._entry = entry
        self._session = session
        self._spec: dict[str, Any] = entry.spec()
        super().__init__(
            _esm=static_text("worksheet.js") + EXPORT,
            _css=static_text("worksheet-widget.css"),
            spec=self._spec,
            words={**entry.words.group("activity"), **entry.words.group("worksheet")},
        )
        self.observe(self._take, "written")
        session.watch(self)

    @property
    def activity_id(self) -> str:
        """The id of the worksheet."""
        return self._entry.id

    @property
    def listens(self) -> frozenset[str]:
        """The worksheets whose cells it shows: its own, and the one that it follows."""
        return frozenset({self.activity_id, *self._spec.get("follows", [])[:1]})

    @property
    def rows(self) -> list[Row]:
        """The rows as they stand, without those that were taken away."""
        preset = [row["id"] for row in self._spec.get("preset", [])]
        return self._session.record.sheets.rows(self.activity_id, preset)

    def hear(self, attempts: list[dict[str, Any]], trouble: RecordError | None) -> None:  # noqa: ARG002 - none here
        """Take over what the session knows of this worksheet, and say why it is not saved, if it is not."""
        sheets = self._session.record.sheets
        self.entries = [entry_json(one) for sheet in sorted(self.listens) for one in sheets.only(sheet).entries()]
        self.notice = self._unsaved(trouble) if trouble else ""

    def _unsaved(self, trouble: RecordError) -> str:
        say, path = self._entry.words.get, self._session.store.path
        return say("live.unsaved", reason=say(f"live.{trouble.kind}", path=path, detail=trouble.detail))

    def _take(self, change: Bunch) -> None:
        if not change["new"]:
            return
        try:
            written = sheets_from(change["new"])
        except RecordError:
            self.notice = self._entry.words.get("live.refused")
            return
        self._session.keep_sheets(Sheets(one for one in written.entries() if one.s == self.activity_id))

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle: Any = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        blocks = self._entry.plain()
        shown = {"text/html": plain_html(blocks, self._entry.words), "text/plain": plain_text(blocks)}
        return {**(data or {}), **shown}, dict(metadata or {})
