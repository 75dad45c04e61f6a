"""What was chosen: counts, shares, misconceptions, and nothing of small groups."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.activities.interactions import Interaction, Response
from steppingup.statistics import Asked, Choosing, Gates, Scored, item_statistics
from tests.statistics import plain
from tests.statistics.plain import MANY, ONE, PAIRS, STEPS


def chosen(one: Interaction, responses: Sequence[Response], gates: Gates | None = None) -> Choosing:
    rows = [Scored(str(n), "i", 0, None, {one.id: response}) for n, response in enumerate(responses)]
    return item_statistics([Asked("i", (one,))], rows, gates)["i"].choices[0]


def counts(found: Choosing) -> dict[tuple[str, str], int | None]:
    return {(row.part, row.target): row.count for row in found.rows}


def test_single() -> None:
    found = chosen(ONE, [(("a", ""),)] * 3 + [(("c", ""),)] * 2)
    assert counts(found) == {("a", ""): 3, ("b", ""): 0, ("c", ""): 2}
    assert found.misconception
    assert (found.misconception.part, found.misconception.share) == ("c", 0.4)
    assert found.left_out is None
    assert [row.right for row in found.rows] == [True, False, False]


def test_multiple_tells_what_was_left_out_as_well() -> None:
    found = chosen(MANY, [(("a", ""),)] * 4 + [(("a", ""), ("b", ""), ("c", ""))] * 2)
    assert counts(found) == {("a", ""): 6, ("b", ""): 2, ("c", ""): 2}
    assert found.misconception
    assert found.misconception.part == "c"
    assert found.left_out
    assert (found.left_out.part, found.left_out.count) == ("b", 4)


def test_match_tells_what_was_left_empty() -> None:
    found = chosen(PAIRS, [(("a", "y"), ("b", "y"))] * 4 + [(("a", "x"),)])
    assert counts(found) == {("a", "x"): 1, ("a", "y"): 4, ("b", "x"): 0, ("b", "y"): 4, ("b", ""): 1}
    assert [row.left for row in found.rows] == [False] * 4 + [True]
    assert found.misconception
    assert (found.misconception.part, found.misconception.target) == ("a", "y")


def test_order_counts_places() -> None:
    found = chosen(STEPS, [(("b", "1"), ("a", "2"))] * 3 + [(("a", "1"), ("b", "2"))] * 2)
    assert counts(found) == {("a", "1"): 2, ("a", "2"): 3, ("b", "1"): 3, ("b", "2"): 2}


def test_one_person_alone_has_no_common_misconception() -> None:
    found = chosen(ONE, [(("a", ""),)] * 7 + [(("c", ""),)])
    assert found.misconception is None


def test_ties_are_told() -> None:
    found = chosen(ONE, [(("a", ""),)] * 2 + [(("b", ""),)] * 2 + [(("c", ""),)] * 2)
    assert found.misconception
    assert (found.misconception.part, found.tied) == ("b", 1)
    assert chosen(ONE, [(("a", ""),)] * 6).tied == 0


@pytest.mark.parametrize("one", [ONE, MANY, PAIRS, STEPS])
def test_four_people_are_not_shown(one: Interaction) -> None:
    found = chosen(one, [()] * 4)
    assert (found.n, found.shown, found.misconception, found.left_out) == (4, False, None, None)
    assert {row.count for row in found.rows} == {None}
    assert {row.share for row in found.rows} == {None}


def test_a_scene_that_few_met_is_not_shown_though_others_are() -> None:
    scenes = (Interaction("door", "single", plain.parts("a", "b")), Interaction("late", "single", plain.parts("a")))
    rows = [Scored(str(n), "i", 1, None, {"door": (("a", ""),)}) for n in range(6)]
    rows[0] = Scored("0", "i", 1, None, {"door": (("b", ""),), "late": (("a", ""),)})
    door, late = item_statistics([Asked("i", scenes)], rows)["i"].choices
    assert (door.n, door.shown, late.n, late.shown) == (6, True, 1, False)


def test_the_most_common_misconception_of_all_scenes() -> None:
    scenes = (Interaction("door", "single", plain.parts("a", "b")), Interaction("late", "single", plain.parts("a")))
    rows = [
        Scored(str(n), "i", 0, None, {"door": (("b" if n < 2 else "a", ""),), "late": (("a", ""),)}) for n in range(6)
    ]
    one = item_statistics([Asked("i", scenes)], rows)["i"]
    assert one.misconception_in == "late"
    assert one.misconception.value == 1


def test_a_text_has_nothing_to_count() -> None:
    rows = [Scored(str(n), "i", None, None, {"": ()}) for n in range(6)]
    one = item_statistics([Asked("i", (Interaction("", "text"),))], rows)["i"]
    assert one.choices == ()
    assert one.misconception.value is None


OPTIONS = st.sampled_from([("a", ""), ("b", ""), ("c", "")])


@given(st.lists(OPTIONS, min_size=1, max_size=60))
def test_shares_of_a_single_choice_add_up_to_one(picked: list[tuple[str, str]]) -> None:
    found = chosen(ONE, [(choice,) for choice in picked], Gates(show=1))
    assert sum(row.share or 0 for row in found.rows) == pytest.approx(1)
    assert counts(found) == {choice: picked.count(choice) for choice in [("a", ""), ("b", ""), ("c", "")]}


@given(st.lists(st.dictionaries(st.sampled_from("ab"), st.sampled_from("xy")), min_size=1, max_size=40))
def test_shares_of_every_card_add_up_to_one(answers: list[dict[str, str]]) -> None:
    found = chosen(PAIRS, [tuple(answer.items()) for answer in answers], Gates(show=1))
    for part in "ab":
        assert sum(row.share or 0 for row in found.rows if row.part == part) == pytest.approx(1)


@given(st.lists(st.permutations(["a", "b"]), min_size=1, max_size=40))
def test_shares_of_every_step_and_of_every_place_add_up_to_one(answers: list[list[str]]) -> None:
    found = chosen(STEPS, [tuple((id_, str(n)) for n, id_ in enumerate(answer, 1)) for answer in answers], Gates(1))
    for step in "ab":
        assert sum(row.share or 0 for row in found.rows if row.part == step) == pytest.approx(1)
    for place in "12":
        assert sum(row.share or 0 for row in found.rows if row.target == place) == pytest.approx(1)


@given(st.lists(st.sets(OPTIONS), min_size=1, max_size=40))
def test_marks_are_counted_one_by_one(answers: list[set[tuple[str, str]]]) -> None:
    found = chosen(MANY, [tuple(answer) for answer in answers], Gates(show=1))
    for row in found.rows:
        assert row.count == sum((row.part, "") in answer for answer in answers)
        assert 0 <= (row.share or 0) <= 1
