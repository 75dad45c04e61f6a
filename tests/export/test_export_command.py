"""``steppingup export`` with questions: what it says, what it refuses, and that nothing half is ever left."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from steppingup.common.errors import ExportError
from steppingup.export import out_file
from steppingup.export.formats import FORMATS, format_of
from steppingup.export.request import chapter_folders
from tests.catalogue.tiny import tiny_course, write
from tests.export.exported import exported, run, unzipped, written
from tests.export.read_moodle import read_moodle
from tests.export.truth import ROOT, TOOLS, course, truths

QUESTIONS = ("moodle-xml", "qti21", "qti30", "gift", "cc11")


def test_every_format_can_be_imported() -> None:
    for name in QUESTIONS:
        assert callable(FORMATS[name].writer().export)
        assert FORMATS[name].graded


def test_help_lists_the_formats() -> None:
    result = run("--help")
    assert all(name in result.output for name in FORMATS)


def test_an_unknown_format_names_the_nearest(tmp_path: Path) -> None:
    result = run("moodle", "--out", tmp_path / "x")
    assert (result.exit_code, result.output) == (1, "No format 'moodle'. Do you mean moodle-xml?\n")
    assert run("pdf!", "--out", tmp_path / "x").output.startswith("No format 'pdf!'. There are: ")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ExportError):
        format_of("")


@pytest.mark.parametrize("chapter", ["7", "nowhere", "../02-definition/..", "", "\u0141"])
def test_a_wrong_chapter_lists_what_there_is(chapter: str, tmp_path: Path) -> None:
    result = run("gift", "--out", tmp_path / "x", "--chapter", chapter)
    assert result.exit_code == 1
    assert result.output.startswith(f"No chapter or case '{chapter}'. There are: 1, 2, 3, 4, 5, 6, finland-wood-plant")
    assert result.output.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_chapters_have_several_names_and_keep_their_order() -> None:
    wanted = ("chapters/02-definition", "chapters/06-prevention", "case_studies/oslo-begging")
    assert chapter_folders(ROOT, ["oslo-begging", "6", "02", "chapters/02-definition"]) == wanted


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "bank.xml"
    out.write_text("mine", "utf-8")
    result = run("moodle-xml", "--out", out)
    assert result.exit_code == 1
    assert "is already there, and nothing is written over" in result.output
    assert out.read_text("utf-8") == "mine"


def test_a_report_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "bank-report.txt").write_text("mine", "utf-8")
    result = run("moodle-xml", "--out", tmp_path / "bank.xml")
    assert result.exit_code == 1
    assert "bank-report.txt is already there" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["bank-report.txt"]


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    result = run("gift", "--out", tmp_path / "none" / "bank.txt")
    assert result.exit_code == 1
    assert f"There is no folder {tmp_path / 'none'}" in result.output


def test_a_language_that_is_missing_is_named(tmp_path: Path) -> None:
    result = run("gift", "--out", tmp_path / "x", "--language", "xx")
    assert result.exit_code == 1
    assert "No language 'xx'" in result.output


def test_unsound_content_stops_it(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    write(course, "chapters/01-start/activities-more.yml", "- id: start/bad-1\n  kind: choice\n")
    result = run("gift", "--out", tmp_path / "x", course=course)
    assert result.exit_code == 1
    assert "activities-more.yml:1: start/bad-1" in result.output
    assert not (tmp_path / "x").exists()


def test_a_part_without_a_question_says_so(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    write(course, "chapters/02-empty/index.md", "# Empty\n")
    result = run("gift", "--out", tmp_path / "x", "--chapter", "2", course=course)
    assert (result.exit_code, result.output) == (
        1, "There is no question in what you asked for. Name other chapters, or none for all.\n",
    )  # fmt: skip


def test_nothing_is_left_when_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report would be in its place already when the questions cannot follow."""
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if target.name == "bank.xml":
            raise OSError(28, os.strerror(28))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    result = run("moodle-xml", "--out", tmp_path / "bank.xml", "--chapter", "2")
    assert result.exit_code == 1
    assert "bank.xml cannot be written (No space left on device). Nothing was changed." in result.output
    assert list(tmp_path.iterdir()) == []


def test_files_are_put_in_place_whole(tmp_path: Path) -> None:
    out_file.put_file(tmp_path / "\u0141.txt", b"whole")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("\u0141.txt", b"whole")]
    with pytest.raises(ExportError, match="already there"):
        out_file.put_file(tmp_path / "\u0141.txt", b"other")


def test_without_the_word_no_graded_item_is_written(tmp_path: Path) -> None:
    result = run("moodle-xml", "--out", tmp_path / "bank.xml")
    assert result.exit_code == 0
    assert "GRADED" not in result.output
    kept = {entry.id for entry in course().activities.values() if entry.kept}
    found = {id_.partition(".")[0] for id_ in read_moodle((tmp_path / "bank.xml").read_bytes())}
    assert not found & kept


