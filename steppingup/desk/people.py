"""Learners and their codes: take a list in, or make codes without names."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.common.errors import SessionError
from steppingup.desk.panel import Panel
from steppingup.desk.parts import FITTING_LABEL, listed, text, upload
from steppingup.session.learners import import_people, make_codes, start_over
from steppingup.session.roster import read_roster

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.session.roster import Import, Learner
    from steppingup.session.status import Status

SHOWN = 5


class People(Panel):
    """Who takes part."""

    title, steps = "desk.people", ("roster",)

    def parts(self) -> list[w.Widget]:
        """A place for the list, and one for a number."""
        taken = self.button("desk.take-list", self._take)
        self.upload = upload(self.say("desk.choose-list"), taken, accept=".csv,.txt,.tsv,.xlsx")
        self.number = w.BoundedIntText(value=20, min=1, max=500, description=self.say("desk.how-many"))
        self.number.style = FITTING_LABEL
        self.number.layout.width = "14em"
        self.here = w.HTML()
        anonymous = w.HBox([self.number, self.button("desk.make-codes", self._codes)])
        lines = [text(self.say("desk.people-about")), self.upload]
        again = self.button("desk.start-over", self._start_over)
        return [*lines, text(self.say("desk.anonymous-about")), anonymous, self.here, again]

    def refresh(self, status: Status) -> None:
        """Say how many there are, and show them."""
        roster = read_roster(self.session.root)
        people = [(one.code, escape(one.name or one.mail)) for one in roster]
        rows = "".join(f"<tr><td><code>{code}</code></td><td>{who}</td></tr>" for code, who in people)
        table = f"<details><summary>{escape(self.say('desk.show-roster'))}</summary><table>{rows}</table></details>"
        self.here.value = f"<p>{escape(self.say('desk.on-roster', n=status.learners))}</p>{table if rows else ''}"

    def _take(self) -> None:
        if not self.upload.value:
            raise SessionError(self.say("desk.no-file"))
        data = bytes(self.upload.value[0]["content"])
        self.upload.value = ()
        self._done(import_people(self.session, data))

    def _codes(self) -> None:
        self._done(make_codes(self.session, self.number.value))

    def _start_over(self) -> None:
        start_over(self.session)
        self.desk.changed()
        self.told.say([escape(self.say("desk.started-over"))])

    def _done(self, done: Import) -> None:
        lines = [escape(self.say("desk.new-codes", n=len(done.new))), self._some(done.new)]
        if done.missing:
            lines += [escape(self.say("desk.missing", n=len(done.missing))), self._some(done.missing)]
        self.desk.changed()
        self.told.say(lines)

    def _some(self, learners: Sequence[Learner]) -> str:
        names = [escape(one.name or one.mail) for one in learners if one.name or one.mail]
        return listed([*names[:SHOWN], *(["…"] if len(names) > SHOWN else [])])
