"""Files of others: only plain ones of a bounded size pass, whatever they claim to be."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from steppingup.grading.safe_files import (
    MAX_DEPTH,
    MAX_FILE,
    MAX_FILES,
    FileTroubleError,
    copy_folder,
    look,
    read_plain,
    shown,
    trouble,
    write_new,
)
from steppingup.grading.safe_zip import unpack, unpack_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one plain file, and a secret outside of it."""
    (tmp_path / "secret").write_text("key")
    inside = tmp_path / "inbox"
    inside.mkdir()
    (inside / "plain").write_text("answers")
    return inside


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as stream:
        stream.truncate(size)


def nested(path: Path) -> None:
    deep = path.joinpath(*"abcdefgh")
    deep.mkdir(parents=True)
    (deep / "file").touch()


BAD: dict[str, Callable[[Path], object]] = {
    "link": lambda path: path.symlink_to(path.parent.parent / "secret"),
    "shared": lambda path: path.hardlink_to(path.parent.parent / "secret"),
    "special": os.mkfifo,
    "large": lambda path: sparse(path, MAX_FILE + 1),
    "deep": nested,
}


@pytest.mark.parametrize("kind", BAD)
def test_what_does_not_pass_is_named_and_not_copied(folder: Path, tmp_path: Path, kind: str) -> None:
    BAD[kind](folder / "bad")
    good, bad = look(folder)
    assert [path.name for path in good if path.name == "plain"] == ["plain"]
    assert [one.kind for one in bad] == [kind]
    assert bad[0].name.startswith("bad")
    target = tmp_path / "copy"
    assert [one.kind for one in copy_folder(folder, target)] == [kind]
    copied = [path for path in target.rglob("*") if not path.is_dir()]
    assert [path.read_text() for path in copied if path.name == "plain"] == ["answers"]
    assert "bad" not in {path.name for path in copied}


@pytest.mark.parametrize("kind", ["link", "shared", "special", "large"])
def test_reading_one_file(folder: Path, kind: str) -> None:
    BAD[kind](folder / "bad")
    with pytest.raises(FileTroubleError) as caught:
        read_plain(folder / "bad")
    assert caught.value.trouble.kind == kind
    assert str(caught.value) == caught.value.trouble.sentence
    assert "'bad'" in str(caught.value)


def test_a_file_that_is_not_there(folder: Path) -> None:
    with pytest.raises(FileTroubleError, match=r"'other' cannot be read \(No such file or directory\); send it again"):
        read_plain(folder / "gone", name="other")


def test_a_file_that_grows_while_it_is_read(folder: Path) -> None:
    with pytest.raises(FileTroubleError, match="is larger than"):
        read_plain(folder / "plain", limit=3)


