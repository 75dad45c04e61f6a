"""Programs of the system, run one at a time: their failure becomes one sentence for the person at the keyboard."""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from steppingup.common.errors import SteppingUpError

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLACES = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class HubError(SteppingUpError):
    """Something on this machine stands in the way of the class."""


def require_root() -> None:
    """Make sure that accounts and owners may be changed.

    Raises:
        HubError: this is not root.
    """
    if os.geteuid() != 0:
        raise HubError("Accounts and owners of folders can be changed by root only. Put sudo before the command.")


def run(command: Sequence[str], said: str = "") -> str:
    """Run a program as root; ``said`` goes to its standard input. Returns what it printed.

    Raises:
        HubError: it is missing, or ended with an error.
    """
    return _finished(command, said, {"PATH": _PLACES}, None, None)


def run_as(name: str, command: Sequence[str], folder: Path, said: str = "") -> str:
    """Run a program as another account, in a folder, with a clean environment of that account.

    ``said`` goes to its standard input: what stands in a command, every account can read.

    Raises:
        HubError: there is no such account, or the program failed.
    """
    person = account(name)
    if person is None:
        raise HubError(f"There is no account {name} on this machine. Run the command `hub setup` first.")
    clean = {"PATH": _PLACES, "HOME": person.pw_dir, "USER": name, "LOGNAME": name, "LANG": "C.UTF-8"}
    return _finished(command, said, clean, person, folder)


def account(name: str) -> pwd.struct_passwd | None:
    """Look an account up; None if there is none."""
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _finished(
    command: Sequence[str], said: str, clean: dict[str, str], person: pwd.struct_passwd | None, folder: Path | None
) -> str:
    who = {} if person is None else {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": [], "umask": 0o077}
    try:
        done = subprocess.run(  # type: ignore[call-overload]  # noqa: S603 - our own commands, no shell
            command, input=said, cwd=folder, env=clean, capture_output=True, text=True, check=False, **who
        )
    except OSError as error:
        raise HubError(f"{command[0]} cannot be started ({error.strerror}). Install it, then try again.") from error
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"]
        raise HubError(f"{Path(command[0]).name} stopped with an error: {last[0]}")
    return str(done.stdout)
