"""Make the notebooks, and open them in JupyterLab."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from steppingup.book.config import EXTENSIONS
from steppingup.book.run import Job, build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WELCOME = "book/welcome.ipynb"
SETTINGS = {
    "extensions": [*EXTENSIONS, "steppingup.lab.builder"],
    "nb_execution_mode": "off",  # cells run when a person runs them
}


def make_notebooks(course: Path, out: Path, language: str, say: Callable[[str], None] = lambda _: None) -> list[Path]:
    """Write every lesson as a notebook.

    Args:
        course: the course folder.
        out: where the notebooks go; notebooks of an earlier time are removed there.
        language: the language of the pages.
        say: tells a person what happens.

    Returns:
        The notebooks.

    Raises:
        BuildError: a page has problems; the message has a line for each.
    """
    fresh = out.with_name(f"{out.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    build(Job(course, fresh, language, builder="lab", fresh=True, say=say, settings=SETTINGS))
    shutil.rmtree(fresh / "_static", ignore_errors=True)  # an extension copies its style sheet to any builder
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
    made = sorted(out.rglob("*.ipynb"))
    trust(made)
    return made


def trust(notebooks: list[Path]) -> None:
    """Sign notebooks for this user: without it, Jupyter takes the drawings out of them until they run."""
    from nbformat import from_dict  # noqa: PLC0415 - only this needs it
    from nbformat.sign import NotebookNotary  # noqa: PLC0415 - as above

    notary: Any = NotebookNotary()  # type: ignore[no-untyped-call] # the package has no types
    try:
        for path in notebooks:
            notary.sign(from_dict(json.loads(path.read_text(encoding="utf-8"))))  # type: ignore[no-untyped-call]
    finally:
        notary.store.close()
