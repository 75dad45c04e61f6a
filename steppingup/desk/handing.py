"""Hand out: slips of paper with codes, and a zip file for each exercise."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from steppingup.desk.panel import Panel
from steppingup.desk.parts import link, listed, text
from steppingup.session.learners import write_slips
from steppingup.session.slips import FILE as SLIPS

if TYPE_CHECKING:
    from steppingup.session.status import Status


class Handing(Panel):
    """What learners get."""

    title, steps = "desk.handing", ("handout",)

    def parts(self) -> list[w.Widget]:
        """Two buttons, and links to what they made."""
        self.names = w.Checkbox(value=True, indent=False, description=self.say("desk.names-on-slips"))
        self.names.layout.width = "auto"
        self.made = w.HTML()
        slips = w.HBox([self.button("desk.make-slips", self._slips), self.names])
        handouts = self.button("desk.make-handouts", self._handouts, first=True)
        about = text(self.say("desk.handing-about"))
        return [text(self.say("desk.slips-about")), slips, about, handouts, self.made]

    def refresh(self, status: Status) -> None:  # noqa: ARG002 - the files themselves are looked at
        """Link to what is there."""
        root, home = self.session.root, self.desk.home
        links = [link(root / SLIPS, home, self.say("desk.open-slips"))] if (root / SLIPS).is_file() else []
        zips = sorted(self.session.folder("handout").glob("*.zip"))
        links += [link(path, home, self.say("desk.save-file", file=path.name), save=True) for path in zips]
        self.made.value = listed(links)

    def _slips(self) -> None:
        write_slips(self.session, names=self.names.value)
        self.refresh_and_say("desk.slips-made")

    def _handouts(self) -> None:
        from steppingup.session.handout import write_handouts  # noqa: PLC0415 - loads the whole course

        write_handouts(self.session)
        self.desk.changed()
        self.refresh_and_say("desk.handouts-made")

    def refresh_and_say(self, key: str) -> None:
        """Show what is there now, and one sentence."""
        if self.desk.status:
            self.refresh(self.desk.status)
        self.told.say([escape(self.say(key))])
