"""The sheets of a map: what several people wrote into tables about their town, united without losing anything.

A sheet is a table; each of its cells holds the entries that survive (see `entries`). Uniting is set union without what
is superseded, so order, grouping and repetition do not matter. More than one surviving value in a cell is a conflict:
both are shown, and choosing writes a new entry that has seen both. A row that one person took away while another
changed it stays, and says so.

Files of maps are read and written by `map_file`; in the record of a person, sheets stand beside the attempts.
"""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from steppingup.record.entries import (
    GONE,
    PLACE,
    Entry,
    Seen,
    Value,
    entry_from,
    entry_json,
    knew,
    seen_of,
    supersedes,
)
from steppingup.record.fields import RecordError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

Cell = tuple[str, str, str]

# more differing values in one cell of one file are no town's colleagues, and comparing them takes time
MAX_RIVALS = 300
# a hostile file could bring a number near the limit and so stop every later entry; such numbers are not counted on
UNTRUSTED_NUMBER = 10**9
_LETTERS = string.ascii_lowercase + string.digits


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet as it stands.

    Args:
        id: its id.
        cells: the surviving entries by column, the one that is shown last.
        gone: it was taken away, and nobody who did not know that has changed it.
        torn: it was taken away, and somebody who did not know that has changed it or taken it back: people decide.
        place: where it was put, or None where it stands as the sheet has it.
        marks: the surviving entries about taking it away.
    """

    id: str
    cells: Mapping[str, tuple[Entry, ...]]
    gone: bool = False
    torn: bool = False
    place: float | None = None
    marks: tuple[Entry, ...] = ()

    def entry(self, field: str) -> Entry | None:
        """Return the entry that a cell shows, or None for a cell that was never filled."""
        found = self.cells.get(field)
        return found[-1] if found else None

    def value(self, field: str) -> Value:
        """Return the value that a cell shows; None for an empty one."""
        entry = self.entry(field)
        return entry.v if entry else None

    def rivals(self, field: str) -> tuple[Entry, ...]:
        """Return the entries of a cell whose values differ, one for each value; empty where people agree."""
        by_value = {entry.v: entry for entry in self.cells.get(field, ())}
        return tuple(by_value.values()) if len(by_value) > 1 else ()

    @property
    def empty(self) -> bool:
        """Tell whether no cell shows anything."""
        return all(self.value(field) is None for field in self.cells)


class Sheets:
    """A set of entries without superseded ones; never changed, only united and written to, which gives a new one.

    Args:
        entries: any entries, in any order, repeated or not.
    """

    __slots__ = ("_cells",)

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        cells: dict[Cell, tuple[Entry, ...]] = {}
        for entry in entries:
            _put(cells, (entry.s, entry.r, entry.f), (entry,))
        self._cells = {cell: _survivors(found) for cell, found in cells.items()}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sheets) and self._cells == other._cells

    def __hash__(self) -> int:
        return hash(frozenset(self._cells.items()))

    def __bool__(self) -> bool:
        return bool(self._cells)

    def __len__(self) -> int:
        return sum(map(len, self._cells.values()))

    def __repr__(self) -> str:
        return f"Sheets({len(self)} entries)"

    def entries(self) -> Iterator[Entry]:
        """Yield the entries by sheet, row and field, those of one cell in their order: the same for equal sheets."""
        for cell in sorted(self._cells):
            yield from self._cells[cell]

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries in any order: putting hundreds of thousands in order takes a second."""
        return chain.from_iterable(self._cells.values())

    @property
    def ids(self) -> list[str]:
        """The sheets that have entries, sorted."""
        return sorted({sheet for sheet, _, _ in self._cells})

    def merge(self, *others: Sheets) -> Sheets:
        """Unite with others: nothing that survives anywhere is lost, unless its successor is there, too."""
        return united((self, *others))

    def only(self, sheet: str) -> Sheets:
        """Return one sheet alone."""
        return _of({cell: found for cell, found in self._cells.items() if cell[0] == sheet})

    def cell(self, sheet: str, row: str, field: str) -> tuple[Entry, ...]:
        """Return the surviving entries of a cell."""
        return self._cells.get((sheet, row, field), ())

    def rows(self, sheet: str, preset: Sequence[str] = (), *, gone: bool = False) -> list[Row]:
        """List the rows of a sheet in their order.

        Args:
            sheet: its id.
            preset: rows that the sheet has from the start, in its order; they are listed even when nobody filled them.
            gone: also those that were taken away.
        """
        cells: dict[str, list[Cell]] = {}
        for cell in self._cells:
            if cell[0] == sheet:
                cells.setdefault(cell[1], []).append(cell)
        found = {row: self._row(row, sorted(own)) for row, own in cells.items()}
        rows = [found.pop(id_) if id_ in found else Row(id_, {}) for id_ in preset] + list(found.values())
        places = {id_: number for number, id_ in enumerate(preset, 1)}
        rows.sort(key=lambda row: (_place(row, places), row.id))
        return [row for row in rows if gone or not row.gone or row.id in places]

    def write(self, sheet: str, row: str, values: Mapping[str, Value], *, by: str, day: str) -> Sheets:
        """Write into cells of a row, or about the row (``_gone``, ``_at``), as one who has seen what stands there.

        Args:
            sheet: the id of the sheet.
            row: the id of the row; a row begins with its first entry.
            values: by field; what a cell already shows, alone, is not written again.
            by: the name of the session, as `new_replica` makes one.
            day: today, as an ISO date.

        Raises:
            RecordError: of kind "entry": a value that no cell can hold.
        """
        number, cells = self.next_number(), dict(self._cells)
        for field, value in values.items():
            cell = (sheet, row, field)
            known = cells.get(cell, ())
            seen = self._seen_of_row(sheet, row) if field == GONE else known
            if _says(known, value, seen):
                continue
            raw = {"s": sheet, "r": row, "f": field, "v": value, "by": by, "n": number, "day": day}
            entry = entry_from({**raw, "seen": dict(_history(seen, by, number))}, 1)
            cells[cell] = _survivors((*known, entry))
            number += 1
        return _of(cells)

    def next_number(self) -> int:
        """Give the number of the next entry: one more than any that can be trusted (Lamport, 1978, rule IR2)."""
        numbers = (entry.n for found in self._cells.values() for entry in found)
        return 1 + max((n for n in numbers if n < UNTRUSTED_NUMBER), default=0)

    def conflicts(self) -> list[tuple[str, Row, str]]:
        """List (sheet, row, field) of the cells that hold several values, and (sheet, row, ``_gone``) of torn rows."""
        found: list[tuple[str, Row, str]] = []
        for sheet in sorted({cell[0] for cell, entries in self._cells.items() if len(entries) > 1 or cell[2] == GONE}):
            for row in self.rows(sheet):
                found += [(sheet, row, field) for field in row.cells if row.rivals(field)]
                found += [(sheet, row, GONE)] * row.torn
        return found

    def _row(self, id_: str, own: list[Cell]) -> Row:
        cells = {cell[2]: self._cells[cell] for cell in own}
        marks, places = cells.pop(GONE, ()), cells.pop(PLACE, ())
        place = places[-1].v if places else None
        number = None if isinstance(place, str | bool) else place
        gone, torn = _standing(marks, [entry for found in cells.values() for entry in found])
        return Row(id_, cells, gone, torn, number, marks)

    def _seen_of_row(self, sheet: str, row: str) -> list[Entry]:
        cells = (cell for cell in self._cells if cell[:2] == (sheet, row))
        return [entry for cell in cells for entry in self._cells[cell] if cell[2] != PLACE]


