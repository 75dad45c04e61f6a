"""What one audience may see, and in which words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from steppingup.documents.tables import Column, Table
from steppingup.mapping.coverage import is_known
from steppingup.mapping.small import is_small, kept_back, without_small
from steppingup.record.entries import value_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.documents.tables import Value
    from steppingup.mapping.findings import Findings

MOST_ROWS = 40  # ids of rows that one cell lists
# columns that hold a number, a day or an id; texts of all others go on in a new line
SHORT = frozenset({
    "as_of", "asked", "both", "certainty", "checked", "contacted", "day", "gap", "inform", "known", "level", "meet",
    "months", "n", "needs", "numbers-tried", "old", "open", "patterns", "people", "places", "questions", "rank",
    "required", "row", "services", "tried", "unsure", "untraced", "version",
})  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A table of the report, and the names of its columns, by which documents choose some of them."""

    id: str
    fields: tuple[str, ...]
    table: Table

    def chosen(self, fields: Sequence[str], most: int | None = None) -> tuple[list[str], list[list[str]]]:
        """Return titles and rows of some columns as texts, the first ``most`` rows."""
        places = [self.fields.index(name) for name in fields]
        rows = [[shown(row[place]) for place in places] for row in self.table.rows[:most]]
        return [self.table.columns[place].title for place in places], rows


@dataclass
class View:
    """One audience's way to see the findings; ``held`` counts what is kept back from it."""

    found: Findings
    public: bool
    held: Counter[str] = field(default_factory=Counter)

    def say(self, key: str, **values: object) -> str:
        """Return words of the catalogue."""
        return self.found.course.words.get(f"mapping.{key}", **values)

    def label(self, sheet: str, column: str) -> str:
        """Return the title that a column has in the workbook of the course."""
        return self.found.course.sheets[sheet].columns[column]

    def option(self, sheet: str, column: str, value: object) -> str:
        """Return what a choice means."""
        return self.found.course.option(sheet, column, value) if is_known(value) else ""

    @property
    def limit(self) -> int:
        """The number below which numbers of people are small."""
        return self.found.course.settings.mapping.small

    @property
    def few(self) -> str:
        """What stands in the place of a small number."""
        return self.say("few", n=self.limit)

    def people(self, value: object) -> Value:
        """Show a number of people, a small one only to the working group."""
        if value is None or not is_known(value) or not isinstance(value, int | float):
            return None
        if self.public and is_small(value, self.limit):
            self.held["small"] += 1
            return self.few
        return value

    @cached_property
    def hidden_roles(self) -> frozenset[str]:
        """Roles whose number of people the public does not see in any table, lest the sum gives a small one away."""
        table = self.found.roles
        line = kept_back([int(number) for number in table["people"]], self.limit)
        hidden = zip(table["role"], line.shown, strict=True)
        return frozenset(str(role) for role, number in hidden if number is None) if self.public else frozenset()

    def people_of(self, role: object, value: object) -> Value:
        """Show a number of people of a role."""
        few = value is None or not is_known(value) or is_small(value, self.limit)
        return self.people(value) if few or role not in self.hidden_roles else self.say("kept-number")

    def text(self, value: object) -> str | None:
        """Show a text that may be published, without its small numbers."""
        if not is_known(value):
            return None
        text = value_text(value)  # type: ignore[arg-type]  # a cell holds nothing else
        return without_small(text, self.limit, self._small) if self.public else text

    def private(self, value: object, why: str) -> str | None:
        """Show a text to the working group alone; ``why`` names what is kept back."""
        if not is_known(value):
            return None
        if self.public:
            self.held[why] += 1
            return None
        return value_text(value)  # type: ignore[arg-type]  # as above

    def sheet(self, id_: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Value]]) -> Sheet:
        """Make a table; ``columns`` are names and titles."""
        made = tuple(Column(title, wrap=name not in SHORT) for name, title in columns)
        table = Table(self.say(f"table.{id_}"), made, tuple(tuple(_plain(v) for v in row) for row in rows))
        return Sheet(id_, tuple(name for name, _ in columns), table)

    def heads(self, *names: str, of: str = "") -> list[tuple[str, str]]:
        """Name columns: those of a sheet of the workbook by its labels, others by the catalogue."""
        own = self.found.course.sheets[of].columns if of else {}
        return [(name, own[name] if name in own else self.say(f"col.{name}")) for name in names]

    def _small(self) -> str:
        self.held["small"] += 1
        return self.few


def _plain(value: Value) -> Value:
    """Return an empty cell of pandas as an empty cell."""
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124 - only NaN is not itself


def shown(value: Value) -> str:
    """Write a value of a table for reading."""
    return "" if isinstance(value, bool) or value is None else value_text(value)


def ids(rows: Iterable[str]) -> str | None:
    """List ids of rows, the first forty of them."""
    listed = list(rows)
    more = f" … (+{len(listed) - MOST_ROWS})" if len(listed) > MOST_ROWS else ""
    return ", ".join(listed[:MOST_ROWS]) + more or None


def version_of(row: str, version: int, versions: int) -> str:
    """Name one version of a row."""
    return row if versions == 1 else f"{row} ({version}/{versions})"


def whole(value: object) -> int | None:
    """Return a whole number of a table; None for an empty cell."""
    return int(value) if is_known(value) else None  # type: ignore[call-overload]
