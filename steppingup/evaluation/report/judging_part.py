"""Identification: who is referred, who is left in peace, and what moved, in words where only the readiness did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.report.figures.judging import plane
from steppingup.evaluation.report.grid import number
from steppingup.evaluation.report.view import Part
from steppingup.statistics.disclosure import share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.evaluation.report.grid import Cell, Grid, Shown
    from steppingup.evaluation.report.view import View
    from steppingup.statistics.gates import Measure

NUMBERS = ("sensitivity", "specificity", "d-prime", "criterion", "shift", "roc-area", "twin-refer")


def judging_part(view: View) -> Part:
    """Make the section of identification."""
    figure = plane(view)
    grids = (judged_grid(view), moved_grid(view), twins_grid(view))
    return Part("judging", view.say("part.judging"), tuple(_said(view)), grids, (figure,) if figure else (), NUMBERS)


def _said(view: View) -> Iterator[str]:
    found = view.found.judging
    if not found.judged:
        yield view.say("judging.none")
        return
    yield view.say("judging.read")
    for one in found.moved:
        if not one.role:
            yield view.say(f"moved.{_key(one.shift.moved, one.shift.direction)}", phase=view.phase(one.phase))
    yield from (_twins(view, one.differs, one.bias.refer_rate) for one in found.twins)
    if found.roc and found.roc.area.value is not None:
        yield view.say("judging.area", value=number(found.roc.area.value, "number"), n=found.roc.area.n)


def _key(moved: str, direction: str) -> str:
    return f"{moved}-{direction}" if moved == "criterion" else moved


def _twins(view: View, differs: str, rate: Measure) -> str:
    if rate.value is None or rate.low is None or rate.high is None:
        return view.say("twins.cannot-tell", differs=view.detail(differs))
    key = "twins.same" if rate.low <= 0 <= rate.high else "twins.differ"
    return view.say(key, differs=view.detail(differs), value=number(100 * rate.value, "points"), n=rate.n)


def judged_grid(view: View) -> Grid:
    """List sensitivity, specificity, d' and criterion by role and phase."""
    specs = "role phase people:whole sensitivity:share! specificity:share! d-prime:signed! criterion:signed!"
    rows: list[tuple[Cell, ...]] = []
    for one in view.found.judging.judged:
        found = one.detection
        people = found.people if found.people >= view.least else None
        rows.append((
            view.role(one.role), view.phase(one.phase), people, _share(view, found.sensitivity),
            _share(view, found.specificity), view.measure(found.d_prime, "signed"),
            view.measure(found.criterion, "signed"),
        ))  # fmt: skip
    return view.grid("judging", specs, rows, view.say("judging.note"))


def _share(view: View, found: Measure) -> Shown:
    """Return a share of answers, or a bound where all or none of them are right."""
    if found.value is None:
        return view.measure(found, "share")
    told = share(round(found.value * found.n), found.n, view.found.study.rule)
    return view.measure(found, "share", told.bound)


def moved_grid(view: View) -> Grid:
    """Say for each role and later phase what moved."""
    specs = "role phase d-prime-change:signed! criterion-change:signed! moved"
    rows = [
        (view.role(one.role), view.phase(one.phase), view.measure(one.shift.d_prime, "signed"),
         view.measure(one.shift.criterion, "signed"),
         view.say(f"moved-short.{_key(one.shift.moved, one.shift.direction)}"))
        for one in view.found.judging.moved
    ]  # fmt: skip
    return view.grid("moved", specs, rows)


def twins_grid(view: View) -> Grid:
    """Set twins side by side."""
    specs = "differs pairs:whole twin-refer:share!"
    rows = [
        (view.detail(one.differs), one.pairs, view.measure(one.bias.refer_rate, "share"))
        for one in view.found.judging.twins
    ]
    return view.grid("twins", specs, rows, view.say("twins.note"))
