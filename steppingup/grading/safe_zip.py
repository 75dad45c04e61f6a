"""Zip files that somebody else made: their members as bytes, with limits that hold whatever the zip file claims."""

from __future__ import annotations

import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from steppingup.grading.safe_files import (
    MAX_DEPTH,
    MAX_FILE,
    MAX_FILES,
    MAX_TOTAL,
    FileTroubleError,
    Kind,
    Trouble,
    read_plain,
    trouble,
)

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, RuntimeError)
_UNIX = 3
_ENCRYPTED = 0x1


@dataclass
class Unpacked:
    """What a zip file holds: names and bytes of what passed, and what did not."""

    files: list[tuple[str, bytes]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def unpack(path: Path) -> Unpacked:
    """Read the members of a zip file into memory; nothing is written anywhere.

    A member counts by the bytes that really come out of it, so a zip bomb ends at the limit. A zip file inside the zip
    file is one of the members and is not opened.

    Raises:
        FileTroubleError: the zip file itself does not pass.
    """
    return unpack_bytes(read_plain(path, MAX_TOTAL), path.name)


def unpack_bytes(data: bytes, name: str, files: int = MAX_FILES, total: int = MAX_TOTAL) -> Unpacked:
    """Read the members of a zip file that is already in memory; see :func:`unpack`.

    Args:
        data: the zip file.
        name: how messages name it.
        files: the most files that it may bring; one with the answers of a whole group brings more than one learner's.
        total: the most bytes that may come out of it.

    Raises:
        FileTroubleError: it is no zip file.
    """
    found = Unpacked()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _read(archive, name, found, files, total)
    except BROKEN as error:
        raise FileTroubleError(trouble(name, "archive")) from error
    return found


def _read(archive: zipfile.ZipFile, name: str, found: Unpacked, files: int, most: int) -> None:
    total = 0
    for number, member in enumerate(archive.infolist()):
        if number > 10 * files or len(found.files) >= files or total > most:
            found.troubles.append(trouble(name, "many"))
            return
        if member.is_dir():
            continue
        data, kind = _member(archive, member)
        total += len(data)
        if kind:
            found.troubles.append(trouble(f"{name}: {member.filename}", kind))
        else:
            found.files.append((PurePosixPath(member.filename).as_posix(), data))


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[bytes, Kind | None]:
    """Return the bytes of a member, at most one more than allowed, and why it does not pass."""
    if kind := _fault(member):
        return b"", kind
    try:
        with archive.open(member) as stream:
            data = stream.read(MAX_FILE + 1)
    except BROKEN:
        return b"", "archive"
    return data, "large" if len(data) > MAX_FILE else None


def _fault(member: zipfile.ZipInfo) -> Kind | None:
    name = member.filename
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or "\\" in name or ":" in name or ".." in parts or "\0" in name:
        return "outside"
    if member.create_system == _UNIX and stat.S_IFMT(member.external_attr >> 16) not in {0, stat.S_IFREG}:
        return "link"
    if member.flag_bits & _ENCRYPTED:
        return "locked"
    if len(parts) > MAX_DEPTH:
        return "deep"
    return "large" if member.file_size > MAX_FILE else None
