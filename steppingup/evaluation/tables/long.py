"""Long tables: one row per person and item."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from steppingup.evaluation.tables.given import (
    ATTEMPT,
    ITEM,
    MOST,
    PERSON,
    RESPONSE,
    SCORE,
    STATUS,
    Given,
    highest,
    offered_of,
    options_only,
)  # fmt: skip
from steppingup.evaluation.tables.grid import is_nothing, number_of
from steppingup.evaluation.tables.key import option_of
from steppingup.statistics.scores import WITHOUT, score_table

if TYPE_CHECKING:
    from steppingup.evaluation.quality import Quality
    from steppingup.evaluation.tables.given import Empty, How, Key
    from steppingup.evaluation.tables.grid import Grid, Row


class Places(NamedTuple):
    """Where the columns of a long table are; the last ones may be missing."""

    person: int
    item: int
    score: int | None
    most: int | None
    response: int | None
    status: int | None
    attempt: int | None
    group: int | None


def places_of(grid: Grid, key: Key, how: How) -> Places | None:
    """Find the columns of a long table by their titles; None if they are not those of one.

    Raises:
        EvaluationError: a column that was named is not there.
    """
    person, item = grid.column(how.person) if how.person else grid.find(PERSON), grid.find(ITEM)
    score, most, response, status, attempt = (grid.find(names) for names in (SCORE, MOST, RESPONSE, STATUS, ATTEMPT))
    if person is None or item is None or (score is None and not (key.right and response is not None)):
        return None
    group = grid.column(how.group) if how.group else None
    return Places(person, item, score, most, response, status, attempt, group)


def read_long(grid: Grid, places: Places, key: Key, empty: Empty, quality: Quality) -> Given:
    """Read a long table.

    Args:
        grid: the table.
        places: where its columns are.
        key: with right options, scores are made from responses.
        empty: what a row without a score is.
        quality: takes what could not be used.
    """
    rows = pd.DataFrame(
        [found for row in grid.rows if (found := _row(grid, row, places, key, quality))],
        columns=["learner", "item", "score", "max_score", "status", "response", "attempt", "group", "row"],
    )
    rows = _one_maximum(_first(rows, grid.file, quality), key, grid.file, quality)
    keyed = bool(key.right) and places.response is not None
    if keyed:
        rows = _marked(rows, key, grid.file, quality)
    if empty == "zero":
        rows["status"] = rows["status"].mask((rows["status"] == "answered") & rows["score"].isna(), "omitted")
    rows = _within(rows, grid.file, quality)
    _say_empty(rows, grid.file, quality)
    people = {person: str(number) for number, person in enumerate(sorted(rows["learner"].unique()), 1)}
    rows["learner"] = rows["learner"].map(people)
    shown = _options(rows, grid.file, quality) if places.response is not None else None
    offered = offered_of(shown, key.right) if shown is not None else {}
    groups = _groups(rows, grid.file, quality) if places.group is not None else pd.Series(dtype=str)
    return Given(grid.file, "long", keyed, score_table(rows), shown, offered, groups, quality)


def _row(grid: Grid, row: Row, places: Places, key: Key, quality: Quality) -> tuple[object, ...] | None:
    person, item = row.cells[places.person].strip(), row.cells[places.item].strip()
    if not person or not item:
        quality.add(grid.file, "The row names no person or no item; it was left out.", f"row {row.number}")
        return None
    if key.right and places.response is not None and item not in key.right:
        quality.add(grid.file, "The key does not know this item; it was left aside.", f"item '{item}'")
        return None
    score = _number(grid, row, places.score, quality)
    most = _number(grid, row, places.most, quality)
    status = row.cells[places.status].strip().casefold().replace(" ", "_") if places.status is not None else "answered"
    if status not in {"answered", *WITHOUT}:
        if status and not is_nothing(status):
            quality.add(grid.file, "The status is unknown; the row counts as answered.", f"row {row.number}")
        status = "answered"
    response = "" if places.response is None else row.cells[places.response]
    chosen = None if is_nothing(response) else option_of(response)
    attempt = _number(grid, row, places.attempt, quality)
    group = "" if places.group is None else row.cells[places.group].strip()
    return person, item, score, most, status, chosen, attempt, group, row.number


def _number(grid: Grid, row: Row, place: int | None, quality: Quality) -> float | None:
    if place is None or is_nothing(row.cells[place]):
        return None
    number = number_of(row.cells[place])
    if number is None:
        where = f"row {row.number}, column '{grid.titles[place]}'"
        quality.add(grid.file, "The cell holds no number; it counts nowhere.", where)
    return number


def _first(rows: pd.DataFrame, file: str, quality: Quality) -> pd.DataFrame:
    """Keep the first attempt of each person at each item."""
    order = rows.astype({"attempt": float, "score": float, "max_score": float})
    order = order.sort_values(["attempt", "row"], kind="stable")
    later = order.duplicated(["learner", "item"])
    if later.any():
        what = "A person has several rows for an item; only the first attempt counts."
        quality.add(file, what, f"row {int(order.loc[later, 'row'].min())} and others", int(later.sum()))
    return order[~later].sort_values("row").reset_index(drop=True)


def _one_maximum(rows: pd.DataFrame, key: Key, file: str, quality: Quality) -> pd.DataFrame:
    """Give every item one highest score: that of the key, else the usual one of its rows, else the highest found."""
    usual = {
        str(item): float(some.mode().iloc[0]) for item, some in rows.groupby("item")["max_score"] if some.notna().any()
    }
    known = {**usual, **key.most}
    other = rows["max_score"].notna() & (rows["max_score"] != rows["item"].map(known))
    for item, count in rows.loc[other, "item"].value_counts().sort_index().items():
        quality.add(file, "Rows with another highest score were left out.", f"item '{item}'", int(count))
    kept = rows[~other].copy()
    scores = {str(item): some.dropna().tolist() for item, some in kept.groupby("item")["score"]}
    most = highest(scores, {item: known[item] for item in scores if known.get(item, 0) > 0}, file, quality)
    kept["max_score"] = kept["item"].map(most).astype(float)
    return kept


def _marked(rows: pd.DataFrame, key: Key, file: str, quality: Quality) -> pd.DataFrame:
    right = [
        None if response is None else most * (response in key.right[item])
        for item, response, most in zip(rows["item"], rows["response"], rows["max_score"], strict=True)
    ]
    if (both := rows["score"].notna()).any():
        quality.add(file, "Scores were made from the key; those of the table were left aside.", "", int(both.sum()))
    return rows.assign(score=pd.Series(right, index=rows.index, dtype=float))


def _within(rows: pd.DataFrame, file: str, quality: Quality) -> pd.DataFrame:
    outside = (rows["score"] < 0) | (rows["score"] > rows["max_score"])
    for row, item in rows.loc[outside, ["row", "item"]].itertuples(index=False):
        quality.add(file, "The score is outside 0 to its highest; it counts nowhere.", f"row {row}, item '{item}'")
    return rows.assign(score=rows["score"].mask(outside))


def _say_empty(rows: pd.DataFrame, file: str, quality: Quality) -> None:
    count = int(((rows["status"] == "answered") & rows["score"].isna()).sum())
    what = "Rows without a score count nowhere. If people saw these items and left them out, say --empty zero."
    quality.add(file, what, "", count)


def _options(rows: pd.DataFrame, file: str, quality: Quality) -> pd.DataFrame | None:
    if not rows["response"].notna().any():
        return None
    chosen = rows.pivot(index="learner", columns="item", values="response").astype(object)
    return options_only(chosen.where(chosen.notna(), None), file, quality)


def _groups(rows: pd.DataFrame, file: str, quality: Quality) -> pd.Series[str]:
    kinds = rows[rows["group"] != ""].groupby("learner")["group"].agg(["first", "nunique"])
    quality.add(
        file, "People who stand in two groups were left out of the comparison.", "", int((kinds["nunique"] > 1).sum())
    )
    return kinds.loc[kinds["nunique"] == 1, "first"].astype(str)
