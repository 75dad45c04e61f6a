"""The ranked list: what each role needs first, by competency, or by area where too few items stand behind one.

A competency with three different items or more has a line of its own. The others of an area are taken together, without
those that have a line, so that no two lines rest on the same answers. If even these have fewer than three items, the
line speaks about the whole area; subtracting the others from it then tells of enough people, or it is not told. An
area's required share is the mean of those of its competencies.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from steppingup.evaluation.findings.kept import Level, column, told
from steppingup.evaluation.findings.study import shares
from steppingup.statistics.gates import Measure, few, without
from steppingup.statistics.intervals import mean_interval
from steppingup.statistics.needs import Evidence, Need, Target, cell, gap, ranked
from steppingup.statistics.pooling import CellSums, pooled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from steppingup.evaluation.findings.course import Lesson
    from steppingup.evaluation.findings.study import Study

FEWEST_ITEMS = 3


class Line(NamedTuple):
    """What a line is about: one competency, or those of an area that have no line of their own."""

    role: str
    area: str
    competencies: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether it is about one competency that has enough items."""
        return len(self.competencies) == 1


@dataclass(frozen=True)
class ListedNeed:
    """A line of the list.

    Args:
        line: what it is about.
        by_area: whether it speaks about an area, as fewer than three different items stand behind a competency.
        items: how many different items stand behind it.
        level: the required level; a mean of levels for an area.
        need: the numbers.
        bound: what is told instead of the measured level near all or none.
        place: in the list; equal needs share one. None without a number.
        apart: whether its interval lies wholly above that of the next line.
        shrunk: the measured level drawn towards role and area, as far as these say more than few people do.
        lessons: what closes it.
    """

    line: Line
    by_area: bool
    items: int
    level: float
    need: Need
    bound: str
    place: int | None
    apart: bool
    lessons: tuple[Lesson, ...]
    shrunk: Measure = field(default_factory=lambda: few(0))


def listed_needs(study: Study) -> tuple[ListedNeed, ...]:
    """Rank the needs of all roles that may be named, and of everybody together if some or all may not."""
    if not study.base:
        return ()
    found = _shrunk(study, [_measured(study, line) for line in _lines(study)])
    by_target = {one.need.target[:2]: one for one in found}
    places = ranked([one.need for one in found])
    return tuple(replace(by_target[one.need.target[:2]], place=one.place, apart=one.apart) for one in places)


def _lines(study: Study) -> Iterator[Line]:
    own = _alone(study)
    for role in study.role_names:
        for area in study.course.areas:
            wanted = [one for one in study.course.abilities.values() if one.area == area and one.level(role)]
            alone = [one for one in wanted if (role, one.id) in own]
            rest = tuple(one.id for one in wanted if (role, one.id) not in own)
            yield from (Line(role, area, (one.id,)) for one in alone)
            if rest:
                whole = alone and _widens(study, role, rest)
                yield Line(role, area, tuple(one.id for one in wanted) if whole else rest)


def _alone(study: Study) -> set[tuple[str, str]]:
    """Name role and competency where enough items and people stand behind a line, and no other one is given away."""
    evidence, found = study.evidence, set[tuple[str, str]]()
    for competency, rows in evidence.groupby("competency"):
        kept = column(_people(rows), study.role_names, study.rule)
        for role in study.role_names:
            mine = rows if not role else rows[rows["role"] == role]
            if mine["item"].nunique() >= FEWEST_ITEMS and role in kept:
                found.add((role, str(competency)))
    return found


def _people(rows: pd.DataFrame) -> dict[str, int]:
    return {str(role): int(n) for role, n in rows.groupby("role")["learner"].nunique().items()}


def _widens(study: Study, role: str, rest: Sequence[str]) -> bool:
    """Tell whether a line should speak about its whole area: few items, but enough people behind them."""
    rows = study.evidence[study.evidence["competency"].isin(list(rest))]
    return (
        role in column(_people(rows), study.role_names, study.rule)
        and 0 < _of(study, role, rest)["item"].nunique() < FEWEST_ITEMS
    )