def test_a_link_that_takes_the_place_of_a_file_at_the_last_moment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look before the opening saw a plain file; the opening itself follows no link."""
    seen = os.lstat(folder / "plain")
    (folder / "plain").unlink()
    (folder / "plain").symlink_to(folder.parent / "secret")
    monkeypatch.setattr(os, "lstat", lambda _path: seen)
    with pytest.raises(FileTroubleError, match="cannot be read"):
        read_plain(folder / "plain")


def test_too_many_files(folder: Path) -> None:
    for number in range(MAX_FILES + 10):
        (folder / f"file-{number:04}").touch()
    good, bad = look(folder)
    assert len(good) == MAX_FILES
    assert [one.kind for one in bad] == ["many"]


def test_a_folder_that_is_a_link_is_not_copied(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert [one.kind for one in copy_folder(link, tmp_path / "copy")] == ["link"]
    assert not list((tmp_path / "copy").iterdir())


def test_what_is_left_behind(folder: Path, tmp_path: Path) -> None:
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "old").touch()
    assert copy_folder(folder, tmp_path / "copy", [".ipynb_checkpoints"]) == []
    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["plain"]


def test_nothing_is_written_over_something(folder: Path) -> None:
    (folder / "link").symlink_to(folder.parent / "secret")
    for name in ("plain", "link"):
        with pytest.raises(FileExistsError):
            write_new(folder / name, b"other")
    assert (folder.parent / "secret").read_text() == "key"


def test_names_are_safe_to_show() -> None:
    assert shown("a\x1b[31m\nb\u202ec") == "a?[31m?b?c"
    assert len(shown("x" * 500)) == 80
    assert trouble("<b>\x00", "link").name == "<b>?"


def zipped(*members: tuple[str, bytes], change: Callable[[zipfile.ZipInfo], object] | None = None) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if change:
                change(info)
            archive.writestr(info, content)
    return data.getvalue()


def test_a_zip_file(tmp_path: Path) -> None:
    path = tmp_path / "returned.zip"
    path.write_bytes(zipped(("a/answers.json", b"{}"), ("b/", b""), ("notes.txt", b"x")))
    found = unpack(path)
    assert found.files == [("a/answers.json", b"{}"), ("notes.txt", b"x")]
    assert found.troubles == []


@pytest.mark.parametrize(
    "name", ["../evil", "a/../../evil", "/etc/passwd", "C:\\evil", "a\\..\\evil", "a:b", "..", "a/b/c/d/e/f"]
)
def test_paths_that_lead_out_of_a_zip_file(name: str) -> None:
    found = unpack_bytes(zipped((name, b"x"), ("good", b"y")), "it.zip")
    assert [one.kind for one in found.troubles] == ["deep" if name.count("/") >= MAX_DEPTH else "outside"]
    assert found.files == [("good", b"y")]


def test_a_link_in_a_zip_file() -> None:
    def link(info: zipfile.ZipInfo) -> None:
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16

    found = unpack_bytes(zipped(("answers.json", b"../../keys/harbour.json"), change=link), "it.zip")
    assert ([one.kind for one in found.troubles], found.files) == (["link"], [])


def test_a_zip_bomb_ends_at_the_limit() -> None:
    bomb = zipped(("bomb", b"\0" * (MAX_FILE + 1)), ("good", b"y"))
    assert len(bomb) < MAX_FILE / 100
    found = unpack_bytes(bomb, "it.zip")
    assert ([one.kind for one in found.troubles], found.files) == (["large"], [("good", b"y")])


def test_a_zip_bomb_that_lies_about_its_size() -> None:
    bomb = zipped(("bomb", b"\0" * (MAX_FILE + 1)), ("good", b"y"))
    small = (10).to_bytes(4, "little")
    lying = bomb.replace((MAX_FILE + 1).to_bytes(4, "little"), small)
    found = unpack_bytes(lying, "it.zip")
    assert [one.kind for one in found.troubles] == ["archive"]
    assert found.files == [("good", b"y")]


def test_many_members_end_at_the_limit() -> None:
    each = b"\0" * (MAX_FILE - 1)
    assert [one.kind for one in unpack_bytes(zipped(*[(f"f{n}", each) for n in range(9)]), "it.zip").troubles] == [
        "many"
    ]
    many = zipped(*[(f"f{number}", b"") for number in range(MAX_FILES + 2)])
    assert [one.kind for one in unpack_bytes(many, "it.zip").troubles] == ["many"]
    folders = zipped(*[(f"f{number}/", b"") for number in range(10 * MAX_FILES + 2)])
    assert [one.kind for one in unpack_bytes(folders, "it.zip").troubles] == ["many"]


def test_a_locked_member() -> None:
    data = bytearray(zipped(("answers.json", b"{}")))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag in the list at the end, which readers go by
    assert [one.kind for one in unpack_bytes(bytes(data), "it.zip").troubles] == ["locked"]


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 17, os.urandom(1000), b"PK\x03\x04" + b"\0" * 100]
)
def test_what_is_no_zip_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "it.zip"
    path.write_bytes(data)
    with pytest.raises(FileTroubleError, match=r"'it\.zip' is no zip file that can be opened"):
        unpack(path)


def test_a_zip_file_with_a_broken_member() -> None:
    data = bytearray(zipped(("bad", b"abc" * 1000), ("good", b"y")))
    data[45] ^= 0xFF
    found = unpack_bytes(bytes(data), "it.zip")
    assert [one.kind for one in found.troubles] == ["archive"]
    assert found.files == [("good", b"y")]
