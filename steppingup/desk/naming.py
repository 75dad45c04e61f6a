"""Folders of the desk, which people name and choose: a session, or a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w

from steppingup.desk.parts import FITTING_LABEL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from steppingup.common.errors import SteppingUpError

LONGEST = 60
_NOT_IN_NAMES = set('/\\:*?"<>|.')  # Windows refuses them


class Chooser:
    """A list of folders to choose from.

    Args:
        label: what is chosen.
        none: what stands there while nothing is chosen.
        chosen: is called with the folder that a person chose, or None.
    """

    def __init__(self, label: str, none: str, chosen: Callable[[Path | None], None]) -> None:
        self.box, self._none, self._chosen = w.Dropdown(description=label, style=FITTING_LABEL), none, chosen
        self._showing = False
        self.box.observe(self._changed, "value")

    def show(self, folders: Sequence[Path], here: Path | None) -> None:
        """Offer folders, with one of them chosen; without any there is nothing to see."""
        self._showing = True  # what is shown here was not chosen by a person
        self.box.options = [(self._none, None), *((path.name, path.resolve()) for path in folders)]
        self.box.value = here
        self._showing = False
        self.box.layout.display = "" if folders else "none"

    def _changed(self, change: dict[str, Any]) -> None:
        if not self._showing:
            self._chosen(change["new"])


def name_box(label: str, about: str) -> w.Text:
    """Make a place for the name of a new folder."""
    made = w.Text(placeholder=about, description=label, style=FITTING_LABEL, layout=w.Layout(width="30em"))
    made.continuous_update = False  # letters that wait for a busy kernel would come after the press on the button
    return made


def folder_named(home: Path, box: w.Text, wrong: SteppingUpError) -> Path:
    """Return the folder that a person named, below the folder of the desk.

    Raises:
        SteppingUpError: the name is none for a folder: ``wrong``.
    """
    name = str(box.value).strip()
    if not name or _NOT_IN_NAMES & set(name) or not name.isprintable() or len(name) > LONGEST:
        raise wrong
    return home / name
