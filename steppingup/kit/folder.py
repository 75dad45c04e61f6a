"""Kits in a folder of their own beside each other: as the desk makes them, and finds them again.

Who uses it: the trainer at the desk. What they do first: tick a chapter, choose the minutes, give a name. What can go
wrong: the name is taken, the time does not fit, the disk is full; then no folder is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.common.errors import KitError
from steppingup.documents.new_folder import put_folder
from steppingup.documents.zip_file import zip_of
from steppingup.kit.make import ROOM, TRAINER, kit_files, make_kit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from steppingup.common.language import Words
    from steppingup.kit.make import Wish
    from steppingup.kit.model import Kit

ROOM_ZIP = f"{ROOM}.zip"
_SIGN = f"{TRAINER}/plan.docx"


@dataclass(frozen=True)
class KitFolder:
    """A folder with a kit in it."""

    root: Path

    def files(self, part: str) -> list[Path]:
        """List what lies in one of its two parts, ``TRAINER`` or ``ROOM``; a trainer may have put more there."""
        return sorted(path for path in (self.root / part).glob("*") if path.is_file() and path.name[:1] not in ".~")

    @property
    def room_zip(self) -> Path:
        """All that is for the room in one file."""
        return self.root / ROOM_ZIP


def kit_folders(home: Path) -> list[Path]:
    """List the kits below a folder, the youngest first."""
    found = [path.parents[1] for path in home.glob(f"*/{_SIGN}")]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def new_kit(course: Path, wish: Wish, root: Path, words: Words, tell: Callable[[int, int], None]) -> Kit:
    """Make a kit in a folder that is not there yet, with one more file: all that is for the room, packed.

    Raises:
        KitError: there is a folder of this name, the kit cannot be made as asked for, or it cannot be written.
        ContentError: the course has errors.
    """
    if root.exists() or root.is_symlink():
        raise KitError(words.get("prepare.taken", name=root.name))
    kit = make_kit(course, wish)
    files = kit_files(kit, tell)
    room = {f"{root.name}/{name.rpartition('/')[2]}": data for name, data in files.items() if name.startswith(ROOM)}
    put_folder(root, {**files, ROOM_ZIP: zip_of(room)}, KitError, "kit")
    return kit
