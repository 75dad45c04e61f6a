"""What the trainer said of single files: whose they are. Remembered by the bytes of the file, whatever its name."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from steppingup.common.errors import SessionError
from steppingup.session.files import write_whole
from steppingup.session.roster import read_roster

if TYPE_CHECKING:
    from pathlib import Path

FILE = "decided.json"
_MARK = re.compile(r"[0-9a-f]{64}")


def read_decisions(folder: Path) -> dict[str, str]:
    """Return SHA-256 of a file -> code of the learner whose it is."""
    try:
        found = json.loads((folder / FILE).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {mark: code for mark, code in found.items() if _MARK.fullmatch(mark)} if isinstance(found, dict) else {}


def decide(folder: Path, mark: str, code: str) -> None:
    """Remember whose a file is.

    Args:
        folder: the session.
        mark: the SHA-256 of the file, as the report of a collection gives it.
        code: the learner.

    Raises:
        SessionError: no such learner.
    """
    if not _MARK.fullmatch(mark) or not read_roster(folder).find(code):
        raise SessionError(f"'{code[:20]}' is not on the roster. Choose one of the people of this session.")
    whole = read_decisions(folder) | {mark: code}
    write_whole(folder / FILE, json.dumps(whole, indent=1).encode())
