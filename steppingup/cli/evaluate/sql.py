"""``steppingup evaluate sql``: the sums of an evaluation as statements for another engine."""

from __future__ import annotations

import click


@click.command("sql")
@click.option("--dialect", default="postgres", show_default=True, help="The engine: postgres, clickhouse, duckdb …")
@click.option("--table", default="events", show_default=True, help="The name of the table of events.")
@click.option(
    "--by", multiple=True, default=("form_id", "phase"), show_default=True,
    help="A column to split by; may be given several times.",
)  # fmt: skip
def sql_command(dialect: str, table: str, by: tuple[str, ...]) -> None:
    """Print the sums of an evaluation as SQL, for the database of a national agency.

    Needs Ibis: pip install 'steppingup[national]'. The table must have the columns of our table of events. The
    statements read; they change nothing.
    """
    from steppingup.evaluation.aggregation.portable import statements  # noqa: PLC0415 - as in every command

    for name, statement in statements(dialect, by, table).items():
        click.echo(f"-- {name}\n{statement};\n")
