"""Do the questions work? Items, options, the whole test, the Rasch scale, and bias between languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.report.figures.distractors import distractors
from steppingup.evaluation.report.figures.wright import wright
from steppingup.evaluation.report.view import Part
from steppingup.statistics.gates import Measure, allowed, few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.evaluation.findings.forms import FormReliability
    from steppingup.evaluation.findings.questions import Question
    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.grid import Cell, Grid
    from steppingup.evaluation.report.view import View
    from steppingup.statistics.dif import Dif
    from steppingup.statistics.rasch import Fit

NUMBERS = (
    "efficiency", "option-share", "alpha", "omega", "error", "difficulty", "infit", "outfit", "ability", "targeting",
    "separation", "item-bias",
)  # fmt: skip


def questions_part(view: View) -> Part:
    """Make the section of the questions."""
    figures: list[Figure] = [figure for draw in (distractors, wright) if (figure := draw(view))]
    grids = [items_grid(view), whole_grid(view), scale_grid(view), bias_grid(view)]
    if view.audience == "local":
        grids.insert(1, options_grid(view))
    return Part("questions", view.say("part.questions"), tuple(_said(view)), tuple(grids), tuple(figures), NUMBERS)


def _said(view: View) -> Iterator[str]:
    found = view.found.questions
    if found is None:
        yield view.say("questions.none")
        return
    if view.found.study.items.empty:
        yield view.say("questions.no-table")
    odd = [one.numbers for one in found.questions if "key-negative" in one.flags]
    wrong = [one.item for one in odd if one.rest.high is not None and one.rest.high < 0]
    maybe = [one.item for one in odd if one.item not in wrong]
    if wrong:
        yield view.say("questions.wrong-key", items=", ".join(wrong))
    if maybe:
        yield view.say("questions.maybe-key", items=", ".join(maybe))
    if not odd:
        yield view.say("questions.keys-fine")
    yield view.say("questions.options-kept") if view.audience == "shared" else view.say("questions.secret")
    yield from _bias_said(view)


def _bias_said(view: View) -> Iterator[str]:
    found = view.found.questions
    if found is None or len(found.bias.languages) < 2:
        yield view.say("bias.one-language", least=view.least)
        return
    biased = [one.item for one in found.bias.items if one.verdict == "bias"]
    if biased:
        yield view.say("bias.found", items=", ".join(biased))
    if any(one.verdict == "cannot tell" for one in found.bias.items):
        gates, smallest = view.found.study.gates, min(found.bias.languages.values())
        yield view.say("bias.cannot-tell", n=smallest, least=allowed("dif_verdict", smallest, gates).least)
    if found.bias.flagged and not biased:
        yield view.say("bias.flagged", items=", ".join(sorted(found.bias.flagged)))


def items_grid(view: View) -> Grid:
    """List the numbers of items."""
    specs = "item competency facility:share! rest:signed! efficiency:number! upper-lower:signed! flags"
    found = view.found.questions
    rows = [_item(view, one) for one in found.questions] if found else []
    return view.grid("items", specs, rows, view.say("items.note"))


def _item(view: View, one: Question) -> tuple[Cell, ...]:
    flags = "; ".join(view.say(f"flag.{flag}") for flag in one.flags)
    numbers = one.numbers
    return (
        numbers.item, view.competency(one.competency), view.level(one.facility), view.measure(numbers.rest, "signed"),
        view.measure(numbers.efficiency, "number"), view.measure(numbers.upper_lower, "signed"), flags or None,
    )  # fmt: skip


def options_grid(view: View) -> Grid:
    """List what was chosen; wrong options of few people stand together. With the key: for the own house alone."""
    specs = "item option key people:whole"
    found, rows = view.found.questions, []
    for one in found.questions if found else ():
        choices = one.choices
        if choices is None:
            continue
        for option, right, counts in zip(choices.options, choices.right, choices.counts, strict=False):
            named = view.say("option.other") if option == "other" else option
            rows.append((one.numbers.item, named, view.say("key") if right else None, counts[-1]))
    return view.grid("options", specs, rows, view.say("options.note", least=view.least))


def whole_grid(view: View) -> Grid:
    """List alpha, omega and the standard error of each form, and how the scale spreads people."""
    found = view.found.questions
    rows: list[tuple[Cell, ...]] = []
    if found:
        rows += [row for one in found.whole for row in _reliability(view, one)]
        rows.append((view.words.get("number.ability"), view.measure(found.scale.spread.mean, "signed")))
        rows.append((view.words.get("number.separation"), view.measure(found.scale.spread.separation, "signed")))
    return view.grid("test", "number value:signed!", rows, view.say("test.note"))


def _reliability(view: View, one: FormReliability) -> Iterator[tuple[Cell, ...]]:
    for name, measure in (("alpha", one.numbers.alpha), ("omega", one.numbers.omega), ("error", one.numbers.error)):
        called = view.words.get(f"number.{name}")
        yield (
            view.say("test.form", number=called, form=one.form) if one.form else called,
            view.measure(measure, "signed"),
        )


def scale_grid(view: View) -> Grid:
    """List Rasch difficulties with their fit."""
    specs = "item difficulty:signed! infit:number! outfit:number!"
    found = view.found.questions
    rows: list[tuple[Cell, ...]] = []
    for one in found.scale.model.items if found else ():
        fits = (view.measure(_fit(fit, one.difficulty.n), "number") for fit in (one.infit, one.outfit))
        rows.append((one.item, view.measure(one.difficulty, "signed"), *fits))
    note = view.say("scale.exploratory") if found and found.scale.model.exploratory else view.say("scale.note")
    return view.grid("scale", specs, rows, note)


def _fit(fit: Fit | None, n: int) -> Measure:
    return few(n) if fit is None else Measure(fit.value, n, "", fit.low, fit.high)


def bias_grid(view: View) -> Grid:
    """List bias between languages, with the verdict that the numbers of people allow."""
    specs = "item delta:signed! size verdict"
    found = view.found.questions
    rows = [_bias(view, one) for one in found.bias.items] if found else []
    return view.grid("bias", specs, rows, view.say("bias.note"))


def _bias(view: View, one: Dif) -> tuple[Cell, ...]:
    verdict = one.verdict.replace(" ", "-")
    return (one.item, view.measure(one.delta, "signed"), one.size or None, view.say(f"verdict.{verdict}"))
