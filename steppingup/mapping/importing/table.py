"""One table of a file, row by row: which row of the map it is, what its cells say, and what has no place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from steppingup.mapping.importing.form import ROW, Field
from steppingup.mapping.importing.numbers import decimal_sign
from steppingup.mapping.importing.place import row_of
from steppingup.mapping.importing.result import Left, Remark, Warned, Where
from steppingup.mapping.importing.rows import Rows, last_place
from steppingup.mapping.importing.values import read_cell, shown, text_of
from steppingup.mapping.personal import findings
from steppingup.record.entries import MAX_TEXT, PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.documents.incoming_cells import Cell, IncomingSheet
    from steppingup.mapping.importing.place import Placed
    from steppingup.mapping.importing.writing import FileImport
    from steppingup.record.entries import Value

WIDTH = 1000  # numbers of cells in a row of a file, more than its columns
LENGTH = 10_000_000  # numbers of cells in a sheet, more than its rows times that


@dataclass
class TableReader:
    """Reads one table.

    Args:
        run: the file.
        table: the table as it came.
        placed: its sheet of the map, and its columns.
        number: which sheet of the file it is, from 0.
    """

    run: FileImport
    table: IncomingSheet
    placed: Placed
    number: int
    rows: Rows = field(init=False)

    def __post_init__(self) -> None:
        """Look up the rows that the map has."""
        form = self.placed.form
        self.rows = Rows(form.name, self.run.known.merge(self.run.base.sheets))
        self._after = last_place(self.run.known.rows(form.id))

    def read(self) -> None:
        """Read all rows."""
        for number, cells in self.placed.rows:
            self._read_row(number, cells)

    def _read_row(self, number: int, cells: Sequence[Cell]) -> None:
        row = row_of(self.placed, cells) if self.placed.form.rows else self._own_id(cells)
        values = self._values(number, row, cells)
        self._keep_extra(number, cells)
        if self.placed.form.rows and not row:
            self._keep_row(number, cells)
            return
        if not row and values:
            row = self.rows.by_content({self.placed.columns[at]: value for at, value in values.items()})
        for at, value in values.items():
            cell = (self.placed.form.id, row, self.placed.columns[at])
            self.run.write(cell, value, self._count(number, at))
        if values and not self.placed.form.rows and row not in self.rows.known_ids:
            self._after += 1
            self.run.write((self.placed.form.id, row, PLACE), self._after, self._count(number, WIDTH - 1))

    def _values(self, number: int, row: str, cells: Sequence[Cell]) -> dict[int, Value]:
        """Read the cells of a row that say something new, by their place, and tell what to look at."""
        found: dict[int, Value] = {}
        for at, column in sorted(self.placed.columns.items()):
            if column in self.placed.form.fields and at < len(cells):
                field_ = self.placed.form.field(column, row) or self.placed.form.fields[column]
                value, placed = self._value(self._where(number, at), field_, row, cells[at])
                if placed:
                    found[at] = value
        return found

    def _value(self, where: Where, field_: Field, row: str, cell: Cell) -> tuple[Value, bool]:
        """Return the value of a cell, and whether it is to be written."""
        reading = read_cell(cell, field_, self._decimal)
        self.run.result.remarks += [Remark(where, key) for key in reading.remarks]
        value = reading.value
        if isinstance(value, str):
            if len(value) > MAX_TEXT:
                self.run.result.left.append(Left(where, "too-long", value))
                return None, False
            if self._is_refused(where, field_, value):
                return None, False
        standing = self.run.base.sheets.cell(self.placed.form.id, row, field_.id)
        if value is None:
            # a cell that somebody emptied; what is no result of a formula says nothing
            return None, bool(standing) and standing[-1].v is not None and not reading.remarks
        before = standing[-1].v if standing else None
        as_before = value == before or (before is not None and text_of(cell) == shown(field_, before))
        return value, not as_before

    def _is_refused(self, where: Where, field_: Field, value: str) -> bool:
        found = findings(value, self.placed.form.id, field_.id)
        if any(one.refused for one in found):
            self.run.result.left.append(Left(where, "refused"))
            return True
        self.run.result.warned += [Warned(where, kind) for kind in dict.fromkeys(one.kind for one in found)]
        return False

    def _own_id(self, cells: Sequence[Cell]) -> str:
        """Return the id that a row of the file names, if it is one of ours and no copy."""
        at = next((at for at, column in self.placed.columns.items() if column == ROW), len(cells))
        return self.rows.by_id(text_of(cells[at])) if at < len(cells) else ""

    def _keep_extra(self, number: int, cells: Sequence[Cell]) -> None:
        """Name what stands in columns that the map does not have."""
        for at in self.placed.extra:
            if at < len(cells) and cells[at].value is not None:
                self.run.result.left.append(Left(self._where(number, at), "extra", text_of(cells[at])))

    def _keep_row(self, number: int, cells: Sequence[Cell]) -> None:
        """Name a row that is none of the questions of the course."""
        texts = [text for cell in cells if (text := text_of(cell))]
        self.run.result.left.append(Left(self._where(number), "no-question", " | ".join(texts)))

    def _where(self, number: int, at: int = -1) -> Where:
        title = (self.placed.titles.get(at) or f"{at + 1}") if at >= 0 else ""
        return self.run.where(self.table.name, number, title)

    def _count(self, number: int, at: int) -> int:
        return self.number * LENGTH + number * WIDTH + at + 1

    @cached_property
    def _decimal(self) -> str:
        """The sign before decimals in this table, by the cells that ask for a number."""
        return decimal_sign(self._numbers(), self.table.separator)

    def _numbers(self) -> Iterator[str]:
        form = self.placed.form
        for _, cells in self.placed.rows:
            row = row_of(self.placed, cells) if form.rows else ""
            for at, column in self.placed.columns.items():
                asked = form.field(column, row) if column in form.fields else None
                if asked and asked.type == "number" and at < len(cells) and isinstance(cells[at].value, str):
                    yield text_of(cells[at])
