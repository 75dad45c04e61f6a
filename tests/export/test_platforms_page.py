"""The page for whoever runs a platform names what the command can do, and files that platforms know by their names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from steppingup.export.formats import FORMATS
from tests.export.exported import BUILT, run
from tests.export.truth import ROOT

PAGE = (ROOT / "book/platforms.md").read_text("utf-8")
LINES = re.findall(r"`steppingup export (\S+) --out (\S+)`", PAGE)
NAMES = {
    "zip": "zip", "scorm12": "SCORM 1.2", "scorm2004": "SCORM 2004", "cmi5": "cmi5", "xapi": "xAPI", "gift": "GIFT",
    "moodle-xml": "Moodle XML", "qti21": "QTI 2.1", "qti30": "QTI", "cc11": "Common Cartridge 1.1",
}  # fmt: skip


def test_every_format_is_told() -> None:
    assert NAMES.keys() == FORMATS.keys()
    table = PAGE.partition("## Which platform")[0]
    assert all(name in table for name in NAMES.values())


def test_every_option_exists() -> None:
    assert len(LINES) == 5
    options = set(re.findall(r"--[a-z][a-z-]+", PAGE)) - {"--help"}
    assert {"--with-check", "--with-graded", "--mark", "--path", "--chapter"} <= options
    help_ = run("--help").output
    assert all(f"{option} " in help_ for option in options)


@pytest.mark.parametrize(("name", "file"), LINES)
def test_every_line_can_be_typed(name: str, file: str, tmp_path: Path) -> None:
    if name in BUILT or not FORMATS[name].graded:
        assert Path(file).suffix in {".zip", ".imscc"}
        return
    result = run(name, "--out", tmp_path / file, "--chapter", "2")
    assert result.exit_code == 0
    assert "rename it" not in result.output


def test_the_page_is_linked_from_where_trainers_look() -> None:
    assert "](platforms.md)" in (ROOT / "book/trainers.md").read_text("utf-8")
    assert "book/platforms" in (ROOT / "_toc.yml").read_text("utf-8")
    assert "On your learning platform" in (ROOT / "README.md").read_text("utf-8")
