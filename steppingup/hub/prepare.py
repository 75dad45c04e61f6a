"""`hub setup` and its companions: what they do, in order, and what they tell while they do it.

Everything may be run again: what is there stays, what is missing comes, and no password is changed unasked.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from steppingup.hub import accounts, folders
from steppingup.hub.check import check
from steppingup.hub.settings import SQLITE
from steppingup.hub.slips import slips_page, write_slips
from steppingup.hub.system import HubError, require_root, run_as
from steppingup.hub.windows import write_windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from steppingup.hub.settings import ClassSettings

    Tell = Callable[[str], None]


def setup(settings: ClassSettings, course: Path, tell: Tell) -> None:
    """Make accounts, folders, windows and the session of a class.

    Raises:
        HubError: something on the machine stands in the way; nothing was changed if an account name is taken.
    """
    require_root()
    if taken := accounts.problems(settings):
        raise HubError("\n".join(taken))
    folders.reachable(settings.programs / "python", settings.base)
    folders.ensure(folders.before_accounts(settings))
    new = accounts.create(accounts.wanted(settings))
    tell(f"Accounts: {len(new)} new, {len(settings.codes)} learners, {len(settings.klass.trainers)} trainers.")
    folders.ensure(folders.after_accounts(settings))
    folders.copy_course(course, settings)
    tell(f"The course with its exercises and keys is in {settings.home}, which only {settings.grader} can open.")
    write_windows(settings)
    session(settings, tell)
    if new:
        slips(settings, new, tell)
    report(check(settings, course), tell)


def session(settings: ClassSettings, tell: Tell) -> None:
    """Make the session as the trainers' account, unless there is one; put new codes on its roster."""
    python = str(settings.programs / "python")
    command = [python, "-m", "steppingup", "hub", "make-session"]
    tell(run_as(settings.grader, command, settings.home, json.dumps(session_wanted(settings))).strip())


def session_wanted(settings: ClassSettings) -> dict[str, Any]:
    """Say what session this class needs, for `make-session`, which runs as the trainers' account."""
    database = settings.gradebook.database
    return {
        "course": str(settings.course_copy),
        "root": str(settings.session),
        "name": settings.klass.title,
        "course_id": settings.course,
        "exchange": str(settings.exchange),
        "database": "" if database == SQLITE else database,
        "codes": settings.codes,
    }


def slips(settings: ClassSettings, names: Iterable[str], tell: Tell) -> Path:
    """Give new passwords and write the slips; the file is for root alone."""
    require_root()
    path = settings.state / "slips.html"
    scheme = "https" if settings.server.certificate else "http"
    address = f"{scheme}://{settings.server.address}:{settings.server.port}/"
    page = slips_page(accounts.new_passwords(names), settings.klass.title, address, settings.codes)
    write_slips(path, page)
    tell(f"Slips with new passwords: {path}. Print them, then delete the file.")
    return path


def report(found: list[str], tell: Tell) -> None:
    """Say what a check found.

    Raises:
        HubError: it found something.
    """
    if found:
        raise HubError("\n".join(found))
    tell("Checked as every learner: keys, exercises, grades and the homes of others cannot be read.")


def end(settings: ClassSettings, tell: Tell, *, everything: bool = False) -> None:
    """Delete the learners' accounts and homes, and what lies in the exchange.

    With ``everything`` also the trainers' accounts, with session and grades.
    """
    require_root()
    shutil.rmtree(settings.exchange / settings.course, ignore_errors=True)
    gone = accounts.remove(settings, trainers=everything)
    tell(f"Deleted: what lay in the exchange, and with their homes: {', '.join(gone) or 'nobody'}.")
    if not everything:
        tell(f"The session with its grades is still in {settings.session}.")
