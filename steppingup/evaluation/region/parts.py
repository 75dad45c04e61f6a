"""The sections of a region's report: those of a town's report, and one clear sentence where sums do not reach."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from steppingup.evaluation.contribution.parts import KINDS, OF_ROLE
from steppingup.evaluation.contribution.results import lost_share
from steppingup.evaluation.report.certainty_part import levels_grid, sure_grid
from steppingup.evaluation.report.figures.curve import calibration_curve
from steppingup.evaluation.report.figures.judging import plane
from steppingup.evaluation.report.grid import number
from steppingup.evaluation.report.judging_part import judged_grid
from steppingup.evaluation.report.needs_part import needs_part
from steppingup.evaluation.report.privacy_part import kept_grid
from steppingup.evaluation.report.rated_part import rated_part
from steppingup.evaluation.report.view import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.evaluation.region.study import SumsStudy
    from steppingup.evaluation.report.grid import Cell, Grid
    from steppingup.evaluation.report.view import View

METHOD = ("levels", "counts", "stories", "scale", "towns")


def needs_section(view: View, study: SumsStudy) -> Part:
    """Make the ranked list."""
    made = needs_part(view)
    if study.base and not study.role_names:
        return replace(made, said=(view.say("region.no-roles", least=view.least),))
    return replace(made, said=(*made.said, view.say("region.areas"))) if study.base else made


def people_section(view: View, study: SumsStudy) -> Part:
    """Make the section about towns, people, and what towns kept back."""
    made = study.made
    said = [view.say("region.towns", n=made.towns)]
    if study.base:
        said.append(view.say("region.people", n=study.people_in(study.base), phase=view.phase(study.base)))
    if made.protected:
        said.append(view.say("region.lost", share=view.percent(lost_share(made)), least=made.least))
    said += [view.say("region.at-least"), view.say("region.no-back")]
    grids = (people_grid(view, study), phases_grid(view, study), *([lost_grid(view, study)] if made.lost else []))
    return Part("believe", view.say("part.believe"), tuple(said), grids)


def people_grid(view: View, study: SumsStudy) -> Grid:
    """Count people of the base by role and by language."""
    by = {"role": study.people_by_role(study.base), "language": study.people_by_language(study.base)}
    names = {"role": study.course.roles, "language": {}}
    rows: list[tuple[Cell, ...]] = [
        (view.say(f"attribute.{attribute}"), names[attribute].get(group, group), n if n >= view.least else None)
        for attribute, groups in by.items()
        for group, n in sorted(groups.items())
        if group and n
    ]
    return view.grid("people", "attribute group people:whole", rows, view.say("region.people-note"))


def phases_grid(view: View, study: SumsStudy) -> Grid:
    """Count people by phase."""
    rows = [(view.phase(phase), n if (n := study.people_in(phase)) >= view.least else None) for phase in study.phases]
    return view.grid("phases", "phase people:whole", rows)


def lost_grid(view: View, study: SumsStudy) -> Grid:
    """Count what towns had and what they kept back."""
    lost = study.made.lost
    rows = [
        (
            view.say(f"region.kind.{kind.replace(' ', '-')}"),
            *lost[kind],
            round(lost[kind][1] / max(1, lost[kind][0]), 3),
        )
        for kind in ("blocks", *KINDS, *OF_ROLE)
        if kind in lost
    ]
    return view.grid("given", "what cells:whole cells-town-kept:whole share:share", rows, view.say("region.lost-note"))


def rated_section(view: View) -> Part:
    """Make the section of ratings."""
    made = rated_part(view)
    grids = tuple(grid for grid in made.grids if grid.id != "ratings")
    return replace(made, said=(*made.said, view.say("region.no-spread")), grids=grids)


def change_section(view: View) -> Part:
    """Say why sums do not tell what changed."""
    return Part("change", view.say("part.change"), (view.say("region.no-change"),))


def judging_section(view: View, study: SumsStudy) -> Part:
    """Make the section of identification."""
    found = view.found.judging
    if not found.judged:
        return Part("judging", view.say("part.judging"), (view.say("region.no-stories"),))
    said = [view.say("judging.read")]
    if found.roc and found.roc.area.value is not None:
        said.append(view.say("judging.area", value=number(found.roc.area.value, "number"), n=found.roc.area.n))
    said += [view.say("region.phases-apart"), view.say("region.no-moved")]
    base = replace(found, judged=tuple(one for one in found.judged if one.phase == study.base))
    figure = plane(replace(view, found=replace(view.found, judging=base)))
    grid = replace(judged_grid(view), note=view.say("region.judging-note"))
    numbers = ("sensitivity", "specificity", "d-prime", "criterion", "roc-area")
    return Part("judging", view.say("part.judging"), tuple(said), (grid,), (figure,) if figure else (), numbers)


def certainty_section(view: View) -> Part:
    """Make the section of certainty."""
    figure = calibration_curve(view)
    grids = (levels_grid(view), sure_grid(view)) if view.found.certainty else ()
    numbers = ("accuracy", "bias", "brier", "marks")
    return Part(
        "certainty", view.say("part.certainty"), tuple(_certainty_said(view)), grids, (figure,) if figure else (),
        numbers if grids else (),
    )  # fmt: skip


def _certainty_said(view: View) -> Iterator[str]:
    found = view.found.certainty
    if found is None:
        yield view.say("region.no-certainty")
        return
    bias = found.calibration.bias
    if bias.value is not None:
        yield view.say("region.sure-bias", value=number(100 * bias.value, "points"), n=found.calibration.answers)
    yield view.say("region.no-wrong")


def privacy_section(view: View, study: SumsStudy, parts: Sequence[Part]) -> Part:
    """Make the last section: what towns kept back, what adding up changes about that, and how numbers were made."""
    said = [view.say("region.protected", least=study.made.least), view.say("region.subtraction")]
    said = said if study.made.protected else [view.say("region.unprotected")]
    method = [view.say(f"region.method.{name}") for name in METHOD]
    grids = (kept_grid(view, [grid for part in parts for grid in part.grids]),)
    return Part("privacy", view.say("part.privacy"), (*said, view.say("privacy.never"), *method), grids)
