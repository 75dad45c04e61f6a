from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from steppingup.book.run import default_jobs
from steppingup.cli import build as build_module
from steppingup.cli import main
from tests.book.books import edit, tiny


@pytest.fixture(autouse=True)
def same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    monkeypatch.setenv("IPYTHONDIR", "")
    monkeypatch.setenv("STEPPINGUP_COURSE", "")


def run(course: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--course", str(course), "build", *arguments])


def test_build_tells_where_the_book_is(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    done = run(course)
    assert done.exit_code == 0
    assert f"The book is in {course / '_build' / 'html'} (9 pages written, " in done.stdout
    assert done.stderr.splitlines()[:3] == ["Reading the configuration …", "Reading pages …", "Writing pages …"]
    again = run(course)
    assert "(nothing had changed, " in again.stdout
    first = "old-door (facts/facts.yml:2)"
    for said in (done.stderr, again.stderr):
        warnings = [line for line in said.splitlines() if "review" in line]
        assert warnings == [f"Warning: 2 facts are past their review date, first: {first}; run make check"]


def test_nothing_is_said_of_dates_while_all_hold(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    for name in ("facts", "helplines"):
        edit(course / f"facts/{name}.yml", "2002-01-01", "2098-01-01")
    assert "Warning" not in run(course).stderr


def test_language_and_folder(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    (course / "locale/lv/LC_MESSAGES").mkdir(parents=True)
    done = run(course, "--language", "lv", "--out", str(tmp_path / "site"), "--jobs", "1")
    assert done.exit_code == 0
    assert '<html lang="lv"' in (tmp_path / "site/book/help.html").read_text("utf-8")
    assert not (course / "_build/html").exists()


def test_unknown_language(tmp_path: Path) -> None:
    done = run(tiny(tmp_path), "--language", "xx")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith("No language 'xx' in ")


def test_problems_are_lines_and_status_one(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    edit(course / "book/help.md", "#lines", "#rows")
    done = run(course)
    assert done.exit_code == 1
    assert "book/help.md:3: " in done.stderr
    assert done.stderr.endswith("The book was not built: 1 problem.\n")
    assert "Traceback" not in done.output


def test_progress_on_a_screen_is_one_line_that_changes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    teller = build_module._Teller()
    teller.say("Reading pages: 10 of 12")
    teller.say("Writing")
    teller.clear()
    assert capsys.readouterr().err == "\rReading pages: 10 of 12\rWriting                \r       \r"


def test_jobs_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert default_jobs() == 4
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert default_jobs() == 1


def test_jupyter_book_builds_the_same_pages(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    assert run(course).exit_code == 0
    ours = {p.relative_to(course / "_build/html"): p.read_text("utf-8") for p in course.rglob("_build/html/**/*.html")}
    other = tmp_path / "other"
    command = [
        str(Path(sys.executable).parent / "jupyter-book"),
        "build",
        str(course),
        "--path-output",
        str(other),
        "-W",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    built = other / "_build/html"
    assert {p.relative_to(built): p.read_text("utf-8") for p in built.rglob("*.html")} == ours
    assert [p.name for p in (built / "_static").iterdir()] == ["su"]
