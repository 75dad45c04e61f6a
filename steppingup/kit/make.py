"""Make a kit: read the course, choose what fits, write all files into a new folder, whole or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup import __version__
from steppingup.catalogue.load import load_catalogue
from steppingup.common.errors import KitError
from steppingup.common.language import SOURCE_LANGUAGE
from steppingup.documents.load import load_figures
from steppingup.documents.new_folder import check_new_folder, put_folder
from steppingup.kit.cards import cards_file, role_plays
from steppingup.kit.choose import check_roles, named, units_of
from steppingup.kit.deck import deck_file
from steppingup.kit.fit import fit
from steppingup.kit.handout import handout_file
from steppingup.kit.lessons import load_lessons
from steppingup.kit.model import Kit
from steppingup.kit.plan import plan_file
from steppingup.kit.quiz import key_file, quiz_file
from steppingup.kit.sheets import evaluation_file, signin_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

TRAINER, ROOM = "for-the-trainer", "for-the-room"


@dataclass(frozen=True)
class Wish:
    """What somebody asks for.

    Args:
        names: chapters and cases, by number, folder or a word of it.
        minutes: of the session.
        roles: for whom; nobody named means everybody.
        day: when the kit is made.
        language: of its words.
    """

    names: tuple[str, ...]
    minutes: int
    roles: tuple[str, ...]
    day: date
    language: str = SOURCE_LANGUAGE


def make_kit(course: Path, wish: Wish) -> Kit:
    """Choose what is part of a kit.

    Raises:
        KitError: there is no such chapter, case or role, or the time does not fit.
        ContentError: the course has errors.
    """
    catalogue = load_catalogue(course, wish.language).require()
    catalogue.facts.mark_late(wish.day, catalogue.words)  # before any text is made of them
    roles = check_roles(wish.roles, catalogue.facts)
    units = named(wish.names, units_of(load_lessons(catalogue), catalogue))
    found = fit(units, roles, wish.minutes, catalogue.facts)
    figures = load_figures(course, catalogue.words, catalogue.facts)
    return Kit(catalogue, figures, tuple(units), tuple(roles), found, __version__, wish.day)


_WRITERS: dict[str, Callable[[Kit], bytes]] = {
    f"{TRAINER}/plan.docx": plan_file,
    f"{TRAINER}/slides.pptx": deck_file,
    f"{TRAINER}/quiz-key.docx": key_file,
    f"{ROOM}/handout.docx": handout_file,
    f"{ROOM}/quiz.docx": quiz_file,
    f"{ROOM}/role-cards.docx": cards_file,
    f"{ROOM}/sign-in.docx": signin_file,
    f"{ROOM}/evaluation.docx": evaluation_file,
}


def _untold(done: int, total: int) -> None:
    """Tell nobody."""


def kit_files(kit: Kit, tell: Callable[[int, int], None] = _untold) -> dict[str, bytes]:
    """Write all files of a kit: those of the trainer in one folder, those that people get in another.

    Args:
        kit: what was chosen.
        tell: is told how many files are done, and of how many.
    """
    files = {}
    for done, (name, write) in enumerate(_WRITERS.items()):
        tell(done, len(_WRITERS))
        if write is not cards_file or role_plays(kit):
            files[name] = write(kit)
    return files


def write_kit(course: Path, wish: Wish, out: Path) -> tuple[Kit, list[str]]:
    """Make a kit in a new or empty folder.

    Returns:
        The kit, and the names of its files below the folder.

    Raises:
        KitError: it cannot be made as asked for, or the folder holds something or cannot be written.
    """
    check_new_folder(out, KitError, "kit")
    _check_writable(out)
    kit = make_kit(course, wish)
    files = kit_files(kit)
    put_folder(out, files, KitError, "kit")
    return kit, sorted(files)


def _check_writable(out: Path) -> None:
    above = next(place for place in (out, *out.absolute().parents) if place.exists())
    if not os.access(above, os.W_OK | os.X_OK):
        raise KitError(f"You may not write into {above}. Name a folder of your own with --out.")


def names_of(kit: Kit, names: Sequence[str]) -> list[str]:
    """Say in lines what was made, for the command: what is part, what is not, and the files."""
    part = [f"{one.module.title} ({one.minutes()} minutes)" for one in kit.fit.chosen]
    left = len(kit.fit.left_out)
    lines = [f"{kit.fit.minutes} minutes for {kit.for_whom}: {'; '.join(part)}."]
    lines.append(f"Left out: {left} (the plan says what and why)." if left else "Nothing is left out.")
    return [*lines, *names]
