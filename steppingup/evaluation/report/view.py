"""One audience's view of the findings: its words, its threshold, and the names of things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from steppingup.evaluation.report.grid import Field, Grid, Kind, level, number, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.common.language import Words
    from steppingup.evaluation.findings.all import Findings
    from steppingup.evaluation.findings.kept import Level
    from steppingup.evaluation.findings.need_list import Line
    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.grid import Cell, Shown
    from steppingup.statistics.gates import Measure

Audience = Literal["local", "shared"]
DETAILS = ("nationality", "gender")


@dataclass(frozen=True)
class View:
    """What every part of the report takes.

    Args:
        found: the findings.
        words: of the language of the report.
        audience: ``local`` for the evaluator's own house, ``shared`` for everybody else.
    """

    found: Findings
    words: Words
    audience: Audience

    @property
    def least(self) -> int:
        """The threshold."""
        return self.found.study.rule.least

    def say(self, key: str, **values: object) -> str:
        """Return words of the report."""
        return self.words.get(f"evaluation.{key}", **values)

    def role(self, role: str) -> str:
        """Name a role."""
        return self.found.study.course.roles.get(role, role) or self.say("everybody")

    def phase(self, phase: str) -> str:
        """Name a phase."""
        return self.say(f"phase.{phase.lower() or 'none'}")

    def detail(self, differs: str) -> str:
        """Name what twins differ in."""
        return self.say(f"differs.{differs if differs in DETAILS else 'detail'}")

    def area(self, area: str) -> str:
        """Name an area."""
        return self.found.study.course.areas.get(area, area)

    def competency(self, id_: str) -> str:
        """Say what somebody with a competency does."""
        known = self.found.study.course.abilities.get(id_)
        return known.statement if known else id_ or self.say("no-competency")

    def about(self, line: Line) -> str:
        """Name what a line of the list is about."""
        if line.alone:
            return self.say("line.alone", area=self.area(line.area), statement=self.competency(line.competencies[0]))
        return self.say("line.area", area=self.area(line.area), n=len(line.competencies))

    def measure(self, measure: Measure, kind: Kind, bound: str = "") -> Shown:
        """Round a measure, and keep its n back where it is too small."""
        return shown(measure, kind, self.least, bound)

    def level(self, found: Level) -> Shown:
        """Round a mean share of points."""
        return level(found, self.least)

    def grid(self, id_: str, specs: str, rows: Iterable[Sequence[Cell]], note: str = "") -> Grid:
        """Make a table, its titles from the catalogue.

        Args:
            id_: of the table.
            specs: its columns, a blank between two: ``name``, ``name:kind``, and ``name:kind!`` for measures.
            rows: its cells.
            note: a sentence below it.
        """
        fields = tuple(self._field(spec) for spec in specs.split())
        return Grid(id_, self.say(f"table.{id_}"), fields, tuple(tuple(row) for row in rows), note)

    def _field(self, spec: str) -> Field:
        name, _, kind = spec.removesuffix("!").partition(":")
        known = next(one for one in get_args(Kind) if one == (kind or "text"))
        return Field(name, self.say(f"col.{name}"), known, spec.endswith("!"))

    def percent(self, value: float) -> str:
        """Write a share in percent."""
        return number(value, "share")


class Listed(NamedTuple):
    """A line of a list: what it is about, what is said of it, and what to do about it; the last may be empty."""

    head: str
    said: str
    then: str = ""

    @property
    def text(self) -> str:
        """All of it in a row."""
        return " ".join(one for one in self if one)


@dataclass(frozen=True)
class Part:
    """A section of the page.

    Args:
        id: its address on the page.
        title: its heading.
        said: what it says, one sentence each.
        grids: its tables.
        figures: its figures.
        numbers: names of its numbers, which are explained below it.
        listed: a list in order that stands before tables and figures.
    """

    id: str
    title: str
    said: tuple[str, ...]
    grids: tuple[Grid, ...] = ()
    figures: tuple[Figure, ...] = ()
    numbers: tuple[str, ...] = ()
    listed: tuple[Listed, ...] = ()
