"""How people rate their own ability, as bars to both sides of the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.charts import INK
from steppingup.evaluation.report.figures.drawn import ON_DARK, ON_LIGHT, drawn, legend, named, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from steppingup.evaluation.findings.rated import Spread
    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.view import View

# PuOr: from purple to orange, told apart by all kinds of colour vision; the outer steps carry a pattern.
STEPS = (("#8073ac", "//", ON_DARK), ("#d8daeb", "", ON_LIGHT), ("#fee0b6", "", ON_LIGHT), ("#e08214", "xx", ON_LIGHT))


def likert(view: View) -> Figure | None:
    """Draw the ratings of everybody together; None without any."""
    some = [one for one in view.found.rated.spreads if one.scale == "ability"]
    if not some:
        return None
    some.sort(key=lambda one: (-_low(one) / one.n, one.competency))
    specs = "competency n:whole low-half:share high-half:share"
    rows = [
        (view.competency(one.competency), one.n, round(_low(one) / one.n, 3), round(1 - _low(one) / one.n, 3))
        for one in some
    ]
    grid = view.grid("own-ability", specs, rows, view.say("likert.note"))

    def paint(axes: Axes) -> None:
        _paint(axes, view, some)

    first = rows[0]
    alt = view.say("likert.alt", n=len(rows), first=first[0], share=view.percent(first[2]))
    return drawn(grid, alt, 1.6 + 0.42 * len(some), paint)


def _low(one: Spread) -> int:
    return one.counts[0] if one.halves else one.counts[0] + one.counts[1]


def _paint(axes: Axes, view: View, some: list[Spread]) -> None:
    said = set[int]()
    for place, one in enumerate(some):
        left = -_low(one) / one.n
        for step, count in zip((1, 2) if one.halves else range(4), one.counts, strict=True):
            fill, pattern, ink = STEPS[step]
            share = count / one.n
            label = None if step in said else view.say(f"step.{step}")
            said.add(step)
            axes.barh(place, share, left=left, color=fill, edgecolor=INK, linewidth=0.5, hatch=pattern, label=label)
            if share > 0.06:
                box = {"boxstyle": "round,pad=0.1", "facecolor": fill, "edgecolor": "none"}
                said_share = f"{100 * share:.0f} %"
                axes.text(
                    left + share / 2, place, said_share, ha="center", va="center", fontsize=8, color=ink, bbox=box
                )
            left += share
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.set(ylim=(len(some) - 0.5, -0.5), xlim=(-1, 1))
    axes.set_yticks(range(len(some)), [wrapped(view.competency(one.competency), 38, 2) for one in some], fontsize=7.5)
    axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["100 %", "50 %", "0", "50 %", "100 %"])
    named(axes, view.say("axis.likert"))
    legend(axes, 2)
