"""What the command writes, once for all tests of a run: the whole course with graded items, in each format."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from click.testing import CliRunner, Result

from steppingup.cli import main
from tests.export.truth import ROOT


def run(*words: str | Path, course: Path = ROOT) -> Result:
    return CliRunner().invoke(main, ["--course", str(course), "export", *map(str, words)])


@cache
def exported(name: str, *more: str) -> tuple[bytes, str]:
    """The file and what the command said."""
    folder = Path(tempfile.mkdtemp())
    try:
        result = run(name, "--out", folder / "bank.out", "--with-graded", *more)
        assert result.exit_code == 0, result.output
        return (folder / "bank.out").read_bytes(), result.stdout
    finally:
        shutil.rmtree(folder)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
