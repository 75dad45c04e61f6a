"""A file that is there whole or not at all, and never in the place of another."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from steppingup.common.errors import ExportError

if TYPE_CHECKING:
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
    """Write the file beside its place, then put it there in one step.

    Raises:
        ExportError: it cannot be written, or something has come into its place; nothing was changed.
    """
    check_new_file(out)
    beside = out.with_name(f".{secrets.token_hex(8)}.new")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.rename(out)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise ExportError(f"{out} cannot be written ({reason}). Nothing was changed.") from fault
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
