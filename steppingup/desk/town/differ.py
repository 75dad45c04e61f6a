"""Choose: where two people wrote different things, both stand side by side until somebody decides."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.desk.parts import text
from steppingup.desk.town.part import MapPart
from steppingup.mapping.choices import choose
from steppingup.record.entries import GONE

if TYPE_CHECKING:
    from steppingup.mapping.choices import Option, Question

SHOWN = 20  # at a time: each has buttons of its own
LONGEST = 40  # letters of a value on a button


class Differ(MapPart):
    """What people do not agree on."""

    title, steps = "map.differ", ("choose",)

    def parts(self) -> list[w.Widget]:
        """A list of questions, each with its values."""
        self.here, self.list = w.HTML(), w.VBox()
        return [text(self.say("map.differ-about")), self.here, self.told, self.list]

    def refresh(self) -> None:
        """Show what is open."""
        found = self.room.questions
        more = " " + self.say("map.differ-more", n=len(found) - SHOWN) if len(found) > SHOWN else ""
        said = self.say("map.differ-open", n=len(found)) + more if found else self.say("map.agree")
        self.here.value = f"<p>{escape(said)}</p>"
        self.list.children = [self._question(one) for one in found[:SHOWN]]

    def _question(self, one: Question) -> w.Widget:
        said = self.say(f"map.row-{one.kind}", sheet=one.title, row=one.name)
        options = w.HBox([self._option(one, option) for option in one.options])
        options.add_class("su-desk-options")
        return w.VBox([w.HTML(f"<p><strong>{escape(said)}</strong></p>"), options])

    def _option(self, one: Question, option: Option) -> w.Widget:
        empty = self.say("map.not-shown") if one.kind == "refused" else self._empty
        lines = [f"<dt>{escape(label)}</dt><dd>{escape(value or empty)}</dd>" for label, value in option.texts]
        values = f"<dl>{''.join(lines)}</dl>" if lines else ""
        day = self.say("sheet.version", day=option.day) if option.day else ""
        press = self.button("map.take-this", partial(self._choose, one, option))
        press.description = self._label(one, option)
        box = w.VBox([w.HTML(f'<p class="su-desk-day">{escape(day)}</p>{values}'), press])
        box.add_class("su-desk-option")
        return box

    def _label(self, one: Question, option: Option) -> str:
        if one.kind == "refused":
            return self.say("map.empty-cell")
        if one.kind == "torn":
            return self.say("act.drop-row" if option.values[GONE] else "act.keep-row")
        line = " ".join(next((value for _, value in option.texts if value), self._empty).split())
        return self.say("map.take-this", value=line if len(line) <= LONGEST else f"{line[:LONGEST]}…")

    @property
    def _empty(self) -> str:
        return self.say("sheet.nothing")

    def _choose(self, one: Question, option: Option) -> None:
        choose(self.folder.file, one, option, self.room.today.isoformat())
        self.room.changed()
        self.told.say([escape(self.say("map.chosen", sheet=one.title, row=one.name, left=len(self.room.questions)))])
