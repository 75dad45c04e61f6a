"""YAML files read safely, with the line of every value.

Only what content needs is accepted: maps, lists and scalars, one document per file. Aliases, tags and merge keys are
refused (they can blow up a small file), and plain scalars follow YAML 1.2, so that ``No`` and ``22:40`` stay texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from steppingup.common.course import relative
from steppingup.common.errors import ContentError, Problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML without libyaml reads the same, ten times slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path as FilePath

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 24

Path = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A YAML file that was read.

    Args:
        file: its name, relative to the course.
        data: plain values (dict, list, str, int, float, bool, None).
        lines: the line of every path; for a map, the line of the key.
    """

    file: str
    data: Any
    lines: dict[Path, int] = field(repr=False)

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest thing around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, message: str, id_: str = "", shown: str = "") -> Problem:
        """Make a problem that points at a path of this file."""
        return Problem(self.file, self.line(path), id_, shown, message)


def read_yaml(path: FilePath, course: FilePath) -> Document:
    """Read one YAML file.

    Raises:
        ContentError: with file and line, if the file is missing, too large, not UTF-8 or not the YAML described above.
    """
    name = relative(path, course)
    return parse_yaml(read_text(path, name), name)


def read_text(path: FilePath, name: str) -> str:
    """Read a UTF-8 text of bounded size; ``name`` is the file's name in problems.

    Raises:
        ContentError: the file is missing, too large or not UTF-8.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ContentError([Problem(name, 1, "", "", f"cannot be read ({reason}); put the file there")]) from error
    if len(raw) > MAX_BYTES:
        limit = f"larger than {MAX_BYTES // 1024} KiB; divide it into several files"
        raise ContentError([Problem(name, 1, "", "", limit)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ContentError([Problem(name, line, "", "", "not UTF-8 text; save the file as UTF-8")]) from error


def parse_yaml(text: str, name: str, first_line: int = 1) -> Document:
    """Parse YAML text that begins at ``first_line`` of the file ``name``.

    Raises:
        ContentError: as for :func:`read_yaml`; duplicate keys are all reported together.
    """
    reader = _Reader(name, first_line)
    try:
        data = reader.document(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ContentError([reader.problem(mark.line if mark else 0, _explain(error))]) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, text.find(chr(error.character)) if isinstance(error.character, int) else 0)
        what = "holds a control character that YAML does not allow; delete it"
        raise ContentError([reader.problem(line, what)]) from error
    if reader.problems:
        raise ContentError(reader.problems)
    return Document(name, data, reader.lines)


def _explain(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "unreadable"
    if "tab" in problem or "cannot start any token" in problem:
        return f"broken YAML ({problem}); indent with spaces, never tabs, and put texts with signs in quotes"
    if "mapping values are not allowed" in problem:
        return "broken YAML (a second ': ' in one line, or wrong indentation); put the text in quotes or after '>-'"
    return f"broken YAML ({problem}); check indentation, quotes and brackets here and in the line above"


class _Reader:
    """Turns the events of one document into plain values, remembering lines and problems."""

    def __init__(self, name: str, first_line: int) -> None:
        self._name = name
        self._first = first_line
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []

    def problem(self, line: int, message: str, field_: str = "") -> Problem:
        return Problem(self._name, line + self._first, "", field_, message)

    def document(self, events: Iterator[yaml.Event]) -> Any:
        data = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.lines:
                    self._stop(event, "a second document begins ('---'); keep one document in a file")
                self.lines[()] = _line(event) + self._first
                data = self._value(next(events), events, ())
        return data

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self._stop(event, f"'*{event.anchor}' repeats another part; write the text out instead")
        if getattr(event, "tag", None) is not None:
            self._stop(event, f"the tag '{event.tag}' is not allowed; delete it")  # type: ignore[attr-defined]
        if len(path) > MAX_DEPTH:
            self._stop(event, f"nested deeper than {MAX_DEPTH} levels; flatten it")
        if isinstance(event, yaml.MappingStartEvent):
            return self._map(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path)
        return _scalar(event)

    def _map(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._stop(event, "a key must be a word; check the brackets and the ':'")
            key = str(event.value)  # type: ignore[attr-defined]
            line = _line(event)
            if key == "<<":
                self._stop(event, "'<<' is not allowed; write the fields out")
            if key in found:
                self.problems.append(self.problem(line, "stands twice in the same record; delete one", key))
            self.lines.setdefault((*path, key), line + self._first)
            found[key] = self._value(next(events), events, (*path, key))
        return found

    def _list(self, events: Iterator[yaml.Event], path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            here = (*path, len(found))
            self.lines[here] = _line(event) + self._first
            found.append(self._value(event, events, here))
        return found

    def _stop(self, event: yaml.Event, message: str) -> None:
        raise ContentError([*self.problems, self.problem(_line(event), message)])


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _scalar(event: yaml.Event) -> Any:
    value: str = event.value  # type: ignore[attr-defined]
    if event.style:  # type: ignore[attr-defined]
        return value
    if value in _WORDS:
        return _WORDS[value]
    kinds: list[tuple[re.Pattern[str], Callable[[str], Any]]] = [(_INTEGER, int), (_NUMBER, float)]
    return next((make(value) for shape, make in kinds if shape.fullmatch(value) and len(value) < 19), value)
