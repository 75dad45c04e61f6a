"""A file that a tool makes: written, or compared with what is there. Every such tool ends here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def write_or_check(target: Path, wanted: str, arguments: Sequence[str], counted: str) -> int:
    """Write a derived file, or only tell whether it is fresh; return the exit status.

    Args:
        target: the file.
        wanted: all of its text.
        arguments: of the command line; with ``--check`` nothing is written.
        counted: what was made, for the line that is printed.
    """
    if "--check" in arguments:
        fresh = target.is_file() and target.read_text("utf-8") == wanted
        print(f"{target.name}: {'fresh' if fresh else f'not what {sys.argv[0]} gives; run it'}")
        return int(not fresh)
    target.write_text(wanted, "utf-8", newline="\n")
    print(f"{target.name}: {counted}")
    return 0
