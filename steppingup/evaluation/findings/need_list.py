"""The ranked list: what each role needs first, by area, or by competency where results of sessions join in.

The self-check asks one or two questions about a competency, so by itself it ranks areas. A competency has a line of its
own where results of sessions about it join in, of enough people, and three different items or more stand behind it.
The others of an area are taken together, without those that have a line, so that no two lines rest on the same answers.
If even these have fewer than three items, the line speaks about the whole area; subtracting the others from it then
tells of enough people, or it is not told. An area's required share is the mean of those of its competencies.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from steppingup.evaluation.findings.joined import FEWEST_ITEMS, joined, people_by_role, shares
from steppingup.evaluation.findings.kept import column
from steppingup.statistics.gates import Measure, allowed, few
from steppingup.statistics.intervals import mean_interval
from steppingup.statistics.needs import Evidence, Need, Target, cell, gap, ranked
from steppingup.statistics.pooling import CellSums, pooled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.evaluation.findings.course import Lesson
    from steppingup.evaluation.findings.joined import Joined
    from steppingup.evaluation.findings.study import Study


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
        by_area: whether it speaks about an area.
        level: the required level; a mean of levels for an area.
        need: the numbers.
        measured: where the level was measured: by the self-check, by sessions, or by both.
        place: in the list; equal needs share one. None without a number.
        apart: whether its interval lies wholly above that of the next line.
        shrunk: the measured level drawn towards role and area, as far as these say more than few people do.
        lessons: what closes it.
    """

    line: Line
    by_area: bool
    level: float
    need: Need
    measured: Joined
    place: int | None
    apart: bool
    lessons: tuple[Lesson, ...]
    shrunk: Measure = field(default_factory=lambda: few(0))

    @property
    def bound(self) -> str:
        """What is told instead of the measured level near all or none."""
        return self.measured.level.bound


def listed_needs(study: Study) -> tuple[ListedNeed, ...]:
    """Rank the needs of all roles that may be named, and of everybody together if some or all may not."""
    if not study.base:
        return ()
    found = _shrunk(study, [_measured(study, line, by_area=by_area) for line, by_area in _lines(study)])
    by_target = {one.need.target[:2]: one for one in found}
    places = ranked([one.need for one in found])
    return tuple(replace(by_target[one.need.target[:2]], place=one.place, apart=one.apart) for one in places)


def _lines(study: Study) -> Iterator[tuple[Line, bool]]:
    """Yield each line, and whether it speaks about an area."""
    own = _alone(study)
    for role in study.sides.names:
        for area in study.course.areas:
            wanted = [one for one in study.course.abilities.values() if one.area == area and one.level(role)]
            alone = [one for one in wanted if (role, one.id) in own]
            rest = tuple(one.id for one in wanted if (role, one.id) not in own)
            yield from ((Line(role, area, (one.id,)), False) for one in alone)
            if rest:
                whole = alone and _widens(study, role, rest)
                yield Line(role, area, tuple(one.id for one in wanted) if whole else rest), True


def _alone(study: Study) -> set[tuple[str, str]]:
    """Name role and competency where results of sessions join in, and enough items and people stand behind a line."""
    sides = study.sides
    return {
        (role, competency)
        for competency in map(str, sides.session.rows["competency"].unique())
        for role in sides.names
        if allowed("breakdown", sides.session.kept(role, [competency])["learner"].nunique(), study.gates)
        and sides.items(role, [competency]) >= FEWEST_ITEMS
    }


def _widens(study: Study, role: str, rest: Sequence[str]) -> bool:
    """Tell whether a line should speak about its whole area: few items, but enough people behind them, or nobody."""
    few_items = 0 < study.sides.items(role, rest) < FEWEST_ITEMS
    return few_items and all(side.safe(role, rest) for side in study.sides)


def _measured(study: Study, line: Line, *, by_area: bool) -> ListedNeed:
    wanted = [study.course.abilities[one] for one in line.competencies]
    measured = joined(study.sides, line.role, line.competencies, study.gates)
    level = fmean(one.level(line.role) for one in wanted)
    required = fmean(study.course.cuts[one.level(line.role)] for one in wanted)
    target = Target(line.role, " ".join(line.competencies), round(level))
    evidence = Evidence(measured.level.measure, _rated(study, line, "ability"), _rated(study, line, "importance"))
    need, lessons = _need(target, evidence, required, level), study.course.closing(line.competencies)
    return ListedNeed(line, by_area, level, need, measured, None, apart=False, lessons=lessons)


def _need(target: Target, evidence: Evidence, required: float, level: float) -> Need:
    """Join what is known as :func:`steppingup.statistics.needs.need_of` does, for levels that may be means."""
    (measured, own, _), found = evidence, gap(required, evidence.measured)
    sure = measured.low is not None and measured.high is not None and not measured.low < required <= measured.high
    if measured.value is None or own.value is None:
        return Need(target, evidence, required, found, "", sure=sure, reason=measured.reason or own.reason)
    found_cell = cell(required, measured.value, own=own.value, level=level)
    return Need(target, evidence, required, found, found_cell, sure)


def _rated(study: Study, line: Line, scale: str) -> Measure:
    """Return the mean rating, of people's means over the competencies of the line."""
    rows, names = study.rated, study.sides.check.names
    mine = rows[(rows["scale"] == scale) & rows["competency_id"].isin(line.competencies)]
    if line.role not in column(people_by_role(mine), names, study.rule) & frozenset(names):
        return few(0)
    mine = mine[mine["role"] == line.role] if line.role else mine
    means = mine.groupby("learner")["value"].mean()
    return mean_interval([float(one) for one in means], study.gates)


def _shrunk(study: Study, found: list[ListedNeed]) -> list[ListedNeed]:
    """Draw each role's line of an area towards what role and area say; the line with most items stands for the area."""
    cells: dict[tuple[str, str], ListedNeed] = {}
    for one in found:
        other, place = cells.get((one.line.role, one.line.area)), (one.line.role, one.line.area)
        more = not other or one.measured.items > other.measured.items
        if one.need.evidence.measured.value is not None and not one.measured.bounded and more:
            cells[place] = one
    sums = [_sums(study, one.line) for one in cells.values()]
    drawn = dict(zip(map(id, cells.values()), pooled(sums, study.gates), strict=True))
    return [replace(one, shrunk=drawn[id(one)].shrunk) if id(one) in drawn else one for one in found]


def _sums(study: Study, line: Line) -> CellSums:
    each = [shares(side.kept(line.role, line.competencies)) for side in study.sides]
    n, total, squares = (sum(map(add, each)) for add in (len, lambda one: one.sum(), lambda one: (one**2).sum()))
    return CellSums(line.role, line.area, int(n), float(total), float(squares))
