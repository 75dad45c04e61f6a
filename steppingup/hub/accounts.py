"""The accounts of a class: one per learner, named by the short code, and one for what belongs to the trainers.

Learners and trainers log in by PAM, which ships with JupyterHub and asks the system's own list of accounts. An
account that `setup` made has a password for one class, no shell and so no way in but the hub's.
"""

from __future__ import annotations

import grp
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.hub.system import HubError, account, run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from steppingup.hub.settings import ClassSettings

NO_SHELL = "/usr/sbin/nologin"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else on paper


@dataclass(frozen=True)
class Account:
    """An account that the class needs, the group that marks it as ours, and its home if that is not /home/NAME."""

    name: str
    group: str
    home: Path | None = None
    person: bool = True  # somebody logs in with it


def learners_group(course: str) -> str:
    """Name the group of the system that holds the learners of a class."""
    return f"learners-{course}"


def trainers_group(course: str) -> str:
    """Name the group of the system that holds the trainers' accounts which `setup` made."""
    return f"trainers-{course}"


def wanted(settings: ClassSettings) -> list[Account]:
    """List the accounts of a class."""
    learners, trainers = learners_group(settings.course), trainers_group(settings.course)
    return [
        Account(settings.grader, trainers, settings.home, person=False),
        *(Account(name, trainers) for name in settings.klass.trainers),
        *(Account(code, learners) for code in settings.codes),
    ]


def problems(settings: ClassSettings) -> list[str]:
    """Name accounts that are there already and must not become part of a class."""
    found = []
    for item in wanted(settings):
        there = account(item.name)
        if there is None or _primary(there.pw_gid) == item.group:
            continue
        if item.name not in settings.klass.trainers:
            found.append(f"{item.name} is an account of this machine for something else. Give another name or code.")
        elif there.pw_uid == 0:
            found.append(f"{item.name} is root. Name an ordinary account as trainer.")
    return found


def create(items: Iterable[Account]) -> list[str]:
    """Create the accounts that are missing.

    Returns:
        The names of new accounts that somebody logs in with; they have no password yet.
    """
    new = []
    for item in items:
        if account(item.name) is None:
            _group(item.group)
            home = str(item.home or f"/home/{item.name}")
            run(["useradd", "--create-home", "--home-dir", home, "--gid", item.group, "--shell", NO_SHELL, item.name])
            run(["chmod", "0700", home])
            new += [item.name] if item.person else []
    return new


def new_passwords(names: Iterable[str]) -> dict[str, str]:
    """Give each account a new password: three groups of four characters, 59 bits."""
    made = {name: "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3)) for name in names}
    if made:
        run(["chpasswd"], "".join(f"{name}:{password}\n" for name, password in made.items()))
    return made


def remove(settings: ClassSettings, *, trainers: bool = False) -> list[str]:
    """Delete the learners' accounts with everything in them, and the trainers' too if asked.

    Only accounts that `setup` made are touched: those whose group is the class's own.

    Raises:
        HubError: somebody is still working.
    """
    groups = {learners_group(settings.course), *([trainers_group(settings.course)] if trainers else [])}
    ours = [name for name, gid in _everybody() if _primary(gid) in groups]
    for name in ours:
        try:
            run(["userdel", "--remove", name])
        except HubError as error:
            raise HubError(f"{name} could not be deleted: {error}. Stop the hub first.") from error
    for group in groups & {entry.gr_name for entry in grp.getgrall()}:
        run(["groupdel", group])
    return ours


def _everybody() -> list[tuple[str, int]]:
    import pwd  # noqa: PLC0415 - the whole list is asked for here alone

    return [(entry.pw_name, entry.pw_gid) for entry in pwd.getpwall()]


def _primary(gid: int) -> str:
    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return ""


def _group(name: str) -> None:
    if name not in {entry.gr_name for entry in grp.getgrall()}:
        run(["groupadd", name])
