"""Collecting: whatever people return is placed or named, nothing newer is lost, and the inbox stays as it was."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any

import pytest
from nbgrader.utils import parse_utc

from steppingup.common.errors import SessionError
from steppingup.record.session_file import read_session_file
from steppingup.session.collect import collect
from steppingup.session.entering import enter
from steppingup.session.roster import Roster
from tests.session.returns import NOW, SAVED, attempt, export, put, roster, session, snapshot, terms, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.session.collected import Collected

PEOPLE = roster("Mia Berg", "Olli Saari", "Nora Lind")
MIA, OLLI, NORA = PEOPLE.codes
EARLIER, LATER = "2026-11-28T09:00:00Z", "2026-11-28T11:00:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return session(tmp_path, "principles")


def taken(folder: Path, files: dict[str, bytes], people: Roster = PEOPLE, **more: Any) -> Collected:
    """Collect, and prove that the inbox is untouched."""
    inbox = put(folder, files)
    before = snapshot(inbox)
    report = collect(inbox, terms(folder, people, **more))
    assert snapshot(inbox) == before
    return report


def codes(report: Collected) -> list[str]:
    return [one.code for one in report.entered]


def reasons(report: Collected) -> list[str]:
    return [one.reason for one in report.unplaced]


def test_a_file_is_placed_under_any_name_and_becomes_a_submission(folder: Path) -> None:
    report = taken(folder, {"svar (1).txt": export(MIA), "mail/without ending": export(OLLI)})
    assert sorted(codes(report)) == sorted([MIA, OLLI])
    assert report.unplaced == []
    assert report.absent == {"principles": [NORA]}
    place = folder / "submitted" / MIA / "principles"
    names = sorted(path.name for path in place.iterdir())
    assert names == ["activities.public.json", "answers.json", "principles.ipynb", "timestamp.txt"]
    assert (place / "answers.json").read_bytes() == export(MIA)
    assert (place / "timestamp.txt").read_text() == "2026-11-28 10:02:11.000000 UTC\n"
    assert (place / "principles.ipynb").read_text() == '{"released": true}'
    assert sorted(path.name for path in (folder / "submitted").iterdir()) == sorted([MIA, OLLI])


def test_nbgrader_reads_the_time(folder: Path) -> None:
    taken(folder, {"a.json": export(MIA)})
    text = (folder / "submitted" / MIA / "principles" / "timestamp.txt").read_text()
    assert parse_utc(text) == dt.datetime(2026, 11, 28, 10, 2, 11)  # noqa: DTZ001 - nbgrader keeps times without a zone


def test_a_zip_of_a_platform_with_a_folder_per_person(folder: Path) -> None:
    inner = zipped({"principles/principles.ipynb": b"{}", "principles/answers.json": export("")})
    whole = zipped(
        {
            "Berg Mia_4711_assignsubmission_file_/stepping-up.json": export(MIA),
            "Olli Saari_4712_assignsubmission_file_/returned.zip": inner,
            "Nora Lind_4713_assignsubmission_onlinetext_/onlinetext.html": b"<p>hello",
            "__MACOSX/._x": b"x",
        }
    )
    report = taken(folder, {"Desk course-Exercise 1-99.zip": whole})
    assert sorted(codes(report)) == sorted([MIA, OLLI])
    assert report.unplaced == []
    assert report.ignored == 2
    by_folder = next(one for one in report.entered if one.code == OLLI)
    assert "folder" in by_folder.notes[0]
    assert by_folder.file.count(".zip: ") == 2


def test_a_notebook_needs_the_answers_beside_it(folder: Path) -> None:
    files = {f"{MIA}/principles.ipynb": b"{}", f"{MIA}/answers.json": export(""), "lonely/principles.ipynb": b"{}"}
    report = taken(folder, files)
    assert codes(report) == [MIA]
    assert [(one.file, one.reason) for one in report.unplaced] == [
        ("lonely/principles.ipynb", "A notebook alone holds no answers.")
    ]


def test_the_newest_of_two_copies_counts_and_the_other_is_kept(folder: Path) -> None:
    old = export(MIA, saved=EARLIER)
    report = taken(folder, {"1.json": export(MIA, saved=LATER), "2.json": old, "3.json": export(MIA, saved=LATER)})
    assert [one.saved for one in report.entered] == [LATER]
    assert [(one.file, one.saved) for one in report.aside] == [("2.json", EARLIER)]
    kept = list((folder / "set-aside" / MIA / "principles").iterdir())
    assert [path.read_bytes() for path in kept] == [old]
    assert (folder / "set-aside").stat().st_mode & 0o077 == 0


def test_collecting_again_changes_nothing(folder: Path) -> None:
    files = {"1.json": export(MIA, saved=LATER), "2.json": export(MIA, saved=EARLIER), "3.json": export(OLLI)}
    taken(folder, files)
    before = snapshot(folder)
    again = taken(folder, {})
    assert again.entered == []
    assert sorted(one.code for one in again.known) == sorted([MIA, OLLI])
    assert snapshot(folder) == before


def test_a_newer_submission_is_never_overwritten(folder: Path) -> None:
    taken(folder, {"new.json": export(MIA, saved=LATER)})
    (folder / "inbox/new.json").unlink()
    report = taken(folder, {"old.json": export(MIA, saved=EARLIER)})
    assert report.entered == []
    assert "are here already (saved 2026-11-28T11:00:00Z)" in report.aside[0].notes[0]
    assert read_session_file(folder / "submitted" / MIA / "principles" / "answers.json").saved == LATER


def test_a_newer_file_replaces_the_older_submission_which_is_kept(folder: Path) -> None:
    taken(folder, {"a.json": export(MIA, saved=EARLIER)})
    report = taken(folder, {"b.json": export(MIA, saved=LATER)})
    assert codes(report) == [MIA]
    assert (folder / "set-aside" / MIA / "principles/entered-1/answers.json").is_file()
    assert read_session_file(folder / "submitted" / MIA / "principles" / "answers.json").saved == LATER


def test_late_files_are_entered_and_marked(folder: Path) -> None:
    due = {"principles": dt.datetime(2026, 11, 28, 10, 0, tzinfo=dt.UTC)}
    report = taken(folder, {"a": export(MIA, saved=EARLIER), "b": export(OLLI, saved=LATER)}, due=due)
    assert {one.code: one.late for one in report.entered} == {MIA: False, OLLI: True}


def test_a_clock_that_is_years_off_is_said_and_can_be_replaced(folder: Path) -> None:
    report = taken(folder, {"a": export(MIA, saved="2038-01-01T00:00:00Z")})
    assert "wrong clock" in report.entered[0].notes[0]
    stamp = folder / "submitted" / MIA / "principles" / "timestamp.txt"
    assert stamp.read_text() == f"{NOW:%Y-%m-%d %H:%M:%S.%f} UTC\n"
    assert codes(taken(folder, {"b": export(MIA)})) == [MIA]
    assert codes(taken(folder, {"c": export(OLLI, saved="2026-99-99T99:99:99Z")})) == [OLLI]


def test_a_code_with_a_typing_error_is_suggested_and_not_assumed(folder: Path) -> None:
    for wrong in {MIA[0] + MIA[2] + MIA[1] + MIA[3:], MIA[:4], f"{MIA[:4]}!", f"{MIA}x"} - {MIA}:
        report = taken(folder, {"a": export(wrong)}, roster("x"))
        assert report.entered == []
        assert "typing error" in report.unplaced[0].reason
        assert report.unplaced[0].readable
        report = taken(folder, {"a": export(wrong)})
        assert report.unplaced[0].suggestion == MIA
        assert MIA in report.unplaced[0].advice
        assert report.entered == []


def test_a_code_is_read_as_people_write_it(folder: Path) -> None:
    report = taken(folder, {"a": export(f" {MIA[:2].lower()}-{MIA[2:].lower()} ")})
    assert codes(report) == [MIA]


def test_a_code_of_another_session_is_not_on_the_roster(folder: Path) -> None:
    stranger = next(code for code in roster(*"abcd").codes if code not in PEOPLE.codes)
    report = taken(folder, {"a": export(stranger)})
    assert reasons(report) == [f"The code {stranger} is not on the roster."]
    assert report.unplaced[0].suggestion == ""


def test_no_code_and_no_folder_needs_a_decision_which_is_remembered(folder: Path) -> None:
    report = taken(folder, {"a": export("")})
    assert reasons(report) == ["No code stands in this file."]
    decided = {report.unplaced[0].mark: NORA}
    again = taken(folder, {}, decided=decided)
    assert [(one.code, one.notes) for one in again.entered] == [(NORA, ("You said whose file this is.",))]


def test_a_folder_that_the_trainer_made_decides_for_a_wrong_code(folder: Path) -> None:
    report = taken(folder, {f"{MIA.lower()}/a.json": export("ABCDE")})
    assert codes(report) == [MIA]
    inside = taken(folder, {"all.zip": zipped({f"{OLLI}/a.json": export("ABCDE")})})
    assert codes(inside) == []


def test_a_file_in_the_folder_of_somebody_else_is_not_decided(folder: Path) -> None:
    report = taken(folder, {"all.zip": zipped({"Olli Saari_1_assignsubmission_file_/a.json": export(MIA)})})
    assert report.entered == []
    assert reasons(report) == [f"The code in this file is {MIA}, but the folder around it belongs to {OLLI}."]


def test_two_people_with_one_name_are_not_told_apart_by_a_folder(folder: Path) -> None:
    twins = roster("Mia Berg", "Mia Berg")
    report = taken(folder, {"Mia Berg_1_x/a.json": export("")}, twins)
    assert report.entered == []


def test_the_same_attempts_under_two_codes_are_reported(folder: Path) -> None:
    shared = [attempt("principles"), attempt("principles", n=2)]
    report = taken(folder, {"a": export(MIA, attempts=shared), "b": export(OLLI, attempts=shared), "c": export(NORA)})
    assert len(report.entered) == 3
    assert [(set(one.codes), one.answers) for one in report.shared] == [({MIA, OLLI}, 2)]


def test_an_exercise_of_another_session_and_an_older_release(folder: Path) -> None:
    report = taken(folder, {"a": export(MIA, "definition"), "b": export(OLLI, release="0.0.9")})
    assert reasons(report) == ["These are answers to 'definition', which is no exercise of this session."]
    assert report.entered[0].notes == ("Answered with another release of the course (0.0.9).",)


def test_answers_to_other_questions_are_left_out_and_said(folder: Path) -> None:
    report = taken(folder, {"a": export(MIA, attempts=[attempt("definition")])})
    assert report.entered[0].notes == ("Answers to other questions were left out: 1.", "No question was answered.")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("stepping-up-principles-K7M2Q.json", export(MIA)[:200], "damaged"),
        ("answers.json", b"", "damaged"),
        ("answers.json", bytes(range(256)), "damaged"),
        ("answers.json", b"[" * 200_000, "deeply"),
        ("answers.json", export(MIA) + b" " * 300_000, "too large"),
        ("a.json", export(MIA, v=2), "newer release"),
        ("a.json", export(MIA, course="other"), "does not hold the answers"),
        ("a.json", export(MIA, attempts=5), "no list of attempts"),
        ("a.json", export(MIA, saved=7), "wrong 'saved'"),
        ("backup.json", b'{"format": "stepping-up-record"}', "backup of everything"),
        ("photo.JPG", b"\xff\xd8", "picture"),
        ("page.html", b"<html>", "page or a printout"),
        ("empty.json", b"", "empty"),
        ("letter.docx", zipped({"word/document.xml": b"x"}), "no answers"),
        ("huge.json", b"x" * 6_000_000, "larger than"),
        ("broken.zip", b"PK\x03\x04 nothing", "no zip file"),
    ],
    ids=range(16),
)
def test_what_is_no_file_of_answers_has_a_reason_and_the_rest_goes_on(
    folder: Path, name: str, data: bytes, what: str
) -> None:
    report = taken(folder, {f"Mia/{name}": data, "good.json": export(OLLI)})
    assert codes(report) == [OLLI]
    assert len(report.unplaced) == 1
    assert what in report.unplaced[0].reason
    assert report.unplaced[0].advice


def test_links_and_hard_links_are_not_read(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(export(MIA))
    inbox = put(folder, {"good.json": export(OLLI)})
    (inbox / "link.json").symlink_to(secret)
    (inbox / "folder").symlink_to(tmp_path, target_is_directory=True)
    os.link(secret, inbox / "hard.json")
    os.mkfifo(inbox / "pipe.json")
    report = collect(inbox, terms(folder, PEOPLE))
    assert codes(report) == [OLLI]
    assert sorted(one.file for one in report.unplaced) == ["folder", "hard.json", "link.json", "pipe.json"]
    with pytest.raises(SessionError, match="is no folder"):
        collect(inbox / "folder", terms(folder, PEOPLE))
    with pytest.raises(SessionError, match="is no folder"):
        collect(inbox / "missing", terms(folder, PEOPLE))


def test_hostile_zips(folder: Path, tmp_path: Path) -> None:
    bomb = zipped({f"{n}.json": b"0" * 4_000_000 for n in range(40)})
    outside = zipped({"../../evil.json": export(MIA), "/etc/evil.json": export(MIA), "ok.json": export(OLLI)})
    deep = zipped({"1.zip": zipped({"2.zip": zipped({"a.json": export(MIA)})})})
    report = taken(folder, {"bomb.zip": bomb, "outside.zip": outside, "deep.zip": deep})
    assert codes(report) == [OLLI]
    assert not list(tmp_path.parent.rglob("evil.json"))
    said = " ".join(reasons(report))
    assert "more than 5000 files or 100 MB" in said
    assert "outside the zip file" in said
    assert "too many folders" in said


def test_a_zip_of_a_large_group_is_read_whole(folder: Path) -> None:
    many = roster(*(f"Person {number}" for number in range(150)))
    parts = {f"Person {n}_1_file_/{name}": data for n, code in enumerate(many.codes)
             for name, data in (("principles.ipynb", b"{}"), ("answers.json", export(code)))}  # fmt: skip
    report = taken(folder, {"all.zip": zipped(parts)}, many)
    assert len(report.entered) == 150
    assert report.unplaced == []


def test_an_exercise_that_is_not_prepared_cannot_be_entered(folder: Path) -> None:
    with pytest.raises(SessionError, match="has not been prepared"):
        taken(folder, {"a": export(MIA, "actors")}, exercises=["actors"])


def test_a_stop_half_way_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(folder, {"a": export(MIA, saved=EARLIER)})

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.rename", stop)
        with pytest.raises(KeyboardInterrupt):
            enter(folder, MIA, "principles", export(MIA, saved=LATER), NOW)
    assert read_session_file(folder / "submitted" / MIA / "principles" / "answers.json").saved == EARLIER
    report = taken(folder, {"b": export(MIA, saved=LATER)})
    assert codes(report) == [MIA]
    assert sorted(path.name for path in (folder / "submitted").iterdir()) == [MIA]


def test_saved_is_the_time_of_the_page() -> None:
    assert SAVED in export(MIA).decode()
