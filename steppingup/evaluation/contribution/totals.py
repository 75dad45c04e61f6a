"""How many answers people have fully right, and which: the sums of the Rasch scale and of bias between languages.

Both know right and not right alone (:func:`steppingup.statistics.rasch.marks_of`), while a story that is nearly judged
right earns half a point. So these totals count answers that are fully right, and not points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from steppingup.evaluation.contribution.parts import Place
from steppingup.statistics.rasch import ScoreSums, marks_of, score_sums
from steppingup.statistics.sums import Key, level_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from steppingup.statistics.sums import Sums

PLACES = ["form_id", "phase", "language"]


def totals_of(events: pd.DataFrame) -> dict[Place, dict[Key, float]]:
    """Count, in each block, the people by how many answers they have fully right, and of these who has which right.

    Args:
        events: answers; first attempts count, of people who have a score on every item of their block.
    """
    rows = events[events["attempt"] == 1]
    judged = (rows["response_status"] == "answered") & rows["score"].notna()
    points = rows["score"].where(judged).mask(rows["response_status"] == "omitted", 0.0)
    rows = rows[[*PLACES, "learner", "item_id", "max_score"]].assign(points=points.astype(float))
    return {Place(*map(str, place)): _totals(part) for place, part in rows.groupby(PLACES)}


def score_sums_in(sums: Sums) -> ScoreSums | None:
    """Make the table of Rasch and bias from totals; None without any."""
    items, counts = sorted(sums.most), sums.levels("", "score")
    if not counts:
        return None
    people, right = np.zeros(len(items) + 1, dtype=np.int64), np.zeros((len(items) + 1, len(items)), dtype=np.int64)
    for level, count in counts.items():
        people[int(float(level))] += int(count)
        for column, item in enumerate(items):
            right[int(float(level)), column] += int(sums.of(item, "by_score", level))
    return ScoreSums(tuple(items), people, right)


def _totals(rows: pd.DataFrame) -> dict[Key, float]:
    table = rows.pivot(index="learner", columns="item_id", values="points").dropna()
    items: Sequence[str] = list(map(str, table.columns))
    most = rows.groupby("item_id")["max_score"].max().reindex(table.columns).to_numpy(dtype=float)
    marks = marks_of(table.to_numpy(dtype=float), most)
    found: dict[Key, float] = {}
    for made in score_sums(items, marks) if len(table) else ():
        for score, people in enumerate(made.people):
            if people:
                level = level_of(score)
                found[Key("", "score", level)] = float(people)
                right = zip(made.items, made.right[score], strict=True)
                found |= {Key(item, "by_score", level): float(n) for item, n in right}
    return found
