"""Sample gates: the table of the evaluation method, and what settings may change."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.common.errors import StatisticsError
from steppingup.common.messages import english
from steppingup.statistics import Gates, allowed, gates_of
from steppingup.statistics.gates import Reason, What, few, without

# The least numbers of people, once more.
TABLE: dict[What, int] = {
    "show": 5, "breakdown": 10, "share": 10, "interval": 10, "category": 10, "correlation": 30, "reliability": 30,
    "distractors": 30, "rasch_exploratory": 30, "rasch": 100, "dif": 250, "dif_verdict": 300, "two_parameter": 500,
}  # fmt: skip


def test_every_gate_has_a_name() -> None:
    assert vars(Gates()) == TABLE
    assert set(get_args(What)) == set(TABLE)


@pytest.mark.parametrize(("what", "least"), TABLE.items())
def test_the_table_of_gates(what: What, least: int) -> None:
    short, enough = allowed(what, least - 1), allowed(what, least)
    assert (bool(short), short.reason, short.least) == (False, "few", least)
    assert (bool(enough), enough.reason, enough.n) == (True, "", least)
    assert allowed(what, 0).reason == "none"


@given(st.sampled_from(sorted(TABLE)), st.integers(0, 1000), st.integers(0, 1000))
def test_more_people_never_allow_less(what: What, one: int, other: int) -> None:
    assert bool(allowed(what, min(one, other))) <= bool(allowed(what, max(one, other)))


def test_nobody_is_never_enough() -> None:
    assert not allowed("show", 0, Gates(show=0))
    assert allowed("show", 1, Gates(show=0))


def test_settings_change_gates() -> None:
    gates = gates_of({"rasch": 60, "show": 10})
    assert (gates.rasch, gates.show, gates.share) == (60, 10, 10)
    assert allowed("rasch", 60, gates)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"rash": 60}, "there is no gate 'rash'; the gates are show, interval"),
        ({"show": 4}, "the gate 'show' is 4; give a whole number from 5 on"),
        ({"correlation": 3}, "the gate 'correlation' is 3; give a whole number from 4 on"),
        ({"rasch": "60"}, "the gate 'rasch' is '60'; give a whole number from 1 on"),
        ({"rasch": True}, "the gate 'rasch' is True"),
    ],
)
def test_settings_that_cannot_be_used(settings: dict[str, object], words: str) -> None:
    with pytest.raises(StatisticsError, match=words):
        gates_of(settings)


def test_an_unknown_gate_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="no gate 'mood'"):
        allowed("mood", 5)  # type: ignore[arg-type]  # what is tested


def test_every_reason_has_words() -> None:
    words = english("results")
    assert all(words[f"statistics.{reason}"] for reason in get_args(Reason))
    assert (few(0).reason, few(3).reason, without("full", 9).n) == ("none", "few", 9)
