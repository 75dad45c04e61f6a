"""Wide tables: one row per person, one column per item."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from steppingup.common.errors import EvaluationError
from steppingup.documents.letters import same
from steppingup.evaluation.tables.given import PERSON, TOTAL, Given, highest, offered_of, options_only
from steppingup.evaluation.tables.grid import is_nothing, number_of
from steppingup.evaluation.tables.key import option_of
from steppingup.statistics.scores import wide_table

if TYPE_CHECKING:
    from steppingup.evaluation.quality import Quality
    from steppingup.evaluation.tables.given import How, Key
    from steppingup.evaluation.tables.grid import Grid, Row

# Learning platforms write the highest score behind the name of an item: "Q. 1 /2.00".
_OUT_OF = re.compile(r"/\s*(\d+(?:[.,]\d+)?)\s*$")
# So many different whole numbers, one for each row, count people and not points.
_MANY = 10


def read_wide(grid: Grid, key: Key, how: How, quality: Quality) -> Given:
    """Read a wide table.

    Args:
        grid: the table.
        key: with right options, cells are chosen options; without, they are points.
        how: which columns are what.
        quality: takes what could not be used.

    Raises:
        EvaluationError: no column is an item, or a column that was named is not there.
    """
    person = grid.column(how.person) if how.person else grid.find(PERSON)
    wide = _Wide(grid, key, how, quality, person, tuple(_one_row_each(grid, person, quality)))
    made = wide.chosen() if key.right else wide.scored()
    return replace(made, groups=wide.groups())


def _one_row_each(grid: Grid, person: int | None, quality: Quality) -> list[Row]:
    """Keep the first row of each person: later ones are later attempts."""
    if person is None:
        return list(grid.rows)
    seen: set[str] = set()
    kept = []
    for row in grid.rows:
        name = row.cells[person].strip()
        if name and name in seen:
            quality.add(grid.file, "A person stands in a second row; only the first one counts.", f"row {row.number}")
            continue
        seen.add(name)
        kept.append(row)
    return kept


@dataclass(frozen=True)
class _Wide:
    """A wide table with what is known of it; ``person`` is the column that tells people apart."""

    grid: Grid
    key: Key
    how: How
    quality: Quality
    person: int | None
    people: tuple[Row, ...]

    def tell(self, what: str, where: str = "", how_many: int = 1) -> None:
        self.quality.add(self.grid.file, what, where, how_many)

    @property
    def names(self) -> list[str]:
        """Numbers instead of the people's own ids, which nobody needs to see."""
        return [str(number) for number in range(1, len(self.people) + 1)]

    def groups(self) -> pd.Series[str]:
        if not self.how.group:
            return pd.Series(dtype=str)
        place = self.grid.column(self.how.group)
        return pd.Series([row.cells[place].strip() for row in self.people], index=self.names, dtype=str)

    def scored(self) -> Given:
        """Read cells as points."""
        items = self.items()
        told = {title: limit for title in items if (limit := _out_of(title))} | dict(self.key.most)
        points = {title: self.points(place, title, told.get(title)) for title, place in items.items()}
        found = {title: [one for one in some if not np.isnan(one)] for title, some in points.items()}
        most = highest(found, told, self.grid.file, self.quality)
        table = pd.DataFrame(points, index=self.names, dtype=float)
        return Given(
            self.grid.file, "wide", keyed=False, table=wide_table(self.empty(table), most), quality=self.quality
        )

    def chosen(self) -> Given:
        """Read cells as chosen options."""
        options = {
            title: [None if is_nothing(row.cells[at]) else option_of(row.cells[at]) for row in self.people]
            for title, at in self.items().items()
        }
        most = {title: self.key.most.get(title, 1.0) for title in options}
        points = {title: _marked(some, self.key.right[title], most[title]) for title, some in options.items()}
        table = wide_table(self.empty(pd.DataFrame(points, index=self.names, dtype=float)), most)
        shown = options_only(pd.DataFrame(options, index=self.names, dtype=object), self.grid.file, self.quality)
        offered = offered_of(shown, self.key.right)
        made = Given(self.grid.file, "wide", keyed=True, table=table, chosen=shown, offered=offered)
        return replace(made, quality=self.quality)

    def items(self) -> dict[str, int]:
        """Return the titles of the items and the places of their columns."""
        how, titles = self.how, self.grid.titles
        named = [*how.ignore, *([how.group] if how.group else [])]
        aside = {self.person, *map(self.grid.column, named)}
        found = {titles[at]: at for at in range(len(titles)) if at not in aside and self.is_item(at)}
        if not found:
            raise EvaluationError(f"{self.grid.file}: {self._why_none()}")
        lost = sorted(set(self.key.right or self.key.most) - set(found))
        self.tell("The key has items that the table has not.", ", ".join(lost)[:200], len(lost))
        return found

    def _why_none(self) -> str:
        if not self.key.right:
            return (
                "no column holds points of an item. Cells must be numbers such as 0 and 1; for chosen options, give "
                "the right ones with --key."
            )
        return (
            f"no column is called as an item of the key ({', '.join(sorted(self.key.right))[:80]}). Give both the same "
            "names; a key file has the columns item and key, or one column for each item."
        )

    def is_item(self, place: int) -> bool:
        title = self.grid.titles[place]
        if title in (self.key.right or self.key.most):
            return True
        why = "The key does not know this column; it was left aside." if self.key.right else self.no_points(place)
        if why:
            self.tell(why, f"column '{title}'")
        return not why

    def no_points(self, place: int) -> str:
        """Say why a column holds no points of an item; nothing if it may."""
        if same(_OUT_OF.sub("", self.grid.titles[place])) in TOTAL:
            return "The column looks like a total; it was left aside."
        numbers = [number_of(row.cells[place]) for row in self.people if not is_nothing(row.cells[place])]
        known = [number for number in numbers if number is not None]
        if numbers and not known:
            return "The column holds no numbers; it was left aside."
        if _MANY <= len(self.people) == len(set(known)) and all(map(float.is_integer, known)):
            return "The column has another whole number in each row, as a list of people has; it was left aside."
        return ""

    def points(self, place: int, title: str, most: float | None) -> list[float]:
        return [self.point(row, place, title, most) for row in self.people]

    def point(self, row: Row, place: int, title: str, most: float | None) -> float:
        cell = row.cells[place]
        if is_nothing(cell):
            return np.nan
        number, why = number_of(cell), ""
        if number is None:
            why = "The cell holds no number; it counts nowhere."
        elif number < 0:
            why = "The score is below 0; it counts nowhere."
        elif most is not None and number > most:
            why = f"The score is above {most:g}; it counts nowhere."
        if why:
            self.tell(why, f"row {row.number}, column '{title}'")
        return np.nan if why or number is None else number

    def empty(self, points: pd.DataFrame) -> pd.DataFrame:
        """Say what became of empty cells: whether they were left out or never shown, the file does not tell."""
        count = int(points.isna().to_numpy().sum())
        if self.how.empty == "zero":
            self.tell("Empty cells count as left out, with 0 points, as you asked.", "", count)
            return points.fillna(0.0)
        what = "Cells without a score count nowhere. If people saw these items and left them out, say --empty zero."
        self.tell(what, "", count)
        return points


def _out_of(title: str) -> float:
    found = _OUT_OF.search(title)
    return (number_of(found[1]) or 0.0) if found else 0.0


def _marked(chosen: list[str | None], right: frozenset[str], most: float) -> list[float]:
    return [np.nan if one is None else most * (one in right) for one in chosen]
