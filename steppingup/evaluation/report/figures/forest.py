"""The change by town, the mean of all towns, and where a further town would lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.charts import INK
from steppingup.evaluation.report.figures.drawn import ACCENT, drawn, named
from steppingup.evaluation.report.grid import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from steppingup.evaluation.findings.changes import Changed
    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.view import View
    from steppingup.statistics.gates import Measure


def forest(view: View) -> Figure | None:
    """Draw the change to the first later phase by town; None with fewer than two towns that may be named."""
    one = next((one for one in view.found.changed if len(one.forest.towns) > 1), None)
    if one is None:
        return None
    lines = [(town.name, town.difference) for town in one.forest.towns]
    if one.forest.pooled:
        lines.append((view.say("town.all"), one.forest.pooled))
    rows = [(name, view.measure(measure, "points")) for name, measure in lines]
    grid = view.grid("forest", "town difference:points!", rows, view.say("town.note"))
    pooled = one.forest.pooled
    mean = number(pooled.value or 0, "points") if pooled else view.say("none")
    alt = view.say("forest.alt", n=len(one.forest.towns), mean=mean, phase=view.phase(one.phase))

    def paint(axes: Axes) -> None:
        _paint(axes, view, one, lines)

    return drawn(grid, alt, 1.4 + 0.36 * len(lines), paint)


def _paint(axes: Axes, view: View, one: Changed, lines: list[tuple[str, Measure]]) -> None:
    for place, (_, measure) in enumerate(lines):
        last = one.forest.pooled is not None and place == len(lines) - 1
        low, high = (measure.value if end is None else end for end in (measure.low, measure.high))
        axes.plot([low or 0, high or 0], [place, place], color=INK, linewidth=1.4)
        axes.plot([measure.value or 0], [place], marker="D" if last else "s", markersize=9 if last else 6, color=ACCENT)
    if one.forest.prediction:
        axes.plot(one.forest.prediction, [len(lines) - 1] * 2, color=ACCENT, linewidth=4, alpha=0.35)
    axes.axvline(0, color=INK, linewidth=0.8, linestyle="--")
    axes.set(ylim=(len(lines) - 0.4, -0.6))
    axes.set_yticks(range(len(lines)), [f"{name} (n {measure.n})" for name, measure in lines])
    named(axes, view.say("axis.difference", phase=view.phase(one.phase)))
