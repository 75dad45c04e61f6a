"""How long a session is: one of the usual lengths, or another one as a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w

from steppingup.common.errors import KitError
from steppingup.desk.naming import name_box
from steppingup.desk.parts import FITTING_LABEL

if TYPE_CHECKING:
    from collections.abc import Callable

USUAL = (60, 90, 120, 180)
FIRST = 90


class Length:
    """A list of lengths, and a field for another one.

    Args:
        say: gives the words of the desk.
    """

    def __init__(self, say: Callable[..., str]) -> None:
        self.say = say
        options = [*((say("prepare.minutes", n=n), n) for n in USUAL), (say("prepare.other"), 0)]
        self.usual = w.Dropdown(
            options=options, value=FIRST, description=say("prepare.length"), style=FITTING_LABEL,
            layout=w.Layout(width="max-content"),
        )  # fmt: skip
        self.own = name_box(say("prepare.own"), say("prepare.own-about"))
        self.own.layout.width, self.own.layout.display = "18em", "none"
        self.usual.observe(self._changed, "value")
        self.box = w.HBox([self.usual, self.own])

    @property
    def minutes(self) -> int:
        """The length.

        Raises:
            KitError: what somebody wrote is no number.
        """
        if self.usual.value:
            return int(self.usual.value)
        written = str(self.own.value).strip()
        if not (written.isascii() and written.isdigit() and len(written) < 6):
            raise KitError(self.say("prepare.own-wrong"))
        return int(written)

    def _changed(self, change: dict[str, Any]) -> None:
        self.own.layout.display = "none" if change["new"] else ""
