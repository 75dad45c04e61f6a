"""Preparing at the desk, without a browser: a real kit, a real export, and every way in which neither is made."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import ipywidgets as w
import pytest

from steppingup.common.language import Words
from steppingup.desk.prepare.app import PrepareDesk
from steppingup.desk.prepare.systems import ORDER
from steppingup.desk.whole import ROOMS, Whole
from steppingup.export.formats import FORMATS
from steppingup.kit.folder import kit_folders
from steppingup.kit.make import ROOM, TRAINER
from tests.catalogue.tiny import write
from tests.desk.desks import press, shown, told
from tests.desk.test_town import full_disk
from tests.export.packages.books import tiny
from tests.mapping.maps import ROOT

DAY = "2026-11-23"
MAKE, WRITE = "Make the kit", "Make the file"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> PrepareDesk:
    """One room for all tests: it reads all lessons."""
    return PrepareDesk(tmp_path_factory.mktemp("desk"), ROOT, Words())


@pytest.fixture
def prepare(room: PrepareDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrepareDesk:
    """The room as somebody finds it who comes in: nothing ticked, nothing made."""
    monkeypatch.setenv("STEPPINGUP_TODAY", DAY)
    room.home = tmp_path / "sessions"
    room.home.mkdir()
    for ticks in (room.kits.what, room.kits.who, room.systems.which):
        for box, _ in ticks.boxes:
            box.value = False
    room.kits.length.usual.value, room.kits.length.own.value, room.kits.name.value = 90, "", ""
    room.systems.system.value = ORDER[0]
    room.kits.open(None)
    room.systems.told.clear()
    return room


def tick(boxes: Sequence[tuple[w.Checkbox, object]], *labels: str) -> None:
    for label in labels:
        next(box for box, _ in boxes if box.description.startswith(label)).value = True


def kit(prepare: PrepareDesk, *labels: str, name: str = "Clinic") -> Path:
    tick(prepare.kits.what.boxes, *labels)
    prepare.kits.name.value = name
    press(prepare, MAKE)
    assert prepare.kits.root, told(prepare)
    return prepare.kits.root


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_room_is_made_when_somebody_goes_there(tmp_path: Path) -> None:
    desk = Whole(tmp_path, ROOT, Words())
    assert (desk.prepare, desk.tabs.selected_index) == (None, 0)
    assert desk.tabs.titles[ROOMS.index("prepare")] == "Prepare"
    desk.enter("prepare")
    assert isinstance(desk.prepare, PrepareDesk)
    assert (desk.town, desk.needs) == (None, None)
    assert "Tick what your session is about" in desk.prepare.next.value


def test_all_chapters_cases_and_roles_can_be_ticked(prepare: PrepareDesk) -> None:
    labels = [box.description for box, _ in prepare.kits.what.boxes]
    assert len(labels) == 6 + 5
    assert labels[0].startswith("1. Principles that decide Monday morning (")
    assert labels[6].startswith("The wood plant, Finland (")
    assert [box.description for box, _ in prepare.kits.who.boxes][:2] == ["Decision maker", "Procurement officer"]
    assert len(prepare.systems.which.boxes) == len(labels)


def test_a_kit_is_made_and_its_files_are_parted(prepare: PrepareDesk) -> None:
    tick(prepare.kits.who.boxes, "Health staff", "Social worker")
    prepare.kits.length.usual.value = 180
    root = kit(prepare, "4.", "Begging, Norway", name="Kit for Åsa's clinic")
    assert "The kit is ready: 180 minutes for Social worker, Health staff." in told(prepare)
    assert "Begging, Norway (" in told(prepare)
    assert "Read the plan first" in prepare.next.value
    assert {path.parent for path in root.rglob("*.docx")} == {root / TRAINER, root / ROOM}
    trainer, rest = prepare.kits.files.value.split("For the room")
    assert "Never hand these out" in trainer
    assert trainer.count("href") == 3
    assert all(f"{TRAINER}/{name}" in trainer for name in ("plan.docx", "slides.pptx", "quiz-key.docx"))
    assert TRAINER not in rest.partition("All of it lies")[0]
    assert "give each person one card" in rest
    with zipfile.ZipFile(root / f"{ROOM}.zip") as packed:
        inside = {name.rpartition("/")[2]: packed.read(name) for name in packed.namelist()}
    assert inside == {path.name: path.read_bytes() for path in (root / ROOM).iterdir()}
    assert "quiz-key.docx" not in inside
    assert prepare.kits.name.value == ""


def test_kits_are_found_again(prepare: PrepareDesk) -> None:
    first, second = kit(prepare, "2.", name="One"), kit(prepare, name="Two")
    (second / ROOM / "Our <own> map.pdf").write_bytes(b"%PDF")
    other = PrepareDesk(prepare.home, prepare.course, Words())
    assert other.kits.files.value == ""
    assert {path.resolve() for path in kit_folders(other.home)} == {first, second}
    other.kits.chooser.box.value = second
    assert "/Two/for-the-room/handout.docx" in other.kits.files.value
    assert "Save all that is for the room" in other.kits.files.value
    assert "Our &lt;own&gt; map.pdf" in other.kits.files.value
    other.kits.chooser.box.value = first
    assert "/One/" in other.kits.files.value
    assert "/Two/" not in other.kits.files.value


def test_nothing_is_made_of_what_cannot_be(prepare: PrepareDesk) -> None:
    prepare.kits.name.value = "Clinic"
    press(prepare, MAKE)
    assert "Tick at least one chapter or case." in told(prepare)
    tick(prepare.kits.what.boxes, "The sham marriage")
    for name in ("", "a/b", "..", "x" * 61):
        prepare.kits.name.value = name
        press(prepare, MAKE)
        assert "short name" in told(prepare), name
    prepare.kits.name.value = "Clinic"
    prepare.kits.length.usual.value = 0
    assert prepare.kits.length.own.layout.display == ""
    for minutes, said in (
        ("20", "20 minutes are too few"), ("400", "400 minutes are too many"), ("5000", "A session has 15 to 480"),
        ("", "as a number"), ("an hour", "as a number"), ("-60", "as a number"), ("٦٠", "as a number"),
    ):  # fmt: skip
        prepare.kits.length.own.value = minutes
        press(prepare, MAKE)
        assert said in told(prepare), minutes
        assert "--" not in told(prepare), "no option of a command is of use here"
    prepare.kits.length.own.value = "75"
    tick(prepare.kits.who.boxes, "Procurement officer")
    press(prepare, MAKE)
    assert "No lesson of “The sham marriage, United Kingdom” is for Procurement officer." in told(prepare)
    assert list(prepare.home.iterdir()) == []


def test_a_name_that_is_used_and_a_full_disk_leave_everything_as_it_was(prepare: PrepareDesk) -> None:
    (prepare.home / "Autumn").mkdir()
    tick(prepare.kits.what.boxes, "2.")
    prepare.kits.name.value = "Autumn"
    press(prepare, MAKE)
    assert "There is a folder “Autumn” already. Choose another name." in told(prepare)
    assert list((prepare.home / "Autumn").iterdir()) == []
    prepare.kits.name.value = "Clinic"
    with full_disk(5000):
        press(prepare, MAKE)
    assert "Nothing was changed." in told(prepare)
    assert [path.name for path in prepare.home.iterdir()] == ["Autumn"]
    assert prepare.kits.progress.bar.layout.display == "none"


def test_the_form_says_at_once_how_long_a_session_can_be(prepare: PrepareDesk) -> None:
    span = prepare.kits.span
    assert "Once you tick something" in span.value
    tick(prepare.kits.what.boxes, "The sham marriage")
    told_span = re.search(r"a session takes (\d+) to (\d+) minutes", span.value)
    assert told_span
    least, most = map(int, told_span.groups())
    for minutes, fits in ((least - 1, False), (least, True), (most, True), (most + 1, False)):
        prepare.kits.length.usual.value, prepare.kits.length.own.value = 0, str(minutes)
        prepare.kits.name.value = f"Kit {minutes}"
        press(prepare, MAKE)
        assert ("The kit is ready" in told(prepare)) == fits, minutes
    tick(prepare.kits.who.boxes, "Procurement officer")
    assert "is for Procurement officer" in span.value


def test_every_format_but_a_record_is_offered_in_words(prepare: PrepareDesk) -> None:
    assert set(ORDER) == set(FORMATS) - {"xapi"}
    for name in ORDER:
        prepare.systems.system.value = name
        assert prepare.systems.about.value
        assert (prepare.systems.graded.layout.display == "") == FORMATS[name].graded


def test_questions_are_written_and_told(prepare: PrepareDesk) -> None:
    prepare.systems.system.value = "moodle-xml"
    tick(prepare.systems.which.boxes, "2.")
    for number in ("", "-2"):
        press(prepare, WRITE)
        name = f"stepping-up-moodle-xml-02-definition-{DAY}{number}.xml"
        assert "The file is ready:" in told(prepare)
        assert f">Save {name}</a>" in told(prepare)
        assert '<th scope="col">approximated</th>' in told(prepare)
        assert "<td>Choose one</td><td>7</td>" in told(prepare)
        assert told(prepare).index("</table>") < told(prepare).index("What differs from the course:")
        assert f"Written: {name} (" in told(prepare)
        assert f"Save {name}" in prepare.systems.files.value
    made = prepare.home / "exports"
    reports = {f"stepping-up-moodle-xml-02-definition-{DAY}{number}-report.txt" for number in ("", "-2")}
    assert {path.name for path in made.glob("*.txt")} == reports
    assert "FOR TRAINERS ONLY" not in (made / name).read_text("utf-8")
    assert str(made) not in told(prepare)


def test_the_final_check_goes_in_only_after_a_tick(prepare: PrepareDesk) -> None:
    prepare.systems.system.value = "gift"
    for ticked in (False, True):
        prepare.systems.check.value = ticked
        press(prepare, WRITE)
        assert ("of the final check are not in the file" in told(prepare)) != ticked
        assert not prepare.systems.check.value
    less, more = sorted((prepare.home / "exports").iterdir(), key=lambda path: path.stat().st_size)
    category = "Final check: keep apart from practice"
    assert category not in less.read_text("utf-8")
    assert category in more.read_text("utf-8")


def test_keys_go_in_only_after_a_tick_that_never_stays(prepare: PrepareDesk) -> None:
    prepare.systems.system.value = "gift"
    assert prepare.systems.warning.value == ""
    prepare.systems.graded.value = True
    assert "trainers alone" in prepare.systems.warning.value
    prepare.systems.system.value = "scorm12"
    assert not prepare.systems.graded.value
    assert prepare.systems.warning.value == ""
    prepare.systems.system.value = "gift"
    tick(prepare.systems.which.boxes, "2.")
    prepare.systems.graded.value = True
    press(prepare, WRITE)
    assert "GRADED questions WITH THEIR KEYS" in told(prepare)
    (made,) = (prepare.home / "exports").iterdir()
    assert made.name == f"stepping-up-gift-02-definition-WITH-KEYS-{DAY}.txt"
    assert "FOR TRAINERS ONLY" in made.read_text("utf-8")
    assert not prepare.systems.graded.value


def test_a_package_is_built_in_a_process_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEPPINGUP_TODAY", "2026-01-15")
    (tmp_path / "home").mkdir()
    small = PrepareDesk(tmp_path / "home", tiny(tmp_path), Words())
    steps: list[str] = []
    small.systems.progress.doing.observe(lambda change: steps.append(change["new"]), "value")
    press(small, WRITE)
    (made,) = (tmp_path / "home" / "exports").iterdir()
    assert f"Written: {made.name} (" in told(small)
    assert "Add it to the platform as a SCORM package." in told(small)
    assert any("Reading the configuration" in step for step in steps)
    with zipfile.ZipFile(made) as packed:
        assert "imsmanifest.xml" in packed.namelist()


def test_a_course_with_errors_is_told_and_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEPPINGUP_TODAY", "2026-01-15")
    (tmp_path / "home").mkdir()
    course = tiny(tmp_path)
    small = PrepareDesk(tmp_path / "home", course, Words())
    write(course, "chapters/01-start/activities.yml", "- id: [")
    press(small, WRITE)
    assert "activities.yml" in told(small)
    assert list((tmp_path / "home").iterdir()) == []
    broken = PrepareDesk(tmp_path / "home", course, Words())
    assert "activities.yml" in told(broken)
    assert "Nothing can be made before it is put right" in shown(broken)
    assert broken.steps.layout.display == "none"
