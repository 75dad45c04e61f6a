"""A map in a file of its own: what colleagues send each other, and what reports are made from.

Like a record it is read from any bytes whatever, and written so that two people and a power cut lose nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from steppingup.record.entries import entry_json
from steppingup.record.fields import RELEASE, RecordError
from steppingup.record.format import COURSE, MAX_SHEETS_BYTES, VERSION
from steppingup.record.read import check_version, parse_bytes, plain_bytes
from steppingup.record.sheets import Sheets, sheets_from, united
from steppingup.record.store import LOCK_SECONDS, replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMAT = "stepping-up-map"
MAX_MAP_BYTES = MAX_SHEETS_BYTES
MAX_MAP_DEPTH = 6


@dataclass(frozen=True, slots=True)
class MapFile:
    """A map as it stands in a file.

    Args:
        sheets: its entries.
        release: the release of the course that wrote it.
    """

    sheets: Sheets = field(default_factory=Sheets)
    release: str = ""


def read_map_bytes(data: bytes) -> MapFile:
    """Read a map from the bytes of a file.

    Args:
        data: anything at all.

    Raises:
        RecordError: of kind large, damaged, deep, foreign, newer or entry; one sentence for a person.
    """
    whole = parse_bytes(data, MAX_MAP_BYTES, MAX_MAP_DEPTH, "a map")
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or whole.get("course") != COURSE:
        raise RecordError("foreign", "This file is no map of this course; nothing was changed.")
    check_version(whole.get("v"))
    release = whole.get("release", "")
    if not isinstance(release, str) or len(release) > 32 or not RELEASE.fullmatch(release):
        raise RecordError("entry", "This file has a wrong 'release'; nothing was changed.")
    return MapFile(sheets_from(whole.get("entries")), release)


def read_map_file(path: Path) -> MapFile:
    """Read a map from a file, without following a link and without waiting for a pipe.

    Raises:
        FileNotFoundError: there is no such file.
        RecordError: as :func:`read_map_bytes`, of kind link if it is no plain file, of kind file if it cannot be
            opened; the sentence names the file.
    """
    try:
        return read_map_bytes(plain_bytes(path, MAX_MAP_BYTES))
    except RecordError as error:
        if error.kind in {"file", "link"}:  # names the file already
            raise
        raise RecordError(error.kind, f"{path}: {error}") from error


def read_maps(paths: Iterable[Path]) -> Sheets:
    """Read several maps and unite them, one file in memory at a time.

    Raises:
        FileNotFoundError: as :func:`read_map_file`.
        RecordError: as :func:`read_map_file`; the first file that cannot be read is named.
    """
    return united(read_map_file(path).sheets for path in paths)


def map_text(sheets: Sheets, release: str) -> str:
    """Write a map as the text of its file: one entry per line, so that two maps can be compared by eye."""
    head = {"format": FORMAT, "v": VERSION, "course": COURSE, "release": release[:32]}
    lines = ",\n".join(json.dumps(entry_json(entry), ensure_ascii=False) for entry in sheets.entries())
    return f'{json.dumps(head)[:-1]}, "entries": [\n{lines}\n]}}\n'


def write_map_file(path: Path, sheets: Sheets, release: str, lock_seconds: float = LOCK_SECONDS) -> Sheets:
    """Unite a map with what its file holds; when this returns, it is on the disk.

    Args:
        path: the file; its folder is made if it is missing.
        sheets: what is to be in it.
        release: the release of the course that writes.
        lock_seconds: how long to wait for somebody else who is saving.

    Returns:
        What the file holds now.

    Raises:
        RecordError: nothing was saved, with the reason; the file is as it was.
    """
    from filelock import FileLock  # noqa: PLC0415 - reading needs no lock, and the import takes 50 ms

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock", timeout=lock_seconds):
            whole = sheets.merge(_known(path))
            data = map_text(whole, release).encode()
            if len(data) > MAX_MAP_BYTES:
                sentence = f"The map is not saved: it would be larger than {MAX_MAP_BYTES // 1024**2} MB. Split it."
                raise RecordError("full", sentence)
            replace_file(path, data)
    except TimeoutError as error:
        raise RecordError("busy", "The map is not saved yet: somebody else is saving it. Try again.") from error
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise RecordError("file", f"The map is not saved: {path} cannot be written ({detail}).", detail) from error
    return whole


def _known(path: Path) -> Sheets:
    try:
        return read_map_file(path).sheets
    except FileNotFoundError:
        return Sheets()
