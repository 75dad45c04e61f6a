"""The Wright map: people and questions on one scale, side by side."""

from __future__ import annotations

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
    specs = (("what", "text", False), ("from", "signed", False), ("to", "signed", False), ("people", "whole", False))
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
    lowest = None
    for item, value in sorted(hard, key=lambda one: one[1]):
        # a label that would lie on the one below it moves up, with a line to its place
        at = value if lowest is None else max(value, lowest + APART)
        lowest = at
        axes.plot([0, 0.06, 0.12], [value, value, at], color=INK, linewidth=0.6)
        axes.text(0.14, at, item, fontsize=7, va="center", color=INK)
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.set(xlim=(-1.1, 1.1))
    axes.set_xticks([-0.5, 0.5], [view.say("wright.people"), view.say("wright.questions")])
    axes.tick_params(axis="x", length=0)
    axes.xaxis.grid(visible=False)
    named(axes, "", view.say("axis.logits"))
