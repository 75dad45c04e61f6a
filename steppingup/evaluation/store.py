"""Answers that are kept: Parquet files by country and month, on the machine of whoever evaluates.

``STORE/events/country=fi/month=2026-03/rows.parquet``, ``STORE/ratings/…`` likewise; any tool that knows Hive
partitions reads them. ``STORE/store.json`` says for which purpose and with which key (by a fingerprint) pseudonyms were
made: rows of another key would never join, so they are refused. The key itself never lies here. A file is replaced as a
whole or not at all, and taking the same answers again adds nothing, so what was interrupted is simply done again.
``STORE/log.jsonl`` says what was kept and deleted, and when; it names nobody.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.events import EVENTS, RATING_KEY, RATINGS, as_events, as_ratings
from steppingup.evaluation.parquet import read_parquet, write_parquet
from steppingup.record.store import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.evaluation.pseudonym import Pseudonyms
    from steppingup.evaluation.readers.base import Taken

Name = Literal["events", "ratings"]

FORMAT, SCHEMA = "stepping-up-evaluation-store", 1
NAMES: tuple[Name, ...] = ("events", "ratings")
HEAD, LOG, LOCK, ROWS, AGGREGATES = "store.json", "log.jsonl", ".lock", "rows.parquet", "aggregates"
NOWHERE = "none"  # the partition of rows without a country
LOCK_SECONDS = 30.0

_KEYS: dict[Name, list[str]] = {"events": ["event_id"], "ratings": [*RATING_KEY]}
_ORDER: dict[Name, str] = {
    "events": "learner, phase, item_id, event_id", "ratings": "learner, phase, competency_id, scale, day",
}  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """What keeping did: rows that are new, and rows that were there already (a score that changed is replaced)."""

    new: dict[Name, int]
    known: dict[Name, int]


def open_store(folder: Path, pseudonyms: Pseudonyms) -> None:
    """Make a store, or look whether one is of this purpose and key.

    Raises:
        EvaluationError: the folder holds something else, or rows made with another key.
    """
    head = folder / HEAD
    mine = {
        "format": FORMAT, "schema": SCHEMA, "purpose": pseudonyms.purpose, "fingerprint": pseudonyms.fingerprint(),
    }  # fmt: skip
    if head.is_file():
        if store_head(folder)["fingerprint"] != mine["fingerprint"]:
            raise EvaluationError(f"The rows in {folder} were made with another key or purpose; nothing was done.")
        return
    if folder.is_dir() and any(folder.iterdir()):
        raise EvaluationError(f"{folder} is not empty and no store of answers; name a new folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(head, f"{json.dumps(mine, ensure_ascii=False)}\n".encode())
    except OSError as error:
        raise EvaluationError(f"{folder} cannot be written ({error.strerror}).") from error


def store_head(folder: Path) -> dict[str, str]:
    """Read what a store says of itself.

    Raises:
        EvaluationError: it is none.
    """
    try:
        head = json.loads((folder / HEAD).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{folder} is no store of answers.") from error
    if not isinstance(head, dict) or (head.get("format"), head.get("schema")) != (FORMAT, SCHEMA):
        raise EvaluationError(f"{folder} is no store of answers that this release can read.")
    return {str(name): str(value) for name, value in head.items()}


def keep(folder: Path, taken: Taken, pseudonyms: Pseudonyms, today: str, *, show: bool = False) -> Kept:
    """Put rows into a store.

    Args:
        folder: the store; it is made if there is none.
        taken: what files gave.
        pseudonyms: of the purpose.
        today: the day; a row without a day is kept, and later deleted, as if it were of today.
        show: only say what would be done.

    Raises:
        EvaluationError: the store is of another key, or simulated and real answers would lie together.
    """
    if not show or (folder / HEAD).is_file():
        open_store(folder, pseudonyms)
    frames = {"events": taken.events, "ratings": taken.ratings}
    _look(folder, frames)
    kept = Kept({}, {})
    with locked(folder, show=show):
        for name in NAMES:
            frame = frames[name].drop_duplicates(_KEYS[name], keep="last")
            parts = _partitions(folder, name, frame, today)
            kept.new[name] = sum(_add(path, name, rows, show=show) for path, rows in parts)
            kept.known[name] = len(frame) - kept.new[name]
        if not show:
            write_log(folder, today, "kept", {name: kept.new[name] for name in NAMES})
    return kept


def store_files(folder: Path, name: Name) -> list[Path]:
    """List the files of one table of a store."""
    return sorted((folder / name).glob(f"country=*/month=*/{ROWS}"))


def load_rows(folder: Path, name: Name) -> pd.DataFrame:
    """Read one table of a store."""
    parts = [read_rows(path, name) for path in store_files(folder, name)]
    empty = pd.DataFrame(columns=list(EVENTS if name == "events" else RATINGS))
    return _typed(name, pd.concat(parts, ignore_index=True) if parts else empty)


def read_rows(path: Path, name: Name) -> pd.DataFrame:
    """Read one file of a store."""
    return _typed(name, read_parquet(path))


def write_rows(path: Path, name: Name, rows: pd.DataFrame) -> None:
    """Write one file of a store; without a row it goes, and so does its folder."""
    if len(rows):
        write_parquet(rows, path, order=_ORDER[name])
        return
    path.unlink()
    for folder in (path.parent, path.parent.parent):
        if not any(folder.iterdir()):
            folder.rmdir()


@contextmanager
def locked(folder: Path, *, show: bool = False) -> Iterator[None]:
    """Let one command at a time change a store; who only looks needs no lock.

    Raises:
        EvaluationError: another command is at work.
    """
    if show:
        yield
        return
    from filelock import FileLock, Timeout  # noqa: PLC0415 - looking needs no lock, and the import takes 50 ms

    try:
        with FileLock(folder / LOCK, timeout=LOCK_SECONDS):
            yield
    except Timeout as error:
        raise EvaluationError(f"Another command is at work in {folder}; try again in a moment.") from error


def write_log(folder: Path, today: str, what: str, counts: dict[Name, int]) -> None:
    """Note what was done: how many rows, never whose."""
    with (folder / LOG).open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps({'day': today, 'what': what, **counts})}\n")


def _typed(name: Name, frame: pd.DataFrame) -> pd.DataFrame:
    return as_events(frame) if name == "events" else as_ratings(frame)


def _look(folder: Path, frames: dict[str, pd.DataFrame]) -> None:
    sources = {source for frame in frames.values() for source in frame["source"]}
    held = {
        source for name in NAMES for path in store_files(folder, name) for source in read_rows(path, name)["source"]
    }
    both = sources | held
    if "simulated" in both and len(both) > 1:
        raise EvaluationError("Simulated answers and real ones cannot lie in one store; nothing was kept.")


def _partitions(folder: Path, name: Name, frame: pd.DataFrame, today: str) -> Iterator[tuple[Path, pd.DataFrame]]:
    """Yield rows by the file that they belong to: the one where they lie already, else that of country and month."""
    months = frame["day"].str.slice(0, 7).mask(frame["day"] == "", today[:7])
    countries = frame["country"].mask(frame["country"] == "", NOWHERE)
    fresh = f"{folder / name}/country=" + countries + "/month=" + months + f"/{ROWS}"
    where = frame[_KEYS[name]].merge(_held(folder, name), how="left", on=_KEYS[name])["path"].set_axis(frame.index)
    for path, rows in frame.groupby(where.where(where.notna(), fresh), sort=True):
        yield Path(str(path)), rows


def _held(folder: Path, name: Name) -> pd.DataFrame:
    """Return what tells the rows of a store apart, and in which file each lies."""
    parts = [read_rows(path, name)[_KEYS[name]].assign(path=str(path)) for path in store_files(folder, name)]
    empty = pd.DataFrame(columns=[*_KEYS[name], "path"]).astype("str")
    return pd.concat(parts, ignore_index=True) if parts else empty


def _add(path: Path, name: Name, rows: pd.DataFrame, *, show: bool) -> int:
    """Add rows to a file; the newest of two that are the same answer stays, as its score may have been corrected."""
    held = read_rows(path, name) if path.is_file() else rows.iloc[:0]
    both = pd.concat([held, rows], ignore_index=True).drop_duplicates(_KEYS[name], keep="last", ignore_index=True)
    new = len(both) - len(held)
    changed = len(both.merge(held)) < len(both)
    if changed and not show:
        write_rows(path, name, both)
    return new