def united(several: Iterable[Sheets]) -> Sheets:
    """Unite any number of sheets, one after the other: a hundred at once cost little more than two."""
    cells: dict[Cell, tuple[Entry, ...]] = {}
    shared: dict[Cell, dict[Entry, None]] = {}
    for sheets in several:
        for cell, found in sheets._cells.items():
            known = cells.setdefault(cell, found)
            if known is not found and known != found:
                shared.setdefault(cell, dict.fromkeys(known)).update(dict.fromkeys(found))
    return _of(cells | {cell: _survivors(tuple(found)) for cell, found in shared.items()})


def sheets_from(listed: object) -> Sheets:
    """Check a list of entries that came from outside.

    Raises:
        RecordError: of kind "entry", naming the first that is wrong.
    """
    if not isinstance(listed, list):
        raise RecordError("entry", "This file holds no list of entries; nothing was changed.")
    sheets = Sheets(entry_from(value, number) for number, value in enumerate(listed, 1))
    if any(len(found) > MAX_RIVALS for found in sheets._cells.values()):
        raise RecordError("entry", f"A cell in this file has more than {MAX_RIVALS} values; nothing was changed.")
    return sheets


def sheets_json(sheets: Sheets) -> list[dict[str, Any]]:
    """Give sheets as plain JSON values."""
    return [entry_json(entry) for entry in sheets.entries()]


def new_row(taken: Container[str] = ()) -> str:
    """Invent the id of a row: random, so that two people never add the same one."""
    while (made := "r-" + "".join(secrets.choice(_LETTERS) for _ in range(10))) in taken:
        pass
    return made


def _of(cells: dict[Cell, tuple[Entry, ...]]) -> Sheets:
    made = Sheets()
    made._cells = cells
    return made


def _put(cells: dict[Cell, tuple[Entry, ...]], cell: Cell, found: tuple[Entry, ...]) -> None:
    known = cells.get(cell)
    cells[cell] = known + found if known else found


def _survivors(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Drop what another entry of the same cell supersedes, and put the rest in order."""
    if len(entries) == 1:
        return entries
    known = dict.fromkeys(entries)
    later = [entry for entry in known if entry.seen]  # only these can supersede anything
    kept = [old for old in known if not any(supersedes(new, old) for new in later)] if later else list(known)
    if len({entry.order for entry in kept}) < len(kept):
        kept.sort(key=lambda entry: entry.tie)
    return tuple(sorted(kept, key=lambda entry: entry.order))


def _says(known: Sequence[Entry], value: Value, seen: Iterable[Entry]) -> bool:
    """Tell whether a cell says a value already, by somebody who had seen all that is to be seen."""
    if len(known) != 1 or known[0].v != value:
        return False
    return all(entry is known[0] or knew(known[0], entry.by, entry.n) for entry in seen)


def _history(known: Iterable[Entry], by: str, number: int) -> Seen:
    """Say what somebody has seen who sees these entries: them, and all that their writers had seen."""
    found: dict[str, int] = {}
    for entry in known:
        for name, most in (*entry.seen, (entry.by, entry.n)):
            found[name] = max(found.get(name, 0), most)
    if found.get(by, 0) >= number:  # a forged entry in the name of this session
        found[by] = number - 1
    return seen_of({name: most for name, most in found.items() if most > 0})


def _standing(marks: tuple[Entry, ...], cells: Iterable[Entry]) -> tuple[bool, bool]:
    taken = [mark for mark in marks if mark.v is True]
    if not taken:
        return False, False
    known = all(any(knew(mark, entry.by, entry.n) for mark in taken) for entry in cells)
    return (True, False) if known and len(taken) == len(marks) else (False, True)


def _place(row: Row, places: Mapping[str, int]) -> float:
    if row.place is not None:
        return row.place
    return places.get(row.id, float("inf"))
