"""Small numbers stay inside: no total, and no text, gives one away."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.mapping.small import is_small, kept_back, without_small

LIMIT = 5


@given(st.lists(st.integers(0, 40), max_size=9))
def test_nothing_small_is_shown_and_nothing_hidden_can_be_reckoned(line: list[int]) -> None:
    kept = kept_back(line, LIMIT)
    hidden = [number for number, shown in zip(line, kept.shown, strict=True) if shown is None]
    assert all(shown is None or shown == number for number, shown in zip(line, kept.shown, strict=True))
    assert not any(shown is not None and shown < LIMIT for shown in kept.shown)
    if hidden and kept.total is not None:
        assert len(hidden) > 1
        assert kept.total - sum(shown for shown in kept.shown if shown is not None) >= LIMIT
    if not hidden:
        assert kept.total == sum(line)


@given(st.lists(st.integers(0, 12), min_size=2, max_size=4))
def test_every_hidden_number_could_be_another_one(line: list[int]) -> None:
    """Try all lines that a reader could think of: the shown numbers and the total fit more than one."""
    kept = kept_back(line, LIMIT)
    hidden = [place for place, shown in enumerate(kept.shown) if shown is None]
    if not hidden or kept.total is None:
        return
    rest = kept.total - sum(shown for shown in kept.shown if shown is not None)
    fitting = [guess for guess in product(range(rest + 1), repeat=len(hidden)) if sum(guess) == rest]
    for place in range(len(hidden)):
        assert len({guess[place] for guess in fitting}) > 1


@pytest.mark.parametrize(
    ("line", "shown", "total"),
    [
        ([310, 52, 38], (310, 52, 38), 400),
        ([310, 52, 3], (310, None, None), 365),
        ([310, 4, 3], (310, None, None), 317),
        ([310, 1, 1], (None, None, None), 312),
        ([3], (None,), None),
        ([1, 1], (None, None), None),
        ([], (), 0),
        ([0, 7, 9], (None, None, 9), 16),
    ],
)
def test_a_second_number_goes_with_the_first(line: list[int], shown: tuple[int | None, ...], total: int | None) -> None:
    kept = kept_back(line, LIMIT)
    assert (kept.shown, kept.total) == (shown, total)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3 people", "FEW people"),
        ("the last 4.", "the last FEW."),
        ("(2), 14 calls, 0 cases", "(FEW), 14 calls, FEW cases"),
        ("Men 58, women 4; others 5", "Men 58, women FEW; others 5"),
        ("19 of 1 450 staff", "19 of 1 450 staff"),
        ("9.4 of 46 million", "9.4 of 46 million"),
        ("4.2 and 4,2", "4.2 and 4,2"),
        ("open 9-12, 7:04, 2025-04-03, 3/4, 1-2", "open 9-12, 7:04, 2025-04-03, 3/4, 1-2"),
        ("3 %, 3%, 3 per cent, 3 percent", "3 %, 3%, 3 per cent, 3 percent"),
        ("2 000 pickers and 3\u00a0000 beds", "2 000 pickers and 3\u00a0000 beds"),
        ("A4 paper, t4, 4x", "A4 paper, t4, 4x"),
        ("4", "FEW"),
        ("100", "100"),
    ],
)
def test_small_numbers_in_a_text(text: str, wanted: str) -> None:
    assert without_small(text, LIMIT, lambda: "FEW") == wanted


def test_a_town_may_raise_the_limit() -> None:
    assert without_small("9 of 12", 10, lambda: "FEW") == "FEW of 12"
    assert kept_back([9, 12, 30], 10).shown == (None, None, 30)


@pytest.mark.parametrize(
    ("value", "small"), [(4, True), (0, True), (4.5, True), (5, False), ("4", False), (None, False), (True, False)]
)
def test_what_counts_as_small(value: object, small: bool) -> None:
    assert is_small(value, LIMIT) == small
