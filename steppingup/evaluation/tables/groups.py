"""Groups of people in a table, and the bias of its items between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from steppingup.evaluation.tables.grid import is_nothing
from steppingup.statistics.dif import dif_of_many, dif_of_two
from steppingup.statistics.gates import Gates, allowed
from steppingup.statistics.rasch import marks_of, score_sums

if TYPE_CHECKING:
    import pandas as pd

    from steppingup.evaluation.tables.given import Given
    from steppingup.statistics.dif import Dif
    from steppingup.statistics.rasch.sums import Floats

# Twenty groups are a comparison; a hundred are a column that was named by mistake.
MOST_GROUPS = 20


def compared(given: Given, gates: Gates) -> tuple[dict[str, list[str]], tuple[Dif, ...]]:
    """Compare the groups of a table on every item; the largest group is the reference.

    Returns:
        The people of each group that was compared, the reference first, and the bias of each item; both empty
        without two groups.
    """
    groups = _people(given, gates)
    if len(groups) < 2:
        if len(given.groups):
            what = "There are fewer than two groups with enough people; nothing was compared."
            given.quality.add(given.file, what)
        return {}, ()
    sums = {name: score_sums(_items(given), _marks(given, people)) for name, people in groups.items()}
    return groups, (dif_of_two if len(sums) == 2 else dif_of_many)(sums, gates)


def groups_of(groups: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Write the groups down."""
    return [
        {"id": name, "people": len(people), "reference": number == 0}
        for number, (name, people) in enumerate(groups.items())
    ]


def _people(given: Given, gates: Gates) -> dict[str, list[str]]:
    named = given.groups[[not is_nothing(one) for one in given.groups]]
    quality, file = given.quality, given.file
    quality.add(file, "People without a group were left out of the comparison.", "", len(given.groups) - len(named))
    counts: pd.Series[int] = named.value_counts()
    if len(counts) > MOST_GROUPS:
        quality.add(file, f"The column of groups has {len(counts)} different values; nothing was compared.")
        return {}
    small = [str(name) for name, n in counts.items() if not allowed("breakdown", int(n), gates)]
    quality.add(file, "Groups with too few people were left out of the comparison.", "", len(small))
    kept = sorted(
        (str(name) for name in counts.index if name not in small), key=lambda name: (-int(counts[name]), name)
    )
    return {name: [str(person) for person in named.index[named == name]] for name in kept}


def _items(given: Given) -> list[str]:
    return [str(item) for item in given.table.points.columns]


def _marks(given: Given, people: list[str]) -> Floats:
    points, most = given.table.points.loc[people], given.table.most
    return marks_of(np.asarray(points, dtype=float), np.asarray(most, dtype=float))
