"""Activities in JupyterLab and Notebook: the page's own script as a live widget, its answers in Python and on disk.

`activity("id")` shows one. Python scores every answer itself, saves it to the record (`steppingup.record`), and
offers `.answer`, `.score` and `.attempts` to whoever wants to look. `exercise("id")` shows a graded item in a notebook
that was handed out: it needs no course, knows no key and judges nothing.
"""

from steppingup.widgets.exercise import ExerciseWidget, exercise
from steppingup.widgets.live import ActivityWidget, activity
from steppingup.widgets.session import Session, current_session

__all__ = ["ActivityWidget", "ExerciseWidget", "Session", "activity", "current_session", "exercise"]
