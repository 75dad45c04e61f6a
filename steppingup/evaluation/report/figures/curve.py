"""Do people know what they know? Right answers by certainty, beside what each certainty states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.charts import INK
from steppingup.evaluation.report.figures.drawn import ACCENT, drawn, legend, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.view import View
    from steppingup.statistics.calibration import CertaintyLevel


def calibration_curve(view: View) -> Figure | None:
    """Draw the curve; None where no certainty may be told."""
    found = view.found.certainty
    some = [one for one in found.calibration.levels if one.accuracy.value is not None] if found else []
    if found is None or not some:
        return None
    specs = "certainty stated:share accuracy:share!"
    rows = [
        (view.say(f"certainty-level.{one.level}"), round(one.stated, 3),
         view.measure(one.accuracy, "share", found.bounds.get(one.level, "")))
        for one in some
    ]  # fmt: skip
    grid = view.grid("calibration-curve", specs, rows, view.say("curve.note"))
    said = "; ".join(
        view.say(
            "curve.point", level=level, stated=view.percent(stated), right=right.bound or view.percent(right.value or 0)
        )
        for level, stated, right in rows
    )

    def paint(axes: Axes) -> None:
        _paint(axes, view, some)

    return drawn(grid, view.say("curve.alt", said=said), 3.6, paint)


def _paint(axes: Axes, view: View, some: list[CertaintyLevel]) -> None:
    axes.plot([0.3, 1], [0.3, 1], color=INK, linewidth=0.9, linestyle="--", label=view.say("curve.fair"))
    right = [one.accuracy.value or 0 for one in some]
    axes.plot([one.stated for one in some], right, "o-", color=ACCENT, markersize=8, label=view.say("curve.right"))
    for one in some:
        if one.accuracy.low is not None and one.accuracy.high is not None:
            axes.plot([one.stated] * 2, [one.accuracy.low, one.accuracy.high], color=ACCENT, linewidth=1)
        axes.text(
            one.stated + 0.015, (one.accuracy.value or 0) - 0.03, f"n {one.accuracy.n}", fontsize=8, color=INK, va="top"
        )
    axes.set(xlim=(0.3, 1.03), ylim=(0, 1))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    named(axes, view.say("axis.stated"), view.say("axis.right"))
    legend(axes, 1)
