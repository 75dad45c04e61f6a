"""Events by a seed, with everything that makes sums go wrong; and the sums of rows, to hold the engine's against."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from steppingup.evaluation.events import as_events, as_ratings, event_ids, numbered
from steppingup.statistics.scores import ScoreTable, score_table
from steppingup.statistics.sums import Sums, sums_of

ROLES, COMPETENCIES = ("police", "social_worker", "teacher"), ("notice", "act", "refer")
MISSING = ("omitted", "not_reached", "not_administered")


def events(  # noqa: PLR0917 - one table has that many sides
    seed: int = 1, people: int = 60, items: int = 5, thirds: bool = False, missing: float = 0.1, gaps: float = 0.02
) -> pd.DataFrame:
    """Two forms, two phases, two languages; some answers missing, waiting, given twice, worth several points.

    ``missing`` of the answers have no score for one of the three reasons, ``gaps`` of that are not there at all.
    """
    draw = np.random.default_rng(seed)
    rows = [
        _row(draw, f"{person:032x}", form, phase, item, thirds, missing)
        for person in range(people)
        for phase in ("T0", "T1")
        for form in ["AB"[(person + (phase == "T1")) % 2]]
        for item in range(items)
        if draw.random() >= gaps * missing
    ]
    again = [dict(row, score=0.0 if row["response_status"] == "answered" else None) for row in rows[:7]]
    frame = as_events(pd.DataFrame([*rows, *again]))
    frame = numbered(frame)
    return frame.assign(event_id=event_ids(frame.assign(time_ms=frame["attempt"])))


def _row(  # noqa: PLR0917 - one answer has that many sides
    draw: np.random.Generator, learner: str, form: str, phase: str, item: int, thirds: bool, missing: float
) -> dict[str, Any]:
    person = int(learner, 16)
    status = str(draw.choice(MISSING)) if draw.random() < missing else "answered"
    most = [1.0, 1.0, 2.0][item % 3] if thirds else 1.0
    right = draw.random() < 1 / (1 + np.exp(item / 3 - 0.5 - np.sin(person)))
    share = draw.choice([1 / 3, 2 / 3]) if thirds and draw.random() < 0.3 else float(right)
    answered = status == "answered"
    return {
        "learner": learner, "role": ROLES[person % 3], "municipality": f"t{person % 4}", "country": "xx",
        "language": "sv" if person % 5 else "fi", "form_id": form, "phase": phase, "item_id": f"{form.lower()}{item}",
        "item_version": 1, "competency_id": COMPETENCIES[item % 3], "position": item + 1,
        "response": ("k" if share == 1 else "xyz"[int(draw.integers(3))]) if answered else None,
        "response_status": status, "score": most * share if answered and draw.random() >= 0.3 * missing else None,
        "max_score": most, "confidence": int(draw.integers(1, 4)) if draw.random() < 0.8 else None,
        "day": "2026-02-02", "source": "simulated", "schema_version": 1,
    }  # fmt: skip


def first(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["attempt"] == 1]


def table_of(frame: pd.DataFrame) -> ScoreTable:
    """The score table of one form and phase."""
    rows = first(frame).rename(columns={"item_id": "item", "response_status": "status"})
    return score_table(rows[["learner", "item", "score", "max_score", "status"]])


def chosen_of(frame: pd.DataFrame, column: str = "response") -> pd.DataFrame:
    rows = first(frame)
    return (
        rows.pivot(index="learner", columns="item_id", values=column)
        .astype(object)
        .where(lambda one: one.notna(), None)
    )


def rows_sums(frame: pd.DataFrame) -> Sums:
    """The sums of one form and phase, from rows."""
    certainty = chosen_of(frame, "confidence").astype(float)
    return sums_of(table_of(frame), chosen_of(frame), certainty)


def ratings(seed: int = 1, people: int = 60) -> pd.DataFrame:
    """Importance and ability, 0 to 3; some people rate one of the two only."""
    draw = np.random.default_rng(seed + 1000)
    rows = [
        {"learner": f"{person:032x}", "role": ROLES[person % 3], "municipality": f"t{person % 4}", "phase": "T0",
         "competency_id": competency, "scale": scale, "value": int(draw.integers(0, 4)), "source": "simulated",
         "schema_version": 1}
        for person in range(people)
        for competency in COMPETENCIES
        for scale in ("importance", "ability")
        if draw.random() > 0.05
    ]  # fmt: skip
    return as_ratings(pd.DataFrame(rows))
