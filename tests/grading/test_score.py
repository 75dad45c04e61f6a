"""Scores are plain numbers within their bounds, whatever an answer is."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppingup.grading.fill import fill
from steppingup.grading.keys import Keys
from steppingup.grading.score import points, score_file, strays
from steppingup.grading.shown import result_data, result_lines, text_block
from steppingup.grading.solved import solved_file
from steppingup.record import Attempt
from tests.grading.sessions import keys_in, session_in

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["i", ".", "a.b"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return keys_in(session_in(tmp_path_factory.mktemp("keys")))


@given(share=st.floats(), most=st.floats(0.25, 100))
def test_points_are_plain_and_clamped(share: float, most: float) -> None:
    found = points(share, most)
    assert type(found) is float
    assert 0 <= found <= most
    assert math.isfinite(found)
    assert float(repr(found)) == found


@pytest.mark.parametrize(
    ("share", "most", "found"),
    [(1, 3, 3.0), (0.5, 3, 1.5), (1 / 3, 1, 0.3333), (2, 1, 1.0), (-1, 1, 0.0), (True, 2, 2.0)],
)
def test_points(share: float, most: float, found: float) -> None:
    assert points(share, most) == found


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_answer_to_any_item_is_judged_or_refused(keys: Keys, data: st.DataObject) -> None:
    file = solved_file(keys)
    number = data.draw(st.integers(0, len(file.attempts) - 1))
    ids = [name for ids in keys.items[number].newest.map.names.values() for name in ids.values()]
    some = st.lists(st.sampled_from(ids or ["x"]), max_size=5)
    answer = data.draw(VALUES | some | st.dictionaries(st.sampled_from(ids or ["x"]), st.sampled_from(ids or ["x"])))
    attempts = (*file.attempts[:number], replace(file.attempts[number], answer=answer), *file.attempts[number + 1 :])
    scores = score_file(keys, replace(file, attempts=attempts))
    for scored in scores:
        assert 0 <= scored.score <= scored.item.points
        assert type(scored.score) is float
        assert result_lines(keys, scored)
        if not scored.item.manual:
            assert set(result_data(keys, scored)) == {"text/html", "text/plain"}
    others = [scored for place, scored in enumerate(scores) if place != number and not scored.item.manual]
    assert all(scored.score == scored.item.points for scored in others)


def test_the_last_attempt_counts(keys: Keys) -> None:
    file = solved_file(keys)
    first = file.attempts[0]
    wrong = next(
        name for real, name in keys.items[0].newest.map.names["options"].items() if [name] != first.answer and real
    )
    later = replace(first, n=50, answer=[wrong])
    assert score_file(keys, replace(file, attempts=(later, *file.attempts)))[0].score == 0
    earlier = replace(later, n=0)
    assert score_file(keys, replace(file, attempts=(*file.attempts, earlier)))[0].score == 1


def test_no_file_is_no_answer(keys: Keys) -> None:
    assert {scored.status for scored in score_file(keys, None)} == {"missing"}


def test_strays_are_named_once(keys: Keys) -> None:
    file = solved_file(keys)

    def other(id_: str) -> Attempt:
        return replace(file.attempts[0], activity=id_)

    found = replace(
        file, strays=(other("a/b"), other("a/b")), attempts=(*file.attempts, other("exercises/harbour/x-1"))
    )
    assert strays(keys, found) == ["a/b", "exercises/harbour/x-1"]


@given(text=st.text(max_size=200))
def test_a_text_is_shown_without_any_markup(text: str) -> None:
    inside = text_block(text).partition(">")[2].removesuffix("</pre>")
    assert not set(inside) & set("<>$`\\\"'\n")


def test_a_cell_without_a_key_is_an_error_and_never_full_marks(keys: Keys, tmp_path: Path) -> None:
    from steppingup.common.errors import SessionError  # noqa: PLC0415

    marked = {"grade": True, "solution": False, "grade_id": "extra-1", "points": 1.0}
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "x",
        "metadata": {"nbgrader": marked},
        "source": "",
        "outputs": [],
    }
    with pytest.raises(SessionError, match="The cell 'extra-1' has no key"):
        fill([cell], keys, tmp_path, "K7M2Q")
