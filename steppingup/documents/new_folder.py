"""A folder of files that is there whole or not at all, and never in the place of another."""

from __future__ import annotations

import secrets
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from steppingup.common.errors import SteppingUpError


def check_new_folder(out: Path, error: type[SteppingUpError], what: str = "report") -> None:
    """Refuse a folder with anything in it, such as a Word file that somebody has worked on since.

    It also refuses one that can never be made, before a minute of work goes into its files.

    Args:
        out: where the files shall stand.
        error: what is raised if it is no empty folder.
        what: what the files are, for people.
    """
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise error(f"{out} is no folder. Name a new folder with --out.")
    if out.is_dir() and any(out.iterdir()):
        raise error(f"{out} is not empty, and nothing in it is written over. Name a new folder with --out.")
    above = next(place for place in out.absolute().parents if place.exists())
    if not above.is_dir():
        raise error(f"The {what} cannot be written to {out}: {above} is no folder. Name a new folder with --out.")


def put_folder(out: Path, files: Mapping[str, bytes], error: type[SteppingUpError], what: str = "report") -> None:
    """Write everything beside the folder, then move it there in one step.

    Args:
        out: a new or an empty folder.
        files: what to write, by the name below the folder.
        error: what is raised if it cannot be written.
        what: what the files are, for people.
    """
    place = out.resolve()
    beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}.new")
    try:
        for name, data in files.items():
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if place.exists():
            place.rmdir()  # an empty one; Windows moves nothing onto a folder
        beside.rename(place)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise error(f"The {what} cannot be written to {out} ({reason}). Nothing was changed.") from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)
