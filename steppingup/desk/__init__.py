"""Floor 6: the desk, where trainers, coordinators of a map and evaluators do all of their work with buttons.

Who uses it: a trainer without Python and without a terminal, before, during and after a session. What they do first:
double-click the launcher, or `make desk`; a window of the browser opens, and one sentence says what comes next. What
can go wrong: whatever `steppingup.session` can refuse; here it is a sentence beside the button that was pressed.

The desk is a notebook of one hidden cell, ``open_desk()``. Its widgets call the same functions as the commands do. It
has four rooms, behind tabs: sessions (`app`), what a trainer prepares (`prepare`), the map of a town (`town`), and
training needs (`needs`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from steppingup.desk.whole import Whole

__all__ = ["open_desk"]


def open_desk() -> Whole:
    """Show the desk for the sessions and maps in the current directory."""
    from steppingup.desk.whole import start  # noqa: PLC0415 - the package must load without ipywidgets

    return start()
