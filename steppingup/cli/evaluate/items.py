"""``steppingup evaluate items``: the numbers of items and of the test, for any table from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from steppingup.common.day import day_of_check

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_TOLD = 12  # places; a screen holds no more
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("items")
@click.argument("table", type=FILE, required=False)
@click.option("--out", type=FILE, metavar="FILE.json", help="The file to write.")
@click.option(
    "--key", type=FILE, metavar="KEY.csv", help="Right options: columns item, key, and max_score if you like."
)
@click.option(
    "--group", default="", metavar="COLUMN", help="Compare items between groups of people, such as languages."
)
@click.option("--id", "person", default="", metavar="COLUMN", help="The column that tells people apart.")
@click.option("--ignore", multiple=True, metavar="COLUMN", help="A column that is no item; may be given several times.")
@click.option(
    "--empty", type=click.Choice(["missing", "zero"]), default="missing", show_default=True,
    help="What an empty cell is: not given (counts nowhere), or seen and left out (0 points).",
)  # fmt: skip
@click.option(
    "--no-gates", "open_", is_flag=True,
    help="Give every number that can be worked out, however few people it rests on. For data that you may see in full.",
)  # fmt: skip
@click.option("--schema", is_flag=True, help="Print what every key of the result means (JSON Schema), and end.")
def items_command(  # noqa: PLR0913, PLR0917 - one parameter for each option, by position, as click passes them
    table: Path | None,
    out: Path | None,
    key: Path | None,
    group: str,
    person: str,
    ignore: tuple[str, ...],
    empty: Any,
    open_: bool,
    schema: bool,
) -> None:
    """Analyse a table of answers: difficulty, discrimination, options, reliability, bias, Rasch.

    TABLE is CSV or Excel. Either one row per person and one column per item (0 and 1, points, or chosen options with
    --key), or one row per person and item with the columns learner, item, score, and max_score, response, status or
    attempt if you like. Separators, decimal commas and old code pages are recognised.

    The result holds items (id, n, facility, facility_interval, rest_correlation, discriminative_efficiency,
    distractors …), test (alpha, alpha_interval, omega, sem, error_ratio …), dif, rasch and quality. A number that too
    few people stand behind is null, and reasons says so. --schema explains every key.
    """
    from steppingup.evaluation.files import json_text, save  # noqa: PLC0415
    from steppingup.evaluation.tables.document import SCHEMA_FILE, document_of  # noqa: PLC0415 - as in every command
    from steppingup.evaluation.tables.given import How  # noqa: PLC0415
    from steppingup.evaluation.tables.read import read_given  # noqa: PLC0415

    if schema:
        click.echo(SCHEMA_FILE.read_text("utf-8"), nl=False)
        return
    if table is None or out is None:
        raise click.UsageError("Name the table, and with --out the file to write.")
    given = read_given(table, key, How(person, group, ignore, empty))
    document = document_of(given, gated=not open_, day=day_of_check().isoformat())
    save(out, json_text(document))
    click.echo("\n".join([*_told(document), str(out)]))


def _told(document: dict[str, Any]) -> Iterator[str]:
    test, words = document["test"], document["glossary"]
    yield f"{test['people']} people, {test['items']} items ({document['read']['shape']} table)."
    if test["alpha"] is None:
        yield f"Alpha: {words[test['reasons']['alpha']]}."
    else:
        low, high = test["alpha_interval"]
        yield f"Alpha {test['alpha']:.3f} (95 %: {low:.3f} to {high:.3f}); standard error {test['sem']:.2f} points."
    if document["dif"]:
        biased = [one["id"] for one in document["dif"] if one["verdict"] == "bias"]
        unknown = sum(one["verdict"] == "cannot tell" for one in document["dif"])
        yield f"Bias between groups: {', '.join(biased) or 'no item'}; cannot tell for {unknown} items."
    if not document["gates"]["applied"]:
        yield "Without gates: some numbers may rest on a handful of people. Do not publish them."
    for problem in document["quality"][:MOST_TOLD]:
        where, times = problem["place"] and f" {problem['place']}:", problem["how_many"]
        yield f"-{where} {problem['what']}" + (f" ({times} times)" if times > 1 else "")
    if (more := len(document["quality"]) - MOST_TOLD) > 0:
        yield f"- {more} more places; all stand in the file, under quality."
