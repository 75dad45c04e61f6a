"""The templates of the prose for translators, for learners and for trainers, and whether all templates are fresh."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import TYPE_CHECKING

from steppingup.book.example_map import example_messages
from steppingup.book.exercise_pages import FOLDER
from steppingup.book.run import Job, build
from steppingup.book.trainer import MARK
from steppingup.book.translations import DOMAIN
from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import load_exercises
from steppingup.catalogue.messages import activities_pot, exercises_pot, interface_pot, pot_header, words_pot
from steppingup.catalogue.needs import load_instrument
from steppingup.catalogue.trainer import DOMAIN as TRAINERS

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog


def templates(course: Path) -> dict[str, str]:
    """Make all templates of a course: file name -> text.

    Raises:
        BuildError: a page cannot be read.
        ContentError: the activities or facts have errors.
    """
    catalogue = load_catalogue(course).require()
    return {
        "interface.pot": interface_pot(),
        "activities.pot": activities_pot(catalogue),
        "exercises.pot": exercises_pot(load_exercises(catalogue).values(), load_instrument(catalogue)),
        "example.pot": words_pot(example_messages(catalogue)),
        **prose_pots(course),
    }


def stale(course: Path) -> list[str]:
    """Name the templates in locale/ that are not what the content gives."""
    folder = course / "locale"
    made = templates(course)
    return [name for name, text in made.items() if not _same(folder / name, text)]


def prose_pots(course: Path) -> dict[str, str]:
    """Make the templates of the prose, for learners and for trainers: file name -> text.

    Each text stands once, with the pages that hold it, in the order of the files. What a lesson tells trainers has a
    template of its own; a text that learners read as well stands in theirs alone.

    Raises:
        BuildError: a page cannot be read.
    """
    out = course / "_build" / "gettext"
    # Sphinx keeps its mark of a site only in sites, so our own folder is emptied by hand.
    shutil.rmtree(out, ignore_errors=True)
    build(Job(course, out, builder="gettext", fresh=True, trainer=True))
    return _stable((out / f"{DOMAIN}.pot").read_bytes(), course)


def _stable(raw: bytes, course: Path) -> dict[str, str]:
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - only translators need Babel
    from babel.messages.pofile import read_po  # noqa: PLC0415

    lessons, trainers = Catalog(), Catalog()
    for message in read_po(BytesIO(raw)):
        # Line numbers move with every edit, the names of pages do not.
        # Exercises have a template of their own, as they are also handed out without the book.
        names = {_name(place, course) for place, _ in message.locations}
        found = sorted(name for name in names if not name.startswith(FOLDER))
        own = [name for name in found if not name.endswith(MARK)]
        if message.id and found:
            template = lessons if own else trainers
            template.add(message.id, locations=[(name.removesuffix(MARK), 0) for name in own or found])
    made = {f"{DOMAIN}.pot": _written(lessons, "Prose")}
    return made | ({f"{TRAINERS}.pot": _written(trainers, "For trainers")} if len(trainers) else {})


def _written(template: Catalog, title: str) -> str:
    from babel.messages.pofile import write_po  # noqa: PLC0415 - as above

    stream = BytesIO()
    write_po(stream, template, width=100, omit_header=True, include_lineno=False)
    return f"{pot_header(title)}\n{stream.getvalue().decode('utf-8').strip()}\n"


def _name(place: str, course: Path) -> str:
    path = (course / "_build" / "gettext" / place).resolve()
    return path.relative_to(course.resolve()).as_posix()


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text
