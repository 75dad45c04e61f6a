"""Activities in JupyterLab and Notebook: the page's own script as a live widget, its answers in Python and on disk.

`activity("id")` shows one. Python scores every answer itself, saves it to the record (`steppingup.record`), and
offers `.answer`, `.score` and `.attempts` to whoever wants to look.
"""

from steppingup.widgets.live import ActivityWidget, activity
from steppingup.widgets.session import Session, current_session

__all__ = ["ActivityWidget", "Session", "activity", "current_session"]
