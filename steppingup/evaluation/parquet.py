"""Parquet files through DuckDB: written whole or not at all, read with the columns of this course and no others."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from steppingup.common.errors import EvaluationError

if TYPE_CHECKING:
    import pandas as pd


def write_parquet(frame: pd.DataFrame, path: Path, *, order: str = "") -> None:
    """Write a table; who reads meanwhile sees the old file or the new one, never a half.

    Args:
        frame: the table.
        path: where to; folders are made.
        order: columns to sort by, with commas; equal tables then are equal files.

    Raises:
        EvaluationError: there is no room, or no right to write there.
    """
    sorted_ = f" ORDER BY {order}" if order else ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as folder, duckdb.connect() as engine:
            half = Path(folder) / path.name
            engine.register("frame", frame)
            engine.execute("SET threads = 1")  # several would write row groups in the order of chance
            engine.execute(f"COPY (FROM frame{sorted_}) TO {quoted(half)} (FORMAT parquet, COMPRESSION zstd)")
            half.replace(path)
    except (OSError, duckdb.Error) as error:
        raise EvaluationError(f"{path} cannot be written: {_first_line(error)}") from error


def read_parquet(path: Path) -> pd.DataFrame:
    """Read one Parquet file as it stands.

    Raises:
        EvaluationError: it is none, or damaged.
    """
    try:
        with duckdb.connect() as engine:
            return engine.execute(f"FROM read_parquet({quoted(path)}, hive_partitioning = false)").df()
    except (OSError, duckdb.Error) as error:
        raise EvaluationError(f"{path.name} cannot be read as Parquet: {_first_line(error)}") from error


def quoted(text: object) -> str:
    """Write a text for SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
