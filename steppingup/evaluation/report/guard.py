"""The last look at every file of a report: no pseudonym, no linking code and no short code may be in any of them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from steppingup.common.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# A pseudonym is 32 hex digits; ids of answers are UUIDs. Nothing else in a report looks like either.
_PSEUDONYM = re.compile(rb"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_EVENT = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def hold_files(files: Mapping[str, bytes], secrets: Collection[str]) -> None:
    """Search every file, the parts of an Excel file and its properties included.

    Args:
        files: all files of the report.
        secrets: what must be in none of them, such as the pseudonyms of all people.

    Raises:
        EvaluationError: something is found; nothing may be written then. What it is, is not said.
    """
    wanted = [one.encode() for one in secrets]
    for name, data in files.items():
        for part in _parts(name, data):
            if _PSEUDONYM.search(part) or _EVENT.search(part) or any(one in part for one in wanted):
                raise EvaluationError(
                    f"'{name}' would hold a code that stands for a person, so nothing was written. This is a fault of "
                    "the program: please report it, without the data."
                )


def _parts(name: str, data: bytes) -> list[bytes]:
    if not name.endswith(".xlsx"):
        return [data]
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return [book.read(part) for part in book.namelist()]
