"""The talk afterwards: which of its questions make sense in this room, as it speaks of what the room has done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.catalogue.trainer import ALONE, ANYBODY, TASK
from steppingup.kit.fit import TASKS

if TYPE_CHECKING:
    from steppingup.kit.model import Kit
    from steppingup.kit.modules import Step


def questions(kit: Kit, step: Step) -> tuple[list[str], list[str]]:
    """Return the questions of a talk for the whole room, and those for people who have done the lesson alone."""
    block = step.block
    entries = [kit.plain(part) for part in block.parts if part.listed] if block else []
    about = block.about if block and block.about else (ANYBODY,) * len(entries)
    here = [_was_done(kit, step, word) for word in about]
    told = list(zip(entries, here, strict=False))
    return [text for text, done in told if done], [text for text, done in told if not done]


def lines(kit: Kit, step: Step) -> list[str]:
    """Return all of a talk as lines: what is said first, the questions, and what is only for some."""
    room, alone = questions(kit, step)
    said = [kit.plain(part) for part in step.block.parts if not part.listed] if step.block else []
    told = [*said[:1], *(f"• {text}" for text in room or opening(kit)), *said[1:]]
    if alone:
        told += [kit.say("kit.plan.debrief"), *(f"• {text}" for text in alone)]
    return told


def opening(kit: Kit) -> list[str]:
    """Return what is asked where the room has done nothing of what the talk speaks of."""
    return [kit.say("kit.slide.debrief.hard"), kit.say("kit.slide.debrief.desk")]


def _was_done(kit: Kit, step: Step, word: str) -> bool:
    if word == TASK:
        done = [row.step for row in kit.rows if row.step and row.kind in TASKS]
        return any(one.lesson is step.lesson for one in done)
    return word == ANYBODY or (word != ALONE and word in kit.used())
