"""Deleting: one person who asks for it, and everybody whose time is over.

**Retention.** Somebody's rows go some months (``retention_months``, 3) after their last follow-up: after the day of
their T3 answers or, if they never gave any, ``follow_up_months`` (12) after their first answer. Before that, one table
of aggregates is made of those who go: people and mean share of the points by role and town, for each phase, with all
that could point at somebody kept back and audited (:mod:`steppingup.statistics.disclosure`). It lies in
``STORE/aggregates/``.

**Forgetting** takes the rows of one pseudonym, or of the linking code that its owner brings. Aggregates stay: nobody
stands in them. Copies elsewhere, such as backups, are for whoever made them; the command says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.parquet import quoted, write_parquet
from steppingup.evaluation.pseudonym import LEARNER
from steppingup.evaluation.store import (
    AGGREGATES,
    NAMES,
    load_rows,
    locked,
    read_rows,
    store_files,
    store_head,
    write_log,
    write_rows,
)
from steppingup.statistics.disclosure import SHARED, hold, people_table, protected
from steppingup.statistics.disclosure.rule import BOTTOM, TOP

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from steppingup.evaluation.store import Name

ALL = "all"


@dataclass
class Gone:
    """What was, or would be, deleted.

    Args:
        people: how many people.
        rows: rows by table.
        phases: rows by phase, for the person who asks what is held about them.
        aggregates: the file that stays, or None.
    """

    people: int = 0
    rows: dict[Name, int] = field(default_factory=dict)
    phases: dict[str, int] = field(default_factory=dict)
    aggregates: Path | None = None


def forget(folder: Path, learner: str, today: str, *, show: bool = False) -> Gone:
    """Delete the rows of one person.

    Args:
        folder: the store.
        learner: the pseudonym.
        today: the day, for the log.
        show: only say what would be deleted.

    Raises:
        EvaluationError: the folder is no store, or this is no pseudonym.
    """
    store_head(folder)
    if not LEARNER.fullmatch(learner):
        raise EvaluationError("A pseudonym has 32 digits and letters a to f; nothing was deleted.")
    with locked(folder, show=show):
        gone = _delete(folder, {learner}, show=show)
        if not show and gone.people:
            write_log(folder, today, "forgotten", gone.rows)
    return gone


def retention(folder: Path, today: str, retention_months: int, follow_up_months: int, *, show: bool = False) -> Gone:
    """Delete the rows of everybody whose time is over, and keep protected aggregates of them.

    Args:
        folder: the store.
        today: the day.
        retention_months: months after the last follow-up.
        follow_up_months: when the last follow-up is over for somebody who never came to it, in months after the first
            answer.
        show: only say what would be deleted.

    Raises:
        EvaluationError: the folder is no store.
    """
    store_head(folder)
    with locked(folder, show=show):
        due = _due(folder, today, retention_months, follow_up_months)
        if due and not show:
            # aggregates first: if this fails, the rows are still there and it can be done again
            path = _free(folder / AGGREGATES, today)
            write_parquet(aggregates(_rows_of(folder, due)), path)
        gone = _delete(folder, due, show=show)
        if due and not show:
            gone.aggregates = path
            write_log(folder, today, "retention", gone.rows)
    return gone


def aggregates(events: pd.DataFrame) -> pd.DataFrame:
    """Make the table that may stay of these events: protected, audited, and naming nobody.

    Returns:
        One row per phase, role and town, with ``all`` in the margins: ``people`` and ``mean``, the mean of people's
        shares of the points, cut to 0.1 to 0.9 as all-or-none would tell each one's answers. Both are empty where
        ``kept_back``.

    Raises:
        StatisticsError: the audit found that a number could be worked out.
    """
    scored = events.dropna(subset=["score"])
    parts = [_phase(rows.reset_index(drop=True), str(phase)) for phase, rows in scored.groupby("phase", sort=True)]
    empty = pd.DataFrame(columns=["phase", "role", "municipality", "people", "mean", "kept_back"])
    made = pd.concat(parts, ignore_index=True) if parts else empty
    return made.astype({"people": "Int64", "mean": "float64", "kept_back": "bool"})


def _phase(rows: pd.DataFrame, phase: str) -> pd.DataFrame:
    """Make the table of one phase; each person stands in one cell, with the role and town of their first row."""
    who = rows.groupby("learner")[["role", "municipality"]].first()
    points = rows.groupby("learner")[["score", "max_score"]].sum()
    people = who.assign(share=points["score"] / points["max_score"]).reset_index()
    counts = people_table(people, "role", "municipality")
    table = protected(counts.to_numpy(dtype="int64"), SHARED)
    hold(table)
    names = [[*counts.index.astype(str), ALL], [*counts.columns.astype(str), ALL]]
    found = []
    for place, role in enumerate(names[0]):
        for column, town in enumerate(names[1]):
            inside = people[(people["role"] == role) | (place == len(counts))]
            inside = inside[(inside["municipality"] == town) | (column == counts.shape[1])]
            back = bool(table.hidden[place, column])
            mean = None if back or inside.empty else float(inside["share"].mean().clip(BOTTOM, TOP))
            found.append([phase, role, town, None if back else len(inside), mean, back])
    return pd.DataFrame(found, columns=["phase", "role", "municipality", "people", "mean", "kept_back"])


def _due(folder: Path, today: str, retention_months: int, follow_up_months: int) -> set[str]:
    """Find whose time is over. A row without a day counts as of the last day of the month in which it was kept."""
    tables = [_who(path) for name in NAMES for path in store_files(folder, name)]
    if not tables:
        return set()
    query = f"""
        WITH rows AS ({" UNION ALL ".join(tables)}), people AS (
            SELECT learner, coalesce(
                max(CAST(day AS DATE)) FILTER (phase = 'T3'),
                min(CAST(day AS DATE)) + INTERVAL ({follow_up_months}) MONTH
            ) AS last FROM rows GROUP BY learner
        )
        SELECT learner FROM people WHERE last + INTERVAL ({retention_months}) MONTH <= CAST({quoted(today)} AS DATE)
    """  # noqa: S608 - whole numbers, a day and names of files, quoted
    with duckdb.connect() as engine:
        return {str(learner) for (learner,) in engine.execute(query).fetchall()}


def _who(path: Path) -> str:
    month = quoted(path.parent.name.removeprefix("month="))
    last = f"strftime(last_day(CAST({month} || '-01' AS DATE)), '%Y-%m-%d')"
    rows = f"read_parquet({quoted(path)}, hive_partitioning = false)"
    return f"SELECT learner, phase, coalesce(nullif(day, ''), {last}) AS day FROM {rows}"  # noqa: S608 - as above


def _rows_of(folder: Path, learners: Collection[str]) -> pd.DataFrame:
    events = load_rows(folder, "events")
    return events[events["learner"].isin(learners)]


def _delete(folder: Path, learners: Collection[str], *, show: bool) -> Gone:
    gone, people = Gone(rows=dict.fromkeys(NAMES, 0)), set[str]()
    for name in NAMES:
        for path in store_files(folder, name):
            rows = read_rows(path, name)
            theirs = rows["learner"].isin(learners)
            gone.rows[name] += int(theirs.sum())
            people |= set(rows.loc[theirs, "learner"])
            for phase, count in rows.loc[theirs, "phase"].value_counts().items():
                gone.phases[str(phase)] = gone.phases.get(str(phase), 0) + int(count)
            if theirs.any() and not show:
                write_rows(path, name, rows[~theirs].reset_index(drop=True))
    gone.people = len(people)
    return gone


def _free(folder: Path, today: str) -> Path:
    """Find a name for the aggregates of a run: an older file is never written over."""
    names = (folder / f"{today}{f'-{number}' if number > 1 else ''}.parquet" for number in range(1, 10_000))
    return next(path for path in names if not path.exists())
