"""The ranked list from sums: what each role needs first.

The lines are the areas, as in a report of the self-check (:mod:`steppingup.evaluation.findings.need_list`). Of several
competencies, sums know the mean of each and not who earned what in several of them, so a line of an area is the mean of
its competencies, each counting by its people and by how many items they had. Its n is how many people the mean is worth
if the people of one competency are among those of another as far as can be, which is the fewest (:func:`worth`); so
Wilson's interval is on the safe side here, too.
"""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from statistics import fmean
from typing import TYPE_CHECKING

from steppingup.evaluation.contribution.parts import RATED, Cell
from steppingup.evaluation.findings.joined import FEWEST_ITEMS, Joined
from steppingup.evaluation.findings.kept import Level
from steppingup.evaluation.findings.need_list import Line, ListedNeed, need_of_line
from steppingup.evaluation.findings.rated import Rated
from steppingup.statistics.borich import RatedNeed
from steppingup.statistics.disclosure import share
from steppingup.statistics.gates import Measure, few, without
from steppingup.statistics.intervals import share_of, student
from steppingup.statistics.needs import Evidence, Target, ranked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.evaluation.region.study import SumsStudy
    from steppingup.statistics.gates import Gates

# n, sum and sum of squares of one thing that people have.
Sums = tuple[float, float, float]
_DUST = 1e-9
_SCALES = {"importance": ("importance", "importance2"), "ability": ("ability", "ability2")}


def needs_from(study: SumsStudy) -> tuple[ListedNeed, ...]:
    """Rank the needs of all roles that towns gave."""
    found = [_measured(study, line) for line in _lines(study)]
    by_target = {one.need.target[:2]: one for one in found}
    places = ranked([one.need for one in found])
    return tuple(replace(by_target[one.need.target[:2]], place=one.place, apart=one.apart) for one in places)


def rated_from(study: SumsStudy) -> Rated:
    """Work out rated needs of all roles together; how ratings are spread, sums do not tell."""
    totals: dict[str, list[float]] = {}
    for cell, sums in study.made.ratings.items():
        if cell.phase == study.base:
            before = totals.get(cell.competency, [0.0] * len(RATED))
            totals[cell.competency] = [one + other for one, other in zip(before, sums, strict=True)]
    found = [_rated_need(name, dict(zip(RATED, sums, strict=True)), study.gates) for name, sums in totals.items()]
    found = [one for one in found if one.n >= study.rule.least]
    return Rated(tuple(sorted(found, key=lambda one: (-(one.mwds.value or 0), one.competency))), ())


def worth(cells: Sequence[tuple[float, float]]) -> int:
    """Return how many people a weighted mean over cells is worth, at least.

    It is (sum of weights of people)^2 / (sum of their squares), the effective number of Kish (1965, section 11.7),
    where the people of a smaller cell are all in the larger ones.

    Args:
        cells: people, and the weight of each of them.
    """
    squares = sum(w * v * min(n, m) for n, w in cells for m, v in cells)
    return int(sum(n * w for n, w in cells) ** 2 / squares + _DUST) if squares else 0


def mean_of_cells(cells: Sequence[Sums], gates: Gates) -> Measure:
    """Return the mean of the means of cells, with an interval that holds however their people go together."""
    n = int(min((cell[0] for cell in cells), default=0))
    if n < max(1, gates.show):
        return few(n)
    value = fmean(total / people for people, total, _ in cells)
    if n < max(2, gates.interval):
        return Measure(value, n)
    # the error of a mean of means is largest where they go up and down together
    half = student(n - 1) * fmean(_error(*cell) for cell in cells)
    return Measure(value, n, "", value - half, value + half) if half > 0 else Measure(value, n)


def _error(n: float, total: float, squares: float) -> float:
    return sqrt(max(0.0, squares - total * total / n) / (n - 1) / n) if n > 1 else 0.0


def _lines(study: SumsStudy) -> Iterator[Line]:
    for role in study.role_names:
        for area in study.course.areas:
            wanted = [one.id for one in study.course.abilities.values() if one.area == area and one.level(role)]
            known = [one for one in wanted if Cell(study.base, role, one) in study.made.heat]
            if wanted:
                yield Line(role, area, tuple(known or wanted))


def _measured(study: SumsStudy, line: Line) -> ListedNeed:
    wanted = [study.course.abilities[one] for one in line.competencies]
    items = sum(study.counted_items.get(one, 0) for one in line.competencies)
    level = fmean(one.level(line.role) for one in wanted)
    found = _level(study, line, items)
    evidence = Evidence(found.measure, _rating(study, line, "ability"), _rating(study, line, "importance"))
    required = fmean(study.course.cuts[one.level(line.role)] for one in wanted)
    need = need_of_line(Target(line.role, " ".join(line.competencies), round(level)), evidence, required, level)
    measured = Joined(found, found, Level(few(0)), items, items, 0)
    lessons, drawn = study.course.closing(line.competencies), without("rows", found.measure.n)
    return ListedNeed(line, True, level, need, measured, None, False, lessons, drawn)  # noqa: FBT003 - an area, not apart yet


def _level(study: SumsStudy, line: Line, items: int) -> Level:
    cells = [(one, study.made.heat[cell]) for one in line.competencies
             if (cell := Cell(study.base, line.role, one)) in study.made.heat]  # fmt: skip
    weighed = [(sums[0], study.items_each[one]) for one, sums in cells]
    n = worth(weighed)
    if not cells or n < study.rule.least:
        return Level(few(0))
    if items < FEWEST_ITEMS:
        return Level(without("single", n))
    earned = sum(sums[1] * study.items_each[one] for one, sums in cells)
    value = earned / sum(people * weight for people, weight in weighed)
    bound = share(round(value * n), n, study.rule).bound
    found = share_of((0.9 if bound[0] == ">" else 0.1) * n if bound else value * n, n, study.gates)
    return Level(found, bound)


def _rating(study: SumsStudy, line: Line, scale: str) -> Measure:
    places = [RATED.index(name) for name in ("n", *_SCALES[scale])]
    cells = [
        (sums[places[0]], sums[places[1]], sums[places[2]])
        for one in line.competencies
        if (sums := study.made.ratings.get(Cell(study.base, line.role, one)))
    ]
    return mean_of_cells(cells, study.gates)


def _rated_need(competency: str, sums: dict[str, float], gates: Gates) -> RatedNeed:
    n, below, above = (sums[name] for name in ("n", "below", "above"))
    means = [mean_of_cells([(n, sums[one], sums[square])], gates) for one, square in _SCALES.values()]
    importance, ability = sums["importance"] / n, sums["ability"] / n
    numbers = (
        importance * (importance - ability), 100 * (above - below) / n, 100 * below / n, 100 * (n - below - above) / n,
        100 * above / n,
    )  # fmt: skip
    return RatedNeed(competency, int(n), *means, *(Measure(one, int(n)) for one in numbers))
