"""Training needs at the desk, without a browser: from files to a report, and what can go wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ipywidgets as w
import pytest

from steppingup.common.facts import load_facts
from steppingup.common.language import Words
from steppingup.desk.needs.app import NeedsDesk
from steppingup.desk.whole import Whole
from steppingup.evaluation.folder import is_of_report, plain_name
from steppingup.evaluation.folder_work import _told_roles
from steppingup.evaluation.simulation.files import write_simulated
from steppingup.evaluation.simulation.run import Design, simulate
from steppingup.evaluation.store import load_rows
from steppingup.record.linking import new_linking_code
from tests.desk.desks import give, press, shown, told, widgets
from tests.desk.test_town import full_disk
from tests.evaluation.sources import CODES, needs_json, setting_of, small_course
from tests.mapping.maps import ROOT

KEEP = "Keep in a store"
LOCAL = "Make the report for our own house"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> NeedsDesk:
    """One room for all tests: it reads the facts and the self-check of a small course."""
    course = small_course(tmp_path_factory.mktemp("course") / "course")
    return NeedsDesk(tmp_path_factory.mktemp("desk"), course, Words())


@pytest.fixture
def needs(room: NeedsDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NeedsDesk:
    monkeypatch.setenv("STEPPINGUP_TODAY", "2026-11-23")
    room.home = tmp_path / "evaluations"
    room.home.mkdir()
    room.open(None)
    return room


def begun(needs: NeedsDesk, name: str = "Needs, spring", folder: str = "") -> Path:
    needs.start.name.value, needs.start.place.value = name, folder
    press(needs, "Begin the evaluation")
    assert needs.folder is not None, told(needs)
    return needs.folder.root


def answers(needs: NeedsDesk, code: str, **changes: Any) -> bytes:
    return json.dumps(needs_json(setting_of(needs.course), code, **changes)).encode()


def take(needs: NeedsDesk, *files: tuple[str, bytes]) -> None:
    give(widgets(needs.box, w.FileUpload)[0], *files)


def people(needs: NeedsDesk, n: int, **changes: Any) -> list[tuple[str, bytes]]:
    return [(f"{number}.json", answers(needs, new_linking_code(), **changes)) for number in range(n)]


def forget(needs: NeedsDesk, code: str) -> None:
    next(one for one in widgets(needs.box, w.Text) if one.description == "Code of the slip").value = code
    press(needs, "Forget one person")


def in_sight(needs: NeedsDesk, label: str) -> bool:
    made = next(one for one in widgets(needs.box, w.Button) if one.description == label)
    return bool(made.layout.display != "none")


def test_the_room_is_made_when_somebody_goes_there(tmp_path: Path) -> None:
    desk = Whole(tmp_path, ROOT, Words())
    assert desk.needs is None
    desk.enter("needs")
    assert isinstance(desk.needs, NeedsDesk)
    assert desk.town is None
    assert "Begin an evaluation, or choose one." in shown(desk)


def test_an_evaluation_begins_in_a_folder_with_a_name_that_is_free(needs: NeedsDesk, tmp_path: Path) -> None:
    for name in ("", "a/b", "..", "x" * 61):
        needs.start.name.value = name
        press(needs, "Begin the evaluation")
        assert "short name" in told(needs), name
    needs.start.name.value = "Needs"
    for folder, said in ((str(tmp_path / "none"), "There is no folder"), (str(tmp_path), "holds the desk itself")):
        needs.start.place.value = folder
        press(needs, "Begin the evaluation")
        assert said in told(needs)
    assert list(needs.home.iterdir()) == []
    root = begun(needs, "Needs")
    assert "Give the files" in needs.next.value
    assert "No answers yet." in shown(needs)
    needs.start.name.value = root.name
    press(needs, "Begin the evaluation")
    assert "already. Choose another name." in told(needs)
    begun(needs, "Later")
    assert len(needs.start.chooser.box.options) == 3
    needs.start.chooser.box.value = root.resolve()
    assert needs.folder
    assert needs.folder.root == root.resolve()


def test_what_is_in_the_files_is_seen_at_once(needs: NeedsDesk) -> None:
    root = begun(needs)
    files = people(needs, 12)
    rare = ("rare.json", answers(needs, new_linking_code(), role="ngo_worker"))
    take(needs, *files, rare, ("bad.json", b"{"), ("../../<b>.docx", b"x"))
    said = shown(needs)
    assert "Files that are new: 15. There already: 0." in told(needs)
    assert "Files: 15. People: 13." in said
    assert "T0, before</th><td>13</td>" in said
    assert "NGO" not in said
    assert "too few people have them" in said
    assert "Social worker</th>" not in said, "12 of 13 would tell that there is one other"
    assert "bad.json: damaged" in said
    assert "no kind of file that is read here" in said
    assert "<b>" not in said
    assert sorted(path.name for path in root.parent.iterdir()) == [root.name]
    take(needs, files[0], ("1.json", files[2][1]))
    assert "Files that are new: 1. There already: 1." in told(needs)
    assert (root / "answers" / "1-2.json").read_bytes() == files[2][1]
    assert "Make the report" in needs.next.value


def test_few_people_are_not_counted_out(needs: NeedsDesk) -> None:
    begun(needs)
    take(needs, ("notes.txt", b"x"))
    assert "Files: 1. People: 0." in shown(needs)
    assert "Give the files" in needs.next.value
    take(needs, *people(needs, 3))
    said = shown(needs)
    assert "People: fewer than 5." in said
    assert "T0, before</th><td>fewer than 5</td>" in said
    assert _told_roles({"a": 20, "b": 7, "c": 3}) == {"a": 20}
    assert _told_roles({"a": 20, "b": 7, "c": 3, "d": 2}) == {"a": 20, "b": 7}
    assert _told_roles({"a": 20, "b": 7}) == {"a": 20, "b": 7}


def test_from_a_folder_to_a_report(needs: NeedsDesk, tmp_path: Path) -> None:
    mail = tmp_path / "mail"
    mail.mkdir()
    for name, data in people(needs, 12):
        (mail / name).write_bytes(data)
    before = {path: path.read_bytes() for path in mail.iterdir()}
    root = begun(needs, folder=f' "{mail}" ')
    assert str(mail) in shown(needs)
    press(needs, "Go to this step")
    assert needs.steps.selected_index == 1
    press(needs, LOCAL)
    assert "The report is ready." in told(needs)
    (page,) = root.glob("reports/our-house-2026-11-23/report.html")
    assert "/stepping-up/report/Needs%2C%20spring/reports/our-house-2026-11-23/report.html" in shown(needs)
    assert "our-house-2026-11-23.zip" in shown(needs)
    assert all(is_of_report(page.parent / name) for name in ("report.html", "figures/heatmap.svg"))
    assert not any(map(is_of_report, (root / "evaluation.json", root / "answers" / "a.json", page.parent)))
    press(needs, LOCAL)
    press(needs, "Make the report to pass on")
    assert sorted(path.parent.name for path in root.glob("reports/*/report.html")) == [
        "our-house-2026-11-23", "our-house-2026-11-23-2", "to-pass-on-2026-11-23",
    ]  # fmt: skip
    assert "keep the answers" in needs.next.value
    assert {path: path.read_bytes() for path in mail.iterdir()} == before
    for path in before:
        path.unlink()
    mail.rmdir()
    press(needs, "Look again")
    assert "is not there any more" in told(needs)


def invented(needs: NeedsDesk, folder: Path, seed: int) -> list[tuple[str, bytes]]:
    made = simulate(Design(people=60, towns=1, seed=seed), load_facts(needs.course))
    folder.mkdir()
    write_simulated(made, folder)
    return [(path.name, path.read_bytes()) for path in folder.glob("*.parquet")]


def test_sums_are_made_and_added_up(needs: NeedsDesk, tmp_path: Path) -> None:
    root = begun(needs, "Town [1]")
    press(needs, "Make the sums for the region")
    assert "There are no answers here yet." in told(needs)
    take(needs, *invented(needs, tmp_path / "1", 1))
    press(needs, "Make the sums for the region")
    (one,) = root.glob("sums/*.json")
    assert f"Save {one.name}" in shown(needs)
    press(needs, "Make the sums for the region")
    assert len(list(root.glob("sums/*.json"))) == 2
    begun(needs, "Other town")
    take(needs, *invented(needs, tmp_path / "2", 2))
    press(needs, "Make the sums for the region")
    assert needs.folder
    (other,) = needs.folder.root.glob("sums/*.json")
    sums = widgets(needs.box, w.FileUpload)[1]
    give(sums, (one.name, one.read_bytes()), (one.name, other.read_bytes()))
    assert "Towns: 2. The report is written" in told(needs)
    assert "Open the report of the region" in shown(needs)
    assert "Save results.xlsx" in shown(needs)
    give(sums, ("notes.json", b"[1]"))
    assert "notes.json" in told(needs)
    assert len(list(needs.folder.root.glob("region/*"))) == 1


def test_one_person_is_forgotten_after_a_question(needs: NeedsDesk, tmp_path: Path) -> None:
    mail = tmp_path / "mail"
    mail.mkdir()
    root = begun(needs, folder=str(mail))
    take(needs, *((f"{number}.json", answers(needs, code)) for number, code in enumerate(CODES)))
    press(needs, KEEP)
    assert "Kept: 60 answers and 6 ratings" in told(needs)
    assert needs.folder
    assert needs.folder.key.is_file()
    assert not needs.folder.key.is_relative_to(root)
    press(needs, KEEP)
    assert "Kept: 0 answers" in told(needs)
    for wrong, said in (("", "Write the code first"), ("22222222", "has 9 letters"), ("333333333", "typing error")):
        forget(needs, wrong)
        assert said in told(needs)
        assert not in_sight(needs, "Yes, delete these answers")
    (mail / "late.json").write_bytes(answers(needs, CODES[0], phase="T1"))
    forget(needs, CODES[0])
    assert "in the store: 22. Files in the folder of answers: 1." in told(needs)
    assert "leaves them alone" in told(needs)
    press(needs, "No, leave everything")
    assert "Nothing was deleted." in told(needs)
    assert load_rows(root / "store", "events")["learner"].nunique() == 3
    forget(needs, CODES[0].lower())
    press(needs, "Yes, delete these answers")
    said = told(needs)
    assert "Deleted: 22 answers and ratings in the store, 1 files" in said
    assert "0.json" in said
    assert "late.json" in said
    assert load_rows(root / "store", "events")["learner"].nunique() == 2
    assert sorted(path.name for path in (root / "answers").iterdir()) == ["1.json", "2.json"]
    assert (mail / "late.json").is_file()
    assert not in_sight(needs, "Yes, delete these answers")
    assert CODES[0] not in shown(needs) + str([one.value for one in widgets(needs.box, w.Text)])
    (mail / "late.json").unlink()
    forget(needs, CODES[0])
    assert "Nothing is held" in told(needs)


def test_without_a_store_the_file_of_a_person_is_forgotten(needs: NeedsDesk) -> None:
    root = begun(needs)
    take(needs, ("a.json", answers(needs, CODES[1])), ("b.json", answers(needs, CODES[2])))
    forget(needs, CODES[1])
    press(needs, "Yes, delete these answers")
    assert [path.name for path in (root / "answers").iterdir()] == ["b.json"]


def test_what_is_over_its_time_is_shown_and_then_deleted(needs: NeedsDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    root = begun(needs)
    press(needs, "Delete what is over its time")
    assert "There is no store yet" in told(needs)
    take(needs, *people(needs, 12))
    press(needs, KEEP)
    press(needs, "Delete what is over its time")
    assert "Nobody's time is over" in told(needs).replace("&#x27;", "'")
    monkeypatch.setenv("STEPPINGUP_TODAY", "2029-01-01")
    press(needs, "Delete what is over its time")
    assert "People whose time is over: 12." in told(needs)
    assert len(load_rows(root / "store", "events"))
    press(needs, "Yes, delete what is over its time")
    assert "Protected sums stay." in told(needs)
    assert not len(load_rows(root / "store", "events"))
    assert list((root / "store" / "aggregates").iterdir())


def test_a_key_that_is_gone_is_a_sentence(needs: NeedsDesk) -> None:
    begun(needs)
    take(needs, *people(needs, 5))
    press(needs, KEEP)
    assert needs.folder
    needs.folder.key.unlink()
    for label in ("Look again", LOCAL, KEEP):
        press(needs, label)
        assert "is gone. Put it back" in told(needs), label
    assert not needs.folder.key.exists()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # openpyxl leaves a file half written
def test_a_full_disk_is_a_sentence_and_changes_nothing(needs: NeedsDesk) -> None:
    root = begun(needs)
    files = people(needs, 12)
    with full_disk():
        take(needs, files[0])
    assert "cannot be written" in told(needs)
    assert list((root / "answers").iterdir()) == []
    take(needs, *files)
    with full_disk(1000):
        press(needs, LOCAL)
    assert "Make room on the disk" in told(needs)
    assert list((root / "reports").glob("*")) == []


def test_an_evaluation_that_was_damaged_or_deleted_is_a_sentence(needs: NeedsDesk) -> None:
    root = begun(needs)
    for broken in ("{", "[]", '{"format": "x"}'):
        (root / "evaluation.json").write_text(broken, "utf-8")
        needs.open(root)
        assert "gone or damaged" in told(needs)
        assert needs.steps.layout.display == "none"


def test_the_invented_answers_say_what_they_are(tmp_path: Path) -> None:
    needs = NeedsDesk(tmp_path, ROOT, Words())
    press(needs, "Try it with invented answers")
    said = shown(needs)
    assert "These answers are simulated. Nobody gave them." in said
    assert "People: 400." in said
    assert "T3, after 6 to 12 months</th><td>180" in said
    assert "Everything in the files can be used." in said
    assert needs.folder
    assert needs.folder.root.name == "Invented answers, to try"


def test_names_of_files_lead_nowhere_else() -> None:
    names = ("../a.json", "C:\\mail\\b.json", ".hidden", "", "a\n:b.csv", "x" * 300 + ".db")
    assert [plain_name(name) for name in names] == [
        "a.json", "b.json", "hidden", "file", "a--b.csv", f"{'x' * 117}.db",
    ]  # fmt: skip
