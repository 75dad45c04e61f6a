"""The public form: nothing of the key is in it, nothing in it depends on the key, and answers come back from it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.activities import KINDS, Activity, Choice, Classify, Match, Order, Scenario, Spot
from steppingup.activities.public import map_from_json, public_map, public_spec
from steppingup.common.errors import AnswerError
from tests.activities.test_activity_laws import (
    ACTIVITIES,
    JSON,
    choices,
    classifies,
    matches,
    orders,
    scenarios,
    spots,
)
from tests.activities.test_text import text

SALT = bytes(range(32))
SECRET = frozenset(
    {
        "correct", "key", "feedback", "rank", "credit", "cap", "debrief", "rubric", "anchors", "combination", "signal",
        "truth", "form", "ordinary", "moves", "match", "group", "twin", "sources", "competency", "second", "roles",
        "tier", "place",
    }
)  # fmt: skip
SOUND = st.one_of(ACTIVITIES, st.just(text()))


def fields(value: Any) -> set[str]:
    """Every name of a field, however deep."""
    if isinstance(value, dict):
        return set(value) | {name for inner in value.values() for name in fields(inner)}
    return {name for inner in value for name in fields(inner)} if isinstance(value, list) else set()


def ids(value: Any) -> list[str]:
    """Every id, in the order in which it stands."""
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return own + [id_ for inner in value.values() for id_ in ids(inner)]
    return [id_ for inner in value for id_ in ids(inner)] if isinstance(value, list) else []


def public(activity: Activity, salt: bytes = SALT) -> dict[str, Any]:
    return public_spec(activity.spec(), salt)


@given(SOUND)
def test_no_field_of_the_key_is_left(activity: Activity) -> None:
    shown = public(activity)
    assert not fields(shown) & SECRET
    assert "Why." not in json.dumps(shown)
    assert shown["graded"] is True
    assert json.loads(json.dumps(shown)) == shown


@given(SOUND)
def test_ids_are_opaque_and_differ(activity: Activity) -> None:
    _, *found = ids(public(activity))
    if activity.kind != "vignette":
        assert all(id_[0] == "i" and int(id_[1:], 16) >= 0 for id_ in found)
        assert len(set(found)) == len(found)
    else:
        assert found == ["refer", "consult", "other-help"]


@given(SOUND)
def test_the_key_goes_there_and_back(activity: Activity) -> None:
    mapping = public_map(activity.spec(), SALT)
    there = mapping.to_public(activity.key())
    assert mapping.to_real(there) == activity.key()
    again = map_from_json(json.loads(json.dumps(mapping.json())))
    assert again.to_real(there) == activity.key()


@given(st.one_of(choices(), spots(), orders()), st.data())
def test_any_list_goes_there_and_back(activity: Activity, data: st.DataObject) -> None:
    known = [item["id"] for item in activity.items()]
    answer = data.draw(st.lists(st.sampled_from(known), unique=True))
    mapping = public_map(activity.spec(), SALT)
    assert mapping.to_real(mapping.to_public(answer)) == answer


@given(SOUND, JSON)
def test_any_json_is_an_answer_or_an_answer_error(activity: Activity, answer: Any) -> None:
    try:
        real = public_map(activity.spec(), SALT).to_real(answer)
    except AnswerError:
        return
    if not activity.manual:
        try:
            assert 0 <= activity.score(real) <= 1
        except AnswerError:
            return


@given(st.one_of(choices(), spots(), matches(), classifies(), orders(), scenarios()))
def test_real_ids_are_no_public_answer(activity: Activity) -> None:
    with pytest.raises(AnswerError, match="which this activity does not have"):
        public_map(activity.spec(), SALT).to_real(activity.key())


def rekeyed(activity: Activity, data: st.DataObject) -> Activity:
    """The same activity with another key: what a learner reads stays, what is right moves."""
    record = activity.model_dump(exclude_none=True)
    for name, key in (("options", "correct"), ("passages", "signal"), ("left", "match"), ("cards", "group")):
        if name in record and not isinstance(activity, Scenario):
            values = data.draw(st.permutations([item.get(key) for item in record[name]]))
            for item, value in zip(record[name], values, strict=True):
                item.pop(key, None)
                item.update({key: value} if value is not None else {})
                item["feedback"] = data.draw(st.sampled_from(["Why.", "Another reason, and a longer one."]))
    for scene in record.get("scenes", []):
        for option in scene["options"]:
            option["credit"] = data.draw(st.sampled_from([0.0, 0.5, 1.0]))
    for ending in record.get("endings", []):
        ending["cap"] = data.draw(st.sampled_from([0.25, 1.0]))
    if "steps" in record:
        record["steps"] = data.draw(st.permutations(record["steps"]))
        for rank, step in enumerate(record["steps"], 1):
            step["rank"] = rank
    return KINDS[activity.kind].model_validate(record)


@given(st.one_of(choices(), spots(), matches(), classifies(), orders(), scenarios()), st.data())
def test_another_key_gives_the_very_same_public_form(activity: Activity, data: st.DataObject) -> None:
    assert public(rekeyed(activity, data)) == public(activity)


@given(st.one_of(choices(), matches(), classifies()), st.data())
def test_the_order_in_the_file_is_not_the_order_on_the_page(activity: Activity, data: st.DataObject) -> None:
    record = activity.model_dump(exclude_none=True)
    for name in ("options", "left", "right", "groups", "cards"):
        if name in record:
            record[name] = data.draw(st.permutations(record[name]))
    assert public(KINDS[activity.kind].model_validate(record)) == public(activity)


def test_what_is_shown_keeps_its_reading_order() -> None:
    spot = KINDS["spot"].model_validate(
        {
            **text().model_dump(include={"id", "version", "competency", "roles", "tier", "prompt", "sources"}),
            "kind": "spot", "combination": "Both.", "setting": "Here.",
            "passages": [{"id": f"p{n}", "text": f"Passage {n}", "who": "She", "feedback": "Why.", "signal": n == 1}
                         for n in range(6)],
        }
    )  # fmt: skip
    shown = public(spot)
    assert [passage["text"] for passage in shown["passages"]] == [f"Passage {n}" for n in range(6)]
    assert shown["passages"][0]["who"] == "She"
    assert shown["setting"] == "Here."


@given(scenarios())
def test_a_scenario_can_be_played_in_its_public_form(activity: Activity) -> None:
    assert isinstance(activity, Scenario)
    mapping, shown = public_map(activity.spec(), SALT), public(activity)
    scenes = {scene["id"]: scene for scene in shown["scenes"]}
    place, road = shown["start"], []
    while place != "end":
        option = scenes[place]["options"][0]
        road.append(f"{place}.{option['id']}")
        place = option["goto"][-1]["goto"]
    assert 0 <= activity.score(mapping.to_real(road)) <= 1


def test_another_secret_gives_other_ids_and_another_version_too() -> None:
    choice = Choice.model_validate(
        {
            **text().model_dump(include={"id", "version", "competency", "roles", "tier", "prompt", "sources"}),
            "kind": "choice",
            "options": [{"id": c, "text": c, "feedback": "Why.", "correct": c == "a"} for c in "abcdefg"],
        }
    )
    newer = choice.model_copy(update={"version": 2})
    one, other, third = (set(ids(shown)[1:]) for shown in (public(choice), public(choice, b"x" * 32), public(newer)))
    assert not one & other
    assert not one & third


@pytest.mark.parametrize("kind", [Classify, Match, Order, Spot])
def test_wrong_forms_are_one_sentence(kind: type[Activity]) -> None:
    names: dict[str, dict[str, str]] = {"cards": {}, "groups": {}, "left": {}, "right": {}, "steps": {}, "passages": {}}
    mapping = map_from_json({"activity": "a/b-1", "version": 1, "kind": kind.__name__.lower(), "names": names})
    wrong: list[Any] = [None, 5, "a", {"a": []}, [["a"]], [None]]
    for answer in wrong:
        with pytest.raises(AnswerError):
            mapping.to_real(answer)
