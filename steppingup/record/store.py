"""One record in one file: lock, read, merge, write beside it, flush, rename.

A process that is killed at any moment leaves either the old file or the new one. A file that cannot be read is
somebody's answers or somebody else's file, so it is never overwritten.
"""

from __future__ import annotations

import os
import secrets
import string
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from steppingup.record.fields import RecordError
from steppingup.record.format import MAX_BYTES, MAX_SHEETS_BYTES, Record, record_text
from steppingup.record.merge import compact, merge
from steppingup.record.read import read_file
from steppingup.record.sheets import Sheets

if TYPE_CHECKING:
    from filelock import BaseFileLock

ENVIRONMENT = "STEPPINGUP_RECORD"
COMPACT_ABOVE = MAX_BYTES // 4
LOCK_SECONDS = 10.0
_LETTERS = string.ascii_lowercase + string.digits


def default_path() -> Path:
    """Tell where a person's record lives: `STEPPINGUP_RECORD`, else their data folder on this system."""
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named).expanduser()
    import platformdirs  # noqa: PLC0415 - only a kernel without the variable needs it

    return Path(platformdirs.user_data_path("stepping-up", appauthor=False)) / "record.json"


def new_replica() -> str:
    """Invent the name of a kernel session: random, so that two kernels never claim one place in the record."""
    return "".join(secrets.choice(_LETTERS) for _ in range(12))


@dataclass(frozen=True, slots=True)
class RecordStore:
    """A record file.

    Args:
        path: the file; its folder is made when something is first saved.
        lock_seconds: how long to wait for another kernel that is saving.
    """

    path: Path
    lock_seconds: float = LOCK_SECONDS

    def load(self) -> Record:
        """Read the record; a file that does not exist yet is an empty record.

        Raises:
            RecordError: if the file is not a readable record.
        """
        try:
            return read_file(self.path)
        except FileNotFoundError:
            return Record()
        except RecordError as error:
            if error.kind in {"file", "link"}:  # names the file already
                raise
            raise RecordError(error.kind, f"{self.path}: {error}") from error

    def save(self, record: Record) -> Record:
        """Unite a record with the file; when this returns, it is on the disk.

        Returns:
            What the file holds now: the answers of every kernel that saved.

        Raises:
            RecordError: if nothing was saved, with the reason; the file is as it was.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock():
                united = merge(self.load(), record)
                united, data = _fitting(united)
                replace_file(self.path, data)
        except TimeoutError as error:
            sentence = "Your answers are not saved yet: another notebook is saving. Answer again in a moment."
            raise RecordError("busy", sentence) from error
        except OSError as error:
            detail = error.strerror or type(error).__name__
            sentence = f"Your answers are not saved: {self.path} cannot be written ({detail})."
            raise RecordError("file", sentence, detail) from error
        return united

    def _lock(self) -> BaseFileLock:
        from filelock import FileLock  # noqa: PLC0415 - reading needs no lock, and the import takes 50 ms

        return FileLock(f"{self.path}.lock", timeout=self.lock_seconds)


def _fitting(record: Record) -> tuple[Record, bytes]:
    answers = _size(replace(record, sheets=Sheets()))
    if answers > COMPACT_ABOVE:
        record = compact(record)
        answers = _size(replace(record, sheets=Sheets()))
    data = record_text(record).encode()
    if answers > MAX_BYTES or len(data) - answers > MAX_SHEETS_BYTES:
        raise RecordError("full", "Your answers are not saved: the record is full. Move the file away to begin anew.")
    return record, data


def _size(record: Record) -> int:
    return len(record_text(record).encode())


def replace_file(path: Path, data: bytes) -> None:
    """Put data into a file so that a process killed at any moment leaves the old file or the new one.

    Raises:
        OSError: the file is as it was.
    """
    beside = path.with_name(f"{path.name}.new")  # one name for all: under the lock only a killed writer's rest is there
    beside.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder, and its rename is kept in the journal
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
