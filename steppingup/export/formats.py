"""The formats that the course is exported to.

A new format is one module with a function ``export(request) -> list[str]`` (see :class:`Writer`) and one line here.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from steppingup.common.errors import ExportError

if TYPE_CHECKING:
    from steppingup.export.request import Request


class Writer(Protocol):
    """What a module of a format offers."""

    def export(self, request: Request) -> list[str]:
        """Write the file and return the lines that tell what was done.

        Raises:
            SteppingUpError: it cannot be made; nothing was written.
        """


@dataclass(frozen=True)
class Format:
    """Where a format is written, and what it is good for.

    Args:
        module: the module below ``steppingup.export`` whose function ``export`` writes it.
        about: one line of help.
        graded: whether graded items can go into it, with their keys, for a trainer.
        options: the options of the command that only some formats know, and this one does.
        ending: how its files are usually named.
    """

    module: str
    about: str
    graded: bool = False
    options: tuple[str, ...] = ()
    ending: str = ".zip"

    def writer(self) -> Writer:
        """Import what writes it."""
        return cast("Writer", import_module(f"steppingup.export.{self.module}"))


_RULE = ("mark", "path")

FORMATS: dict[str, Format] = {
    "zip": Format("packages.zip", "the whole book for a disk or a web server, with an editable settings.js"),
    "scorm12": Format("packages.scorm12", "the book for nearly any learning platform: SCORM 1.2", options=_RULE),
    "scorm2004": Format("packages.scorm2004", "the book for platforms with SCORM 2004, 4th edition", options=_RULE),
    "cmi5": Format("packages.cmi5", "the book for platforms with cmi5", options=(*_RULE, "home")),
    "xapi": Format(
        "xapi",
        "a learner's record as xAPI statements, under a pseudonym",
        ending=".jsonl",
        options=("home", "record", "learner", "mark"),
    ),
    "moodle-xml": Format(
        "questions.moodle_xml",
        "questions for Moodle and Totara: feedback, tags, categories",
        graded=True,
        ending=".xml",
    ),
    "qti21": Format("questions.qti21", "questions for Canvas, itslearning and others: QTI 2.1", graded=True),
    "qti30": Format("questions.qti30", "questions for newer players: QTI 3.0", graded=True),
    "gift": Format(
        "questions.gift", "questions as text that people can read and edit: GIFT", graded=True, ending=".txt"
    ),
    "cc11": Format(
        "questions.cc11",
        "pages and quizzes to edit in many platforms: Common Cartridge 1.1",
        graded=True,
        ending=".imscc",
    ),
}


def format_of(name: str) -> Format:
    """Return a format by its name.

    Raises:
        ExportError: there is none; the message names the nearest.
    """
    if name in FORMATS:
        return FORMATS[name]
    near = difflib.get_close_matches(name.lower(), list(FORMATS), 1)
    hint = f"Do you mean {near[0]}?" if near else f"There are: {', '.join(FORMATS)}."
    raise ExportError(f"No format '{name[:40]}'. {hint}")
