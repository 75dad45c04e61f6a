"""Every file of the tiny site, as it was looked at and found good. Never rewritten without the difference explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.book.books import pages, site, tiny

GOLDEN = Path(__file__).parent / "golden"
ALSO = ("settings.js", "_static/su/course.js", "_static/su/search-index.js")


def stable(text: str) -> str:
    """Take out what changes with every release of the script: the digests of static files, the version."""
    return re.sub(r'"release":"[^"]*"', '"release":"X"', re.sub(r"\?v=[0-9a-f]{8}", "", text))


def files(out: Path) -> dict[str, str]:
    return {
        name: stable(text) for name, text in {**pages(out), **{n: (out / n).read_text("utf-8") for n in ALSO}}.items()
    }


def golden_files() -> dict[str, str]:
    found = (path for path in sorted(GOLDEN.rglob("*")) if path.is_file())
    return {path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8") for path in found}


def test_the_site_has_the_golden_files_and_no_others(built: Path) -> None:
    assert sorted(files(built)) == sorted(golden_files())


@pytest.mark.parametrize("name", sorted(golden_files()))
def test_file_is_as_it_was(name: str, built: Path) -> None:
    assert files(built)[name] == golden_files()[name]


def test_two_builds_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again, _ = site(tiny(tmp_path), jobs=2)
    ours = {p.relative_to(again).as_posix(): p.read_bytes() for p in again.rglob("*") if p.is_file()}
    first = {p.relative_to(built).as_posix(): p.read_bytes() for p in built.rglob("*") if p.is_file()}
    assert ours.keys() == first.keys()
    assert [name for name in ours if ours[name] != first[name] and name != ".buildinfo"] == []
