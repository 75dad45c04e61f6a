"""Stepping Up: an open course that helps municipal staff to notice human trafficking and to act safely.

The one idea: an activity is data. A question, a scene with signals to mark or a branching case is written once, in
YAML, beside the lesson that uses it; the page, the live widget, the printed handout and the score are derived from it:

    content (YAML + MyST)  ->  activities  ->  attempts

Data moves one way, and so do imports: ``common`` (errors, YAML, facts, languages), ``activities`` (one file per kind),
``catalogue`` (the whole course, checked), ``record`` and ``documents``, then ``book`` and ``widgets``, then ``cli``.

In a lesson, one line shows an activity or a figure::

    activity("definition/consent-1")
    figure("finland-timeline")

and in the notebook of an exercise::

    exercise("exercises/principles/hostel-1")
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# Loaded at first use: a widget needs ipywidgets and a figure needs matplotlib, the package itself neither.
_LAZY = {"activity": "steppingup.widgets", "exercise": "steppingup.widgets", "figure": "steppingup.documents.figures"}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'steppingup' has no attribute {name!r}")
    value = getattr(import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_LAZY])
