"""Read a record from any bytes whatever: the result is a record, or one clear sentence."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING, Any, NoReturn

from steppingup.record.fields import RecordError
from steppingup.record.format import (
    COURSE,
    FORMAT,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_SHEETS_BYTES,
    VERSION,
    Attempt,
    Record,
    attempt_from,
    counts_from,
)
from steppingup.record.merge import record_of
from steppingup.record.sheets import sheets_from

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "a record of answers"

SHALLOW = 16  # levels of brackets that are counted fast: records and maps have fewer

_OTHER = bytes(set(range(256)) - set(b'[]{}"'))
_ALIKE, _OPEN = bytes.maketrans(b"[]{}", b"()()"), ord("(")


def read_bytes(data: bytes) -> Record:
    """Read a record or backup from the bytes of a file.

    Args:
        data: anything at all.

    Returns:
        The record, in order, with every count at least the number of attempts that are present.

    Raises:
        RecordError: of kind large, damaged, deep, foreign, newer, attempt or entry.
    """
    # only worksheets may make a record large: without any, what is larger is no record
    most = MAX_BYTES + MAX_SHEETS_BYTES if b'"sheets"' in data else MAX_BYTES
    return _record_from(parse_bytes(data, most))


def parse_bytes(data: bytes, most: int, deepest: int = MAX_DEPTH, what: str = RECORD) -> Any:
    """Parse JSON from any bytes whatever, within bounds of size and depth; NaN and infinity are refused.

    Args:
        data: anything at all.
        most: how many bytes are read at most.
        deepest: how deeply brackets may nest.
        what: what the file should be, for the message.

    Raises:
        RecordError: of kind large, damaged or deep.
    """
    if len(data) > most:
        raise RecordError("large", f"This file is too large to be {what}; nothing was changed.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _damaged(what)
    if depth_of(text) > deepest:
        raise RecordError("deep", f"This file is nested too deeply to be {what}; nothing was changed.")
    return _parse(text, what)


def read_file(path: Path) -> Record:
    """Read a record from a file, without following a link and without waiting for a pipe.

    Raises:
        FileNotFoundError: if there is no such file.
        RecordError: as `read_bytes`, of kind link if it is no plain file, of kind file if it cannot be opened.
    """
    return read_bytes(plain_bytes(path, MAX_BYTES + MAX_SHEETS_BYTES))


def plain_bytes(path: Path, most: int) -> bytes:
    """Read a plain file up to one byte more than ``most``, without following a link and without waiting for a pipe.

    Raises:
        FileNotFoundError: if there is no such file.
        RecordError: of kind link if it is no plain file, of kind file if it cannot be opened.
    """
    try:
        return _plain_bytes(path, most)
    except FileNotFoundError:
        raise
    except OSError as error:
        detail = error.strerror or type(error).__name__
        sentence = f"The record {path} cannot be read ({detail}); check who may open it."
        raise RecordError("file", sentence, detail) from error


def depth_of(text: str) -> int:
    """Count how deeply brackets nest in a JSON text, without parsing it and without recursion."""
    data = text.encode("utf-8", "surrogatepass")
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")  # what is left of quotes begins or ends a string
    # an unfinished string runs to the end: every second piece is inside of one
    outside = b"".join(data.translate(None, _OTHER).split(b'"')[::2]).translate(_ALIKE)
    return _shallow(outside) or _deepest(outside)


def _shallow(brackets: bytes) -> int:
    """Count how often the innermost pairs can be taken away until nothing is left; 0 for what is too deep or odd."""
    for rounds in range(1, SHALLOW + 1 if brackets else 0):
        brackets = brackets.replace(b"()", b"")
        if not brackets:
            return rounds
    return 0


def _deepest(brackets: bytes) -> int:
    depth = deepest = 0
    for bracket in brackets:
        depth += 1 if bracket == _OPEN else -1
        deepest = max(deepest, depth)
    return deepest


def _plain_bytes(path: Path, most: int) -> bytes:
    if path.is_symlink():
        raise RecordError("link", f"The record {path} is a link to another file; put the file itself there.")
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise RecordError("link", f"The record {path} is not a file; move it away and try again.")
        return file.read(most + 1)


def _parse(text: str, what: str) -> Any:
    try:
        return json.loads(text, parse_int=_integer, parse_constant=_no_number)
    except ValueError:
        _damaged(what)


def _integer(digits: str) -> float:
    # thousands of digits would be refused by int() as a slow conversion; as a float they are just out of range
    return int(digits) if len(digits) <= 20 else float(digits)


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and infinity are no JSON


def _damaged(what: str) -> NoReturn:
    raise RecordError("damaged", f"This file is damaged or is not {what}; nothing was changed.") from None


def _record_from(whole: object) -> Record:
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or whole.get("course") != COURSE:
        raise RecordError("foreign", "This file does not come from this course; nothing was changed.")
    check_version(whole.get("v"))
    attempts, counts = attempts_from(whole.get("attempts")), counts_from(whole.get("counts", {}))
    return record_of(attempts, counts, sheets_from(whole.get("sheets", [])))


def check_version(version: object) -> None:
    """Refuse a file of another format or of a later version of it.

    Raises:
        RecordError: of kind foreign or newer.
    """
    if isinstance(version, bool) or not isinstance(version, int | float) or version < VERSION:
        raise RecordError("foreign", "This file does not come from this course; nothing was changed.")
    if version > VERSION:
        sentence = "This file was saved by a newer release of the course; open it there. Nothing was changed."
        raise RecordError("newer", sentence)


def attempts_from(listed: object, *, texts: bool = False) -> list[Attempt]:
    """Check a list of attempts that came from outside; ``texts`` as for :func:`attempt_from`.

    Raises:
        RecordError: of kind attempt, naming the first that is wrong.
    """
    if not isinstance(listed, list):
        raise RecordError("attempt", "This file holds no list of attempts; nothing was changed.")
    return [attempt_from(value, f"Attempt {number}", texts=texts) for number, value in enumerate(listed, 1)]
