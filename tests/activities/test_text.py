"""Texts: what is read, refused, told to a trainer and never shown to a learner."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from steppingup.activities import Text
from steppingup.activities.plain import Paragraph
from steppingup.common.errors import AnswerError
from tests.activities.test_activity_laws import HEAD

RUBRIC = [
    {"id": "safe", "text": "Safe", "about": "Exposes nobody.", "max": 3},
    {"id": "plain", "text": "Plain", "about": "Short words.", "max": 2},
]
ANCHORS = [{"score": 1, "text": "A weak one."}, {"score": 5, "text": "  A good one.  "}]
RECORD: dict[str, Any] = {
    **HEAD, "id": "exercises/laws/letter-1", "kind": "text", "points": 4, "words": 120, "rubric": RUBRIC,
    "anchors": ANCHORS,
}  # fmt: skip


def text(**changes: Any) -> Text:
    return Text.model_validate({**RECORD, **changes})


def test_a_trainer_scores_it() -> None:
    assert Text.manual
    with pytest.raises(AnswerError, match="A trainer scores"):
        text().score("An answer.")
    assert text().top == 5


@pytest.mark.parametrize(
    ("answer", "read"),
    [("", ""), (" One.\r\nTwo.\rThree. ", "One.\nTwo.\nThree."), ("x" * 2400, "x" * 2400), ("Ærø 🚢", "Ærø 🚢")],
)
def test_read(answer: str, read: str) -> None:
    assert text().read(answer) == read


@pytest.mark.parametrize("answer", [None, 1, ["a"], {"a": "b"}, "x" * 2401, "a\x00b", "a\tb", "a\x1b[31m", "\ud800"])
def test_refused(answer: Any) -> None:
    with pytest.raises(AnswerError, match=r"must be a text|longer than 2400|control character"):
        text().read(answer)
    with pytest.raises(AnswerError):
        text().responses(answer)


@given(st.text(max_size=2400))
def test_whatever_is_read_reads_the_same_again(answer: str) -> None:
    try:
        read = text().read(answer)
    except AnswerError:
        return
    assert text().read(read) == read
    assert text().responses(answer) == {"": ()}


def test_the_key_is_the_best_anchor() -> None:
    assert text().key() == "A good one."


def test_learners_never_read_rubric_or_anchors() -> None:
    assert [path for path, _ in text(hint="Think.").texts()] == ["prompt", "hint"]
    plain = text().plain(say=lambda key: {"plain.write": "About {n} words."}[key])
    assert plain == [Paragraph("prompt", "What?"), Paragraph("question", "About 120 words.")]
    assert text().items() == []
    assert [one.form for one in text().interactions()] == ["text"]


def test_faults() -> None:
    assert not [*text().faults()]
    faults = [*text(rubric=[RUBRIC[0], RUBRIC[0]], anchors=[{"score": 7, "text": "Too good."}]).faults()]
    assert [fault.path for fault in faults] == [("rubric", 1, "id"), ("anchors", 0, "score")]


@pytest.mark.parametrize(
    "changes",
    [{"words": 401}, {"rubric": RUBRIC[:1]}, {"rubric": RUBRIC * 4}, {"anchors": []}, {"points": 0}, {"points": -1}],
)
def test_bounds(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        text(**changes)
