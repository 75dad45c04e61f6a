"""Versions of items: an item whose meaning changed got a new version, and both do not add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from steppingup.evaluation.quality import Quality

OLDER = "an answer to an older version of the item, which meant something else; it was left out"


def newest(events: pd.DataFrame, known: Mapping[str, int], quality: Quality) -> pd.DataFrame:
    """Keep the answers to the newest version of each item; the others are counted as older.

    Args:
        events: answers.
        known: the version that the course has now, by item; of other items, the newest one here counts.
        quality: where older answers are counted, by item.
    """
    if events.empty:
        return events
    course = events["item_id"].map(known).astype("Int64").fillna(0)
    last = events.groupby("item_id")["item_version"].transform("max")
    older = events["item_version"] < last.where(last >= course, course)
    for item, count in events.loc[older, "item_id"].value_counts().sort_index().items():
        quality.add("all files", OLDER, str(item), int(count))
    return events[~older].reset_index(drop=True)
