"""The first section: who needs what first, in words and as a table, with its heatmap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.findings.joined import FEWEST_ITEMS
from steppingup.evaluation.report.figures.heatmap import heatmap
from steppingup.evaluation.report.grid import number, text_of
from steppingup.evaluation.report.view import Listed, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.evaluation.findings.need_list import ListedNeed
    from steppingup.evaluation.report.grid import Cell, Grid
    from steppingup.evaluation.report.view import View

TOP = 5


def needs_part(view: View) -> Part:
    """Make the section of the ranked list."""
    needs = view.found.needs
    top = tuple(sentence(view, one) for one in needs if (one.need.need.value or 0) > 0)[:TOP]
    drawn = (heatmap(view),) if any(one.need.need.value is not None for one in needs) else ()
    numbers = ("need", "cell", "shrunk")
    return Part("needs", view.say("part.needs"), tuple(_said(view, top)), (needs_grid(view),), drawn, numbers, top)


def _said(view: View, top: tuple[Listed, ...]) -> Iterator[str]:
    study = view.found.study
    if not study.base:
        yield view.say("needs.no-answers")
        return
    yield view.say("needs.base", phase=view.phase(study.base))
    if not study.course.abilities:
        yield view.say("needs.no-course")
    elif not any(one for one in study.sides.names):
        yield view.say("needs.no-roles", least=view.least)
    elif "" in study.sides.names:
        yield view.say("needs.some-roles", least=view.least)
    if not top:
        yield view.say("needs.none")
    yield from _ranked_by(view)
    yield view.say("needs.required", origin=study.course.origin or view.say("unknown"), **_cuts(view))
    yield view.say("needs.area")


def _ranked_by(view: View) -> Iterator[str]:
    """Say what the list ranks, and why: competencies where results of sessions join in, else areas."""
    study, needs = view.found.study, view.found.needs
    session = study.sides.session
    if session.rows.empty:
        yield view.say("needs.by-area")
        return
    own = sum(not one.by_area for one in needs)
    people = view.say("needs.few-people", least=view.least) if session.people is None else str(session.people)
    key = "needs.by-competency" if own else "needs.session-few"
    yield view.say(key, n=people, lines=own, all=len(needs), people=study.gates.breakdown, items=FEWEST_ITEMS)
    if any(one.measured.both for one in needs):
        yield view.say("needs.weights")


def _cuts(view: View) -> dict[str, str]:
    cuts = view.found.study.course.cuts
    return {f"cut_{name}": view.percent(cuts[place]) for place, name in ((1, "a"), (2, "b"), (3, "c"))}


def sentence(view: View, one: ListedNeed) -> Listed:
    """Say a line of the list: a reader gets it without any figure."""
    need, measured = one.need, view.measure(one.need.evidence.measured, "share", one.bound)
    numbers = {"required": view.percent(need.required), "measured": text_of(measured, "share", view.say)}
    short = number(100 * (need.need.value or 0), "whole")
    parts = [view.say("needs.line", need=short, **numbers)]
    if one.measured.both:
        parts.append(view.say("needs.both", **_each(view, one)))
    elif one.measured.session.measure.value is not None:
        parts.append(view.say("needs.session-only"))
    parts.append(view.say(f"cell.{need.cell or 'no-rating'}.said"))
    parts.append(view.say("needs.sure" if need.sure else "needs.unsure"))
    head = view.say("needs.head", role=view.role(one.line.role), about=view.about(one.line))
    return Listed(head, " ".join(parts), view.say("needs.lessons", lessons=_lessons(one)) if one.lessons else "")


def _each(view: View, one: ListedNeed) -> dict[str, str]:
    levels = {"check": one.measured.check, "session": one.measured.session}
    return {name: text_of(view.level(level), "share", view.say) for name, level in levels.items()}


def needs_grid(view: View) -> Grid:
    """Make the table of all lines."""
    specs = (
        "place:whole role area about competencies items:whole measured:share! measured-check:share! "
        "check-items:whole measured-session:share! session-items:whole required:share required-level:number origin "
        "need:share! cell sure apart own:number! importance:number! shrunk:share! lessons"
    )
    return view.grid("needs", specs, (_row(view, one) for one in view.found.needs), view.say("needs.order"))


def _row(view: View, one: ListedNeed) -> tuple[Cell, ...]:
    need, line = one.need, one.line
    rated = need.reason and need.evidence.measured.value is not None
    found_cell = view.say(f"cell.{need.cell}") if need.cell else view.say("cell.no-rating") if rated else None
    return (
        one.place, view.role(line.role), view.area(line.area), view.about(line), ", ".join(line.competencies),
        one.measured.items, view.level(one.measured.level), view.level(one.measured.check), one.measured.check_items,
        view.level(one.measured.session), one.measured.session_items, round(need.required, 3),
        round(one.level, 2), view.found.study.course.origin, view.measure(need.need, "share"), found_cell,
        None if need.need.value is None else view.say("sure" if need.sure else "unsure"),
        None if need.need.value is None else view.say("yes" if one.apart else "no"),
        view.measure(need.evidence.own, "number"), view.measure(need.evidence.importance, "number"),
        view.measure(one.shrunk, "share"), _lessons(one),
    )  # fmt: skip


def _lessons(one: ListedNeed) -> str:
    return "; ".join(f"{lesson.number} {lesson.title}" for lesson in one.lessons)
