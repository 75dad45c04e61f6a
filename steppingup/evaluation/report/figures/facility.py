"""How easy each question is, with its interval; the ones to look at have another sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.report.figures.drawn import SERIES, drawn, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.view import View


def facility(view: View) -> Figure | None:
    """Draw the facility of all questions that have a number, the hardest first; None without any."""
    found = view.found.questions
    some = [one for one in (found.questions if found else ()) if one.facility.measure.value is not None]
    if not some:
        return None
    some.sort(key=lambda one: (one.facility.measure.value or 0, one.numbers.item))
    rows = [(one.numbers.item, view.level(one.facility)) for one in some]
    odd = {one.numbers.item for one in some if "key-negative" in one.flags}
    grid = view.grid("facility", "item facility:share!", rows)
    alt = view.say(
        "facility.alt", n=len(rows), hard=_told(view, some[0].facility.measure.value), first=rows[0][0],
        easy=_told(view, some[-1].facility.measure.value), last=rows[-1][0],
        odd=", ".join(sorted(odd)) or view.say("none"),
    )  # fmt: skip

    def paint(axes: Axes) -> None:
        for place, one in enumerate(some):
            measure = one.facility.measure
            colour, sign = SERIES[one.numbers.item in odd]
            low, high = (measure.value if end is None else end for end in (measure.low, measure.high))
            axes.plot([low or 0, high or 0], [place, place], color=colour, linewidth=1.4)
            axes.plot([measure.value or 0], [place], marker=sign, markersize=6, color=colour)
        axes.set(xlim=(0, 1), ylim=(len(some) - 0.4, -0.6))
        axes.set_yticks(range(len(some)), [item for item, _ in rows])
        named(axes, view.say("col.facility"))

    return drawn(grid, alt, 1.0 + 0.2 * len(rows), paint)


def _told(view: View, value: float | None) -> str:
    return view.percent(value or 0)
