"""The folders of a class: who owns each, and who may read it.

The exchange is nbgrader's: it must be open to everybody. The sticky bit keeps learners from renaming what is not
theirs; in `inbound` nobody but the trainers' account can even list what was handed in.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from steppingup.hub.system import HubError, account

if TYPE_CHECKING:
    import pwd

    from steppingup.hub.settings import ClassSettings

ROOT = "root"
CONTENT = (
    "_config.yml",
    "_toc.yml",
    "settings.toml",
    "book",
    "chapters",
    "case_studies",
    "exercises",
    "facts",
    "locale",
)


@dataclass(frozen=True)
class Folder:
    """A folder, its owner and its mode."""

    path: Path
    owner: str
    mode: int


def before_accounts(settings: ClassSettings) -> list[Folder]:
    """List the folders that homes lie in."""
    return [Folder(settings.base, ROOT, 0o755), Folder(settings.state, ROOT, 0o700)]


def after_accounts(settings: ClassSettings) -> list[Folder]:
    """List the folders that belong to the trainers' account, and nbgrader's exchange."""
    inside = settings.exchange / settings.course
    return [
        Folder(settings.home, settings.grader, 0o700),
        Folder(settings.exchange, ROOT, 0o1777),
        Folder(inside, settings.grader, 0o755),
        Folder(inside / "outbound", settings.grader, 0o755),
        Folder(inside / "inbound", settings.grader, 0o3733),
        Folder(inside / "feedback", settings.grader, 0o711),
    ]


def reachable(*places: Path) -> None:
    """Make sure that other accounts get as far as some places that are, or will be, open to them.

    Raises:
        HubError: a folder on the way is closed.
    """
    for place in places:
        closed = [folder for folder in place.parents if folder.exists() and not folder.stat().st_mode & 0o001]
        if closed:
            raise HubError(
                f"Learners cannot get to {place}: {closed[-1]} is closed. Choose another folder in class.toml."
            )


def ensure(folders: list[Folder]) -> None:
    """Make each folder, and give it its owner and mode.

    No link is followed: some of these folders lie in others that the trainers' account may change.

    Raises:
        HubError: something else lies there, or the owner is no account.
    """
    for folder in folders:
        owner = _owner(folder.owner)
        try:
            folder.path.mkdir(parents=True, exist_ok=True)
            handle = os.open(folder.path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError as error:
            raise HubError(f"{folder.path} is a link or a file. A folder must lie there: move it away.") from error
        try:
            os.fchown(handle, owner.pw_uid, owner.pw_gid)
            os.fchmod(handle, folder.mode)
        finally:
            os.close(handle)


def copy_course(course: Path, settings: ClassSettings) -> None:
    """Copy the content of the course, with its graded exercises and keys, to where only the trainers can read it.

    It is made ready where root alone may write, and then moved to its place.

    Raises:
        HubError: the copy failed.
    """
    new, old = settings.state / "course.new", settings.state / "course.old"
    try:
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
        new.mkdir(mode=0o700)
        for name in CONTENT:
            copy_into(course / name, new / name)
        owned(new, settings.grader)
        if settings.course_copy.exists():
            settings.course_copy.rename(old)
        new.rename(settings.course_copy)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise HubError(f"The course could not be copied to {settings.course_copy} ({error.strerror}).") from error


def copy_into(source: Path, target: Path) -> None:
    """Copy a file or a folder if there is one; links stay links."""
    if source.is_dir():
        shutil.copytree(
            source, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        )
    elif source.exists():
        shutil.copy2(source, target)


def owned(folder: Path, name: str) -> None:
    """Give a folder and everything in it to an account, closed to all others."""
    owner = _owner(name)
    for place, _, files in os.walk(folder):
        Path(place).chmod(0o700)
        for path in [Path(place), *(Path(place) / file for file in files)]:
            os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)


def _owner(name: str) -> pwd.struct_passwd:
    found = account(name)
    if found is None:
        raise HubError(f"There is no account {name} on this machine.")
    return found
