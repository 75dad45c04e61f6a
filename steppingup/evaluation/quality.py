"""What readers could not use: nothing is dropped without a row here, and the report prints them all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = ("file", "place", "what", "how_many")
ALL = "all files"
# No trouble: somebody may like to know that these files were seen.
LEFT_ALONE = "not answers (texts, pictures, our own results), left alone"


class Problem(NamedTuple):
    """One kind of trouble in one file.

    Args:
        file: the name of the file, without its folder.
        place: a line, column or item; empty if the whole file is meant. Never what a person wrote or is called.
        what: one sentence: what was found, and what was done about it.
    """

    file: str
    place: str
    what: str


@dataclass
class Quality:
    """Counts problems; equal ones are one row."""

    counts: Counter[Problem] = field(default_factory=Counter)

    def add(self, file: str, what: str, place: str = "", how_many: int = 1) -> None:
        """Count a problem; of 0 there is none."""
        if how_many:
            self.counts[Problem(file, place, what)] += how_many

    def leave_alone(self, how_many: int = 1) -> None:
        """Count files that are plainly no answers: one row for all of them."""
        self.add(ALL, LEFT_ALONE, how_many=how_many)

    def extend(self, others: Iterable[Quality]) -> None:
        """Take in what others counted."""
        for other in others:
            self.counts.update(other.counts)

    def frame(self) -> pd.DataFrame:
        """Return one row per problem with :data:`COLUMNS`, sorted by file, place and sentence."""
        rows = [(*problem, how_many) for problem, how_many in sorted(self.counts.items())]
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"how_many": "int64"})

    def sentences(self) -> list[str]:
        """Return one line per problem for people."""
        return [
            f"{problem.file}{f', {problem.place}' if problem.place else ''}: {problem.what}"
            + (f" ({how_many} times)" if how_many > 1 else "")
            for problem, how_many in sorted(self.counts.items())
        ]


def troubles(frame: pd.DataFrame) -> int:
    """Count the places that could not be used, in a table of :meth:`Quality.frame`."""
    return int(frame.loc[frame["what"] != LEFT_ALONE, "how_many"].sum()) if len(frame) else 0
