"""The sums of an evaluation, made where the answers lie: five aggregations over the table of events, in SQL.

Answers of a whole region do not fit into the memory of a laptop; their sums do. DuckDB reads the events from Parquet
files and gives a few thousand rows, from which :func:`sums_from` makes :class:`steppingup.statistics.sums.Sums`: the
same numbers as from the rows themselves. :mod:`steppingup.evaluation.aggregation.portable` has the same five for
other engines.

==============  ==========================================================================================
``items``       by item: people with points, points, squares, reasons of missing ones, rest scores
``options``     by item, chosen option and score band: people, and their shares of the other items
``totals``      by total score: people, totals, squares; ``ladder``: by total score and item, their points
``heat``        by role and competency: distinct people, their mean shares of the points, squares
``certainty``   by item and certainty: answers, and how many of them are fully right
==============  ==========================================================================================

First attempts only. An omitted answer has 0 points; what was not reached, not administered or not judged has none.
Everything is split by the columns of ``by``; the heatmap by those that are not about the form.
"""

from __future__ import annotations

import tempfile
import uuid
from collections import defaultdict
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.aggregation import sql
from steppingup.statistics.scores import WITHOUT
from steppingup.statistics.sums import Key, Sums, level_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.statistics.pooling import CellSums

Row = dict[str, Any]
Group = tuple[str, ...]

BY = ("form_id", "phase")
OF_FORM = frozenset({"form_id"})
# Enough for 100 million answers; what does not fit goes to the disk.
MEMORY, THREADS = "64MB", 2
# What one person and competency may take, with room for everything else.
_BYTES_EACH = 250


@dataclass(frozen=True)
class Aggregates:
    """What the statements give, sorted; see the table of this module.

    Args:
        by: the columns that everything is split by.
    """

    by: tuple[str, ...]
    items: tuple[Row, ...]
    options: tuple[Row, ...]
    totals: tuple[Row, ...]
    ladder: tuple[Row, ...]
    heat: tuple[Row, ...]
    certainty: tuple[Row, ...]


NAMES = tuple(field.name for field in fields(Aggregates) if field.name != "by")


def engine_of(memory: str = MEMORY, threads: int = THREADS) -> duckdb.DuckDBPyConnection:
    """Start DuckDB with little memory: what does not fit goes to a folder for temporary files."""
    # DuckDB makes the folder if it needs one, and takes it away again
    aside = Path(tempfile.gettempdir()) / f"steppingup-{uuid.uuid4().hex}"
    engine = duckdb.connect(config={"memory_limit": memory, "threads": threads, "temp_directory": str(aside)})
    engine.execute("SET preserve_insertion_order = false")
    engine.execute("SET enable_progress_bar = false")
    return engine


def aggregate(
    engine: duckdb.DuckDBPyConnection, source: str = "events", by: Sequence[str] = BY, weights: str = ""
) -> Aggregates:
    """Run the five aggregations.

    Args:
        engine: DuckDB.
        source: what stands behind FROM: a table, a view, or ``read_parquet('…')``; its columns are those of
            :data:`steppingup.evaluation.events.EVENTS`.
        by: the columns to split by.
        weights: a table with ``item_id``, ``competency_id`` and ``weight``, where items count for several
            competencies; without, each counts for the one that its events name.

    Raises:
        EvaluationError: an item has two highest scores.
    """
    people = of_people(by)
    engine.execute(f"CREATE OR REPLACE TEMP VIEW scored AS {sql.scored(source, by)}")
    _keep(engine, people=sql.people(by))
    heat = _whole_heat(engine, people, weights)  # it takes the most memory, so it comes first
    _keep(engine, cube=sql.cube(by))
    statements = {
        "items": sql.items(by), "options": sql.options(by), "totals": sql.totals(by), "ladder": sql.ladder(by),
        "certainty": sql.certainty(by),
    }  # fmt: skip
    made = Aggregates(
        tuple(by), heat=heat, **{name: _rows(engine, statement) for name, statement in statements.items()}
    )
    check(made.items)
    return made


