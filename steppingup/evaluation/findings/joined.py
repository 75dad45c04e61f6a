"""Where a level was measured: by the self-check, by results of sessions, or by both, joined by role and competency.

Codes of the self-check and of sessions are never joined, so somebody may be in both, and nobody can tell. What can be
joined are groups: a mean of the self-check and a mean of sessions, each with its own people, each kept back by itself.
In the level of both, everybody counts once on each side. It is made from the two means that are told, so it tells
nothing more than they do, and its range holds even if all people of the smaller side are in the larger one as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from steppingup.evaluation.findings.kept import Groups, Level, column, told
from steppingup.statistics.gates import Gates, Measure, few, without
from steppingup.statistics.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from steppingup.statistics.disclosure import Rule

FEWEST_ITEMS = 3  # different ones behind a line
_REASONS = ("single", "few", "none")  # of two reasons, the first is told


@dataclass(frozen=True)
class Side:
    """One kind of evidence.

    Args:
        rows: one row per answer and competency: learner, role, item, competency, weight, share.
        names: the roles that its numbers may be split by, and an empty name where everybody may be told.
        rule: the threshold.
        people: how many there are; None if that is kept back.
    """

    rows: pd.DataFrame
    names: tuple[str, ...]
    rule: Rule
    people: int | None = None
    _told: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def behind(self, role: str, competencies: Sequence[str]) -> pd.DataFrame:
        """Return the answers behind a number, told or not."""
        mine = self.rows["competency"].isin(list(competencies))
        return self.rows[mine & (self.rows["role"] == role)] if role else self.rows[mine]

    def kept(self, role: str, competencies: Sequence[str]) -> pd.DataFrame:
        """Return the answers behind a number that may be told; of one that may not, none."""
        rows = self.behind(role, competencies)
        return rows if role in self._may_be_told(tuple(competencies)) else rows.iloc[:0]

    def safe(self, role: str, competencies: Sequence[str]) -> bool:
        """Tell whether nobody is behind a number, or enough people are."""
        return self.behind(role, competencies).empty or role in self._may_be_told(tuple(competencies))

    def _may_be_told(self, competencies: tuple[str, ...]) -> frozenset[str]:
        if competencies not in self._told:
            rows = self.behind("", competencies)
            self._told[competencies] = column(people_by_role(rows), self.names, self.rule) & frozenset(self.names)
        return self._told[competencies]


class Sides(NamedTuple):
    """Both kinds of evidence."""

    check: Side
    session: Side

    @property
    def names(self) -> tuple[str, ...]:
        """The roles that lines are about, everybody last."""
        every = dict.fromkeys([*self.check.names, *self.session.names])
        return (*(name for name in every if name), *([""] if "" in every else []))

    def items(self, role: str, competencies: Sequence[str]) -> int:
        """Count the different items behind a line that may be told."""
        return len({item for side in self for item in side.kept(role, competencies)["item"]})


@dataclass(frozen=True)
class Joined:
    """What was measured for a line.

    Args:
        level: of both kinds together.
        check: of the self-check alone.
        session: of sessions alone.
        items: how many different items stand behind both.
        check_items: how many of them are of the self-check.
        session_items: how many are of sessions.
    """

    level: Level
    check: Level
    session: Level
    items: int
    check_items: int
    session_items: int

    @property
    def bounded(self) -> bool:
        """Whether one of the kinds is told by a bound."""
        return bool(self.check.bound or self.session.bound)

    @property
    def both(self) -> bool:
        """Whether both kinds are in it."""
        return None not in (self.check.measure.value, self.session.measure.value)


def sides_of(check: pd.DataFrame, session: pd.DataFrame, roles: tuple[Groups, Groups], rule: Rule) -> Sides:
    """Put the two kinds of evidence side by side.

    Args:
        check: answers of the self-check.
        session: answers of sessions.
        roles: the roles of both that may be named, as elsewhere in the report.
        rule: the threshold.
    """
    everybody = any(map(_whole, roles))
    made = [
        Side(rows, _names(known, everybody=everybody), rule, known.total)
        for rows, known in zip((check, session), roles, strict=True)
    ]
    return Sides(made[0], made[1])


def joined(sides: Sides, role: str, competencies: Sequence[str], gates: Gates) -> Joined:
    """Measure a line; below three different items there is no number."""
    items = sides.items(role, competencies)
    check, session = (_level(side, role, competencies, items, gates) for side in sides)
    each = [int(side.kept(role, competencies)["item"].nunique()) for side in sides]
    return Joined(_together((check, session), gates), check, session, items, *each)


def _level(side: Side, role: str, competencies: Sequence[str], items: int, gates: Gates) -> Level:
    rows = side.kept(role, competencies)
    if rows.empty:
        return Level(few(0) if side.behind(role, competencies).empty else without("few", 0))
    if items < FEWEST_ITEMS:
        return Level(without("single", int(rows["learner"].nunique())))
    return told(list(shares(rows)), side.rule, gates)


def shares(evidence: pd.DataFrame) -> pd.Series[float]:
    """Return each person's weighted share of the points."""
    weighed = evidence.assign(earned=evidence["share"] * evidence["weight"]).groupby("learner")[["earned", "weight"]]
    sums = weighed.sum()
    return sums["earned"] / sums["weight"]


def people_by_role(rows: pd.DataFrame) -> Mapping[str, int]:
    """Count people by role."""
    return {str(role): int(n) for role, n in rows.groupby("role")["learner"].nunique().items()}


def _whole(roles: Groups) -> bool:
    """Tell whether somebody stands in no role that may be named, so that lines about everybody say more."""
    named = [one for one in roles.shown if one]
    return bool(roles.total) and (not named or bool(roles.hidden) or "" in roles.shown)


def _names(roles: Groups, *, everybody: bool) -> tuple[str, ...]:
    named = tuple(one for one in roles.shown if one)
    return (*named, "") if everybody and roles.total else named


def _together(levels: Sequence[Level], gates: Gates) -> Level:
    """Join means that are told. One that is told by a bound enters as the bound."""
    some = [one for one in levels if one.measure.value is not None]
    if len(some) < len(levels):
        return some[0] if some else min(levels, key=lambda one: _REASONS.index(one.measure.reason))
    sizes = [one.measure.n for one in some]
    n = sum(sizes)
    value = sum(size * (one.measure.value or 0.0) for size, one in zip(sizes, some, strict=True)) / n
    bound = some[0].bound if some[0].bound == some[1].bound else ""
    # by Cauchy and Schwarz, the variance is at most that of a mean of so many, however many people are in both
    at_least = n**2 / sum(map(sqrt, sizes)) ** 2
    if at_least < gates.interval:
        return Level(Measure(value, n), bound)
    return Level(Measure(value, n, "", *wilson(value, at_least)), bound)
