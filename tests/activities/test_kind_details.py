"""What each kind tells the page, the catalogue and paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from steppingup.activities import KINDS, Activity, Scenario
from steppingup.activities.plain import Item, Listing, Paragraph, Section

FOLDER = Path(__file__).resolve().parents[1] / "vectors"


def by_hand(kind: str, place: int = 0) -> Activity:
    vectors = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    return KINDS[kind].model_validate(vectors[place]["activity"])


def test_plain_choice() -> None:
    assert by_hand("choice").plain() == [
        Paragraph("prompt", "Which one?"),
        Listing("options", "circle", (Item("First"), Item("Second"), Item("Third"))),
    ]


def test_plain_several_has_boxes_and_its_hint_last() -> None:
    _, options, hint = by_hand("choice", 1).plain(lambda path, _: path)
    assert isinstance(options, Listing)
    assert options.marker == "box"
    assert options.items[0] == Item("options.a.text")
    assert hint == Paragraph("hint", "hint")


def test_plain_match_and_classify_show_both_sides() -> None:
    parts = [block.part for kind in ("match", "classify") for block in by_hand(kind).plain()]
    assert parts == ["prompt", "left", "right", "prompt", "groups", "cards"]


def test_plain_spot_keeps_who_speaks() -> None:
    _, setting, passages = by_hand("spot").plain()
    assert setting == Paragraph("setting", "At the desk.")
    assert isinstance(passages, Listing)
    assert passages.items[:2] == (Item("He answers for her.", "Man"), Item("It rains."))
    assert [block.part for block in by_hand("spot", 1).plain()] == ["prompt", "passages"]


def test_plain_scenario_tells_scenes_without_consequences() -> None:
    _, intro, door, talk, late = by_hand("scenario").plain()
    assert intro == Paragraph("intro", "Before it begins.")
    assert isinstance(door, Section)
    assert isinstance(talk, Section)
    assert isinstance(late, Section)
    assert door.title == "At the door"
    assert [block.part for block in door.blocks] == ["body", "question", "options"]
    assert [block.part for block in talk.blocks] == ["body", "options"]
    assert "Poor" not in str(by_hand("scenario").plain())


def test_plain_vignette_asks_in_the_words_of_the_interface() -> None:
    story, question, steps = by_hand("vignette").plain(say=lambda key: f"<{key}>")
    assert story.part == "story"
    assert question == Paragraph("question", "<vignette.question>")
    assert isinstance(steps, Listing)
    assert steps.marker == "circle"
    assert steps.items[2] == Item("<vignette.other-help-means>", "<vignette.other-help>")


def test_vignette_keeps_its_form_backstage_and_shows_one_order() -> None:
    spec = by_hand("vignette", 1).spec()
    assert "form" not in spec
    assert [answer["id"] for answer in spec["answers"]] == ["refer", "consult", "other-help"]
    assert spec["twin"] == {"of": "vectors/vignette-refer", "differs": "nationality"}


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        (
            {"answers": [{"id": step, "feedback": "F."} for step in ("refer", "refer", "consult")]},
            ("answers",),
            "other-help",
        ),
        ({"certainty": False}, ("certainty",), "certainty: true"),
        ({"prompt": "Too short."}, ("prompt",), "2 words; write 60 to 110"),
    ],
)
def test_faults_of_a_vignette(changes: dict[str, Any], path: tuple[str, ...], words: str) -> None:
    record = json.loads((FOLDER / "vignette.json").read_text(encoding="utf-8"))[0]["activity"]
    faults = [*KINDS["vignette"].model_validate({**record, **changes}).faults()]
    assert any(fault.path == path and words in fault.message for fault in faults)
    assert not [*by_hand("vignette").faults()]


@pytest.mark.parametrize("kind", [kind for kind, model in KINDS.items() if model.scored])
def test_items_have_text_and_feedback(kind: str) -> None:
    activity = by_hand(kind)
    for item in activity.items():
        assert item["id"]
        assert item["text"]
        assert item["feedback"]
        assert "correct" in item or "key" in item


def test_items_agree_with_the_key() -> None:
    for kind in ("choice", "spot", "vignette"):
        activity = by_hand(kind)
        assert [item["id"] for item in activity.items() if item["correct"]] == activity.key()
    for kind in ("match", "classify"):
        activity = by_hand(kind)
        assert {item["id"]: item["key"] for item in activity.items()} == activity.key()
        assert {item["key"] for item in activity.items()} <= {target["id"] for target in activity.targets()}
    assert by_hand("choice").targets() == []
    assert [item["key"] for item in by_hand("order", 1).items()] == [1, 2, 2, 4]


def test_scenario_key_is_the_recommended_road() -> None:
    scenario = by_hand("scenario")
    assert scenario.key() == ["door.a", "talk.a"]
    assert [item["id"] for item in scenario.items() if item["correct"]] == ["door.a", "talk.a", "late.a"]
    assert isinstance(scenario, Scenario)
    assert [fault.level for fault in scenario.explore()] == ["warning"]


def test_absent_fields_stay_out_of_the_spec() -> None:
    spec: dict[str, Any] = by_hand("choice").spec()
    assert "hint" not in spec
    assert not {"competency", "second", "roles", "tier", "sources"} & spec.keys()