def _of(study: Study, role: str, competencies: Sequence[str]) -> pd.DataFrame:
    rows = study.evidence
    mine = rows["competency"].isin(list(competencies)) & ((rows["role"] == role) | (not role))
    return rows[mine]


def _measured(study: Study, line: Line) -> ListedNeed:
    rows, wanted = _of(study, line.role, line.competencies), [study.course.abilities[one] for one in line.competencies]
    items, level = int(rows["item"].nunique()), fmean(one.level(line.role) for one in wanted)
    measured = _level(study, line, rows, items)
    required = fmean(study.course.cuts[one.level(line.role)] for one in wanted)
    target = Target(line.role, " ".join(line.competencies), round(level))
    evidence = Evidence(measured.measure, _rated(study, line, "ability"), _rated(study, line, "importance"))
    by_area = not (line.alone and items >= FEWEST_ITEMS)
    lessons = study.course.closing(line.competencies)
    need = joined(target, evidence, required, level)
    return ListedNeed(line, by_area, items, level, need, measured.bound, None, apart=False, lessons=lessons)


def _level(study: Study, line: Line, rows: pd.DataFrame, items: int) -> Level:
    people = int(rows["learner"].nunique())
    if line.role not in column(_all(study, line), study.role_names, study.rule):
        return Level(few(0))
    if items < FEWEST_ITEMS:
        enough = people >= study.rule.least
        return Level(without("single" if items else "none", people if enough else 0))
    return told(list(shares(rows)), study.rule, study.gates)


def _all(study: Study, line: Line) -> dict[str, int]:
    """Count the people of each role behind the competencies of a line."""
    rows = study.evidence
    return _people(rows[rows["competency"].isin(line.competencies)])


def joined(target: Target, evidence: Evidence, required: float, level: float) -> Need:
    """Join what is known as :func:`steppingup.statistics.needs.need_of` does, for levels that may be means."""
    (measured, own, _), found = evidence, gap(required, evidence.measured)
    sure = measured.low is not None and measured.high is not None and not measured.low < required <= measured.high
    if measured.value is None or own.value is None:
        return Need(target, evidence, required, found, "", sure=sure, reason=measured.reason or own.reason)
    found_cell = cell(required, measured.value, own=own.value, level=level)
    return Need(target, evidence, required, found, found_cell, sure)


def _rated(study: Study, line: Line, scale: str) -> Measure:
    """Return the mean rating, of people's means over the competencies of the line."""
    rows = study.rated
    mine = rows[(rows["scale"] == scale) & rows["competency_id"].isin(line.competencies)]
    if line.role not in column(_people(mine), study.role_names, study.rule):
        return few(0)
    mine = mine[mine["role"] == line.role] if line.role else mine
    means = mine.groupby("learner")["value"].mean()
    return mean_interval([float(one) for one in means], study.gates)


def _shrunk(study: Study, found: list[ListedNeed]) -> list[ListedNeed]:
    """Draw each role's line of an area towards what role and area say; the line with most items stands for the area."""
    cells: dict[tuple[str, str], ListedNeed] = {}
    for one in found:
        other, place = cells.get((one.line.role, one.line.area)), (one.line.role, one.line.area)
        if one.need.evidence.measured.value is not None and not one.bound and (not other or one.items > other.items):
            cells[place] = one
    sums = [_sums(study, one.line) for one in cells.values()]
    drawn = dict(zip(map(id, cells.values()), pooled(sums, study.gates), strict=True))
    return [replace(one, shrunk=drawn[id(one)].shrunk) if id(one) in drawn else one for one in found]


def _sums(study: Study, line: Line) -> CellSums:
    values = shares(_of(study, line.role, line.competencies))
    return CellSums(line.role, line.area, len(values), float(values.sum()), float((values**2).sum()))
