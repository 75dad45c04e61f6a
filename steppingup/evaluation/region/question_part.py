"""Do the questions work, from sums: items, options and tests by form; the scale and the bias of all forms together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from steppingup.evaluation.contribution.results import ALL
from steppingup.evaluation.region.answers import base_forms
from steppingup.evaluation.report.figures.wright import wright
from steppingup.evaluation.report.grid import NOTHING
from steppingup.evaluation.report.questions_part import bias_grid, bias_said, scale_grid, whole_grid
from steppingup.evaluation.report.view import Part
from steppingup.statistics.disclosure import share
from steppingup.statistics.item_analysis import item_analysis_of
from steppingup.statistics.options import options_of
from steppingup.statistics.sums import BANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.evaluation.contribution.results import Form
    from steppingup.evaluation.region.study import SumsStudy
    from steppingup.evaluation.report.grid import Cell, Grid, Shown
    from steppingup.evaluation.report.view import View
    from steppingup.statistics.gates import Measure
    from steppingup.statistics.options import OptionAnalysis

NUMBERS = ("option-share", "alpha", "error", "difficulty", "infit", "outfit", "ability",
           "separation", "item-bias")  # fmt: skip


def questions_section(view: View, study: SumsStudy) -> Part:
    """Make the section of the questions."""
    forms = [form for form in base_forms(study) if form.language == ALL]
    if not forms:
        return Part("questions", view.say("part.questions"), (view.say("questions.none"),))
    local = view.audience == "local"
    grids = [
        items_grid(view, study, forms),
        replace(whole_grid(view), note=view.say("region.test-note")),
        scale_grid(view),
        bias_grid(view),
    ]
    if local:
        grids[1:1] = [options_grid(view, forms)]
    figure = wright(view)
    said = tuple(_said(view, forms))
    some = tuple(grid for grid in grids if grid.rows)
    return Part("questions", view.say("part.questions"), said, some, (figure,) if figure else (), NUMBERS)


def _said(view: View, forms: list[Form]) -> Iterator[str]:
    yield view.say("region.by-form")
    odd = sorted({item for form in forms for item in _odd(view, form)})
    yield view.say("region.odd", items=", ".join(odd)) if odd else view.say("region.none-odd")
    yield view.say("region.options") if view.audience == "local" else view.say("questions.options-kept")
    found = view.found.questions
    if found and not found.scale.model.difficulties:
        yield view.say("region.no-scale")
    if found and len(found.bias.languages) > 1:
        yield from bias_said(view)
    else:
        yield view.say("region.no-bias")


def _odd(view: View, form: Form) -> Iterator[str]:
    """Name items whose rest correlation is surely below 0: who does well elsewhere does badly here."""
    gates = view.found.study.gates
    for item, found in item_analysis_of(form.whole, gates=gates).items():
        if found.rest.high is not None and found.rest.high < 0:
            yield item


def items_grid(view: View, study: SumsStudy, forms: list[Form]) -> Grid:
    """List the numbers of items in each form."""
    specs = "item form competency facility:share! rest:signed!"
    rows: list[tuple[Cell, ...]] = [
        (item, form.form or NOTHING, _named(view, study, item), _facility(view, found.facility),
         view.measure(found.rest, "signed"))
        for form in forms
        for item, found in item_analysis_of(form.whole, gates=study.gates).items()
    ]  # fmt: skip
    return view.grid("items", specs, sorted(rows, key=lambda row: (str(row[1]), str(row[0]))), view.say("region.items"))


def _named(view: View, study: SumsStudy, item: str) -> str:
    return "; ".join(view.competency(one) for one in study.made.items[item].competencies) or view.competency("")


def _facility(view: View, found: Measure) -> Shown:
    if found.value is None:
        return view.measure(found, "share")
    told = share(round(found.value * found.n), found.n, view.found.study.rule)
    return view.measure(found, "share", told.bound)


def options_grid(view: View, forms: list[Form]) -> Grid:
    """List who chose an option, by score band where every town's bands may be told."""
    gates = view.found.study.gates
    rows: list[tuple[Cell, ...]] = []
    for form in forms:
        for item in sorted(form.options.most):
            told = {one.option: one for one in options_of(form.whole, item, gates=gates)}
            rows += [
                (item, form.form or NOTHING, one.option, one.count, view.measure(one.share, "share"),
                 view.measure(one.rest, "signed"), *_bands(told.get(one.option), view.least))
                for one in options_of(form.options, item, gates=gates)
                if one.count is not None and one.count >= view.least
            ]  # fmt: skip
    specs = "item form option people:whole share:share! rest:signed!"
    if any(row[-BANDS:] != (None,) * BANDS for row in rows):
        specs += "".join(f" band-{place}:whole" for place in range(1, BANDS + 1))
    else:
        rows = [row[:-BANDS] for row in rows]
    return view.grid("options", specs, rows, view.say("region.options-note", least=view.least))


def _bands(one: OptionAnalysis | None, least: int) -> tuple[int | None, ...]:
    counts = one.bands if one else None
    return tuple(n if not n or n >= least else None for n in counts) if counts else (None,) * BANDS
