"""The marking guide: how the texts of an exercise are scored, so that two trainers give the same points.

Who uses it: the trainer who reads texts in formgrader, with this page beside it. What they do first: read the examples,
then the first two texts without giving points. What can go wrong: it is key material, so it lies in the folder of keys,
readable by its owner alone, and closing the session deletes it; an exercise without texts has no guide.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from steppingup.activities.text import Text
from steppingup.common.language import load_words
from steppingup.documents.page import page
from steppingup.grading.keys import read_keys
from steppingup.session.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.grading.keys import Item, Keys
    from steppingup.session.course import Session

HERE = Path(__file__).resolve().parent


def write_guide(session: Session, exercise: str) -> Path | None:
    """Write the guide of one exercise.

    Args:
        session: the session.
        exercise: its exercise.

    Returns:
        The page; None if no text has to be read.

    Raises:
        SessionError: the session has no such exercise, or its keys are missing.
    """
    session.assigned(exercise)
    keys = read_keys(session.keys(exercise))
    texts = list(_texts(keys))
    if not texts:
        return None
    words = load_words(session.course, session.language)
    style = (HERE / "guide.css").read_text("utf-8")
    title = words.get("guide.title", exercise=keys.title)
    made = page(HERE / "guide.html", style=style, language=words.language, title=title, say=words.get, texts=texts)
    path = session.keys(exercise).with_name(f"{exercise}-guide.html")
    write_whole(path, made.encode())
    return path


def _texts(keys: Keys) -> Iterator[dict[str, Any]]:
    for number, item in enumerate(keys.items, 1):
        model = item.newest.model
        if isinstance(model, Text):
            yield {
                "number": number, "slug": item.slug, "prompt": model.prompt, "points": _number(item.points),
                "top": model.top, "rubric": model.rubric, "sums": _sums(item, model.top),
                "anchors": [(one.score, _points(item, one.score, model.top), one.text) for one in model.anchors],
            }  # fmt: skip


def _sums(item: Item, top: int) -> list[tuple[int, str]]:
    """Turn every sum of the rubric into the points of formgrader."""
    return [(total, _points(item, total, top)) for total in range(top + 1)]


def _points(item: Item, total: int, top: int) -> str:
    return _number(round(item.points * total / top * 4) / 4)  # quarters are as fine as people judge


def _number(value: float) -> str:
    return f"{value:g}"
