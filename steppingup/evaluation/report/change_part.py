"""What changed: on anchors alone, with those who came back, overall and by town."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.findings.joined import FEWEST_ITEMS
from steppingup.evaluation.report.figures.forest import forest
from steppingup.evaluation.report.figures.slope import slope
from steppingup.evaluation.report.grid import number
from steppingup.evaluation.report.view import Part
from steppingup.statistics.gates import few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.evaluation.findings.changes import Changed
    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.grid import Cell, Grid
    from steppingup.evaluation.report.view import View

NUMBERS = ("difference", "d-av", "d-pre", "gain", "link")


def change_part(view: View) -> Part:
    """Make the section of changes."""
    figures: list[Figure] = [figure for draw in (slope, forest) if (figure := draw(view))]
    grids = (change_grid(view), town_grid(view), link_grid(view))
    return Part("change", view.say("part.change"), tuple(_said(view)), grids, tuple(figures), NUMBERS)


def _said(view: View) -> Iterator[str]:
    study = view.found.study
    later = [phase for phase in study.phases if phase not in {study.base, "practice"}]
    if not later:
        yield view.say("change.one-phase")
        return
    if view.found.anchors < FEWEST_ITEMS:
        yield view.say("change.not-comparable", n=FEWEST_ITEMS)
        return
    yield view.say("change.anchors", n=view.found.anchors)
    for phase in later:
        if phase not in study.back:
            yield view.say("change.kept-back", phase=view.phase(phase), least=view.least)
    yield from (_sentence(view, one) for one in view.found.changed)
    yield view.say("change.no-group")


def _sentence(view: View, one: Changed) -> str:
    difference = one.change.difference
    phase = view.phase(one.phase)
    if difference.value is None:
        return view.say("change.none", phase=phase)
    if difference.low is None or difference.high is None:
        return view.say("change.no-interval", phase=phase, value=number(difference.value, "points"), n=difference.n)
    key = (
        "change.zero"
        if difference.low <= 0 <= difference.high
        else "change.up"
        if difference.low > 0
        else "change.down"
    )
    ends = {"low": number(difference.low, "points"), "high": number(difference.high, "points")}
    return view.say(key, phase=phase, value=number(difference.value, "points"), n=difference.n, **ends)


def change_grid(view: View) -> Grid:
    """List change by phase; effect sizes name what they are divided by."""
    specs = (
        "phase anchor-items:whole mean-before:score! mean-after:score! difference:points! d-av:signed! "
        "d-pre:signed! gain:signed!"
    )
    rows = [
        (view.phase(one.phase), one.items, view.measure(one.change.before, "score"),
         view.measure(one.change.after, "score"), view.measure(one.change.difference, "points"),
         view.measure(one.change.d_av, "signed"), view.measure(one.change.d_pre, "signed"),
         view.measure(one.change.gain, "signed"))
        for one in view.found.changed
    ]  # fmt: skip
    return view.grid("change", specs, rows, view.say("change.note"))


def town_grid(view: View) -> Grid:
    """List change by town, from the greatest on; towns are not ranked where their ranges overlap."""
    rows: list[tuple[Cell, ...]] = []
    for one in view.found.changed:
        phase = view.phase(one.phase)
        rows += [(phase, town.name, view.measure(town.difference, "points")) for town in one.forest.towns]
        if one.forest.pooled:
            rows.append((phase, view.say("town.all"), view.measure(one.forest.pooled, "points")))
        if one.forest.hidden:
            rows.append((phase, view.say("people.kept-back"), view.measure(few(0), "points")))
    return view.grid("towns", "phase town difference:points!", rows,
                     view.say("town.note"))  # fmt: skip


def link_grid(view: View) -> Grid:
    """Say whether anchors kept their difficulty; one that drifted has changed its meaning."""
    specs = "phase anchors:whole link drifted"
    rows = []
    for one in view.found.changed:
        drifted = ", ".join(anchor.item for anchor in one.linked.anchors if not anchor.kept)
        said = view.say("link.yes") if one.linked.comparable else view.say("link.cannot-tell")
        rows.append((view.phase(one.phase), len(one.linked.anchors), said, drifted or None))
    return view.grid("links", specs, rows, view.say("link.note"))
