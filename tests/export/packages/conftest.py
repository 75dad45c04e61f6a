from __future__ import annotations

from pathlib import Path

import pytest

from tests.export.packages.books import exported, tiny

FORMATS = ("zip", "scorm12", "scorm2004", "cmi5")


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny course with a title in letters of five languages, and a link from chapter to case; only to read."""
    course = tiny(tmp_path_factory.mktemp("packages"))
    index = course / "chapters" / "01-start" / "index.md"
    text = index.read_text("utf-8")
    head = next(line for line in text.splitlines() if line.startswith("# "))
    index.write_text(text.replace(head, "# Łódź, ģimene, åtgärd, õigus & й <1>", 1), "utf-8")
    second = index.with_name("02-second.md")
    second.write_text(second.read_text("utf-8") + "\n[A case](../../case_studies/one/index.md)\n", "utf-8")
    return course


@pytest.fixture(scope="session")
def packages(course: Path) -> dict[str, dict[str, bytes]]:
    """The whole tiny course in every format: path -> bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1780000000")
        patch.setenv("STEPPINGUP_COURSE", "")
        patch.setenv("IPYTHONDIR", "")
        return {name: exported(course, name) for name in FORMATS}
