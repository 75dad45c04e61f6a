"""Files that commands of an evaluation write: whole or not at all, and refused in one sentence."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from steppingup.common.errors import EvaluationError

if TYPE_CHECKING:
    from pathlib import Path


def json_text(document: Any, *, compact: bool = False) -> str:
    """Write a document as JSON; a number that is none would be a fault of ours, so it raises."""
    if compact:
        return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True) + "\n"
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def save(path: Path, content: str | bytes) -> None:
    """Write a file beside its place and then put it there, so that nobody finds half of it.

    Raises:
        EvaluationError: it cannot be written.
    """
    aside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        os.replace(aside, path)  # noqa: PTH105 - the name says that it takes the place of another file
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise EvaluationError(f"{path} cannot be written ({error.strerror}). Choose another place.") from error
