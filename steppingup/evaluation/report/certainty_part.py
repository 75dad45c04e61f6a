"""Certainty: do people know what they know, and what are many sure of that is wrong?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.report.figures.curve import calibration_curve
from steppingup.evaluation.report.grid import number
from steppingup.evaluation.report.view import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.evaluation.report.grid import Cell, Grid
    from steppingup.evaluation.report.view import View
    from steppingup.statistics.calibration import Calibration

NUMBERS = ("accuracy", "bias", "brier", "marks", "confident-misconception")


def certainty_part(view: View) -> Part:
    """Make the section of certainty."""
    figure = calibration_curve(view)
    grids = (levels_grid(view), sure_grid(view), wrong_grid(view))
    return Part(
        "certainty", view.say("part.certainty"), tuple(_said(view)), grids, (figure,) if figure else (), NUMBERS
    )


def _said(view: View) -> Iterator[str]:
    found = view.found.certainty
    if found is None:
        yield view.say("certainty.none")
        return
    yield _bias(view, found.calibration)
    yield view.say("certainty.wrong", n=len(found.wrong)) if found.wrong else view.say("certainty.no-wrong")


def _bias(view: View, found: Calibration) -> str:
    bias = found.bias
    if bias.value is None or bias.low is None or bias.high is None:
        return view.say("certainty.cannot-tell")
    key = "fair" if bias.low <= 0 <= bias.high else "over" if bias.low > 0 else "under"
    return view.say(f"certainty.{key}", value=number(100 * bias.value, "points"), n=bias.n)


def levels_grid(view: View) -> Grid:
    """List accuracy by certainty."""
    specs = "certainty stated:share accuracy:share!"
    found = view.found.certainty
    rows = []
    if found:
        rows = [
            (view.say(f"certainty-level.{one.level}"), round(one.stated, 3),
             view.measure(one.accuracy, "share", found.bounds.get(one.level, "")))
            for one in found.calibration.levels
        ]  # fmt: skip
    return view.grid("certainty", specs, rows, view.say("certainty.note", least=view.least))


def sure_grid(view: View) -> Grid:
    """List the numbers of everybody together."""
    found = view.found.certainty
    specs = "number value:signed!"
    rows: list[tuple[Cell, ...]] = []
    if found:
        for name in ("bias", "brier", "marks"):
            measure = getattr(found.calibration, name)
            rows.append((view.words.get(f"number.{name}"), view.measure(measure, "signed")))
    return view.grid("calibration", specs, rows)


def wrong_grid(view: View) -> Grid:
    """List wrong answers that many are sure of; which option it is, only the evaluator's own house sees."""
    rows: list[tuple[Cell, ...]] = []
    local, skills = view.audience == "local", _skills(view)
    for one in view.found.certainty.wrong if view.found.certainty else ():
        row = (one.item, skills.get(one.item, ""), view.measure(one.share, "share"))
        rows.append((*row, one.option) if local else row)
    specs = f"item competency sure-wrong-share:share!{' option' if local else ''}"
    return view.grid("sure-wrong", specs, rows, view.say("sure-wrong.note"))


def _skills(view: View) -> dict[str, str]:
    found = view.found.questions
    return {one.numbers.item: view.competency(one.competency) for one in found.questions} if found else {}
