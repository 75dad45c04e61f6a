"""What people show in each area, for the people that somebody has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.report.figures.drawn import ACCENT, drawn, named, wrapped
from steppingup.evaluation.report.grid import NOTHING
from steppingup.statistics.disclosure import SHARED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.view import View
    from steppingup.statistics.gates import Measure


def areas(view: View, found: Mapping[str, Measure]) -> Figure:
    """Draw a mean share of the points by area; areas without enough people have their name and no bar."""
    rows = [(view.area(area), view.measure(measure, "share")) for area, measure in found.items()]
    grid = view.grid("areas", "area share:share!", rows)
    said = "; ".join(
        f"{name}: {view.percent(cell.value)} (n {cell.n})" for name, cell in rows if cell.value is not None
    )
    kept = sum(cell.value is None for _, cell in rows)

    def paint(axes: Axes) -> None:
        for place, (_, cell) in enumerate(rows):
            if cell.value is None:
                axes.text(0.01, place, view.say("reason.few"), va="center", fontsize=8.5)
                continue
            axes.barh([place], [cell.value], height=0.55, color=ACCENT)
            axes.plot([cell.low or cell.value, cell.high or cell.value], [place] * 2, color="#d55e00", linewidth=2.5)
        axes.set(xlim=(0, 1), ylim=(len(rows) - 0.4, -0.6))
        axes.set_yticks(range(len(rows)), [wrapped(f"{name} (n {cell.n or NOTHING})") for name, cell in rows])
        named(axes, view.say("col.share"))

    return drawn(grid, view.say("areas.alt", said=said or view.say("none"), kept=kept, least=SHARED.least), 3.4, paint)
