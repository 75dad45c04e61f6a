"""Whatever is wrong is one clear sentence, and no file is left behind, whole or half."""

from __future__ import annotations

from pathlib import Path

import pytest

from steppingup.export.packages import archive
from tests.export.packages.books import asked, tiny


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["scorm13"], "No format 'scorm13'. Do you mean scorm12?"),
        (["scorm12", "--chapter", "9"], "No chapter or case '9'."),
        (["scorm12", "--path", "boss"], "No path 'boss'. There are:"),
        (["scorm12", "--home", "https://town.example"], "scorm12 has no use for --home."),
        (["zip", "--mark", "70"], "zip has no use for --mark."),
        (["scorm12", "--with-graded"], "scorm12 is for learners, so it never holds graded items."),
        (["scorm12", "--mark", "170"], "170 is not in the range"),
    ],
)
def test_a_wrong_wish(course: Path, tmp_path: Path, words: list[str], sentence: str) -> None:
    result = asked(course, *words, "--out", str(tmp_path / "package.zip"))
    assert result.exit_code in {1, 2}
    assert sentence in result.output
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_taken_or_missing(course: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.zip"
    taken.write_text("mine", "utf-8")
    assert "already there" in asked(course, "scorm12", "--out", str(taken)).output
    assert taken.read_text("utf-8") == "mine"
    assert "There is no folder" in asked(course, "scorm12", "--out", str(tmp_path / "none" / "a.zip")).output


def test_a_file_with_a_name_that_platforms_do_not_serve(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    own = course / "_build" / "html" / "_static"
    own.mkdir(parents=True)
    (own / "bild från Malmö.png").write_bytes(b"a picture")
    out = tmp_path / "package.zip"
    result = asked(course, "zip", "--out", str(out))
    assert result.exit_code == 1
    assert "'_static/bild från Malmö.png' has a space or a letter beyond a-z in its name" in result.output
    assert not out.exists()


def test_a_book_that_cannot_be_built(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    page = course / "chapters" / "01-start" / "01-first.md"
    page.write_text(page.read_text("utf-8") + "\n[gone](no-such-page.md)\n", "utf-8")
    out = tmp_path / "package.zip"
    result = asked(course, "scorm2004", "--out", str(out))
    assert result.exit_code == 1
    assert "01-first.md" in result.output
    assert not out.exists()


def test_a_large_picture_is_told(course: Path, tmp_path: Path) -> None:
    own = tiny(tmp_path)
    static = own / "_build" / "html" / "_static"
    static.mkdir(parents=True)
    (static / "photo.png").write_bytes(bytes((7 * n * n) % 251 for n in range(30_000)) * 1 + _noise())
    result = asked(own, "zip", "--out", str(tmp_path / "book.zip"))
    assert result.exit_code == 0, result.output
    assert "is much for a learning platform; a large picture may be the reason" in result.output


def _noise() -> bytes:
    import random  # noqa: PLC0415 - only this test wants what cannot be packed

    return random.Random(7).randbytes(5_000_000)  # noqa: S311 - a seed, not a secret


def test_a_disk_that_is_full_leaves_nothing(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = asked(course, "scorm12", "--out", str(tmp_path / "package.zip"))
    assert result.exit_code == 1
    assert "package.zip cannot be written (No space left on device). Nothing was changed." in result.output
    assert list(tmp_path.iterdir()) == []


def test_two_ids_that_a_platform_cannot_tell_apart() -> None:
    from steppingup.common.errors import ExportError  # noqa: PLC0415
    from steppingup.export.packages.shell import _check_keys  # noqa: PLC0415
    from steppingup.record.packed import key_of  # noqa: PLC0415

    seen: dict[str, str] = {}
    number = 0
    while (other := seen.setdefault(key_of(f"a/x{number}"), f"a/x{number}")) == f"a/x{number}":
        number += 1
    with pytest.raises(ExportError, match="cannot tell"):
        _check_keys({other: {}, f"a/x{number}": {}})


def test_the_first_entry_is_the_one_that_platforms_look_for() -> None:
    data = archive.packed({"a": b"1", "imsmanifest.xml": b"2"}, "imsmanifest.xml")
    assert data.index(b"imsmanifest.xml") < data.index(b"a", 60)
