"""The files of a kit as links, in two boxes that nobody takes for one another."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from steppingup.desk.parts import link, listed
from steppingup.kit.folder import KitFolder
from steppingup.kit.make import ROOM, TRAINER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

CARDS = "role-cards.docx"
# what is needed first comes first
_NAMED = (
    "plan.docx", "slides.pptx", "quiz-key.docx",
    "handout.docx", "quiz.docx", "role-cards.docx", "sign-in.docx", "evaluation.docx",
)  # fmt: skip


def kit_links(root: Path, home: Path, say: Callable[..., str]) -> str:
    """Write two boxes with links, and where all of it lies."""
    kit = KitFolder(root)
    trainer, room = _in_order(kit.files(TRAINER)), _in_order(kit.files(ROOM))
    links = [_link(path, home, say) for path in room]
    if kit.room_zip.is_file():
        links.append(link(kit.room_zip, home, say("prepare.save-room", file=kit.room_zip.name), save=True))
    cards = ["prepare.cards-about"] if any(path.name == CARDS for path in room) else []
    boxes = [
        _box("trainer", ["prepare.for-trainer-about"], [_link(path, home, say) for path in trainer], say),
        _box("room", ["prepare.for-room-about", *cards], links, say),
    ]
    return f"{''.join(boxes)}<p>{escape(say('prepare.lies', folder=root))}</p>"


def _box(part: str, about: Sequence[str], links: Sequence[str], say: Callable[..., str]) -> str:
    said = " ".join(say(key) for key in about)
    head = f"<h2>{escape(say(f'prepare.for-{part}'))}</h2><p>{escape(said)}</p>"
    return f'<div class="su-desk-kit su-desk-for-{part}">{head}{listed(links)}</div>'


def _in_order(paths: Sequence[Path]) -> list[Path]:
    """Put what a trainer has added last."""
    return sorted(paths, key=lambda path: _NAMED.index(path.name) if path.name in _NAMED else len(_NAMED))


def _link(path: Path, home: Path, say: Callable[..., str]) -> str:
    label = say(f"prepare.file.{path.stem}") if path.name in _NAMED else path.name
    return link(path, home, label, save=True)
