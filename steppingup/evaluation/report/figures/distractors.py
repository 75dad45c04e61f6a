"""Who chooses which option: the share of each option among thirds of the people, for the questions that need a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.report.figures.drawn import SERIES, drawn, legend, named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from steppingup.evaluation.findings.questions import Choices, Question
    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.view import View

FEWEST_BANDS = 2


def distractors(view: View) -> Figure | None:
    """Draw the question whose key looks worst, or else the first with enough people; only for the own house."""
    found = view.found.questions
    if found is None or view.audience == "shared":
        return None
    some = [one for one in found.questions if one.choices and _lines(one.choices)]
    some.sort(key=lambda one: ("key-negative" not in one.flags, -_told(one), one.numbers.rest.value or 0))
    return _drawn(view, some[0], some[0].choices) if some and some[0].choices else None


def _told(one: Question) -> int:
    """Count the options that may be drawn."""
    return len(_lines(one.choices)) if one.choices else 0


def _lines(choices: Choices) -> list[tuple[str, bool, dict[int, float]]]:
    """Return the share of each option in the bands whose numbers may all be told."""
    totals = choices.counts[-1]
    lines = []
    for name, right, counts in zip(choices.options, choices.right, choices.counts, strict=False):
        some = {
            band: count / total
            for band, (count, total) in enumerate(zip(counts[:-1], totals[:-1], strict=True))
            if count is not None and total
        }
        if len(some) >= FEWEST_BANDS:
            lines.append((name, right, some))
    return lines


def _drawn(view: View, one: Question, choices: Choices) -> Figure:
    lines = _lines(choices)
    specs = "option band share:share"
    rows = [
        (_name(view, name, right=right), view.say(f"band.{band + 1}"), round(share, 3))
        for name, right, some in lines
        for band, share in some.items()
    ]
    grid = view.grid("distractors", specs, rows, view.say("distractors.note", item=one.numbers.item))
    wrong = "key-negative" in one.flags
    said = "; ".join(f"{_name(view, name, right=right)}: {_listed(view, some)}" for name, right, some in lines)
    alt = view.say(
        "distractors.alt-wrong" if wrong else "distractors.alt", item=one.numbers.item, n=len(lines), said=said
    )

    def paint(axes: Axes) -> None:
        for place, (name, right, some) in enumerate(lines):
            colour, sign = SERIES[place % len(SERIES)]
            axes.plot([band + 1 for band in some], list(some.values()), color=colour, marker=sign, markersize=7,
                      linewidth=2.6 if right else 1.2, linestyle="-" if right else "--",
                      label=_name(view, name, right=right))  # fmt: skip
        axes.set(xlim=(0.7, 3.3), ylim=(0, 1))
        axes.set_xticks(range(1, 4), [view.say(f"band.{band}") for band in range(1, 4)])
        axes.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
        named(axes, view.say("axis.band"), view.say("axis.chosen"))
        legend(axes, 2)

    return drawn(grid, alt, 3.6, paint)


def _listed(view: View, some: dict[int, float]) -> str:
    return ", ".join(f"{view.say(f'band.{band + 1}')} {view.percent(share)}" for band, share in some.items())


def _name(view: View, name: str, *, right: bool) -> str:
    option = view.say("option.other") if name == "other" else view.say("option.named", option=name)
    return view.say("option.key", option=option) if right else option
