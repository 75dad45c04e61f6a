"""Figures of lessons: data in `figures.yml` beside the lesson, a drawing and a text made from it.

`figure("id")` draws one. The format of `figures.yml` is told in `steppingup/documents/models.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from steppingup.documents.figures import DrawnFigure, figure, figure_text
    from steppingup.documents.load import load_figures
    from steppingup.documents.text import FigureText

__all__ = ["DrawnFigure", "FigureText", "figure", "figure_text", "load_figures"]

_HOMES = {"FigureText": "text", "load_figures": "load"}


def __getattr__(name: str) -> Any:
    """Import a part when it is first asked for: `import steppingup` must not wait for the drawing library."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - with it, so that the façade itself costs nothing

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'figures')}"), name)
