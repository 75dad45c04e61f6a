"""Files that are there whole or not at all, and never in the place of another."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from steppingup.common.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def check_new_file(out: Path) -> None:
    """Refuse a place that is taken, or whose folder is not there, before any work is done.

    Raises:
        ExportError: with what to do.
    """
    if out.is_symlink() or out.exists():
        raise ExportError(f"{out} is already there, and nothing is written over. Give another name with --out.")
    if not out.parent.is_dir():
        raise ExportError(f"There is no folder {out.parent}. Make it first, or give another place with --out.")


def put_file(out: Path, data: bytes) -> None:
    """Write one file (see :func:`put_files`)."""
    put_files({out: data})


def put_files(files: Mapping[Path, bytes]) -> None:
    """Write files beside their places, then put each there in one step; all of them or none.

    Raises:
        ExportError: one cannot be written, or something has come into its place; nothing was changed.
    """
    for out in files:
        check_new_file(out)
    waiting = {out: out.with_name(f".{secrets.token_hex(8)}.new") for out in files}
    placed: list[Path] = []
    out = next(iter(files))
    try:
        for out, data in files.items():
            _write(waiting[out], data)
        for out, beside in waiting.items():
            beside.rename(out)
            placed.append(out)
    except OSError as fault:
        for done in placed:
            done.unlink(missing_ok=True)
        reason = fault.strerror or type(fault).__name__
        raise ExportError(f"{out} cannot be written ({reason}). Nothing was changed.") from fault
    finally:
        for beside in waiting.values():
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
