"""Everything that learners and the public get of the exercises: where a key could leak.

A new output is one more function in ``OUTPUTS``: it writes what somebody gets into a folder. It is searched as it is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import load_exercises
from steppingup.catalogue.messages import activities_pot, exercises_pot, interface_pot
from steppingup.catalogue.needs import load_instrument
from steppingup.cli import main
from steppingup.kit.choose import units_of
from steppingup.kit.lessons import load_lessons
from steppingup.kit.make import ROOM, Wish, write_kit
from steppingup.session.handout import write_handouts
from steppingup.session.new import new_session
from tests.grading.alembic import ask_once

ROOT = Path(__file__).resolve().parents[2]
KIT_DAY = date(2026, 11, 23)


@contextmanager
def copied(course: Path, out: Path) -> Iterator[Path]:
    """Lend a copy of the course: a build keeps what it knows in it, and nobody gets that."""
    copy = out / "course"
    kept = shutil.ignore_patterns("_build", "node_modules", ".git", "frontend", "tests", "steppingup", ".*")
    shutil.copytree(course, copy, ignore=kept)
    yield copy
    shutil.rmtree(copy)


def packages(course: Path, out: Path) -> None:
    """The wheel, and the source package unpacked."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out), "-t", "wheel", "-t", "sdist"]
    subprocess.run(command, cwd=course, check=True, capture_output=True)
    for archive in out.glob("*.tar.gz"):
        with tarfile.open(archive) as packed:
            packed.extractall(out / "sdist", filter="data")
        archive.unlink()


def catalogue(course: Path, out: Path) -> None:
    """What ``steppingup catalogue`` prints, for people and as JSON."""
    for name, more in (("list.txt", []), ("list.json", ["--json"])):
        result = CliRunner().invoke(main, ["--course", str(course), "catalogue", *more])
        (out / name).write_text(result.stdout, "utf-8")


def report(course: Path, out: Path) -> None:
    """What ``steppingup check --report`` and ``coverage`` measure."""
    for words in (["check", "--report"], ["check", "--report", "--json"], ["coverage"]):
        result = CliRunner().invoke(main, ["--course", str(course), *words])
        (out / f"{'-'.join(words)}.txt").write_text(result.stdout, "utf-8")


def public(course: Path, out: Path) -> None:
    """The public form of each exercise, and of the self-check."""
    loaded = load_catalogue(course)
    for exercise in load_exercises(loaded).values():
        (out / f"{exercise.id}.json").write_text(json.dumps(exercise.public()), "utf-8")
    if needs := load_instrument(loaded):
        (out / "needs.json").write_text(json.dumps(needs.public()), "utf-8")


def templates(course: Path, out: Path) -> None:
    """What translators get of words for learners; the prose of lessons as it is kept, which is proved to be fresh."""
    for name in ("lessons", "example"):
        shutil.copy(course / "locale" / f"{name}.pot", out)
    loaded = load_catalogue(course)
    made = {"activities": activities_pot(loaded), "interface": interface_pot()}
    made["exercises"] = exercises_pot(load_exercises(loaded).values(), load_instrument(loaded))
    for name, text in made.items():
        (out / f"{name}.pot").write_text(text, "utf-8")


def lab(course: Path, out: Path) -> None:
    """The folders of ``make lab``: lessons and exercises as notebooks."""
    with copied(course, out) as copy:
        command = [sys.executable, "-m", "steppingup", "--course", str(copy), "lab", "--build-only"]
        subprocess.run([*command, "--out", str(copy / "_build" / "lab")], cwd=ROOT, check=True, capture_output=True)
        shutil.move(copy / "_build" / "lab", out / "lab")


def session(course: Path, out: Path) -> None:
    """What a session hands out: nbgrader's release, and the zip files with page and notebook."""
    ask_once()
    made = new_session(course, out / "session")
    write_handouts(made)
    for name in ("release", "handout"):
        shutil.move(made.folder(name), out / name)
    shutil.rmtree(made.root)


_END_OF_TEXT = re.compile(rb"</(?!em|strong|span|a\b)[A-Za-z0-9:-]+>|&lt;/p&gt;|(?<!\\)[#=~{}]|\\n|->")


def _apart(data: bytes) -> bytes:
    return _END_OF_TEXT.sub(rb" 0 \g<0> 0 ", data)


def questions(course: Path, out: Path) -> None:
    """What ``steppingup export`` writes of questions for other systems, packages unpacked, and what it says.

    Texts of different parts stand side by side there as on no page, so that the end of one and the beginning of the
    next may make a run of words by chance. A nought is put between them; within a text nothing changes.
    """
    for name in ("moodle-xml", "gift", "qti21", "qti30"):
        file = out / f"{name}.out"
        result = CliRunner().invoke(main, ["--course", str(course), "export", name, "--out", str(file)])
        (out / f"{name}.txt").write_text(result.output, "utf-8")
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                for inner in packed.namelist():
                    place = out / name / inner
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(_apart(packed.read(inner)))
            file.unlink()
        else:
            file.write_bytes(_apart(file.read_bytes()))


def book(course: Path, out: Path) -> None:
    """The whole built book."""
    # In a process of its own: a build leaves variables behind that later tests would see.
    with copied(course, out) as copy:
        command = [sys.executable, "-m", "steppingup", "--course", str(copy), "build", "--out", str(out / "html")]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def platforms(course: Path, out: Path) -> None:
    """The packages for learning platforms, unpacked."""
    with copied(course, out) as copy:
        for format_ in ("zip", "scorm12", "scorm2004", "cmi5", "cc11"):
            file = out / f"{format_}.zip"
            command = [sys.executable, "-m", "steppingup", "--course", str(copy), "export", format_, "--out", str(file)]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            shutil.unpack_archive(file, out / format_, "zip")
            file.unlink()
    for quiz in (out / "cc11" / "quizzes").iterdir():
        quiz.write_bytes(_apart(quiz.read_bytes()))


def kit(course: Path, out: Path) -> None:
    """What people get of a trainer's kit, for each chapter and case; cards are for those who play a part."""
    loaded = load_catalogue(course)
    for unit in units_of(load_lessons(loaded), loaded):
        whole, _ = write_kit(course, Wish((unit.name,), 120, (), KIT_DAY), out / "kit")
        assert whole.fit.chosen
        (out / "kit" / ROOM / "role-cards.docx").unlink(missing_ok=True)
        shutil.move(out / "kit" / ROOM, out / unit.name)
        shutil.rmtree(out / "kit")


OUTPUTS: dict[str, Callable[[Path, Path], None]] = {
    "packages": packages, "catalogue": catalogue, "report": report, "public": public, "templates": templates,
    "lab": lab, "session": session, "questions": questions, "kit": kit, "book": book, "platforms": platforms,
}  # fmt: skip


def files(folder: Path) -> list[Path]:
    """Every file of an output, hidden ones too."""
    return sorted(Path(place) / name for place, _, names in os.walk(folder) for name in names)
