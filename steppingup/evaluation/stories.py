"""Stories as they were judged: answers to vignettes whose truth the item table knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

REFER, STEPS = "refer", ("other-help", "consult", "refer")


def judged_stories(events: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Return the answers to stories, each with ``signal`` (the truth asks for a referral) and ``yes`` (referred).

    Args:
        events: first attempts.
        items: the item table; ``truth``, ``twin`` and ``differs`` come from it.
    """
    table = items[items["truth"] != ""].drop_duplicates("item_id")
    rows = events[(events["response_status"] == "answered") & events["response"].isin(STEPS)]
    rows = rows.merge(table[["item_id", "truth", "twin", "differs"]], on="item_id")
    return rows.assign(signal=rows["truth"] == REFER, yes=rows["response"] == REFER)
