"""A folder of returned files: everything in it as names and bytes, and nothing in it changed.

Who uses it: the trainer, who saved attachments of mails into a folder, or downloaded one zip from a learning
platform. What they do first: drop all of it in, under whatever names. What can go wrong: links to somebody's files,
zip files that never end, a zip in a zip, a presentation among the answers. Each file is looked at before it is read,
and what cannot be read is named with its reason; the rest goes on.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from steppingup.common.errors import SessionError
from steppingup.grading.safe_files import MAX_FILE, FileTroubleError, Kind, Trouble, read_plain, trouble
from steppingup.grading.safe_zip import unpack_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_INBOX_FILES = 5000
MAX_ZIP = 100 * 1024 * 1024
MAX_ALL = 200 * 1024 * 1024  # of what was read; all of it is in memory at once
MAX_FOLDERS = 8

_ZIP = b"PK\x03\x04"
_DOCUMENTS = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})  # zip files too, but not of answers
# what systems, browsers and platforms leave beside the files of people, and what a handout holds itself
_LEFT_BY_SYSTEMS = frozenset({
    ".ds_store", "thumbs.db", "desktop.ini", "onlinetext.html", "activities.public.json", "index.html",
    "read me first.txt", "readme.txt", "timestamp.txt", ".gitkeep",
})  # fmt: skip
_FOLDERS_OF_SYSTEMS = frozenset({"__macosx", ".ipynb_checkpoints", ".git", "$recycle.bin", "__pycache__"})


@dataclass(frozen=True)
class Found:
    """A file that somebody returned.

    Args:
        place: the zip files that hold it, outermost first, and then its path; all below the inbox.
        data: its bytes; none of a notebook, for nothing in it counts.
    """

    place: tuple[str, ...]
    data: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """How a report names it: ``all.zip: folder/file``."""
        return ": ".join(self.place)

    @property
    def file_name(self) -> str:
        """Its own name."""
        return PurePosixPath(self.place[-1]).name

    @property
    def beside(self) -> tuple[str, ...]:
        """What it has in common with the files beside it."""
        return (*self.place[:-1], PurePosixPath(self.place[-1]).parent.as_posix())

    @property
    def folders(self) -> list[str]:
        """The names of folders and zip files around it, from the outside in."""
        outer = [part for place in self.place[:-1] for part in (*PurePosixPath(place).parent.parts, _stem(place))]
        return [*outer, *PurePosixPath(self.place[-1]).parent.parts]

    @property
    def own_folders(self) -> tuple[str, ...]:
        """The folders that really stand in the inbox: the trainer made them, or somebody unpacked there."""
        return PurePosixPath(self.place[0]).parent.parts

    @cached_property
    def mark(self) -> str:
        """The SHA-256 of its bytes, by which a decision about it is remembered."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass
class Inbox:
    """What a folder holds: files in the order of their names, what did not pass, and how many files are nobody's."""

    files: list[Found] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    ignored: int = 0
    left: int = MAX_ALL


def read_inbox(folder: Path) -> Inbox:
    """Read every file of a folder, of its folders, and of zip files in it, once nested.

    Raises:
        SessionError: there is no such folder.
    """
    if folder.is_symlink() or not folder.is_dir():
        raise SessionError(f"{folder} is no folder. Name the folder that holds the returned files.")
    inbox = Inbox()
    for number, (path, kind) in enumerate(_walk(folder, folder, 0)):
        if number >= MAX_INBOX_FILES or inbox.left <= 0:
            inbox.troubles.append(trouble(str(path), "many"))
            break
        if kind:
            inbox.troubles.append(trouble(path.as_posix(), kind))
        else:
            _take(inbox, folder / path, path.as_posix())
    return inbox


def _walk(top: Path, folder: Path, depth: int) -> Iterator[tuple[Path, Kind | None]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            path = Path(entry.path)
            if not entry.is_dir(follow_symlinks=False):
                yield path.relative_to(top), None
            elif entry.name.lower() in _FOLDERS_OF_SYSTEMS:
                continue
            elif depth >= MAX_FOLDERS:
                yield path.relative_to(top), "deep"
            else:
                yield from _walk(top, path, depth + 1)


def _take(inbox: Inbox, path: Path, name: str) -> None:
    if of_a_system(name):
        inbox.ignored += 1
        return
    try:
        limit = MAX_ZIP if _may_be_zip(name) else MAX_FILE
        _sort(inbox, Found((name,), read_plain(path, limit, name)), 0)
    except FileTroubleError as error:
        inbox.troubles.append(error.trouble)


def _sort(inbox: Inbox, found: Found, nested: int) -> None:
    """Keep a file, or open it if it is a zip file that is not nested twice."""
    inbox.left -= len(found.data)
    if not found.data.startswith(_ZIP) or PurePosixPath(found.file_name).suffix.lower() in _DOCUMENTS:
        notebook = found.file_name.lower().endswith(".ipynb")
        inbox.files.append(Found(found.place, b"") if notebook else found)
    elif nested > 1:
        inbox.troubles.append(trouble(found.name, "deep"))
    else:
        _open(inbox, found, nested)


def _open(inbox: Inbox, found: Found, nested: int) -> None:
    unpacked = unpack_bytes(found.data, found.name, MAX_INBOX_FILES, MAX_ZIP)
    inbox.troubles += unpacked.troubles
    for name, data in unpacked.files:
        if of_a_system(name):
            inbox.ignored += 1
            continue
        try:
            _sort(inbox, Found((*found.place, name), data), nested + 1)
        except FileTroubleError as error:
            inbox.troubles.append(error.trouble)


def of_a_system(name: str) -> bool:
    """Tell whether a file was left by a system, a browser or a platform, or is part of a handout."""
    path = PurePosixPath(name.lower())
    return path.name in _LEFT_BY_SYSTEMS or path.name.startswith("._") or bool(_FOLDERS_OF_SYSTEMS & {*path.parts})


def _may_be_zip(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() == ".zip"


def _stem(place: str) -> str:
    return PurePosixPath(place).stem
