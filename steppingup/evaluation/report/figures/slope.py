"""From before to after: a line for each later phase, for the people who took part in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.charts import INK
from steppingup.evaluation.report.figures.drawn import SERIES, drawn, legend, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from steppingup.evaluation.findings.changes import Changed
    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.view import View


def slope(view: View) -> Figure | None:
    """Draw what changed; None without a later phase that may be compared."""
    some = [one for one in view.found.changed if None not in (one.change.before.value, one.change.after.value)]
    if not some:
        return None
    specs = "phase n:whole mean-before:score! mean-after:score!"
    rows = [
        (view.phase(one.phase), one.change.before.n, view.measure(one.change.before, "score"),
         view.measure(one.change.after, "score"))
        for one in some
    ]  # fmt: skip
    grid = view.grid("slopes", specs, rows, view.say("slope.note"))
    said = "; ".join(f"{row[0]}: {row[2].value:.0f} % → {row[3].value:.0f} % (n {row[1]})" for row in rows)

    def paint(axes: Axes) -> None:
        _paint(axes, view, some)

    return drawn(grid, view.say("slope.alt", said=said), 3.6, paint)


def _paint(axes: Axes, view: View, some: list[Changed]) -> None:
    names = [view.found.study.base, *(one.phase for one in some)]
    for place, one in enumerate(some):
        colour, sign = SERIES[place % len(SERIES)]
        ends = [one.change.before, one.change.after]
        across = [0, names.index(one.phase)]
        label = view.say("slope.line", phase=view.phase(one.phase), n=one.change.before.n)
        axes.plot(across, [end.value or 0 for end in ends], color=colour, marker=sign, markersize=7, linewidth=1.8,
                  linestyle=("-", "--", ":", "-.")[place % 4], label=label)  # fmt: skip
        for x, end in zip(across, ends, strict=True):
            if end.low is not None and end.high is not None:
                axes.plot([x, x], [end.low, end.high], color=colour, linewidth=1)
        axes.text(across[1] + 0.06, ends[1].value or 0, f"{ends[1].value:.0f} %", color=INK, fontsize=9, va="center")
    axes.set(xlim=(-0.25, len(names) - 0.6), ylim=(0, 100))
    axes.set_xticks(range(len(names)), [view.phase(name) for name in names])
    named(axes, "", view.say("axis.score"))
    legend(axes, 1)
