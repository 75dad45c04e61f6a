"""The tiny course as a package of any format, made by the command, and read again from the file."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from click.testing import CliRunner, Result

from steppingup.cli import main

TINY = Path(__file__).resolve().parents[2] / "books" / "tiny"


def tiny(folder: Path) -> Path:
    """Copy the tiny course."""
    return Path(shutil.copytree(TINY, folder / "course"))


def asked(course: Path, *words: str) -> Result:
    """Run `steppingup export` on a course."""
    return CliRunner().invoke(main, ["--course", str(course), "export", *words])


def exported(course: Path, format_: str, *more: str) -> dict[str, bytes]:
    """The files of a package; the command must succeed."""
    out = course.parent / f"{format_}-{len(list(course.parent.iterdir()))}.zip"
    result = asked(course, format_, "--out", str(out), *more)
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
