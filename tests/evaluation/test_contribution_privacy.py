"""What a town contributes tells nothing about few people, nor does what follows from it."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from steppingup.evaluation.contribution.form import document_of
from steppingup.evaluation.contribution.parts import Part, Place, Side
from steppingup.evaluation.contribution.results import lost_share
from steppingup.evaluation.contribution.run import contribute, signals_of
from steppingup.evaluation.contribution.stories import kept_stories
from steppingup.evaluation.item_table import empty_items
from steppingup.evaluation.readers.base import Taken
from steppingup.statistics.detection_sums import JUDGED
from steppingup.statistics.disclosure import SHARED
from steppingup.statistics.disclosure.rule import BOTTOM, NEVER, TOP
from steppingup.statistics.sums import Key
from tests.evaluation import answers
from tests.evaluation.contributions import DAY, ITEMS, TRUTHS, made, protected_town, rows, town_rows


def telling(total: float, n: float) -> bool:
    return (n - total < NEVER and total >= TOP * n) or (total < NEVER and total <= BOTTOM * n)


SIZES = [(12, 0), (30, 1), (30, 2), (60, 3), (60, 4), (150, 1), (150, 5), (400, 6), (400, 2)]


@pytest.mark.parametrize(("people", "seed"), SIZES)
def test_nothing_about_few_people_leaves_the_house(people: int, seed: int) -> None:
    one = protected_town(seed, people)
    counts = {"n", "c", "chosen", "option", "sure", "people", "whole", "score", "omitted", "not_reached",
              "not_administered", "waiting"}  # fmt: skip
    for parts in one.blocks.values():
        for part, sums in parts.items():
            for key, value in sums.items():
                assert key.name not in counts or value == 0 or value >= 10, (part, key, value)
            if part.kind == "item":
                assert not telling(sums[Key(part.item, "x")], sums[Key(part.item, "n")])
    assert all(sums[0] >= 10 for cells in (one.heat, one.ratings) for sums in cells.values())
    assert one.least == 10
    assert all(sums[0] >= 10 for sums in one.stories.values())
    assert all(count == 0 or count >= 10 for sums in one.sure.values() for count in sums)
    json.dumps(document_of(one))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_back_does_not_follow_from_the_rest(seed: int) -> None:
    frame = rows(seed, 150, 6, missing=0.03)
    easy = frame["item_id"].isin([f"a{seed % 6}"]) & frame["score"].notna()
    frame = frame.assign(score=frame["score"].mask(easy, 1.0))
    one = contribute(Taken(frame, answers.ratings(seed, 0)), empty_items(), DAY)
    hidden: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place, parts in one.blocks.items():
        gone = [item for item in one.forms[place.form, place.phase] if Part("item", item) not in parts]
        for item in gone:
            hidden[place.phase, one.items[item].competencies[0]].append(item)
            assert {part.kind for part in parts if part.item == item} == set()
        if gone:
            assert Part("test") not in parts
            assert Part("score") not in parts
        if Part("test") in parts:
            whole = parts[Part("test")][Key("", "whole")]
            for item in one.forms[place.form, place.phase]:
                rest = parts[Part("item", item)][Key(item, "n")] - whole
                assert rest == 0 or rest >= 10
    assert hidden
    assert all(len(items) >= 2 for items in hidden.values())


def test_an_item_alone_in_its_competency_takes_the_heatmap_with_it() -> None:
    frame = rows(3, 80, 1, missing=0.0)
    frame = frame[(frame["form_id"] == "A") & (frame["phase"] == "T0") & (frame["language"] == "sv")]
    assert contribute(Taken(frame), empty_items(), DAY).heat
    one = contribute(Taken(frame.assign(score=1.0)), empty_items(), DAY)
    assert one.heat == {}
    assert [dict(parts) for parts in one.blocks.values()] == [{}]


def test_a_role_that_is_kept_back_has_company() -> None:
    frame = rows(4, 200, 4, missing=0.0)
    people = {f"{person:032x}" for person in range(0, 60, 10)}
    frame = frame.assign(role=frame["role"].mask(frame["learner"].isin(people), "mayor"))
    one, whole = (contribute(Taken(frame), empty_items(), DAY, suppressed=flag) for flag in (True, False))
    gone = set(whole.heat) - set(one.heat)
    for phase, competency in {(cell.phase, cell.competency) for cell in gone}:
        roles = [cell for cell in gone if (cell.phase, cell.competency) == (phase, competency)]
        assert len(roles) >= 2
        assert sum(whole.heat[cell][0] for cell in roles) >= 10
    assert {cell.role for cell in gone} > {"mayor"}
    assert one.heat


def test_small_blocks_are_in_no_sum() -> None:
    frame = rows(6, 200, 4, missing=0.0)
    few = frame["learner"].isin(sorted(set(frame["learner"]))[:5])
    frame = frame.assign(language=frame["language"].mask(few, "xx"))
    one = contribute(Taken(frame), empty_items(), DAY)
    assert {place.language for place in one.blocks} == {"sv", "fi"}
    assert one.lost["blocks"][1] == 4
    assert sum(sums[0] for cell, sums in one.heat.items() if cell.phase == "T0") % 195 == 0
    nobody = contribute(Taken(frame[few]), empty_items(), DAY)
    assert (nobody.blocks, nobody.heat) == ({}, {})
    assert lost_share(nobody) == 1


def test_few_people_without_a_full_set_of_scores_are_left_out_and_said() -> None:
    frame = rows(8, 120, 4, missing=0.0)
    late = frame["learner"].isin([f"{1:032x}", f"{2:032x}"]) & frame["item_id"].isin(["a3", "b3"])
    frame = frame.assign(
        response_status=frame["response_status"].mask(late, "not_reached"), score=frame["score"].mask(late),
        response=frame["response"].mask(late),
    )  # fmt: skip
    taken = Taken(frame)
    one = contribute(taken, empty_items(), DAY)
    assert any("without a score on every item" in line for line in taken.quality.sentences())
    for parts in one.blocks.values():
        counts = {sums[Key(part.item, "n")] for part, sums in parts.items() if part.kind == "item"}
        assert len(counts) <= 1


@pytest.mark.parametrize(("people", "seed"), [(60, 3), (150, 1), (150, 5), (400, 2)])
def test_stories_that_are_kept_back_do_not_follow_from_the_rest(people: int, seed: int) -> None:
    one, whole = protected_town(seed, people), made(town_rows(seed, people))
    for phase in {side.phase for side in one.stories}:
        roles = {side: sums for side, sums in whole.stories.items() if side.phase == phase and side.role}
        gone = {side for side in roles if side not in one.stories}
        assert not gone or (len(gone) >= 2 and sum(roles[side][0] for side in gone) >= 10)
    for sums in one.stories.values():
        named = dict(zip(JUDGED, sums, strict=True))
        assert not telling(named["hits"], named["signals"])
        assert not telling(named["false_alarms"], named["noises"])


def test_one_story_that_is_kept_back_takes_the_phase_with_it() -> None:
    whole, signals = made(rows(7, 150, 10, missing=0.0)), signals_of(ITEMS)
    assert signals == {item: truth == "refer" for item, truth in TRUTHS.items()}
    place = Place("A", "T0", "sv")

    def phases(*gone: Part) -> set[str]:
        left = {part: sums for part, sums in whole.blocks[place].items() if part not in gone}
        stories, sure = kept_stories(whole, {**whole.blocks, place: left}, signals, SHARED)
        assert {side.phase for side in sure} <= {side.phase for side in stories}
        return {side.phase for side in stories}

    assert phases() == {"T0", "T1"}
    for kind in ("item", "options"):
        assert phases(Part(kind, "a6")) == {"T1"}
        # two of a kind hide each other; a signal does not hide noise
        assert phases(Part(kind, "a6"), Part(kind, "a8")) == {"T0", "T1"}
        assert phases(Part(kind, "a6"), Part(kind, "a7")) == {"T1"}
    assert phases(Part("item", "a0")) == {"T0", "T1"}


def test_what_is_left_of_everybody_by_certainty_is_nobody_or_enough() -> None:
    whole, signals = made(rows(7, 400, 10, missing=0.0)), signals_of(ITEMS)
    stories, sure = kept_stories(whole, whole.blocks, signals, SHARED)
    assert {side.role for side in sure} > {""}
    for phase in ("T0", "T1"):
        rest = list(whole.sure[Side(phase, "")])
        for side, sums in sure.items():
            if side.phase == phase and side.role:
                rest = [a - b for a, b in zip(rest, sums, strict=True)]
        assert all(count == 0 or count >= 10 for count in rest)
    assert set(sure) <= set(stories)


def test_everybody_is_told_where_no_role_may_be() -> None:
    frame = rows(3, 60, 10, missing=0.0)
    few = frame.assign(role=[f"role-{int(learner, 16) // 6}" for learner in frame["learner"]])
    one = contribute(Taken(few), ITEMS, DAY)
    assert {side.role for side in one.stories} == {""}
