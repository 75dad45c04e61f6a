"""Files of the self-check: scored with the keys, without a name, and whatever is wrong is counted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.events import check_events, check_ratings
from steppingup.evaluation.readers import base
from steppingup.evaluation.readers.base import Setting
from steppingup.evaluation.readers.needs import read_needs
from steppingup.evaluation.reading import read_inputs
from steppingup.evaluation.versions import OLDER
from steppingup.record.fields import RecordError
from steppingup.record.needs_file import read_needs_bytes
from tests.evaluation.sources import CODES, KEY, needs_json, setting_of, small_course, written


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    return setting_of(small_course(tmp_path_factory.mktemp("course")))


def told(path: Path, setting: Setting) -> str:
    return "\n".join(read_inputs([path], setting).quality.sentences())


def test_right_answers_earn_everything(tmp_path: Path, setting: Setting) -> None:
    taken = read_needs(written(tmp_path / "a.json", needs_json(setting, CODES[0])), setting)
    check_events(taken.events)
    check_ratings(taken.ratings)
    assert taken.quality.sentences() == []
    assert len(taken.events) == 20
    assert taken.events["score"].eq(1).all()
    assert taken.events["item_id"].str.startswith("needs/").all()
    first = taken.events.iloc[0]
    assert (first["learner"], first["role"], first["country"]) == (KEY.of("linking", CODES[0]), "social_worker", "fi")
    assert (first["time_ms"], first["confidence"], first["day"]) == (12_000, 2, "2026-10-01")
    assert set(taken.events.loc[taken.events["item_id"].str.contains("story"), "response"]) == {
        "refer", "consult", "other-help",
    }  # fmt: skip
    assert taken.ratings["value"].tolist() == [2, 2]


def test_a_code_is_read_however_it_is_typed_and_never_leaves(tmp_path: Path, setting: Setting) -> None:
    typed = f" {CODES[0][:3].lower()}-{CODES[0][3:]} "
    taken = read_needs(written(tmp_path / "a.json", needs_json(setting, CODES[0], code=typed)), setting)
    assert set(taken.events["learner"]) == {KEY.of("linking", CODES[0])}
    assert CODES[0] not in taken.events.to_csv() + taken.ratings.to_csv()


def test_left_out_and_not_reached_have_no_score(tmp_path: Path, setting: Setting) -> None:
    whole = needs_json(setting, CODES[0])
    whole["answers"][0] |= {"status": "omitted", "response": None}
    whole["answers"][-1] |= {"status": "not_reached", "response": None, "certainty": None, "seconds": None}
    taken = read_needs(written(tmp_path / "a.json", whole), setting)
    check_events(taken.events)
    assert taken.events["response_status"].value_counts().to_dict() == {"answered": 18, "omitted": 1, "not_reached": 1}
    assert taken.events["score"].isna().sum() == taken.events["confidence"].isna().sum() == 2
    assert taken.quality.sentences() == []


def test_without_keys_a_sentence_says_what_to_do_and_ratings_stay(tmp_path: Path, setting: Setting) -> None:
    without = setting_of(small_course(tmp_path / "course", keys=False))
    taken = read_needs(written(tmp_path / "a.json", needs_json(setting, CODES[0])), without)
    assert (len(taken.events), len(taken.ratings)) == (0, 2)
    assert "take the course folder of whoever holds the keys (20 times)" in taken.quality.sentences()[0]


HEADS: list[tuple[dict[str, Any], str]] = [
    ({"format": "other"}, "no file of the self-check"),
    ({"schema": 2}, "newer release"),
    ({"phase": "T9"}, "phase: fields"),
    ({"answers": {}}, "answers: fields"),
    ({"municipality": "=cmd|' /C calc'!A0"}, "municipality: fields"),
    ({"form": "C"}, "form: fields"),
    ({"form": "B"}, "form: fields"),
    ({"answers": [7] * 201}, "answers: fields"),
    ({"language": "Suomi, ehkä"}, "language: fields"),
    ({"code": "22224"}, "code: The code of the self-check has 9"),
    ({"code": "22222222G"}, "typing error"),
    ({"code": ""}, "has 9 letters and digits; the file was not read"),
]


@pytest.mark.parametrize(("changes", "sentence"), HEADS)
def test_a_head_that_cannot_be_is_one_row(
    tmp_path: Path, setting: Setting, changes: dict[str, Any], sentence: str
) -> None:
    path = written(tmp_path / "a.json", needs_json(setting, CODES[0]) | changes)
    taken = read_inputs([path], setting)
    assert len(taken.events) == len(taken.ratings) == 0
    assert sentence in told(path, setting)


ODD: list[tuple[Callable[[dict[str, Any]], object], str, int]] = [
    (lambda one: one["answers"][0].update(item="n000"), "n000: an item that this course does not have", 19),
    (lambda one: one["answers"][0].update(response="i00000"), "an option that the item does not have", 19),
    (lambda one: one["answers"][0].update(version=2), "an answer to a newer version of the item", 19),
    (lambda one: one["answers"][0].update(version=-1), "an answer that cannot be read", 19),
    (lambda one: one["answers"][0].update(response=None), "an answer that cannot be read", 19),
    (lambda one: one["answers"][0].update(note="a name"), "an answer that cannot be read", 19),
    (lambda one: one["answers"].append(one["answers"][0]), "an item is answered twice", 20),
    (lambda one: one["answers"][0].update(item="needs/both 1"), "an answer that cannot be read", 19),
    (lambda one: one["answers"].append(7), "an answer that cannot be read", 20),
    (lambda one: one["answers"][0].update(seconds=-5), "", 20),
    (lambda one: one["answers"][0].update(seconds=1e300), "", 20),
    (lambda one: one.update(role="mayor"), "role: no role that the course knows", 20),
    (lambda one: one.pop("role"), "role: no role that the course knows", 20),
    (lambda one: one.update(day="2027-01-01"), "lies in the future", 20),
    (lambda one: one.update(day="2026-02-30"), "no day stands here", 20),
    (lambda one: one.update(day=None), "no day stands here", 20),
    (lambda one: one["ratings"].append({"competency": "x.y", "scale": "ability", "value": 1}), "does not know", 20),
    (lambda one: one["ratings"][0].update(value=4), "a rating that cannot be read", 20),
    (lambda one: one["ratings"].append(one["ratings"][0]), "rated twice", 20),
]


@pytest.mark.parametrize(("change", "sentence", "rows"), ODD)
def test_a_row_that_cannot_be_is_counted_and_the_others_stay(
    tmp_path: Path, setting: Setting, change: Callable[[dict[str, Any]], object], sentence: str, rows: int
) -> None:
    whole = needs_json(setting, CODES[0])
    change(whole)
    path = written(tmp_path / "a.json", whole)
    taken = read_inputs([path], setting)
    check_events(taken.events)
    assert len(taken.events) == rows
    assert sentence in "\n".join(taken.quality.sentences())


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 5000, '{"format": NaN}', "null", '{"format": "steppingup-needs"}', "\x00\x01"]
)
def test_files_that_are_no_needs_files_are_one_row_each(tmp_path: Path, setting: Setting, text: str) -> None:
    path = written(tmp_path / "a.json", text)
    taken = read_inputs([path], setting)
    assert len(taken.quality.frame()) == 1
    assert len(taken.events) == 0


def test_other_letters_and_links_are_one_row_each(tmp_path: Path, setting: Setting) -> None:
    (tmp_path / "latin.json").write_bytes('{"format": "ä"}'.encode("latin-1"))
    assert "damaged" in told(tmp_path / "latin.json", setting)
    (tmp_path / "link.json").symlink_to(tmp_path / "latin.json")
    assert "is a link" in told(tmp_path / "link.json", setting)


def test_a_file_over_the_cap_is_not_read(tmp_path: Path, setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.json", needs_json(setting, CODES[0]))
    monkeypatch.setattr(base, "MOST_BYTES", 1000)
    assert "larger than 50 MB" in told(path, setting)


def test_a_person_who_answers_a_phase_twice_counts_once(tmp_path: Path, setting: Setting) -> None:
    late = needs_json(setting, CODES[0], day="2026-10-09")
    late["answers"][0]["certainty"] = 1
    late["ratings"][0]["value"] = 3
    written(tmp_path / "b.json", late)
    written(tmp_path / "c.json", needs_json(setting, CODES[0]))
    written(tmp_path / "d.json", json.dumps(needs_json(setting, CODES[0])))
    taken = read_inputs([tmp_path], setting)
    assert len(taken.events) == 20
    assert set(taken.events["day"]) == set(taken.ratings["day"]) == {"2026-10-01"}
    said = "\n".join(taken.quality.sentences())
    for what, times in (("further attempt", 20), ("same answer", 20), ("further rating", 2), ("same rating", 2)):
        assert re.search(rf"{what}.* \({times} times\)", said)
    every = read_inputs([tmp_path], setting, every_attempt=True)
    assert every.events["attempt"].value_counts().to_dict() == {1: 20, 2: 20}


def test_phases_of_one_person_are_joined_and_releases_are_told(tmp_path: Path, setting: Setting) -> None:
    written(tmp_path / "a.json", needs_json(setting, CODES[0]))
    written(tmp_path / "b.json", needs_json(setting, CODES[0], "T1", release="0.2.0", day="2026-10-02"))
    taken = read_inputs([tmp_path, tmp_path / "a.json"], setting)
    assert taken.events["learner"].nunique() == 1
    assert set(taken.events["phase"]) == {"T0", "T1"}
    assert "2 releases of the course" in "\n".join(taken.quality.sentences())


def test_other_files_of_a_folder_are_named(tmp_path: Path, setting: Setting) -> None:
    written(tmp_path / "notes.docx", "hello")
    written(tmp_path / ".hidden.json", "hello")
    taken = read_inputs([tmp_path], setting)
    assert taken.quality.sentences() == ["notes.docx: no kind of file that is read here; it was left alone"]


def test_nothing_to_read_is_said(tmp_path: Path, setting: Setting) -> None:
    with pytest.raises(EvaluationError, match="no file to read"):
        read_inputs([tmp_path], setting)
    with pytest.raises(EvaluationError, match="There is no file or folder"):
        read_inputs([tmp_path / "nowhere"], setting)


def test_a_self_check_with_errors_stops_before_scores_are_wrong(tmp_path: Path) -> None:
    course = small_course(tmp_path / "course")
    (course / "exercises/needs/instrument.yml").write_text("{}", "utf-8")
    with pytest.raises(EvaluationError, match="put them right first"):
        setting_of(course)


def test_a_slip_in_what_holds_for_all_files_is_said_at_once(tmp_path: Path) -> None:
    course = small_course(tmp_path / "course")
    with pytest.raises(EvaluationError, match="knows no role 'mayor'; the roles are decision_maker"):
        setting_of(course, role="mayor")
    with pytest.raises(EvaluationError, match="no code of a town"):
        setting_of(course, municipality="New Town")


def test_the_items_of_the_self_check_stand_in_the_item_table(setting: Setting) -> None:
    items = setting.items.set_index("item_id")
    rows = {str(row["item_id"]): row for row in setting.items.to_dict("records")}
    assert items["anchor"].sum() == 8
    assert (items["twin"] != "").sum() == 4
    assert set(items.loc[items["twin"] != "", "differs"]) == {"nationality", "gender"}
    assert [rows["needs/both-1"][name] for name in ("forms", "keys", "max_score")] == ["A B", "b", 1.0]
    assert [rows["needs/a-story-1"][name] for name in ("forms", "truth", "keys")] == ["A", "refer", "refer"]


def test_what_the_strict_reader_takes_is_read_whole_and_what_it_refuses_loses_a_row_at_most(
    tmp_path: Path, setting: Setting
) -> None:
    whole = needs_json(setting, CODES[0])
    strict = read_needs_bytes(json.dumps(whole).encode())
    taken = read_needs(written(tmp_path / "a.json", whole), setting)
    assert (len(taken.events), len(taken.ratings)) == (len(strict.answers), len(strict.ratings))
    whole["answers"][3]["position"] = 0
    with pytest.raises(RecordError, match="position"):
        read_needs_bytes(json.dumps(whole).encode())
    assert len(read_needs(written(tmp_path / "b.json", whole), setting).events) == len(strict.answers) - 1


def test_an_older_version_is_a_row_of_its_own(tmp_path: Path, setting: Setting) -> None:
    entry = next(iter(setting.instrument.items.values())) if setting.instrument else None
    assert entry is not None
    whole = needs_json(setting, CODES[0])
    raised = {entry.id: replace(entry, model=entry.model.model_copy(update={"version": 2}))}
    assert setting.instrument is not None
    newer = replace(setting, instrument=replace(setting.instrument, items=setting.instrument.items | raised))
    taken = read_needs(written(tmp_path / "a.json", whole), newer)
    assert entry.id not in set(taken.events["item_id"])
    assert taken.quality.sentences() == [f"a.json, {entry.id}: {OLDER}"]
