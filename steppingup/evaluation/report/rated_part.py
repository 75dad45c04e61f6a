"""What people say of themselves beside what they show: four cells, importance and performance, Borich, ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.findings.rated import nearly_all
from steppingup.evaluation.report.figures.likert import likert
from steppingup.evaluation.report.figures.matrix import matrix
from steppingup.evaluation.report.view import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.grid import Cell, Grid
    from steppingup.evaluation.report.view import View

CELLS = ("unaware-need", "aware-need", "under-confident", "competent")


def rated_part(view: View) -> Part:
    """Make the section of the four cells."""
    grids = [cells_grid(view), borich_grid(view), spread_grid(view)]
    figures: list[Figure] = []
    for draw in (matrix, likert):
        made = draw(view)
        if made:
            figures.append(made)
    return Part("cells", view.say("part.cells"), tuple(_said(view)), tuple(grids), tuple(figures), ("mwds", "rds"))


def _said(view: View) -> Iterator[str]:
    cells = [one.need.cell for one in view.found.needs if one.need.cell]
    if not cells:
        yield view.say("cells.none")
    else:
        yield view.say("cells.counts", n=len(cells), unaware=cells.count("unaware-need"))
        yield view.say("cells.read")
    yield view.say("cells.borich") if view.found.rated.needs else view.say("cells.no-ratings")


def cells_grid(view: View) -> Grid:
    """Count the lines in each of the four cells, and name them."""
    rows: list[tuple[Cell, ...]] = []
    for name in CELLS:
        lines = [one for one in view.found.needs if one.need.cell == name]
        first = [view.say("cells.first", role=view.role(one.line.role), about=view.about(one.line)) for one in lines]
        rows.append(
            (view.say(f"cell.{name}"), len(lines), sum(one.need.sure for one in lines), first[0] if first else None)
        )
    specs = "cell lines:whole lines-sure:whole listed"
    return view.grid("cells", specs, rows)


def borich_grid(view: View) -> Grid:
    """List rated needs, the greatest first; both scores are told, as neither measures."""
    specs = "competency statement importance:number! ability:number! mwds:number! rds:signed!"
    rows: list[tuple[Cell, ...]] = []
    for one in view.found.rated.needs:
        bound = view.say("rds-bound") if nearly_all(one) else ""
        rows.append((
            one.competency, view.competency(one.competency), view.measure(one.importance, "number"),
            view.measure(one.ability, "number"), view.measure(one.mwds, "number"),
            view.measure(one.rds, "signed", bound),
        ))  # fmt: skip
    return view.grid("borich", specs, rows, view.say("borich.note"))


def spread_grid(view: View) -> Grid:
    """Show how ratings are spread, in four steps or in two halves."""
    specs = (
        "competency scale n:whole step-0:whole step-1:whole step-2:whole step-3:whole low-half:whole high-half:whole"
    )
    rows: list[tuple[Cell, ...]] = []
    for one in view.found.rated.spreads:
        steps = (None,) * 4 if one.halves else one.counts
        halves = one.counts if one.halves else (sum(one.counts[:2]), sum(one.counts[2:]))
        rows.append((one.competency, view.say(f"scale.{one.scale}"), one.n, *steps, *halves))
    return view.grid("ratings", specs, rows, view.say("ratings.note", least=view.least))
