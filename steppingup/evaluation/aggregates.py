"""The sums of an evaluation, made where the answers lie: five aggregations over the table of events, in SQL.

Answers of a whole region do not fit into the memory of a laptop; their sums do. DuckDB reads the events from Parquet
files and gives a few thousand rows, from which :func:`sums_from` makes :class:`steppingup.statistics.sums.Sums`: the
same numbers as from the rows themselves. :mod:`steppingup.evaluation.portable` has the same five for other engines.

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
from steppingup.statistics.scores import WITHOUT
from steppingup.statistics.sums import BANDS, Key, Sums, level_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.statistics.pooling import CellSums

Row = dict[str, Any]
Group = tuple[str, ...]

BY = ("form_id", "phase")
OF_FORM = frozenset({"form_id"})
# As in steppingup.statistics.sums and scores: dust of the computer's arithmetic.
DUST = 1e-9
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
    engine.execute(f"CREATE OR REPLACE TEMP VIEW scored AS {_scored(source, by)}")
    _keep(engine, people=_people(by), persons=_persons(people))
    heat = _whole_heat(engine, people, weights)  # it takes the most memory, so it comes first
    _keep(engine, cube=_cube(by))
    statements = {
        "items": _items(by), "options": _options(by), "totals": _totals(by), "ladder": _ladder(by),
        "certainty": _certainty(by),
    }  # fmt: skip
    made = Aggregates(tuple(by), heat=heat, **{name: _rows(engine, sql) for name, sql in statements.items()})
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
        if abs(row["most"] - row["least_most"]) > DUST:
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
        for row in _rows(engine, _heat(by, weights, f"person % {slices} = {number}")):
            key = tuple(row[name] for name in keys)
            other = found.get(key, {})
            found[key] = {name: value if name in keys else value + other.get(name, 0) for name, value in row.items()}
    return tuple(found[key] for key in sorted(found))


def _slices(engine: duckdb.DuckDBPyConnection) -> int:
    ((people, competencies, memory),) = engine.execute(
        "SELECT (SELECT COUNT(*) FROM persons), (SELECT COUNT(DISTINCT competency_id) FROM scored), "
        "current_setting('memory_limit')"
    ).fetchall()
    amount, unit = str(memory).split()
    room = float(amount) * 1024 ** ["bytes", "KiB", "MiB", "GiB", "TiB"].index(unit)
    return 1 + int(people * max(1, competencies) * _BYTES_EACH / room)


def _listed(columns: Iterable[str], table: str = "") -> str:
    return ", ".join(f"{table}.{column}" if table else column for column in columns)


def _scored(source: str, by: Sequence[str]) -> str:
    """One row per answer, with its points; none if there is no score."""
    kept = dict.fromkeys([*by, "phase", "learner", "role", "item_id", "competency_id", "confidence", "response"])
    return f"""
        SELECT {_listed(kept)}, max_score AS most, response_status AS status,
            CASE response_status WHEN 'answered' THEN score WHEN 'omitted' THEN 0.0 END AS points
        FROM {source} WHERE attempt = 1"""


def _people(by: Sequence[str]) -> str:
    """One row per person and form: points earned, points of the items given, and the total of who has all scores."""
    keys = _listed(by)
    return f"""
        WITH forms AS (SELECT {keys}, COUNT(DISTINCT item_id) AS size FROM scored GROUP BY ALL),
        persons AS (
            SELECT {keys}, learner, COALESCE(SUM(points), 0.0) AS earned, COUNT(points) AS answers,
                COALESCE(SUM(CASE WHEN points IS NOT NULL THEN most END), 0.0) AS given
            FROM scored GROUP BY ALL)
        SELECT {_listed([*by, "learner"], "persons")}, earned, given,
            CASE WHEN answers = size THEN ROUND(earned, 6) END AS level
        FROM persons JOIN forms USING ({keys})"""


def _cube(by: Sequence[str]) -> str:
    """Count answers that are alike: a few thousand rows, from which items, options and certainty follow.

    One pass over the answers instead of three. ``r`` and ``rr`` are about the rest scores, ``s`` and ``ss`` about the
    shares of the points on all other items.
    """
    keys = _listed([*by, "learner"])
    return f"""
        SELECT {_listed(by)}, item_id, most, points, status, response, confidence, level IS NOT NULL AS whole,
            CASE WHEN given > {DUST} THEN LEAST({BANDS - 1}, FLOOR(earned / given * {BANDS} + {DUST})) END AS band,
            COUNT(*) AS n, SUM(earned - points) AS r, SUM((earned - points) * (earned - points)) AS rr,
            COUNT(share) AS others, SUM(share) AS s, SUM(share * share) AS ss
        FROM (
            SELECT *, CASE WHEN other > {DUST} THEN (earned - COALESCE(points, 0.0)) / other END AS share
            FROM (
                SELECT *, given - CASE WHEN points IS NULL THEN 0.0 ELSE most END AS other
                FROM scored JOIN people USING ({keys})))
        GROUP BY ALL"""


# Who chose an option, and can be set beside others.
_CHOSE = "status = 'answered' AND response IS NOT NULL AND band IS NOT NULL"
_REASONS = {reason: f"status = '{reason}'" for reason in WITHOUT} | {
    "waiting": "status = 'waiting' OR (status = 'answered' AND points IS NULL)"
}


def _items(by: Sequence[str]) -> str:
    missing = [f"COALESCE(SUM(n) FILTER ({rule}), 0) AS {reason}" for reason, rule in _REASONS.items()]
    whole = {"wx": "points * n", "wxx": "points * points * n", "r": "r", "rr": "rr", "xr": "points * r"}
    chose = {"c": "others", "cr": "s", "crr": "ss"}
    sums = [f"COALESCE(SUM({what}) FILTER (whole), 0) AS {name}" for name, what in whole.items()]
    sums += [f"COALESCE(SUM({what}) FILTER ({_CHOSE}), 0) AS {name}" for name, what in chose.items()]
    return f"""
        SELECT {_listed(by)}, item_id, MAX(most) AS most, MIN(most) AS least_most, SUM(n) AS had,
            {", ".join(missing)}, COALESCE(SUM(n) FILTER (points IS NOT NULL), 0) AS n,
            COALESCE(SUM(points * n), 0) AS x, COALESCE(SUM(points * points * n), 0) AS xx, {", ".join(sums)}
        FROM cube GROUP BY ALL ORDER BY ALL"""


def _options(by: Sequence[str]) -> str:
    return f"""
        SELECT {_listed(by)}, item_id, response, band, SUM(others) AS n, SUM(s) AS rest
        FROM cube WHERE {_CHOSE} GROUP BY ALL HAVING SUM(others) > 0 ORDER BY ALL"""


def _totals(by: Sequence[str]) -> str:
    return f"""
        SELECT {_listed(by)}, level, COUNT(*) AS n, SUM(earned) AS t, SUM(earned * earned) AS tt
        FROM people GROUP BY ALL ORDER BY ALL"""


def _ladder(by: Sequence[str]) -> str:
    return f"""
        SELECT {_listed(by)}, level, item_id, SUM(points) AS x
        FROM scored JOIN people USING ({_listed([*by, "learner"])})
        WHERE level IS NOT NULL GROUP BY ALL ORDER BY ALL"""


def _persons(by: Sequence[str]) -> str:
    """Number the people of each role: counting numbers takes a third of the memory that counting pseudonyms takes."""
    keys = _listed([*by, "role", "learner"])
    return f"""
        SELECT CAST(ROW_NUMBER() OVER () AS INTEGER) AS person, {keys}
        FROM (SELECT DISTINCT {keys} FROM scored)"""


def _heat(by: Sequence[str], weights: str, who: str) -> str:
    source, weight, competency = "scored", "", "competency_id"
    if weights:
        source, weight, competency = f"scored JOIN {weights} AS w USING (item_id)", "w.weight * ", "w.competency_id"
    return f"""
        SELECT {_listed([*by, "role"])}, competency_id, COUNT(*) AS n, SUM(share) AS total,
            SUM(share * share) AS squares, SUM(answers) AS answers
        FROM (
            SELECT person, {competency} AS competency_id, COUNT(*) AS answers,
                SUM({weight}points) / SUM({weight}most) AS share
            FROM {source} JOIN persons USING ({_listed([*by, "role", "learner"])})
            WHERE points IS NOT NULL AND {weight}most > 0 AND {who} GROUP BY ALL)
        JOIN persons USING (person)
        WHERE competency_id <> '' GROUP BY ALL ORDER BY ALL"""


def _certainty(by: Sequence[str]) -> str:
    return f"""
        SELECT {_listed(by)}, item_id, confidence, SUM(n) AS n,
            COALESCE(SUM(n) FILTER (points >= most * (1 - {DUST})), 0) AS right_n
        FROM cube WHERE points IS NOT NULL AND confidence IS NOT NULL GROUP BY ALL ORDER BY ALL"""
