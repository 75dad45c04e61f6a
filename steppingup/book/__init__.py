"""Floor 4: the book. How the content meets Sphinx: one extension with a theme, a builder and a few directives.

``_config.yml`` names it under ``extra_extensions``, so ``jupyter-book build`` uses it too. A page takes this way:
cells that only name an activity become directives (:mod:`cells`), directives become nodes (:mod:`directives`), and
nodes become HTML when the page is written (:mod:`transforms`), straight from the catalogue.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from steppingup import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

THEME = "steppingup"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    from steppingup.book import (  # noqa: PLC0415
        builder,
        cells,
        config,
        directives,
        exercise_pages,
        freshness,
        layout,
        state,
        trainer,
        transforms,
    )  # fmt: skip

    app.add_html_theme(THEME, str(Path(__file__).parent / "theme" / THEME))
    for part in (config, state, exercise_pages, cells, directives, trainer, transforms, freshness, layout, builder):
        part.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
