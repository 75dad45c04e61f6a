"""Can I believe it? Who answered, who came back, and what the readers could not use."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from steppingup.evaluation.quality import troubles
from steppingup.evaluation.report.grid import NOTHING
from steppingup.evaluation.report.view import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from steppingup.evaluation.report.grid import Cell, Grid
    from steppingup.evaluation.report.view import View


def people_part(view: View, quality: pd.DataFrame) -> Part:
    """Make the section about people and data."""
    grids = (who_grid(view), phases_grid(view), attrition_grid(view), quality_grid(view, quality))
    return Part("believe", view.say("part.believe"), tuple(_said(view, quality)), grids, (), ("attrition",))


def _said(view: View, quality: pd.DataFrame) -> Iterator[str]:
    study, found = view.found.study, view.found.who
    if found.people is None:
        yield view.say("people.too-few", least=view.least)
    else:
        yield view.say("people.base", n=found.people, phase=view.phase(study.base))
    if study.left_out:
        yield view.say("people.left-out", least=view.least)
    yield view.say("people.kept-out", names=_names(view)) if found.left else view.say("people.all-counted")
    if not study.back:
        yield view.say("people.one-phase")
    for phase, one in view.found.came_back.items():
        told = one.difference.value is not None and one.difference.low is not None
        key = "people.back" if not told else "people.back-same" if _includes_zero(one) else "people.back-differ"
        yield view.say(key, phase=view.phase(phase), n=one.both, of=one.before)
    if study.twice:
        yield view.say("people.twice", n=study.twice)
    unused = troubles(quality)
    yield view.say("people.quality", n=unused) if unused else view.say("people.clean")


def _includes_zero(one: object) -> bool:
    difference = one.difference  # type: ignore[attr-defined]
    return bool(difference.low <= 0 <= difference.high)


def _names(view: View) -> str:
    return ", ".join(view.say(f"attribute.{name}") for name in view.found.who.left)


def who_grid(view: View) -> Grid:
    """Count people by one attribute at a time."""
    rows: list[tuple[Cell, ...]] = []
    for name, groups in view.found.who.groups.items():
        attribute = view.say(f"attribute.{name}")
        names = view.found.study.course.roles if name == "role" else {}
        rows += [(attribute, names.get(one, one) or view.say("unknown"), n) for one, n in groups.shown.items()]
        rows += [(attribute, view.say("people.kept-back"), None)] if groups.hidden else []
    specs = "attribute group people:whole"
    return view.grid("people", specs, rows, view.say("people.note", least=view.least))


def phases_grid(view: View) -> Grid:
    """Count people by phase."""
    rows = [(view.phase(phase), n) for phase, n in view.found.who.phases.items()]
    return view.grid("phases", "phase people:whole", rows)


def attrition_grid(view: View) -> Grid:
    """Compare those who came back with those who did not."""
    specs = "phase before:whole both:whole completers:score! dropouts:score! completers-minus:points!"
    rows = [
        (view.phase(phase), one.before, one.both, view.measure(one.completers, "score"),
         view.measure(one.dropouts, "score"), view.measure(one.difference, "points"))
        for phase, one in view.found.came_back.items()
    ]  # fmt: skip
    return view.grid("attrition", specs, rows, view.say("attrition.note"))


def quality_grid(view: View, quality: pd.DataFrame) -> Grid:
    """List what could not be used, by kind of file: a file's own name may be a person's."""
    rows: list[tuple[Cell, ...]] = []
    if len(quality):
        table = quality.assign(file=[PurePath(str(name)).suffix.lower() or NOTHING for name in quality["file"]])
        found = table.groupby(["file", "what"], sort=True)["how_many"].sum()
        rows = [(*map(str, place), int(n)) for place, n in zip(found.index, found, strict=True)]
    specs = "file what how-many:whole"
    return view.grid("quality", specs, rows, view.say("quality.note"))
