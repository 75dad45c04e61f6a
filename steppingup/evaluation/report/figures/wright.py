"""The Wright map: people and questions on one scale, side by side."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from steppingup.documents.charts import INK
from steppingup.evaluation.report.figures.drawn import ACCENT, drawn, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from steppingup.evaluation.findings.questions import Scale
    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.grid import Cell
    from steppingup.evaluation.report.view import View

LEFT, APART = 1.0, 0.16


def wright(view: View) -> Figure | None:
    """Draw the map; steps of the scale with few people are taken together. None without a model."""
    found = view.found.questions
    if found is None or not found.scale.people or not found.scale.model.difficulties:
        return None
    scale = found.scale
    rows: list[tuple[Cell, ...]] = [(view.say("wright.people"), one.low, one.high, one.people) for one in scale.people]
    hard = sorted(scale.model.difficulties.items(), key=lambda one: -one[1])
    rows += [(item, round(value, 2), round(value, 2), None) for item, value in hard]
    specs = "what from:signed to:signed people:whole"
    grid = view.grid("wright", specs, rows, view.say("wright.note", least=view.least))
    mean = scale.spread.mean.value
    where = "wright.easy" if (mean or 0) > 0.5 else "wright.hard" if (mean or 0) < -0.5 else "wright.fits"
    alt = view.say("wright.alt", hardest=hard[0][0], easiest=hard[-1][0], said=view.say(where))

    def paint(axes: Axes) -> None:
        _paint(axes, view, scale, hard)

    return drawn(grid, alt, 5.2, paint)


def _paint(axes: Axes, view: View, scale: Scale, hard: list[tuple[str, float]]) -> None:
    most = max(one.people / (one.high - one.low) for one in scale.people)
    for one in scale.people:
        wide = LEFT * one.people / (one.high - one.low) / most
        axes.barh((one.low + one.high) / 2, -wide, height=one.high - one.low, left=0, color=ACCENT, edgecolor="#ffffff",
                  linewidth=0.8)  # fmt: skip
    order = sorted(hard, key=lambda one: one[1])
    for (item, value), at in zip(order, _apart([value for _, value in order]), strict=True):
        axes.plot([0, 0.06, 0.12], [value, value, at], color=INK, linewidth=0.6)
        axes.text(0.14, at, item, fontsize=7, va="center", color=INK)
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.set(xlim=(-1.1, 1.1))
    axes.set_xticks([-0.5, 0.5], [view.say("wright.people"), view.say("wright.questions")])
    axes.tick_params(axis="x", length=0)
    axes.xaxis.grid(visible=False)
    named(axes, "", view.say("axis.logits"))


def _apart(values: list[float]) -> list[float]:
    """Move labels apart that would lie on each other: neighbours are spread around their common middle."""
    groups = [[value] for value in values]
    place = 0
    while place + 1 < len(groups):
        (below, above), half = (groups[place], groups[place + 1]), APART / 2
        if fmean(above) - half * len(above) < fmean(below) + half * len(below):
            groups[place : place + 2] = [below + above]
            place = max(0, place - 1)
        else:
            place += 1
    return [fmean(one) + APART * (at - (len(one) - 1) / 2) for one in groups for at in range(len(one))]
