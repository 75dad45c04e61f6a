"""Files for other systems in one folder, as the desk makes them: each under a name that tells what it is."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from steppingup.common.errors import ExportError
from steppingup.export.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

FOLDER = "exports"
KEYS = "WITH-KEYS"  # stands in the name, so that nobody sends such a file by mistake


def exported_files(home: Path) -> list[Path]:
    """List what was made, the youngest first."""
    found = [path for path in (home / FOLDER).glob("*") if path.is_file() and not path.name.startswith(".")]
    return sorted(found, key=lambda path: (-path.stat().st_mtime, path.name))


def tidy(home: Path) -> None:
    """Take the folder away if nothing came of it."""
    with suppress(OSError):
        (home / FOLDER).rmdir()


def place_for(home: Path, name: str, folders: Sequence[str], day: date, *, keys: bool) -> Path:
    """Return a place that is free, and make the folder.

    Args:
        home: the folder of the desk.
        name: of the format.
        folders: chapters and cases; none for the whole course.
        day: when.
        keys: whether graded items go in with their keys.

    Raises:
        ExportError: the folder cannot be made.
    """
    part = folders[0].rpartition("/")[2] if len(folders) == 1 else "part" if folders else "whole"
    stem = "-".join(["stepping-up", name, part, *([KEYS] if keys else []), day.isoformat()])
    try:
        (home / FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise ExportError(f"The folder {home / FOLDER} cannot be made ({reason}). Nothing was changed.") from fault
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(
        place for place in (home / FOLDER / f"{one}{FORMATS[name].ending}" for one in names)
        if not place.exists() and not place.with_name(f"{place.stem}-report.txt").exists()
    )  # fmt: skip
