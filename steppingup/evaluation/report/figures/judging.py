"""Over- or under-identification: what is rightly referred against what is wrongly referred, by role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from steppingup.documents.charts import INK, LINE
from steppingup.evaluation.report.figures.drawn import SERIES, drawn, legend, named
from steppingup.statistics.disclosure import share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from steppingup.evaluation.findings.judging import Judged
    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.view import View

EQUAL = (0.5, 1.0, 2.0)  # values of d' whose lines help to read


def plane(view: View) -> Figure | None:
    """Draw everybody by phase, with an arrow from the base to the first later phase; None without numbers."""
    some = [one for one in view.found.judging.judged if _whole(view, one) and not one.role]
    roles = [
        one
        for one in view.found.judging.judged
        if _whole(view, one) and one.role and one.phase == view.found.study.base
    ]
    if not some:
        return None
    specs = "role phase referred-rightly:share referred-wrongly:share"
    rows = [
        (view.role(one.role), view.phase(one.phase), round(one.detection.sensitivity.value or 0, 3),
         round(1 - (one.detection.specificity.value or 0), 3))
        for one in [*some, *roles]
    ]  # fmt: skip
    grid = view.grid("plane", specs, rows, view.say("plane.note"))
    said = "; ".join(f"{row[1]}: {view.percent(row[2])}, {view.percent(row[3])}" for row in rows[: len(some)])

    def paint(axes: Axes) -> None:
        _paint(axes, view, some, roles)

    return drawn(grid, view.say("plane.alt", said=said), 4.8, paint)


def _whole(view: View, one: Judged) -> bool:
    """Tell whether both shares may be told as numbers, not as bounds."""
    found = (one.detection.sensitivity, one.detection.specificity)
    rule = view.found.study.rule
    return all(side.value is not None and share(round(side.value * side.n), side.n, rule).value for side in found)


def _point(one: Judged) -> tuple[float, float]:
    return 1 - (one.detection.specificity.value or 0), one.detection.sensitivity.value or 0


def _paint(axes: Axes, view: View, some: list[Judged], roles: list[Judged]) -> None:
    from scipy.special import ndtr, ndtri  # noqa: PLC0415 - only drawing needs it

    across = np.linspace(0.005, 0.995, 100)
    for value in EQUAL:
        axes.plot(across, ndtr(ndtri(across) + value), color=LINE, linewidth=0.8, linestyle=":")
        axes.text(0.02, float(ndtr(ndtri(0.02) + value)) + 0.02, f"d' {value:g}", fontsize=7.5, color=INK)
    axes.plot([0, 1], [0, 1], color=LINE, linewidth=0.8)
    for one in roles:
        axes.plot(*[[end] for end in _point(one)], marker="x", markersize=6, color=INK, linestyle="none")
    for place, one in enumerate(some):
        colour, sign = SERIES[place % len(SERIES)]
        label = view.say("plane.all", phase=view.phase(one.phase))
        axes.plot(*[[end] for end in _point(one)], sign, markersize=10, color=colour, label=label, markeredgecolor=INK)
    if len(some) > 1:
        axes.annotate("", xy=_point(some[1]), xytext=_point(some[0]), arrowprops={"arrowstyle": "->", "color": INK})
    if roles:
        axes.plot([], [], marker="x", color=INK, linestyle="none", label=view.say("plane.roles"))
    axes.set(xlim=(0, 1), ylim=(0, 1))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    named(axes, view.say("axis.wrongly"), view.say("axis.rightly"))
    legend(axes, 2)
