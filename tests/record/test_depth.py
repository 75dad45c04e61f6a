"""How deeply brackets nest, counted fast: the same as sign by sign, for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.record.read import SHALLOW, depth_of


def plain(text: str) -> int:
    """Count sign by sign: strings hold no brackets, and a backslash hides the sign after it."""
    depth = deepest = 0
    inside = hidden = False
    for sign in text:
        if inside:
            inside, hidden = hidden or sign != '"', sign == "\\" and not hidden
        elif sign == '"':
            inside = True
        elif sign in "[]{}":
            depth += 1 if sign in "[{" else -1
            deepest = max(deepest, depth)
    return deepest


@given(st.text(alphabet='[]{}"a,', max_size=60))
def test_any_text(text: str) -> None:
    assert depth_of(text) == plain(text)


@given(st.lists(st.sampled_from(["[", "]", "{", "}", '"a"', '"["', '"\\""', '"\\\\"']), max_size=60))
def test_strings_are_left_out(parts: list[str]) -> None:
    assert depth_of("".join(parts)) == plain("".join(parts))


@pytest.mark.parametrize("levels", [0, 1, SHALLOW - 1, SHALLOW, SHALLOW + 1, 100_000])
def test_any_depth(levels: int) -> None:
    assert depth_of("[" * levels + "]" * levels) == levels
