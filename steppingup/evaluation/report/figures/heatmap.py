"""Needs by role and area: a number and its n in every field, hatched where it is kept back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.evaluation.report.figures.drawn import ON_DARK, ON_LIGHT, drawn, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from steppingup.evaluation.findings.need_list import ListedNeed
    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.evaluation.report.grid import Shown
    from steppingup.evaluation.report.view import View

DARKEST = 0.6  # a need of so much or more has the strongest colour


def heatmap(view: View) -> Figure:
    """Draw needs by role and area; a field shows the greatest need of its lines."""
    fields = _fields(view)
    roles = _sorted([role for role, _ in fields], fields, 0)
    areas = _sorted([area for _, area in fields], fields, 1)
    rows = [
        (view.role(role), view.area(area), cell, view.say("yes") if _at_zero(cell) else view.say("no"))
        for role in roles for area in areas if (cell := fields.get((role, area))) is not None
    ]  # fmt: skip
    specs = "role area need:share! includes-zero"
    grid = view.grid("heatmap", specs, rows, view.say("heatmap.note"))

    def paint(axes: Axes) -> None:
        _paint(axes, view, (roles, areas), fields)

    return drawn(grid, _alt(view, rows), 1.6 + 0.62 * len(roles), paint)


def _fields(view: View) -> dict[tuple[str, str], Shown]:
    best: dict[tuple[str, str], ListedNeed] = {}
    for one in view.found.needs:  # sorted: the first of each field is its greatest
        best.setdefault((one.line.role, one.line.area), one)
    return {place: view.measure(one.need.need, "share") for place, one in best.items()}


def _sorted(names: list[str], fields: dict[tuple[str, str], Shown], side: int) -> list[str]:
    def size(name: str) -> float:
        values = [cell.value for place, cell in fields.items() if place[side] == name and cell.value is not None]
        return -sum(values) / len(values) if values else 1.0

    return sorted(dict.fromkeys(names), key=lambda name: (size(name), name))


def _at_zero(cell: Shown) -> bool:
    return cell.value is not None and (cell.low is None or cell.low <= 0)


def _alt(view: View, rows: list[tuple[str, str, Shown, str]]) -> str:
    known = sorted((row for row in rows if row[2].value is not None), key=lambda row: -(row[2].value or 0))
    first = "; ".join(f"{row[0]}, {row[1]}: {view.percent(row[2].value or 0)}" for row in known[:3])
    return view.say("heatmap.alt", n=len(rows), first=first or view.say("none"), kept=len(rows) - len(known))


def _paint(axes: Axes, view: View, names: tuple[list[str], list[str]], fields: dict[tuple[str, str], Shown]) -> None:
    from matplotlib import colormaps  # noqa: PLC0415 - only drawing needs it
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - as above

    roles, areas = names
    colours = colormaps["cividis_r"]
    for down, role in enumerate(roles):
        for across, area in enumerate(areas):
            cell, place = fields.get((role, area)), (across - 0.5, down - 0.5)
            if cell is None:
                continue
            if cell.value is None:
                axes.add_patch(Rectangle(place, 1, 1, facecolor="none", edgecolor="#9aa5a7", hatch="////", linewidth=0))
                continue
            share = min(1.0, cell.value / DARKEST)
            fill = colours(share)
            axes.add_patch(Rectangle(place, 1, 1, facecolor=fill, edgecolor="#ffffff", linewidth=1))
            _label(axes, cell, (across, down), ON_LIGHT if _lightness(fill) > 0.18 else ON_DARK)
    axes.set(xlim=(-0.5, len(areas) - 0.5), ylim=(len(roles) - 0.5, -0.5))
    axes.set_xticks(range(len(areas)), [wrapped(view.area(area), 13) for area in areas], fontsize=8)
    axes.set_yticks(range(len(roles)), [wrapped(view.role(role), 20) for role in roles], fontsize=8)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.grid(visible=False)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.text(-0.5, len(roles) - 0.35, wrapped(view.say("heatmap.legend"), 95), fontsize=8, color="#1b2527", va="top")


def _lightness(colour: tuple[float, float, float, float]) -> float:
    """Return the relative luminance (WCAG 2): at 0.18, black and white on it have about the same contrast."""
    parts = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in colour[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _label(axes: Axes, cell: Shown, place: tuple[float, float], ink: str) -> None:
    across, down = place
    axes.text(across, down - 0.12, f"{100 * (cell.value or 0):.0f} %", color=ink, ha="center", va="center",
              fontsize=9.5, fontweight="bold")  # fmt: skip
    axes.text(across, down + 0.24, f"n {cell.n}", color=ink, ha="center", va="center", fontsize=7.5)
    if _at_zero(cell):
        axes.plot([across + 0.36], [down - 0.34], marker="o", markersize=4, color=ink)
