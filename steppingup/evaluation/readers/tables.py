"""Tables that exist already: Parquet files of events and ratings, a whole store or any file of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.events import EVENTS, RATINGS
from steppingup.evaluation.parquet import read_parquet
from steppingup.evaluation.readers.base import MOST_BYTES, NO_FILE, TOO_LARGE, Taken, events_from, ratings_from

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

# An id is made anew from the answer, so a table without it is whole.
_MADE = {"event_id"}


def read_table(path: Path) -> Taken:
    """Read one Parquet file; its columns tell whether it holds events or ratings."""
    taken = Taken()
    if path.is_symlink() or not path.is_file():
        taken.quality.add(path.name, NO_FILE)
        return taken
    if path.stat().st_size > MOST_BYTES:
        taken.quality.add(path.name, TOO_LARGE)
        return taken
    try:
        frame = read_parquet(path)
    except EvaluationError:
        taken.quality.add(path.name, "damaged, or no Parquet file; it was not read")
        return taken
    _sort_in(frame, path.name, taken)
    return taken


def _sort_in(frame: pd.DataFrame, file: str, taken: Taken) -> None:
    strange = sorted(set(map(str, frame.columns)) - {*EVENTS, *RATINGS})
    if strange:
        taken.quality.add(file, "columns that neither table has; they were left out", ", ".join(strange)[:100])
    if set(EVENTS) - _MADE <= set(frame.columns):
        taken.events = events_from(frame[[name for name in EVENTS if name in frame]], file, taken.quality)
    elif set(RATINGS) <= set(frame.columns):
        taken.ratings = ratings_from(frame[list(RATINGS)], file, taken.quality)
    else:
        taken.quality.add(file, "neither the columns of events nor those of ratings; it was not read")
