"""Two sheets for the room: who was there, with a day on which the sheet is destroyed, and what people think of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.word import WordFile
from steppingup.kit.model import CREATOR

if TYPE_CHECKING:
    from steppingup.kit.model import Kit

PEOPLE = 20
BOX = "\u2610"
STEPS = ("yes", "rather", "rather-not", "no")
LINES = range(1, 6)
WRITING = 4


def signin_file(kit: Kit) -> bytes:
    """Write the sign-in sheet; names stand on it and nowhere else."""
    say = kit.say
    file = WordFile(say("kit.signin.title", title=kit.title), kit.language, CREATOR, kit.made)
    file.running_head(kit.origin)
    for name in ("about", "data", "free"):
        file.paragraph(say(f"kit.signin.{name}"))
    head = [say(f"kit.signin.{name}") for name in ("number", "name", "office", "signature")]
    rows = [[str(number), "", "", ""] for number in range(1, PEOPLE + 1)]
    file.table(say("kit.signin.table"), head, rows, (0.8, 4, 4, 3), tall=0.85)
    return file.data()


def evaluation_file(kit: Kit) -> bytes:
    """Write the evaluation sheet: five lines to tick, two questions, no name."""
    say = kit.say
    file = WordFile(say("kit.evaluation.title", title=kit.title), kit.language, CREATOR, kit.made)
    file.running_head(kit.origin)
    file.paragraph(say("kit.evaluation.about"))
    head = [say("kit.evaluation.line"), *(say(f"kit.evaluation.{step}") for step in STEPS)]
    rows = [[say(f"kit.evaluation.line.{number}"), *([BOX] * len(STEPS))] for number in LINES]
    file.table(say("kit.evaluation.table"), head, rows, (6, 1, 1.4, 1.4, 1), tall=0.9, large=True)
    for name in ("help", "change"):
        file.heading(say(f"kit.evaluation.{name}"), 2)
        file.ruled(WRITING)
    return file.data()
