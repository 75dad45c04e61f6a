"""Files of a session: written whole or not at all, and for the trainer's eyes only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from steppingup.common.errors import SessionError

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = 0o600
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """Write a file beside its place and move it there, so that a power cut leaves the old file or the new one.

    Raises:
        SessionError: it cannot be written; often it is open in another program.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, _FLAGS, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise SessionError(
            f"{path.name} cannot be written ({reason}). Close it in other programs, then try again."
        ) from error
