"""Every question of the course, written and read back by readers that share nothing with the writers."""

from __future__ import annotations

import random

import pytest

from steppingup.activities import Activity
from tests.export.exported import exported, unzipped
from tests.export.read_back import Read
from tests.export.read_cc import as_moodle, read_cartridge
from tests.export.read_gift import read_gift
from tests.export.read_moodle import read_moodle
from tests.export.read_qti import Machine, categories, read_item, read_items
from tests.export.truth import Truth, course, truths

VERSIONS = {"qti21": "2.1", "qti30": "3.0"}


def activity(id_: str) -> Activity:
    return course().activities[id_.partition(".")[0]].model


def same_text(read: Read, truth: Truth) -> None:
    """All that the course asks stands in the question, in its order."""
    place = 0
    for text in truth.texts:
        place = read.text.index(text, place) + len(text)


def told(read: Read, truth: Truth) -> None:
    for text in truth.after:
        assert text in read.after


def test_moodle_xml_holds_every_question() -> None:
    found = read_moodle(exported("moodle-xml")[0])
    assert found.keys() == truths().keys()
    for id_, truth in truths().items():
        read = found[id_]
        same_text(read, truth)
        told(read, truth)
        assert read.points == truth.points
        assert {tag.removeprefix("competency ").removeprefix("role ") for tag in read.tags} >= truth.tags


def test_moodle_xml_has_the_same_keys_and_feedback() -> None:
    found = read_moodle(exported("moodle-xml")[0])
    for id_, truth in truths().items():
        read = found[id_]
        if truth.worth:
            assert read.kind == ("multiple" if truth.several else "single")
            assert read.feedback == dict(truth.parts.values())
            assert {text: share > 0 for text, share in read.parts.items() if isinstance(share, float)} == {
                text: truth.worth[part] > 0 for part, (text, _) in truth.parts.items()
            }
        elif truth.pairs:
            assert read.parts == {truth.parts[part][0]: truth.targets[to] for part, to in truth.pairs.items()}
            assert read.extra == set(truth.targets.values()) - set(read.parts.values())
            assert all(why in read.after for _, why in truth.parts.values())
        elif truth.ranks:
            _order(read, truth)
            assert all(why in read.after for _, why in truth.parts.values())


def _order(read: Read, truth: Truth) -> None:
    if len(set(truth.ranks.values())) == len(truth.ranks):
        ranks = [truth.ranks[truth.by_text[text]] for text in read.order]
        assert ranks == sorted(ranks)
        assert len(ranks) == len(truth.ranks)
        return
    # Steps that may stand either way are asked as pairs of a step and its place.
    places: dict[str, set[int]] = {}
    for text, place in read.parts.items():
        places.setdefault(str(place), set()).add(truth.ranks[truth.by_text[text]])
    assert len(read.parts) == len(truth.ranks)
    assert all(len(ranks) == 1 for ranks in places.values())
    assert len(places) == len(set(truth.ranks.values()))


def test_moodle_marks_choices_as_the_course_does() -> None:
    found, chance = read_moodle(exported("moodle-xml")[0]), random.Random(7)  # noqa: S311 - the same answers in every run
    for id_, truth in truths().items():
        shares = {part: found[id_].parts.get(text) for part, (text, _) in truth.parts.items()}
        if not truth.several:
            assert not truth.worth or shares == pytest.approx(truth.worth)
            continue
        for _ in range(20):
            marked = [part for part in shares if chance.random() < 0.5]
            mark = min(1.0, max(0.0, sum(float(shares[part] or 0) for part in marked)))
            # 1/11 is no share that Moodle knows; 1/10 is the nearest
            assert mark == pytest.approx(activity(id_).score(marked), abs=1e-4 if len(shares) < 13 else 0.11)


def test_moodle_categories_are_chapters_and_lessons() -> None:
    found = read_moodle(exported("moodle-xml")[0])
    assert found["definition/elements-1"].category == ("Stepping Up", "2 What trafficking is", "2.1 Three elements")
    assert found["exercises/definition/begging-1"].category[1].startswith("FOR TRAINERS ONLY")


@pytest.mark.parametrize("name", VERSIONS)
def test_qti_holds_every_question_with_its_ids(name: str) -> None:
    items = read_items(unzipped(exported(name)[0]), VERSIONS[name])
    assert items.keys() == truths().keys()
    for id_, truth in truths().items():
        read = read_item(*items[id_])
        same_text(read, truth)
        told(read, truth)
        assert read.points == truth.points
        assert {tag.removeprefix("competency ").removeprefix("role ") for tag in read.tags} >= truth.tags
        parts = {id_.lstrip("_"): text for id_, text in read.ids.items() if not id_.startswith("to_")}
        assert parts == {part: text for part, (text, _) in truth.parts.items()}
        targets = {id_.removeprefix("to_"): text for id_, text in read.ids.items() if id_.startswith("to_")}
        assert targets == truth.targets
        feedback = {id_.lstrip("_"): text for id_, text in read.feedback.items()}
        assert feedback == {part: why for part, (_, why) in truth.parts.items()}


