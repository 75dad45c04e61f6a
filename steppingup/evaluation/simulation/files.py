"""The files of a simulation; each says in its name and in its rows that nobody gave these answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.csv_file import csv_bytes
from steppingup.documents.tables import Column, Table
from steppingup.evaluation.parquet import write_parquet

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.evaluation.simulation.run import Simulated

EVENTS, RATINGS, ITEMS = "simulated-events.parquet", "simulated-ratings.parquet", "simulated-items.csv"
EVENT_ORDER = "learner, phase, position"
RATING_ORDER = "learner, phase, competency_id, scale"


def write_simulated(made: Simulated, folder: Path) -> None:
    """Write events, ratings and items; equal simulations give equal files.

    Raises:
        EvaluationError: the folder cannot be written.
    """
    write_parquet(made.events, folder / EVENTS, order=EVENT_ORDER)
    write_parquet(made.ratings, folder / RATINGS, order=RATING_ORDER)
    (folder / ITEMS).write_bytes(items_csv(made))


def items_csv(made: Simulated) -> bytes:
    """Return the table of invented items with their keys, each row marked as simulated."""
    items = made.items.assign(source="simulated")
    rows = tuple(tuple(row) for row in items.astype(object).itertuples(index=False))
    return csv_bytes(Table("simulated-items", tuple(Column(str(name)) for name in items.columns), rows))
