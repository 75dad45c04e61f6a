"""Make the notebooks, and open them in JupyterLab."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from steppingup.book.config import EXTENSIONS
from steppingup.book.run import BuildError, Job, build
from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import load_exercises
from steppingup.lab.exercises import carry_answers, write_exercises

if TYPE_CHECKING:
    from collections.abc import Callable

MADE = Path("_build") / ".memory" / "notebooks.json"  # folders of notebooks that we may replace
WELCOME = "book/welcome.ipynb"
SETTINGS = {
    "extensions": [*EXTENSIONS, "steppingup.lab.builder"],
    "nb_execution_mode": "off",  # cells run when a person runs them
}


def make_notebooks(course: Path, out: Path, language: str, say: Callable[[str], None] = lambda _: None) -> list[Path]:
    """Write every lesson and every exercise as a notebook.

    Args:
        course: the course folder.
        out: where the notebooks go; notebooks of an earlier time are removed there, answers to exercises are kept.
        language: the language of the pages.
        say: tells a person what happens.

    Returns:
        The notebooks.

    Raises:
        BuildError: a page has problems; the message has a line for each.
        ContentError: an exercise has problems.
    """
    _refuse_foreign(course, out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent, prefix=".notebooks-") as folder:
        job = Job(course, Path(folder) / "new", language, builder="lab", fresh=True, say=say, settings=SETTINGS)
        try:
            build(job)
        finally:
            shutil.rmtree(job.memory, ignore_errors=True)
        shutil.rmtree(job.out / "_static", ignore_errors=True)  # an extension copies its style sheet to any builder
        write_exercises(load_exercises(load_catalogue(course, language)).values(), job.out)
        carry_answers(out, job.out)
        _swap(job.out, out)
    _remember(course, out)
    made = sorted(out.rglob("*.ipynb"))
    trust(made)
    return made


def _swap(new: Path, out: Path) -> None:
    """Put new notebooks in the place of old ones; until they are there, the old ones are not deleted."""
    old = new.with_name("old")
    if out.exists():
        out.rename(old)
    try:
        new.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise


def _refuse_foreign(course: Path, out: Path) -> None:
    ours = (course / "_build").resolve() in out.resolve().parents or str(out.resolve()) in _made(course)
    if out.is_dir() and any(out.iterdir()) and not ours:
        what = "holds files that this course has not put there; name an empty or a new folder with --out"
        raise BuildError(f"{out} {what}.")


def _made(course: Path) -> list[str]:
    path = course / MADE
    found: list[str] = json.loads(path.read_text("utf-8")) if path.is_file() else []
    return found


def _remember(course: Path, out: Path) -> None:
    path = course / MADE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(sorted({*_made(course), str(out.resolve())})), "utf-8")


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
