"""Everything bad in one folder: each kind is counted and listed, the good rows stay, and nothing crashes."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from steppingup.evaluation.events import check_events, check_ratings
from steppingup.evaluation.parquet import write_parquet
from steppingup.evaluation.quality import LEFT_ALONE, Quality, troubles
from steppingup.evaluation.readers.base import Setting
from steppingup.evaluation.reading import read_inputs
from steppingup.evaluation.simulate import Simulated
from steppingup.evaluation.versions import OLDER, newest
from tests.evaluation.conftest import ROOT
from tests.evaluation.sources import CODES, gradebook, needs_json, setting_of, small_course, statement, written


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    return setting_of(small_course(tmp_path_factory.mktemp("course")))


def counted(folder: Path, setting: Setting) -> dict[str, int]:
    frame = read_inputs([folder], setting).quality.frame()
    return {str(what): int(n) for what, n in frame.groupby("what")["how_many"].sum().items()}


def hostile(folder: Path) -> None:
    """Files that somebody might send to break a reader."""
    (folder / "deep.json").write_text("[" * 3000, "utf-8")
    (folder / "large.json").write_text('{"format": "steppingup-needs", "answers": "' + "x" * 70_000 + '"}', "utf-8")
    (folder / "nul.csv").write_bytes(b"a,b\x00,c\n1,2,3\n")
    (folder / "endless.csv").write_text('Surname,First name\n"' + "x\n" * 100_000, "utf-8")
    (folder / "zip.parquet").write_bytes(b"PK\x03\x04" + b"\x00" * 100)
    (folder / "empty.db").touch()
    (folder / "bom.jsonl").write_bytes(b"\xef\xbb\xbf\xff\xfe{}\n")
    (folder / "formula.json").write_text('{"format": "=cmd|\' /C calc\'!A0"}', "utf-8")
    (folder / ("n" * 200 + ".json")).write_text("{}", "utf-8")
    os.mkfifo(folder / "pipe.json")
    (folder / "link.json").symlink_to("/etc/hostname")


def test_a_folder_with_everything_bad_keeps_what_is_good(tmp_path: Path, setting: Setting, made: Simulated) -> None:
    hostile(tmp_path)
    written(tmp_path / "good.json", needs_json(setting, CODES[0]))
    written(tmp_path / "again.json", needs_json(setting, CODES[0]))
    written(tmp_path / "late.json", needs_json(setting, CODES[0], day="2026-10-02"))
    written(tmp_path / "old.json", needs_json(setting, CODES[1], release="0.0.9", role="mayor"))
    broken = needs_json(setting, CODES[2])
    broken["answers"][0]["certainty"] = 9
    broken["answers"][1]["item"] = "n0000000"
    written(tmp_path / "broken.json", broken)
    gradebook(tmp_path / "gradebook.db")
    write_parquet(made.events.head(50).assign(score=7.0, max_score=1.0), tmp_path / "impossible.parquet")
    lines = [statement(), statement(result={"score": {"scaled": 4}}), "{"]
    text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    (tmp_path / "statements.jsonl").write_text(text, "utf-8")
    taken = read_inputs([tmp_path], setting)
    check_events(taken.events)
    check_ratings(taken.ratings)
    assert taken.events.groupby("source")["learner"].nunique().to_dict() == {"needs": 3, "nbgrader": 2, "xapi": 1}
    assert not taken.events["source"].eq("simulated").any()
    found = counted(tmp_path, setting)
    for what in EVERYTHING:
        assert any(what in one for one in found), what


EVERYTHING = (
    "2 releases of the course", "the same answer came more than once", "a further attempt", "no role that the course",
    "an item that this course does not have", "an answer that cannot be read", "a value that cannot be",
    "a gradebook knows no role", "an item that the course does not know", "waits to be graded", "damaged",
    "nested too deep", "too large", "no text", "a cell that never ends", "no Parquet file", "no gradebook of nbgrader",
    "no file of the self-check",
)  # fmt: skip


def test_links_and_pipes_inside_of_a_folder_are_never_opened(tmp_path: Path, setting: Setting) -> None:
    hostile(tmp_path)
    names = set(read_inputs([tmp_path], setting).quality.frame()["file"])
    assert not {"pipe.json", "link.json"} & names


def test_people_who_hand_in_twice_count_once(tmp_path: Path, setting: Setting) -> None:
    for name in ("a", "b", "c"):
        written(tmp_path / f"{name}.json", needs_json(setting, CODES[0]))
    taken = read_inputs([tmp_path], setting)
    assert (len(taken.events), len(taken.ratings)) == (20, 2)
    assert counted(tmp_path, setting)["the same answer came more than once; it counts once"] == 40


def test_files_that_are_no_answers_are_one_calm_row(tmp_path: Path, setting: Setting) -> None:
    shutil.copytree(ROOT / "facts/example/evaluation", tmp_path / "example")
    for name in ("report.xlsx", "notice.txt", "figure.svg", "slip.PDF"):
        (tmp_path / name).write_bytes(b"anything")
    report = tmp_path / "report"
    (report / "figures").mkdir(parents=True)
    for name in ("statistics_schema.json", "statistics.json", "report.html", "figures/heatmap.csv"):
        (report / name).write_text("{}", "utf-8")
    ours: list[dict[str, Any]] = [
        {"sums": [], "format": "steppingup-contribution"}, {"format": "stepping-up-evaluation"},
        {"format": "steppingup-items"},
    ]  # fmt: skip
    for number, whole in enumerate(ours):
        written(tmp_path / f"{number}.json", whole)
    # a contribution of a town is larger than a file of the self-check may be
    written(tmp_path / "large.json", {"rows": ["x" * 70_000], "format": "steppingup-contribution"})
    quality = read_inputs([tmp_path], setting).quality
    assert quality.sentences() == [f"all files: {LEFT_ALONE} (14 times)"]
    assert troubles(quality.frame()) == 0


def test_answers_of_a_session_and_of_somebodys_record_are_not_taken_for_our_own(
    tmp_path: Path, setting: Setting
) -> None:
    for number, name in enumerate(("stepping-up-session", "stepping-up-record")):
        written(tmp_path / f"{number}.json", {"format": name})
    assert troubles(read_inputs([tmp_path], setting).quality.frame()) == 2


def test_answers_to_an_older_version_are_kept_out_and_counted_by_item(setting: Setting, made: Simulated) -> None:
    frame = made.events.head(400).reset_index(drop=True)
    one, other = frame["item_id"].iloc[0], frame["item_id"].iloc[1]
    mixed = frame.assign(item_version=frame["item_version"].mask((frame["item_id"] == one) & (frame.index > 200), 2))
    quality = Quality()
    kept = newest(mixed, {str(other): 3, "needs/none": 9}, quality)
    assert set(kept.loc[kept["item_id"] == one, "item_version"]) == {2}
    assert other not in set(kept["item_id"])
    told = quality.frame().set_index("place")
    assert set(told.index) == {one, other}
    assert (told["what"] == OLDER).all()
    assert told["how_many"].sum() == len(frame) - len(kept)
    assert newest(pd.DataFrame(frame.iloc[:0]), {}, quality).empty


def test_mixed_versions_in_a_folder_do_not_add_up(tmp_path: Path, setting: Setting, made: Simulated) -> None:
    frame = made.events.head(400)
    write_parquet(frame, tmp_path / "old.parquet")
    later = frame.assign(item_version=2, day="2026-05-01", event_id="")
    write_parquet(later, tmp_path / "new.parquet")
    taken = read_inputs([tmp_path], setting)
    assert set(taken.events["item_version"]) == {2}
    assert counted(tmp_path, setting)[OLDER] == len(frame)
    assert len(read_inputs([tmp_path], setting, every_attempt=True).events) == 2 * len(frame)
