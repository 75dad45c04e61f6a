"""Take in what came back: maps of colleagues, tables and filled forms; each file is answered with what became of it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.common.errors import MappingError
from steppingup.desk.parts import FITTING_LABEL, Progress, listed, text, upload
from steppingup.desk.town.part import MapPart
from steppingup.mapping.folder import take
from steppingup.mapping.importing import How, ImportTroubleError
from steppingup.mapping.importing.run import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.common.errors import SteppingUpError
    from steppingup.mapping.folder import Given

ACCEPT = ".json,.xlsx,.xlsm,.csv,.txt,.tsv"


class Taking(MapPart):
    """What came back."""

    title, steps = "map.taking", ()

    def parts(self) -> list[w.Widget]:
        """A place for files, and how they are to be read."""
        start = self.button("map.take", self._take, first=True)
        start.layout.display = "none"  # choosing files is enough
        self.upload = upload(self.say("desk.choose-files"), start, accept=ACCEPT, several=True)
        sheets = [(self.say("map.sheet-tells"), ""), *((form.title, form.name) for form in self.room.forms)]
        self.sheet = w.Dropdown(options=sheets, description=self.say("map.sheet"), style=FITTING_LABEL)
        self.sheet.layout = w.Layout(width="auto", max_width="30em")
        self.newer = w.Checkbox(value=False, indent=False, description=self.say("map.newer"))
        self.newer.layout.width = "auto"
        self.progress, self.answers = Progress(), w.HTML()
        how = w.Accordion([w.VBox([self.sheet, self.newer])], titles=[self.say("map.how")])
        about = text(self.say("map.taking-about"))
        return [about, w.HBox([self.upload, start]), how, self.progress, self.told, self.answers]

    def clear(self) -> None:
        """Forget the files of another map, too."""
        super().clear()
        self.answers.value = ""

    def _take(self) -> None:
        files = [(str(file["name"]), bytes(file["content"])) for file in self.upload.value]
        if not files:
            raise MappingError(self.say("desk.no-file"))
        self.upload.value = ()
        self.answers.value = ""
        how = How(self.room.today.isoformat(), self.sheet.value, self.newer.value)
        with self.progress.during(self.say("map.reading")):
            given = take(self.folder, files, self.room.forms, how, self.progress.tell)
        self.sheet.value, self.newer.value = "", False
        self.room.changed()
        self._show(given)

    def _show(self, given: list[Given]) -> None:
        taken = sum(one.found is not None for one in given)
        self.told.say(self._summary(taken, len(given)), "done" if taken == len(given) else "careful")
        self.answers.value = "".join(self._answer(one) for one in given)

    def _summary(self, taken: int, total: int) -> Iterator[str]:
        yield escape(self.say("map.taken-files", n=taken, total=total))
        if self.room.questions:
            yield escape(self.say("map.differ-now", n=len(self.room.questions)))

    def _answer(self, one: Given) -> str:
        """Write what became of a file; what it holds and could do harm is shown as text alone."""
        if one.found is None:
            return self._box("wrong", self._paragraph("map.not-taken", self._trouble(one.trouble)))
        (head, _), *rest = told(one.file, one.found, self.room.forms)
        key = "map.in-already" if one.found.known else "map.file-taken"
        parts = [self._paragraph(key, head)]
        parts += [f"<p>{escape(line)}</p>{listed(map(escape, lines))}" for line, lines in rest]
        return self._box("careful" if rest else "done", "".join(parts))

    def _box(self, kind: str, inside: str) -> str:
        return f'<div class="su-desk-told su-desk-{kind}">{inside}</div>'

    def _trouble(self, error: SteppingUpError | None) -> str:
        """Say why a file was not taken, without a word of the command line."""
        if isinstance(error, ImportTroubleError) and error.key in {"no-headings", "report"}:
            return f"{error.where.text(self.room.words)}: {self.say(f'map.{error.key}')}"
        return str(error)

    def _paragraph(self, key: str, sentence: str) -> str:
        return f"<p><strong>{escape(self.say(key))}</strong> {escape(sentence)}</p>"
