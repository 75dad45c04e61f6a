"""``steppingup coverage``: how many items practise each competency, by role, tier and set."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import click

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.coverage import SETS, TIERS, coverage, practised, totals
from steppingup.cli import course_of
from steppingup.cli.report import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.catalogue import Catalogue
    from steppingup.catalogue.coverage import Cell

COLUMNS = ("competency", "tier", "role", "required", *SETS)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print every competency, tier and role, as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="The same as CSV.")
@click.pass_context
def command(ctx: click.Context, as_json: bool, as_csv: bool) -> None:
    """Count the items of each competency, by role, tier and set; second competencies count, too."""
    catalogue = load_catalogue(course_of(ctx))
    cells = coverage(catalogue.activities.values(), catalogue.facts)
    if as_json:
        click.echo(json.dumps([dict(zip(COLUMNS, _row(cell), strict=True)) for cell in cells], indent=1))
    elif as_csv:
        click.echo(_csv(cells), nl=False)
    else:
        click.echo("\n".join(_shown(catalogue, cells)))


def _row(cell: Cell) -> tuple[object, ...]:
    return (cell.competency, cell.tier, cell.role, cell.required, *cell.counts.values())


def _csv(cells: Sequence[Cell]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([COLUMNS, *map(_row, cells)])
    return stream.getvalue()


def _shown(catalogue: Catalogue, cells: Sequence[Cell]) -> Iterator[str]:
    yield "Practice items by role ('0!': needed and missing; '-': not needed) and by their tier, then all items by set"
    facts, sums, all_ = catalogue.facts, practised(cells), totals(catalogue.activities.values())
    rows = []
    for name, known in facts.competencies.items():
        roles = [_cell(sums[name, role], known.required.get(role, 0)) for role in facts.roles]
        tiers = [all_[name, tier, "practice"] for tier in TIERS]
        sets = [sum(all_[name, tier, set_] for tier in TIERS) for set_ in SETS]
        rows.append((name, known.tier, *roles, *tiers, *sets))
    yield from table(("competency", "tier", *map(_short, facts.roles), *(f"t{tier}" for tier in TIERS), *SETS), rows)
    yield "\n" + ", ".join(f"{_short(role)} = {record.name}" for role, record in facts.roles.items())


def _cell(count: int, required: int) -> str:
    if required:
        return str(count) if count else "0!"
    return str(count or "-")


def _short(role: str) -> str:
    return "".join(part[0].upper() for part in role.split("_"))
