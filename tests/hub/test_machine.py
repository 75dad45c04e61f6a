"""Accounts, folders and submissions, as far as anybody may try them; what needs root is tested in tests/deploy."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import pytest

from steppingup.hub.accounts import problems, wanted
from steppingup.hub.exchange import fault
from steppingup.hub.folders import Folder, copy_into, ensure, reachable
from steppingup.hub.settings import load_class
from steppingup.hub.system import HubError, account, require_root, run, run_as
from tests.hub.classes import CODES, TEXT, a_class, written

ME = getpass.getuser()


def test_a_class_has_one_account_per_person_and_one_for_keys(tmp_path: Path) -> None:
    items = wanted(a_class(tmp_path))
    assert [item.name for item in items] == ["grader-autumn", "trainer-one", *CODES]
    assert [item.person for item in items] == [False, True, True, True, True]
    assert len({item.group for item in items[2:]} | {items[0].group}) == 2


def test_an_account_of_the_machine_is_not_taken_over(tmp_path: Path) -> None:
    assert problems(a_class(tmp_path)) == []
    found = problems(load_class(written(tmp_path, TEXT.replace("trainer-one", "root"))))
    assert found == ["root is root. Name an ordinary account as trainer."]


def test_folders_get_mode_and_owner_and_no_link_is_followed(tmp_path: Path) -> None:
    ensure([Folder(tmp_path / "a" / "b", ME, 0o1777)])
    assert (tmp_path / "a" / "b").stat().st_mode & 0o7777 == 0o1777
    (tmp_path / "link").symlink_to(tmp_path / "a")
    (tmp_path / "file").touch()
    for name in ("link", "file"):
        with pytest.raises(HubError, match="is a link or a file"):
            ensure([Folder(tmp_path / name, ME, 0o755)])
    with pytest.raises(HubError, match="no account nobody-here"):
        ensure([Folder(tmp_path / "c", "nobody-here", 0o755)])


def test_a_place_behind_a_closed_folder_is_refused(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(HubError, match="Learners cannot get to"):
        reachable(closed / "class")


def test_links_in_the_course_stay_links(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "link").symlink_to("/etc/hostname")
    copy_into(source, tmp_path / "target")
    copy_into(tmp_path / "nothing", tmp_path / "none")
    assert (tmp_path / "target" / "link").is_symlink()
    assert not (tmp_path / "none").exists()


def test_a_submission_is_taken_from_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "answers.json").write_text("{}", "utf-8")
    assert fault(folder, ME) == ""
    assert "handed it in. Talk to both." in fault(folder, "somebody-else")
    assert fault(tmp_path / "nothing", ME) == "Nobody knows whose it is."


def test_a_link_or_a_file_in_the_place_of_a_submission_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)
    (tmp_path / "file").touch()
    for name in ("link", "file"):
        assert "not a folder" in fault(tmp_path / name, ME)


def test_a_program_that_fails_is_one_sentence() -> None:
    assert run(["cat"], "said") == "said"
    with pytest.raises(HubError, match="ls stopped with an error"):
        run(["ls", "/nowhere-at-all"])
    with pytest.raises(HubError, match="cannot be started"):
        run(["no-such-program"])
    with pytest.raises(HubError, match="There is no account nobody-here"):
        run_as("nobody-here", ["true"], Path("/"))


def test_root_is_asked_for_plainly() -> None:
    assert account("nobody-here") is None
    if os.geteuid() == 0:
        require_root()
    else:
        with pytest.raises(HubError, match="Put sudo before the command"):
            require_root()
