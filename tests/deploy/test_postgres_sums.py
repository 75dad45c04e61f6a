"""The sums of an evaluation in PostgreSQL, on a real server: the same as in DuckDB."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd
import psycopg2
import pytest

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.aggregation.aggregates import NAMES, Aggregates, aggregate, cells_from, sums_from
from steppingup.evaluation.aggregation.portable import run, statements
from steppingup.evaluation.events import EVENTS, empty_events
from tests.deploy.postgres import server
from tests.evaluation import answers

_SQL = {"str": "text", "Int64": "bigint", "float64": "double precision"}


@pytest.fixture(scope="module")
def cursor() -> Iterator[Any]:
    with server() as address:
        connection = psycopg2.connect(address)
        try:
            with connection, connection.cursor() as found:
                columns = ", ".join(f"{name} {_SQL[dtype]}" for name, dtype in EVENTS.items())
                found.execute(f"CREATE TABLE events ({columns})")
                yield found
        finally:
            connection.close()


def filled(cursor: Any, frame: pd.DataFrame) -> None:
    """Put events into the table; an empty cell without quotes is a missing value."""
    cursor.execute("TRUNCATE events")
    text = frame.to_csv(index=False, header=False, na_rep="\\N")
    cursor.copy_expert("COPY events FROM STDIN WITH (FORMAT csv, NULL '\\N')", io.StringIO(text))


def in_duckdb(frame: pd.DataFrame, by: tuple[str, ...]) -> Aggregates:
    with duckdb.connect() as engine:
        engine.register("given", frame)
        return aggregate(engine, "given", by)


def rows(made: Aggregates, name: str) -> list[dict[str, Any]]:
    """The rows of one aggregation, columns by name, sorted."""
    found = [dict(sorted(row.items())) for row in getattr(made, name)]
    return sorted(found, key=lambda row: [(value is None, str(value)) for key, value in row.items() if key in _KEYS])


_KEYS = ("form_id", "phase", "language", "item_id", "response", "band", "level", "role", "competency_id", "confidence")


@pytest.mark.parametrize("by", [("form_id", "phase"), ("form_id", "phase", "language")])
@pytest.mark.parametrize("thirds", [False, True])
def test_two_engines_give_the_same_sums(cursor: Any, by: tuple[str, ...], thirds: bool) -> None:
    frame = answers.events(11, 90, 6, thirds, 0.15)
    filled(cursor, frame)
    here, there = in_duckdb(frame, by), run(cursor, "postgres", by)
    for name in NAMES:
        one, other = rows(here, name), rows(there, name)
        assert [list(row) for row in one] == [list(row) for row in other]
        for a, b in zip(one, other, strict=True):
            texts = [key for key, value in a.items() if isinstance(value, str) or value is None]
            assert [a[key] for key in texts] == [b[key] for key in texts]
            numbers = [key for key in a if key not in texts]
            assert [float(a[key]) for key in numbers] == pytest.approx(
                [float(b[key]) for key in numbers], rel=1e-9, abs=1e-9
            )
    for group, sums in sums_from(here).items():
        other_sums = sums_from(there)[group]
        assert dict(sums.most) == dict(other_sums.most)
        keys = sorted({*sums.values, *other_sums.values})
        assert [sums.of(*key) for key in keys] == pytest.approx(
            [other_sums.of(*key) for key in keys], rel=1e-9, abs=1e-9
        )
    assert [len(one) for one in cells_from(here).values()] == [len(one) for one in cells_from(there).values()]


def test_an_empty_table_gives_nothing(cursor: Any) -> None:
    filled(cursor, empty_events())
    assert sums_from(run(cursor, "postgres")) == {}


def test_two_versions_of_an_item_are_refused(cursor: Any) -> None:
    frame = answers.events(2, 10, 3)
    filled(cursor, frame.assign(max_score=1.0 + (frame["role"] == "police")))
    with pytest.raises(EvaluationError, match="has two highest scores"):
        run(cursor, "postgres")


def test_sql_needs_neither_pyarrow_nor_a_newer_driver() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None; sys.modules['psycopg'] = None;"
        "from steppingup.evaluation.aggregation.portable import statements; print(len(statements('postgres')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "6", done.stderr


@pytest.mark.parametrize("dialect", ["clickhouse", "duckdb", "sqlite"])
def test_other_engines_have_their_own_sql(dialect: str) -> None:
    assert list(statements(dialect)) == list(NAMES)


def test_a_dialect_that_nobody_knows_is_said() -> None:
    with pytest.raises(EvaluationError, match="There is no SQL for 'abacus'"):
        statements("abacus")
