"""Small studies whose every answer is told by the test."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from steppingup.evaluation.events import as_events, as_ratings, event_ids
from steppingup.evaluation.findings.course import Ability, Course, Lesson
from steppingup.evaluation.item_table import items_of

COURSE = Course(
    {"nurse": "Nurse", "clerk": "Clerk", "guard": "Guard"},
    {"law": "Law", "talk": "Talk"},
    {
        "law.a": Ability("law.a", "law", "knows the rule", {"nurse": 2, "clerk": 1, "guard": 0}),
        "law.b": Ability("law.b", "law", "finds the rule", {"nurse": 2, "clerk": 2, "guard": 1}),
        "talk.a": Ability("talk.a", "talk", "asks first", {"nurse": 3, "clerk": 2, "guard": 2}),
    },
    (Lesson("1.1", "Rules", "chapters/1.md", ("law.a", "law.b")), Lesson("2.1", "Talk", "chapters/2.md", ("talk.a",))),
    "editorial-test",
)


def learner(name: object) -> str:
    """The pseudonym of somebody."""
    return hashlib.sha256(str(name).encode()).hexdigest()[:32]


def answer(person: object, item: str, score: float | None, **more: Any) -> dict[str, Any]:
    """One answer; what is not told is usual."""
    row = {
        "learner": learner(person), "role": "nurse", "municipality": "", "country": "fi", "language": "fi",
        "course_version": "1.0", "form_id": "A", "phase": "T0", "item_id": item, "item_version": 1,
        "competency_id": "law.a", "attempt": 1, "position": 1, "response": "a" if score else "b",
        "response_status": "answered", "score": score, "max_score": 1.0, "confidence": None, "time_ms": 1000,
        "day": "2026-03-02", "source": "needs", "schema_version": 1,
    }  # fmt: skip
    return row | more


def events(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Answers as a table."""
    frame = as_events(pd.DataFrame(list(rows)))
    return frame.assign(event_id=event_ids(frame))


def ratings(rows: Iterable[tuple[object, str, str, int]], **more: Any) -> pd.DataFrame:
    """Ratings as a table: person, competency, scale, value."""
    made = [
        {"learner": learner(person), "role": "nurse", "municipality": "", "country": "fi", "language": "fi",
         "phase": "T0", "competency_id": skill, "scale": scale, "value": value, "day": "2026-03-02", "source": "needs",
         "schema_version": 1} | more
        for person, skill, scale, value in rows
    ]  # fmt: skip
    return as_ratings(pd.DataFrame(made))


def items(ids: Sequence[str], **more: Any) -> pd.DataFrame:
    """Items with two options, of which a is right."""
    return items_of([
        {"item_id": id_, "version": 1, "competency": "law.a", "second": "", "kind": "choice", "truth": "", "twin": "",
         "differs": "", "anchor": True, "forms": "A B", "options": "a b", "keys": "a", "max_score": 1.0} | more
        for id_ in ids
    ])  # fmt: skip


def group(name: str, n: int, share: float, asked: Sequence[str], **more: Any) -> list[dict[str, Any]]:
    """Answers of n people, the first of whom are right."""
    return [
        answer(f"{name}-{person}", item, float(person < share * n), **more) for person in range(n) for item in asked
    ]
