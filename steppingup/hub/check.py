"""Proof instead of trust: as each learner, try to read what is the trainers' alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.hub.system import account, run_as

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.hub.settings import ClassSettings

# Run as the learner: print each of the given paths that this account can open or list.
_TRY = """
import os, sys
for path in sys.argv[1:]:
    try:
        os.scandir(path).close() if os.path.isdir(path) else open(path, "rb").close()
        print(path)
    except OSError:
        pass
"""


def readable(name: str, paths: list[Path], python: Path) -> list[str]:
    """Return those paths that an account can open or list, found by trying as that account.

    Of a folder that can be listed, nothing inside is named as well.
    """
    found = run_as(name, [str(python), "-I", "-c", _TRY, *map(str, paths)], python.parent).splitlines()
    return [path for path in found if not any(path.startswith(f"{other}/") for other in found)]


def check(settings: ClassSettings, course: Path | None = None) -> list[str]:
    """Look for what a learner could read or should be able to use.

    Args:
        settings: the class.
        course: the folder that `setup` copied the course from, with exercises that learners must not read either.

    Returns:
        Sentences, each with what to do; empty if all is well.
    """
    found = [f"{code} has no account. Run `hub setup` again." for code in settings.codes if account(code) is None]
    if found:
        return found
    secret = _secrets(settings.home) + (_secrets(course / "exercises") if course else [])
    python = settings.programs / "python"
    for code in settings.codes:
        open_ones = readable(code, secret, python)
        found += [f"{code} can read {path}. Close it: chmod -R go-rwx on its folder." for path in open_ones]
        homes = [path for other in settings.codes if other != code and (path := _home(other))]
        found += [f"{code} can read {path}. Close it: chmod 700 {path}" for path in readable(code, homes, python)]
    return found


def _secrets(folder: Path) -> list[Path]:
    """List a folder with all that lies in the places where keys, answers and grades are."""
    return [folder, *sorted(folder.rglob("*"))[:2000]] if folder.exists() else []


def _home(name: str) -> Path | None:
    from pathlib import Path as FilePath  # noqa: PLC0415 - the name stands for a type above

    person = account(name)
    return FilePath(person.pw_dir) if person else None