@pytest.mark.parametrize("name", VERSIONS)
def test_qti_scores_as_the_course_does(name: str) -> None:
    """Any answer earns in the item what it earns in the course, times the points."""
    items, chance = read_items(unzipped(exported(name)[0]), VERSIONS[name]), random.Random(11)  # noqa: S311 - the same answers in every run
    for id_, truth in truths().items():
        if truth.kind == "text":
            assert items[id_][0].find("responseProcessing") is None
            continue
        machine = Machine(items[id_][0])
        key = read_item(*items[id_]).order
        assert machine.score(key) == pytest.approx(truth.points, abs=1e-9)
        for _ in range(12):
            response, score = answered(id_, truth, chance)
            assert machine.score(response) == pytest.approx(score * truth.points, abs=1e-9), (id_, response)
            assert machine.shown() == ({response[0]} if not truth.several and truth.worth else {"all_"})


def answered(id_: str, truth: Truth, chance: random.Random) -> tuple[list[str], float]:
    """A random answer as QTI says it, and what it earns in the course."""
    parts = list(truth.parts)
    if truth.pairs:
        put = {part: chance.choice(list(truth.targets)) for part in parts if chance.random() < 0.9}
        return [f"{named(part)} to_{to}" for part, to in put.items()], activity(id_).score(put)
    if truth.ranks:
        chance.shuffle(parts)
        return [named(part) for part in parts], activity(id_).score(parts)
    if truth.several:
        marked = [part for part in parts if chance.random() < 0.5]
        return [named(part) for part in marked], activity(id_).score(marked)
    picked = chance.choice(parts)
    return [named(picked)], truth.worth[picked]


def named(part: str) -> str:
    return f"_{part}" if part[0].isdigit() else part


@pytest.mark.parametrize("name", VERSIONS)
def test_qti_sections_are_chapters_and_lessons(name: str) -> None:
    found = categories(unzipped(exported(name)[0]), VERSIONS[name])
    assert len(found) == len(truths())
    assert found["definition_elements-1"] == ("2 What trafficking is", "2.1 Three elements")
    assert found["exercises_definition_begging-1"][0].startswith("FOR TRAINERS ONLY")


def test_a_cartridge_holds_every_question_but_orders() -> None:
    files = unzipped(exported("cc11")[0])
    found = read_cartridge(files)
    wanted: dict[str, Truth] = {}
    for id_, truth in truths().items():
        if truth.pairs:
            wanted |= {f"{id_}.{part}": truth for part in truth.parts}
        elif not truth.ranks:
            wanted[id_] = truth
    assert found.keys() == wanted.keys()
    for id_, truth in wanted.items():
        same_text(found[id_], truth)
        told(found[id_], truth)
        _same_key(id_, found[id_], truth)


def _same_key(id_: str, read: Read, truth: Truth) -> None:
    if truth.pairs:
        part = id_.rpartition(".")[2]
        right = [text for text, worth in read.parts.items() if worth]
        assert truth.parts[part][0] in read.text
        assert right == [truth.targets[truth.pairs[part]]]
        assert set(read.feedback.values()) == {truth.parts[part][1]}
        assert set(read.ids) - {"neither_"} == {named(target) for target in truth.targets}
    elif truth.kind != "text":
        best = max(truth.worth.values())
        assert read.parts == {text: float(truth.worth[part] == best) for part, (text, _) in truth.parts.items()}
        assert read.feedback == ({} if truth.several else dict(truth.parts.values()))
        assert not truth.several or all(why in read.after for _, why in truth.parts.values())
        assert read.points == truth.points


def test_moodle_takes_the_key_of_a_cartridge_and_mixes_no_feedback() -> None:
    files = unzipped(exported("cc11")[0])
    found, read = as_moodle(files), read_cartridge(files)
    for id_, one in found.items():
        own = read[id_.lstrip("_").replace("_", "/")]
        right = [answer for answer, share in one.shares.items() if share]
        assert {own.ids[answer] for answer in right} == {text for text, worth in own.parts.items() if worth}
        assert sum(one.shares.values()) == pytest.approx(1, abs=1e-6)
        assert one.general == own.after
        assert {own.ids[answer]: why for answer, why in one.feedback.items()} == own.feedback


def test_gift_is_what_moodle_reads() -> None:
    found, moodle = read_gift(exported("gift")[0]), read_moodle(exported("moodle-xml")[0])
    assert found.keys() == truths().keys()
    for id_, truth in truths().items():
        read, other = found[id_], moodle[id_]
        same_text(read, truth)
        told(read, truth)
        assert (read.tags, read.category) == (other.tags, other.category)
        if truth.worth:
            assert (read.kind, read.feedback) == (other.kind, other.feedback)
            assert read.parts == pytest.approx(other.parts, abs=1e-6)
        elif truth.pairs:
            assert (read.parts, read.extra) == (other.parts, other.extra)
