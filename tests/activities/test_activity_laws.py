"""Laws that hold for every activity and every answer, tried on random ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from steppingup.activities import KINDS, Activity, Choice, Classify, Order, Scenario, Spot, Vignette
from steppingup.activities.vignette import STEPS
from steppingup.common.errors import AnswerError

HEAD = {
    "id": "laws/one-1", "version": 1, "competency": "encounter.notice", "roles": ["all"], "tier": 1, "prompt": "What?",
    "sources": ["general"],
}  # fmt: skip

LETTERS = "abcdefgh"


def parts(size: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": LETTERS[n], "text": f"Text {n}", "feedback": "Why.", **more} for n in range(size)]


@st.composite
def choices(draw: st.DrawFn) -> Activity:
    options = parts(draw(st.integers(2, 7)))
    several = draw(st.booleans())
    right = draw(st.integers(1, len(options) - 1)) if several else 1
    for option in draw(st.permutations(options))[:right]:
        option["correct"] = True
    return Choice.model_validate(
        {**HEAD, "kind": "choice", "select": "several" if several else "one", "options": options}
    )


@st.composite
def spots(draw: st.DrawFn) -> Activity:
    passages = parts(draw(st.integers(2, 8)))
    for passage in draw(st.permutations(passages))[: draw(st.integers(1, len(passages) // 2))]:
        passage["signal"] = True
    return Spot.model_validate({**HEAD, "kind": "spot", "passages": passages, "combination": "Both."})


@st.composite
def matches(draw: st.DrawFn) -> Activity:
    right = [{"id": LETTERS[n], "text": "Right"} for n in range(draw(st.integers(2, 5)))]
    left = [{**part, "match": draw(st.sampled_from(right))["id"]} for part in parts(draw(st.integers(2, 6)))]
    return KINDS["match"].model_validate({**HEAD, "kind": "match", "left": left, "right": right})


@st.composite
def classifies(draw: st.DrawFn) -> Activity:
    groups = [{"id": LETTERS[n], "text": "Group"} for n in range(draw(st.integers(2, 4)))]
    cards = [{**part, "group": draw(st.sampled_from(groups))["id"]} for part in parts(draw(st.integers(2, 8)))]
    assume(len({card["group"] for card in cards}) > 1)  # a key of one group is an error
    return Classify.model_validate({**HEAD, "kind": "classify", "groups": groups, "cards": cards})


@st.composite
def orders(draw: st.DrawFn) -> Activity:
    steps = [dict(part) for part in draw(st.permutations(parts(draw(st.integers(2, 6)))))]
    ranks = sorted(draw(st.lists(st.integers(1, 4), min_size=len(steps), max_size=len(steps))))
    if ranks[0] != ranks[-1]:
        steps = [{**step, "rank": rank} for step, rank in zip(steps, ranks, strict=True)]
    number = draw(st.integers(1, 999))
    return Order.model_validate({**HEAD, "id": f"laws/order-{number}", "kind": "order", "steps": steps})


@st.composite
def scenarios(draw: st.DrawFn) -> Activity:
    names = LETTERS[: draw(st.integers(1, 4))]
    scenes = []
    for place, name in enumerate(names):
        later = [*names[place + 1 :], "end"]
        options = [
            {**part, "did": "Did.", "credit": 1 if n == 0 else draw(st.sampled_from([0, 0.5])),
             "effects": {"trust": draw(st.integers(-2, 2))}, "goto": draw(st.sampled_from(later))}
            for n, part in enumerate(parts(draw(st.integers(1, 3))))
        ]  # fmt: skip
        scenes.append({"id": name, "title": "T", "text": "S", "options": options})
    variables = [{"id": "trust", "text": "Trust", "min": 0, "max": 2, "start": 1}]
    endings = [{"id": "all", "cap": 1, "title": "All", "text": "So."}]
    return Scenario.model_validate(
        {**HEAD, "kind": "scenario", "variables": variables, "start": "a", "scenes": scenes, "endings": endings}
    )


@st.composite
def vignettes(draw: st.DrawFn) -> Activity:
    answers = [{"id": step, "feedback": "Why."} for step in draw(st.permutations(STEPS))]
    fields = {"truth": draw(st.sampled_from(STEPS)), "form": "labour", "ordinary": "Why.", "moves": "Why."}
    return Vignette.model_validate({**HEAD, "kind": "vignette", "answers": answers, **fields})


ACTIVITIES = st.one_of(choices(), spots(), matches(), classifies(), orders(), scenarios(), vignettes())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([*LETTERS, "a.a"]),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(LETTERS) | st.text(), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(ACTIVITIES)
def test_key_scores_one(activity: Activity) -> None:
    assert activity.score(activity.key()) == 1


@given(ACTIVITIES, JSON)
@settings(max_examples=400)
def test_any_json_scores_or_is_an_answer_error(activity: Activity, answer: Any) -> None:
    try:
        score = activity.score(answer)
    except AnswerError:
        return
    assert 0 <= score <= 1


@given(st.one_of(choices(), spots()), st.data())
def test_marks_score_between_zero_and_one(activity: Activity, data: st.DataObject) -> None:
    ids = [item["id"] for item in activity.items()]
    one = isinstance(activity, Choice) and activity.select == "one"
    marked = data.draw(st.lists(st.sampled_from(ids), unique=True, min_size=1, max_size=1 if one else len(ids)))
    assert 0 <= activity.score(marked) <= 1


@given(st.one_of(choices(), spots()))
def test_marking_everything_earns_nothing(activity: Activity) -> None:
    if not (isinstance(activity, Choice) and activity.select == "one"):
        assert activity.score([item["id"] for item in activity.items()]) == 0


@given(orders())
def test_start_order_earns_nothing(activity: Activity) -> None:
    assert isinstance(activity, Order)
    assert activity.score(activity.start()) == 0
    assert sorted(activity.start()) == sorted(activity.key())


@given(classifies())
def test_one_group_earns_nothing(activity: Activity) -> None:
    assert isinstance(activity, Classify)
    for group in activity.groups:
        assert activity.score(dict.fromkeys(activity.key(), group.id)) == 0


@given(classifies(), st.data())
def test_each_card_more_in_its_group_never_earns_less(activity: Activity, data: st.DataObject) -> None:
    assert isinstance(activity, Classify)
    placed = {card.id: data.draw(st.sampled_from(activity.groups)).id for card in activity.cards}
    before = activity.score(placed)
    for card in activity.cards:
        placed[card.id] = card.group
        assert before <= (before := activity.score(placed))
    assert before == 1


@given(vignettes())
def test_the_opposite_error_costs_the_same_on_both_sides(activity: Activity) -> None:
    assert isinstance(activity, Vignette)
    scores = [activity.score([step]) for step in STEPS]
    assert sorted(scores) == sorted([1, 0.5, 0.5 if activity.truth == "consult" else 0])


@given(ACTIVITIES)
def test_translating_to_the_same_changes_nothing(activity: Activity) -> None:
    assert activity.spec(lambda _, text: text) == activity.spec()


@given(ACTIVITIES)
def test_every_text_reaches_the_spec_translated(activity: Activity) -> None:
    shown = str(activity.spec(lambda path, _: f"<{path}>"))
    paths = [path for path, _ in activity.texts()]
    assert len(set(paths)) == len(paths)
    for path in paths:
        assert f"<{path}>" in shown


@given(ACTIVITIES)
def test_plain_form_tells_no_key(activity: Activity) -> None:
    plain = str(activity.plain())
    assert "Why." not in plain
    assert "Did." not in plain
    if isinstance(activity, Order):
        places = [plain.index(f"text='Text {LETTERS.index(step)}'") for step in activity.start()]
        assert places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
def test_registry_names_the_kind(kind: str) -> None:
    assert KINDS[kind].__name__.lower() == kind
