"""What each kind asks in neutral forms, and what an answer chose of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.activities import KINDS, Activity
from steppingup.activities.interactions import Interaction, Part, places_of_ranks
from steppingup.common.errors import AnswerError
from tests.activities.test_activity_laws import HEAD, choices, classifies, matches, orders, scenarios, spots, vignettes

FOLDER = Path(__file__).resolve().parents[1] / "vectors"
KEYED = ("choice", "match", "order", "classify", "spot", "vignette", "scenario")


def vectors(kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    return found


def by_hand(kind: str, place: int = 0) -> Activity:
    return KINDS[kind].model_validate(vectors(kind)[place]["activity"])


@pytest.mark.parametrize(
    ("kind", "place", "form"),
    [
        ("choice", 0, "single"),
        ("choice", 1, "multiple"),
        ("match", 0, "match"),
        ("classify", 0, "match"),
        ("order", 0, "order"),
        ("spot", 0, "multiple"),
        ("vignette", 0, "single"),
        ("scenario", 0, "single"),
    ],
)
def test_every_kind_has_a_neutral_form(kind: str, place: int, form: str) -> None:
    assert {one.form for one in by_hand(kind, place).interactions()} == {form}


@pytest.mark.parametrize("kind", KEYED)
def test_every_vector_gives_choices_that_were_offered(kind: str) -> None:
    for vector in vectors(kind):
        activity = KINDS[kind].model_validate(vector["activity"])
        asked = {one.id: one for one in activity.interactions()}
        for case in vector["cases"]:
            if "error" in case:
                with pytest.raises(AnswerError):
                    activity.responses(case["answer"])
                continue
            for id_, response in activity.responses(case["answer"]).items():
                assert set(response) <= offered(asked[id_])


def offered(one: Interaction) -> set[tuple[str, str]]:
    targets = [target.id for target in one.targets] or [""]
    return {(part.id, target) for part in one.parts for target in targets}


@given(st.one_of(choices(), spots(), matches(), classifies(), orders(), vignettes()))
def test_the_key_chooses_what_is_right_and_nothing_else(activity: Activity) -> None:
    [asked] = activity.interactions()
    [response] = activity.responses(activity.key()).values()
    assert asked.right <= offered(asked)
    assert set(response) <= asked.right
    assert {part for part, _ in response} == {part for part, _ in asked.right}


@given(st.data())
def test_any_order_is_right_in_all_places_just_if_it_earns_everything(data: st.DataObject) -> None:
    activity = data.draw(orders())
    [asked] = activity.interactions()
    answer = data.draw(st.permutations([part.id for part in asked.parts]))
    [response] = activity.responses(answer).values()
    assert (set(response) <= asked.right) == (activity.score(answer) == 1)


@given(scenarios())
def test_a_road_decides_in_the_scenes_that_it_meets(activity: Activity) -> None:
    met = activity.responses(activity.key())
    assert list(met) == list(dict.fromkeys(step.partition(".")[0] for step in activity.key()))
    asked = {one.id: one for one in activity.interactions()}
    assert all(set(response) <= asked[scene].right for scene, response in met.items())


def test_a_scene_met_twice_counts_once_with_its_first_decision() -> None:
    scenario = by_hand("scenario")
    assert scenario.chose(["door.b", "talk.a", "door.a"]) == {"door": (("b", ""),), "talk": (("a", ""),)}


def test_equal_ranks_share_their_places() -> None:
    found = places_of_ranks({"a": 1, "b": 2, "c": 2, "d": 4})
    assert found == {("a", "1"), ("b", "2"), ("b", "3"), ("c", "2"), ("c", "3"), ("d", "4")}


def test_texts_are_translated_and_the_interface_has_its_own_words() -> None:
    [choice] = by_hand("choice").interactions(lambda path, _: f"<{path}>")
    assert choice.parts[0] == Part("a", "<options.a.text>", "", "options.a")
    [spot] = by_hand("spot").interactions(lambda path, _: f"<{path}>")
    assert spot.parts[0].lead.startswith("<passages.")
    [vignette] = by_hand("vignette").interactions(say=lambda key: f"<{key}>")
    assert vignette.ask == "<vignette.question>"
    assert [part.text for part in vignette.parts] == ["<vignette.refer>", "<vignette.consult>", "<vignette.other-help>"]
    door, *_ = by_hand("scenario").interactions(lambda path, _: f"<{path}>")
    assert door.parts[1].path == "scenes.door.options.b"
    assert (door.title, door.ask) == ("<scenes.door.title>", "<scenes.door.question>")


def test_a_text_has_nothing_to_count_and_is_read_all_the_same() -> None:
    lines = [{"id": name, "text": "Line", "about": "What.", "max": 2} for name in ("safe", "clear")]
    own = {"kind": "text", "words": 50, "rubric": lines, "anchors": [{"score": 4, "text": "Good."}]}
    text = KINDS["text"].model_validate({**HEAD, **own})
    assert text.interactions() == [Interaction("", "text")]
    assert text.responses("Some words.") == {"": ()}
    with pytest.raises(AnswerError):
        text.responses(3)