@pytest.mark.parametrize("name", QUESTIONS)
def test_graded_items_are_announced_loudly(name: str) -> None:
    """In the command, in the report, and in the titles that a trainer sees in the platform."""
    data, said = exported(name)
    many = sum(course().activities[id_.partition(".")[0]].set == "graded" for id_ in truths())
    assert said.startswith(f"WARNING: this file holds {many} GRADED questions WITH THEIR KEYS.")
    text = data if name in {"moodle-xml", "gift"} else b"".join(unzipped(data).values())
    assert b"FOR TRAINERS ONLY" in text
    if name != "moodle-xml":
        assert b"GRADED questions WITH THEIR KEYS" in text


def test_the_final_check_stays_out_until_somebody_asks_for_it(tmp_path: Path) -> None:
    bank = {id_ for id_, entry in course().activities.items() if entry.set == "bank"}
    result = run("moodle-xml", "--out", tmp_path / "practice.xml")
    assert f"The {len(bank)} questions of the final check are not in the file" in result.output
    assert "--with-check on the command line, adds them" in " ".join(result.output.split())
    assert not bank & read_moodle((tmp_path / "practice.xml").read_bytes()).keys()
    result = run("moodle-xml", "--out", tmp_path / "all.xml", "--with-check")
    assert "are not in the file, so that" not in result.output
    found = read_moodle((tmp_path / "all.xml").read_bytes())
    assert bank <= found.keys()
    for id_, read in found.items():
        apart = read.category == ("Stepping Up", "Final check: keep apart from practice")
        assert apart == ("final check" in read.tags) == (id_ in bank)


def test_one_chapter_with_the_final_check_holds_both(tmp_path: Path) -> None:
    assert run("moodle-xml", "--out", tmp_path / "x.xml", "--chapter", "2", "--with-check").exit_code == 0
    found = read_moodle((tmp_path / "x.xml").read_bytes())
    assert {id_.partition("/")[0] for id_ in found} == {"definition", "check"}
    result = run("moodle-xml", "--out", tmp_path / "y.xml", "--chapter", "2")
    assert "final check" not in result.output  # nobody who asks for a chapter misses it


def test_packages_know_no_word_for_the_final_check(tmp_path: Path) -> None:
    result = run("scorm12", "--out", tmp_path / "x", "--with-check")
    assert (result.exit_code, result.output) == (1, "scorm12 has no use for --with-check. Leave it out.\n")


def test_a_name_that_platforms_would_not_know_is_told(tmp_path: Path) -> None:
    result = run("gift", "--out", tmp_path / "bank.gift", "--chapter", "2")
    assert "Platforms know GIFT by the name of the file: rename it so that it ends in .txt." in result.output
    assert "rename it" not in run("gift", "--out", tmp_path / "bank.TXT", "--chapter", "2").output


def test_lines_of_the_report_fit_a_page() -> None:
    report = unzipped(exported("qti21")[0])["export-report.txt"].decode("utf-8")
    assert max(map(len, report.splitlines())) <= 88
    said = exported("qti21")[1].partition("\nWritten: ")[0]
    assert " ".join(said.split()) == " ".join(report.split()).partition("QTI 2.1 ")[2]


def test_packages_for_learners_refuse_graded_items(tmp_path: Path) -> None:
    result = run("zip", "--out", tmp_path / "x", "--with-graded")
    assert (result.exit_code, result.output) == (
        1, "zip is for learners, so it never holds graded items. Leave --with-graded out.\n",
    )  # fmt: skip


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_table_counts_every_question(name: str) -> None:
    """Whatever is in the course stands in one line of the table, and what is refused is named."""
    _, said = exported(name)
    rows = [[int(n) for n in row] for row in re.findall(r"^\S.*?  +(\d+)  +(\d+)  +(\d+)$", said, re.MULTILINE)]
    refused = sum(row[2] for row in rows)
    written = int(re.search(r"\((\d+) questions\)", said)[1])  # type: ignore[index]
    tools = [id_ for id_, entry in course().activities.items() if entry.model.kind in TOOLS]
    assert sum(map(sum, rows)) == written + refused == len(truths()) + len(tools)
    named = set(re.findall(r"[\w-]+(?:/[\w-]+)+", said.partition("Not in the file:\n")[2].partition("\n\n")[0]))
    assert len(named) == refused
    assert named >= set(tools)


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_same_course_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    for out in ("one", "two"):
        written(name, tmp_path / out, "--chapter", "2")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_one_chapter_holds_its_questions_alone(tmp_path: Path) -> None:
    assert run("moodle-xml", "--out", tmp_path / "x", "--chapter", "2", "--with-graded").exit_code == 0
    found = read_moodle((tmp_path / "x").read_bytes())
    assert {id_.partition("/")[0] for id_ in found} == {"definition", "exercises"}
    assert {read.category[1] for read in found.values()} == {
        "2 What trafficking is", "FOR TRAINERS ONLY: graded items with their keys",
    }  # fmt: skip