def of_people(by: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that the heatmap is split by: a person has several forms, and one role."""
    return tuple(column for column in by if column not in OF_FORM and column != "role")


def check(items: Iterable[Row]) -> None:
    """Hold the highest scores of items against each other.

    Raises:
        EvaluationError: an item has two.
    """
    for row in items:
        if abs(row["most"] - row["least_most"]) > sql.DUST:
            raise EvaluationError(
                f"'{row['item_id']}' has two highest scores, {row['least_most']:g} and {row['most']:g}. These are two "
                "versions of the item; take the answers to one of them."
            )


def sums_from(made: Aggregates) -> dict[Group, Sums]:
    """Make the sums of each group, as :func:`steppingup.statistics.sums.sums_of` makes them from rows."""
    values: dict[Group, dict[Key, float]] = defaultdict(lambda: defaultdict(float))
    most: dict[Group, dict[str, float]] = defaultdict(dict)
    for row in made.totals:
        _add_total(values[_group(made, row)], row)
    for row in made.items:
        group = _group(made, row)
        most[group][row["item_id"]] = float(row["most"])
        _add_item(values[group], row)
    for row in made.ladder:
        values[_group(made, row)][Key(row["item_id"], "by_score", level_of(row["level"]))] += row["x"]
    for row in made.options:
        found, key = values[_group(made, row)], (row["item_id"], "option", row["response"])
        found[Key(*key, str(int(row["band"])))] += row["n"]
        found[Key(row["item_id"], "option_r", row["response"])] += row["rest"]
    for row in made.certainty:
        for name, column in (("sure", "n"), ("sure_right", "right_n")):
            values[_group(made, row)][Key(row["item_id"], name, str(int(row["confidence"])))] += row[column]
    return {group: Sums(most[group], dict(values[group])) for group in sorted(values)}


def cells_from(made: Aggregates) -> dict[Group, tuple[CellSums, ...]]:
    """Make the cells of the heatmap of each group, role by competency."""
    from steppingup.statistics.pooling import CellSums  # noqa: PLC0415 - brings scipy, which the engine does without

    by = of_people(made.by)
    found: dict[Group, list[CellSums]] = defaultdict(list)
    for row in made.heat:
        cell = CellSums(row["role"], row["competency_id"], int(row["n"]), float(row["total"]), float(row["squares"]))
        found[tuple(str(row[column]) for column in by)].append(cell)
    return {group: tuple(cells) for group, cells in sorted(found.items())}


def _group(made: Aggregates, row: Row) -> Group:
    return tuple(str(row[column]) for column in made.by)


def _add_total(found: dict[Key, float], row: Row) -> None:
    found[Key("", "people")] += row["n"]
    if row["level"] is not None:
        found[Key("", "whole")] += row["n"]
        found[Key("", "t")] += row["t"]
        found[Key("", "tt")] += row["tt"]
        found[Key("", "score", level_of(row["level"]))] += row["n"]


_OF_ITEM = ("n", "x", "xx", "wx", "wxx", "r", "rr", "xr", "c", "cr", "crr", *WITHOUT)


def _add_item(found: dict[Key, float], row: Row) -> None:
    for name in _OF_ITEM:
        found[Key(row["item_id"], name)] += float(row[name])
    found[Key(row["item_id"], "not_administered")] += found[Key("", "people")] - float(row["had"])


def _rows(engine: duckdb.DuckDBPyConnection, statement: str) -> tuple[Row, ...]:
    done = engine.execute(statement)
    titles = [one[0] for one in done.description or ()]
    return tuple(dict(zip(titles, row, strict=True)) for row in done.fetchall())


def _keep(engine: duckdb.DuckDBPyConnection, **statements: str) -> None:
    for name, statement in statements.items():
        engine.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {statement}")


def _whole_heat(engine: duckdb.DuckDBPyConnection, by: Sequence[str], weights: str) -> tuple[Row, ...]:
    """Make the heatmap some people at a time: one row per person and competency is what takes the most memory."""
    keys = (*by, "role", "competency_id")
    found: dict[Group, Row] = {}
    slices = _slices(engine)
    for number in range(slices):
        for row in _rows(engine, sql.heat(by, weights, f"hash(learner) % {slices} = {number}")):
            key = tuple(row[name] for name in keys)
            other = found.get(key, {})
            found[key] = {name: value if name in keys else value + other.get(name, 0) for name, value in row.items()}
    return tuple(found[key] for key in sorted(found))


def _slices(engine: duckdb.DuckDBPyConnection) -> int:
    ((people, competencies, memory),) = engine.execute(
        "SELECT (SELECT COUNT(*) FROM people), (SELECT COUNT(DISTINCT competency_id) FROM scored), "
        "current_setting('memory_limit')"
    ).fetchall()
    amount, unit = str(memory).split()
    room = float(amount) * 1024 ** ["bytes", "KiB", "MiB", "GiB", "TiB"].index(unit)
    return 1 + int(people * max(1, competencies) * _BYTES_EACH / room)
