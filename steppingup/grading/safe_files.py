"""Files that somebody else made: looked at before anything is copied, and copied without following a link.

nbgrader copies what a link points to, which could be a key or the answers of a neighbour, and its feedback would carry
that copy to the learner. So only plain files of a bounded size pass, whichever way they came: a folder of returned
files, the exchange of a hub, or what already lies in ``submitted/``. What does not pass is named with its reason.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from steppingup.common.errors import SteppingUpError
from steppingup.common.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal[
    "link",
    "shared",
    "special",
    "large",
    "many",
    "deep",
    "unreadable",
    "outside",
    "archive",
    "locked",
    "unknown",
    "time",
]

MAX_FILE = 5 * 1024 * 1024
MAX_TOTAL = 20 * 1024 * 1024
MAX_FILES = 200
MAX_DEPTH = 4
SHOWN = 80

# Windows has no such flags: there, the look before the opening has to do.
READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Trouble:
    """A file that did not pass.

    Args:
        name: where it lies, below the folder or in the zip file; safe to show.
        kind: which of the known troubles it is.
        detail: what the system said.
        place: the name as it is, never to be shown.
    """

    name: str
    kind: Kind
    detail: str = ""
    place: str = field(default="", compare=False, repr=False)

    @property
    def word(self) -> tuple[str, dict[str, object]]:
        """The key of the sentence in the messages, and its values."""
        limit = MAX_FILES if self.kind == "many" else MAX_FILE // 1024**2
        total = MAX_TOTAL // 1024**2
        return f"file.{self.kind}", {"name": self.name, "limit": limit, "total": total, "detail": self.detail}

    def say(self, words: Words) -> str:
        """Return what is wrong and what the learner can do, as one sentence."""
        key, values = self.word
        return words.get(key, **values)

    @property
    def sentence(self) -> str:
        """The same in English."""
        return self.say(Words())


class FileTroubleError(SteppingUpError):
    """A file did not pass; ``trouble`` tells which and why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.sentence)
        self.trouble = trouble


def trouble(name: str, kind: Kind, detail: str = "") -> Trouble:
    """Make the trouble of a file, its name made safe to show."""
    return Trouble(shown(name), kind, detail, name)


def shown(name: str) -> str:
    """Give a name as it can be shown: one line, no control or direction signs, not too long."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in name)
    return plain if len(plain) <= SHOWN else f"{plain[: SHOWN - 1]}…"


def look(folder: Path) -> tuple[list[Path], list[Trouble]]:
    """List the plain files below a folder, relative to it, and what else is there. No link is followed.

    Args:
        folder: itself a folder, not a link to one.
    """
    good: list[Path] = []
    bad: list[Trouble] = []
    rest: list[str] = []  # plain, but too many: all the same, a link behind them must be found
    total = 0
    for path, found in _walk(folder, folder, 0):
        name = path.as_posix()
        if isinstance(found, str):
            bad.append(trouble(name, found))
            continue
        total += found.st_size
        if len(good) < MAX_FILES and total <= MAX_TOTAL:
            good.append(path)
        else:
            rest.append(name)
    return good, bad + [trouble(name, "many") for name in rest[:1]]


def _walk(top: Path, folder: Path, depth: int) -> Iterator[tuple[Path, os.stat_result | Kind]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            path = Path(entry.path)
            name = path.relative_to(top)
            if entry.is_dir(follow_symlinks=False):
                if depth + 1 >= MAX_DEPTH:
                    yield name, "deep"
                else:
                    yield from _walk(top, path, depth + 1)
                continue
            found = entry.stat(follow_symlinks=False)
            yield name, _fault(found) or found


def _fault(found: os.stat_result, limit: int = MAX_FILE) -> Kind | None:
    """Say why a file does not pass, from what the system tells of it (never of what it points to)."""
    if stat.S_ISLNK(found.st_mode):
        return "link"
    if not stat.S_ISREG(found.st_mode):
        return "special"
    if found.st_nlink > 1:
        return "shared"
    return "large" if found.st_size > limit else None


def read_plain(path: Path, limit: int = MAX_FILE, name: str = "") -> bytes:
    """Read a file that must be plain; what was looked at is what is read, as both use the open file.

    Args:
        path: the file.
        limit: the most bytes that it may have.
        name: how messages name it; else its own name.

    Raises:
        FileTroubleError: it is a link, shared, special, too large or unreadable.
    """
    name = name or path.name
    try:
        if kind := _fault(os.lstat(path), limit):
            raise FileTroubleError(trouble(name, kind))
        with os.fdopen(os.open(path, READ), "rb") as file:
            if kind := _fault(os.fstat(file.fileno()), limit):
                raise FileTroubleError(trouble(name, kind))
            data = file.read(limit + 1)
    except OSError as error:
        raise FileTroubleError(trouble(name, "unreadable", error.strerror or type(error).__name__)) from error
    if len(data) > limit:
        raise FileTroubleError(trouble(name, "large"))
    return data


def write_new(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file that is not there yet; its folders are made.

    Raises:
        FileExistsError: something of this name is there, be it a link.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, WRITE, mode), "wb") as file:
        file.write(data)


def copy_folder(source: Path, target: Path, leave: Iterable[str] = ()) -> list[Trouble]:
    """Copy the plain files of a folder.

    Args:
        source: the folder; if it is a link itself, nothing is copied.
        target: where they go; it is made.
        leave: names of files and folders, such as ``.ipynb_checkpoints``, that stay behind.

    Returns:
        What was not copied, with reasons.
    """
    left = set(leave)
    target.mkdir(parents=True, exist_ok=True)
    if not stat.S_ISDIR(os.lstat(source).st_mode):
        return [trouble(source.name, "link")]
    good, bad = look(source)
    for name in good:
        if left.intersection(name.parts):
            continue
        try:
            write_new(target / name, read_plain(source / name, name=name.as_posix()))
        except FileTroubleError as error:
            bad.append(error.trouble)
    return bad
