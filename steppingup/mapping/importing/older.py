"""What columns, choices and sheets were called in earlier releases and drafts, and what offices call them.

The words are data, `older.json`, which the page reads, too. A heading that a release changes is added there in the same
commit, so that files of the release before can be read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_ALL: dict[str, Any] = json.loads((Path(__file__).parent / "older.json").read_text("utf-8"))

COLUMNS: dict[str, dict[str, str]] = _ALL["columns"]  # by sheet: old heading -> column
CHOICES: dict[tuple[str, str], dict[str, str]] = {
    (where.partition("/")[0], where.partition("/")[2]): words for where, words in _ALL["choices"].items()
}
NAMES: dict[str, tuple[str, ...]] = {sheet: tuple(names) for sheet, names in _ALL["names"].items()}
