"""``steppingup kit``: what it writes, and what it says to somebody who asks for what there is not."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import load_exercises
from steppingup.catalogue.needs import load_instrument
from steppingup.cli import main
from tests.exercises.secrets_of import leaks, secrets_of
from tests.kit.conftest import ROOT


def kit(out: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--course", str(ROOT), "kit", *words, "--out", str(out)])


def test_a_kit_is_written_and_told(tmp_path: Path) -> None:
    out = tmp_path / "a" / "kit"
    done = kit(out, "oslo", "1", "--minutes", "150", "--role", "social_worker", "--role", "ngo_worker")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0].startswith("150 minutes for Social worker, NGO worker: Begging, Norway (")
    assert lines[1].startswith("Left out: ")
    assert {Path(line) for line in lines[2:]} == {path for path in out.rglob("*") if path.is_file()}
    assert [path.name for path in out.parent.iterdir()] == ["kit"]


def test_the_same_kit_says_the_same(tmp_path: Path) -> None:
    from tests.kit.opened import words_of  # noqa: PLC0415 - the other tests open nothing

    for name in ("one", "two"):
        kit(tmp_path / name, "2", "--minutes", "90")
    for path in (tmp_path / "one").rglob("*.docx"):
        other = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert words_of(path.read_bytes()) == words_of(other.read_bytes())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["9", "--minutes", "60"], "There is no chapter or case '9'."),
        (["1", "--minutes", "60", "--role", "mayor"], "There is no role 'mayor'."),
        (["1", "--minutes", "20"], "20 minutes are too few"),
        (["sham", "--minutes", "400"], "400 minutes are too many"),
        (["1", "--minutes", "5000"], "A session has 15 to 480 minutes, and you asked for 5000."),
        (["1", "--minutes", "60", "--language", "xx"], "No language 'xx'"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_no_file(words: list[str], said: str, tmp_path: Path) -> None:
    done = kit(tmp_path / "kit", *words)
    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["--minutes", "60"], ["1"], ["1", "--minutes", "an hour"]])
def test_what_is_missing_is_asked_for(words: list[str], tmp_path: Path) -> None:
    done = kit(tmp_path / "kit", *words)
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "plan.docx").write_text("mine")
    done = kit(tmp_path / "kit", "1", "--minutes", "60")
    assert done.exit_code == 1
    assert "is not empty, and nothing in it is written over" in done.output
    assert (tmp_path / "kit" / "plan.docx").read_text() == "mine"
    done = kit(tmp_path / "kit" / "plan.docx" / "below", "1", "--minutes", "60")
    assert done.exit_code == 1
    assert "is no folder" in done.output


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may enter: every run of pytest shuts the one above its own folders again."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_folder_that_may_not_be_written_is_told_before_the_work(open_folder: Path) -> None:
    place = open_folder / "shut"
    place.mkdir()
    place.chmod(0o555)
    code = (
        "import os, sys; from datetime import date; from pathlib import Path; "
        "from steppingup.kit.make import Wish, write_kit\n"
        "if os.geteuid() == 0: os.setuid(65534)  # nothing stops root\n"
        f"try: write_kit(Path(), Wish(('1',), 60, (), date(2026, 11, 23)), Path({str(place / 'kit')!r}))\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    place.chmod(0o755)
    said = f"KitError You may not write into {place}. Name a folder of your own with --out."
    assert done.stdout.strip() == said, done.stderr
    assert list(place.iterdir()) == []


def test_no_file_holds_a_key_that_is_kept(chapter_files: dict[str, bytes], case_files: dict[str, bytes]) -> None:
    course = load_catalogue(ROOT)
    secrets = secrets_of(course, load_exercises(course).values(), load_instrument(course))
    for name, data in [*chapter_files.items(), *case_files.items()]:
        assert leaks(data, secrets) == set(), name
