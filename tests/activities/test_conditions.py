from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.activities.conditions import holds, parse

VARIABLES = {"trust": 2, "own-time": 0}
HAPPENED = {("visited", "door"), ("chose", "door.a")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trust >= 2", True),
        ("trust>2", False),
        ("trust == 2 and own-time <= 0", True),
        ("trust < 2", False),
        ("own-time > -1", True),
        ("not trust < 2", True),
        ("visited(door)", True),
        ("visited( hall )", False),
        ("not visited(hall) and chose(door.a)", True),
        ("chose(door.b)", False),
        ("  trust >= 2\n  and   not chose(door.b) ", True),
    ],
)
def test_conditions_hold(text: str, expected: bool) -> None:
    assert holds(parse(text), VARIABLES, HAPPENED) is expected


@pytest.mark.parametrize(
    "text",
    ["", "and", "trust", "trust >= two", "trust => 2", "trust >= 2 or trust < 1", "trust >= 2 and", "not", "visited()",
     "chose(door)", "trust >= 1.5", "__import__('os')", "(trust >= 2)", "trust >= 2; 1", "not not trust > 1"],
)  # fmt: skip
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a condition"):
        parse(text)


@given(st.text(max_size=40))
def test_any_text_parses_or_is_refused(text: str) -> None:
    with suppress(ValueError):
        parse(text)


def test_spec_form() -> None:
    assert [atom.spec() for atom in parse("not trust >= -1 and visited(door) and chose(door.a)")] == [
        {"var": "trust", "op": ">=", "value": -1, "not": True},
        {"visited": "door"},
        {"chose": "door.a"},
    ]
