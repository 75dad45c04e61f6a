"""Importance against what was measured, with an arrow from what people think of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.charts import INK
from steppingup.evaluation.report.figures.drawn import ACCENT, drawn, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from steppingup.evaluation.findings.need_list import ListedNeed
    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.view import View

MOST = 12  # more points cannot be told apart; all of them stand in the table of needs
LEVELS = 3  # the highest step of the scales


def matrix(view: View) -> Figure | None:
    """Draw the needs that come first; None where ratings or numbers are missing."""
    some = [one for one in view.found.needs if _whole(one)][:MOST]
    if not some:
        return None
    specs = "number:whole role about importance:number! measured:share! own:number!"
    rows = [
        (place, view.role(one.line.role), view.about(one.line), view.measure(one.need.evidence.importance, "number"),
         view.measure(one.need.evidence.measured, "share", one.bound), view.measure(one.need.evidence.own, "number"))
        for place, one in enumerate(some, 1)
    ]  # fmt: skip
    down = sum((one.need.evidence.own.value or 0) / LEVELS > (one.need.evidence.measured.value or 0) for one in some)
    grid = view.grid("matrix", specs, rows, view.say("matrix.note"))

    def paint(axes: Axes) -> None:
        _paint(axes, view, some)

    return drawn(grid, view.say("matrix.alt", n=len(some), down=down, first=rows[0][1], about=rows[0][2]), 4.6, paint)


def _whole(one: ListedNeed) -> bool:
    found = one.need.evidence
    return None not in (found.importance.value, found.measured.value, found.own.value)


def _paint(axes: Axes, view: View, some: list[ListedNeed]) -> None:
    from matplotlib.patches import Ellipse  # noqa: PLC0415 - only drawing needs it

    for place, one in enumerate(some, 1):
        found = one.need.evidence
        x, y = found.importance.value or 0, found.measured.value or 0
        wide = (found.importance.high or x) - (found.importance.low or x)
        high = (found.measured.high or y) - (found.measured.low or y)
        axes.add_patch(Ellipse((x, y), wide, high, facecolor="none", edgecolor=ACCENT, linewidth=0.9, linestyle=":"))
        axes.annotate("", xy=(x, y), xytext=(x, (found.own.value or 0) / LEVELS),
                      arrowprops={"arrowstyle": "->", "color": INK, "linewidth": 0.8})  # fmt: skip
        over = 10 + len(some) - place  # the first needs lie on top
        axes.plot([x], [y], marker="o", markersize=11, color="#ffffff", markeredgecolor=INK, zorder=over)
        axes.text(x, y, str(place), ha="center", va="center_baseline", fontsize=7.5, color=INK, zorder=over)
    axes.set(ylim=(0, 1.02))
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    named(axes, view.say("axis.importance"), view.say("axis.measured"))
