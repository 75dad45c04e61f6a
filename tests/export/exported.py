"""What the command writes, once for all tests of a run: the whole course with all its items, in each format."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from click.testing import CliRunner, Result

from steppingup.cli import main
from tests.export.truth import ROOT

# Written from a built book.
BUILT = frozenset({"cc11"})


def run(*words: str | Path, course: Path = ROOT) -> Result:
    return CliRunner().invoke(main, ["--course", str(course), "export", *map(str, words)])


@cache
def copied() -> Path:
    """A course of its own to build in, until the tests end: others read what lies in the course's folder."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kept = shutil.ignore_patterns("_build", "node_modules", ".git", "frontend", "tests", "steppingup", ".*")
    return Path(shutil.copytree(ROOT, folder / "course", ignore=kept))


def written(name: str, out: Path, *more: str) -> str:
    """Write a file and return what the command said; a build leaves variables behind, so it has its own process."""
    if name not in BUILT:
        result = run(name, "--out", out, *more)
        assert result.exit_code == 0, result.output
        return result.stdout
    course = ["--course", str(copied())]
    command = [sys.executable, "-m", "steppingup", *course, "export", name, "--out", str(out), *more]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


@cache
def exported(name: str, *more: str) -> tuple[bytes, str]:
    """The file and what the command said."""
    folder = Path(tempfile.mkdtemp())
    try:
        said = written(name, folder / "bank.out", "--with-graded", "--with-check", *more)
        return (folder / "bank.out").read_bytes(), said
    finally:
        shutil.rmtree(folder)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
