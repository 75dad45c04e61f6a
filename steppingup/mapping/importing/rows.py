"""Which row of the map a row of a file is: by its id, by what names it, or a new one."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from steppingup.documents.letters import same
from steppingup.record.entries import value_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from steppingup.record.entries import Value
    from steppingup.record.sheets import Row, Sheets

KEYS = {
    "places": ("place", "district"), "actors": ("actor", "form"), "services": ("service",),
    "training": ("role", "competency"), "actions": ("measure",),
}  # fmt: skip
FREE = re.compile(r"r-[a-z0-9]{10}")
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass
class Rows:
    """The rows of one sheet, while a file is read.

    Args:
        name: the short name of the sheet.
        known: the map as it stands.
    """

    name: str
    known: Sheets
    taken: set[str] = field(default_factory=set)
    _seen: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Index the rows of the map by what names them; those that were taken away come last."""
        rows = sorted(self.known.rows(f"map/{self.name}", gone=True), key=lambda row: row.gone)
        self.known_ids = {row.id for row in rows}
        self._by_key: dict[str, list[str]] = {}
        for row in rows:
            if key := self._key({name: row.value(name) for name in KEYS.get(self.name, ())}):
                self._by_key.setdefault(key, []).append(row.id)

    def by_id(self, id_: str) -> str:
        """Return an id that stands in the file, if a map could have made it, and no row before has it.

        The number of a line in an office's list is no id: every office has a first line. A row that was copied in a
        spreadsheet brings its id along, and is a new one.
        """
        if id_ in self.taken or not (id_ in self.known_ids or FREE.fullmatch(id_)):
            return ""
        self.taken.add(id_)
        return id_

    def by_content(self, values: Mapping[str, Value]) -> str:
        """Return the row of the map with the same name, else an id that two people give to the same row."""
        key = self._key(values)
        for id_ in self._by_key.get(key, ()) if key else ():
            if id_ not in self.taken:
                self.taken.add(id_)
                return id_
        whole = key or "|".join(f"{name}={value_text(values[name])}" for name in sorted(values))
        while (made := self._made(whole)) in self.taken:
            continue
        self.taken.add(made)
        return made

    def _made(self, text: str) -> str:
        self._seen[text] += 1
        number = int.from_bytes(hashlib.sha256(f"map/{self.name}|{text}|{self._seen[text]}".encode()).digest()[:8])
        letters = ""
        for _ in range(10):
            number, place = divmod(number, len(_LETTERS))
            letters += _LETTERS[place]
        return f"r-{letters}"

    def _key(self, values: Mapping[str, Value]) -> str:
        parts = [same(value_text(values.get(name))) for name in KEYS.get(self.name, ())]
        return "|".join(parts) if parts and parts[0] else ""


def last_place(rows: Iterable[Row]) -> float:
    """Return where the last row of a sheet stands, 0 where none has a place."""
    return max((row.place for row in rows if row.place is not None), default=0)
