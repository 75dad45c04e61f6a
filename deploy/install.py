"""Install the program of a class into a folder that everybody on the machine can read.

Usage: sudo python3 deploy/install.py [/opt/stepping-up]

Needs Python 3.11 or newer with venv. What it makes: FOLDER/venv (the course as a package, JupyterHub, Node),
FOLDER/node_modules (JupyterHub's proxy), FOLDER/deploy (the configuration). Exercises and keys are not in it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent
FILES = ("jupyterhub_config.py", "package.json", "package-lock.json")


def say(message: str) -> None:
    """Tell what is done now."""
    sys.stdout.write(f"{message}\n")
    sys.stdout.flush()


def run(*command: str, folder: Path = SOURCE) -> None:
    """Run one step, or stop with a sentence."""
    try:
        status = subprocess.run(command, cwd=folder, check=False).returncode
    except OSError as error:
        sys.exit(f"{command[0]} cannot be started ({error.strerror}). Install it, then try again.")
    if status:
        sys.exit(f"The step `{' '.join(command[:4])} ...` failed; its message stands above.")


def python_packages(python: str, target: Path) -> None:
    """Install the locked versions, unless the same are there already."""
    locks = "\n".join((SOURCE / name).read_text("utf-8") for name in ("requirements.txt", "deploy/requirements.txt"))
    done = target / "venv" / "locked.txt"
    if done.exists() and done.read_text("utf-8") == locks:
        return
    say("Python packages (a minute or two) ...")
    run(python, "-m", "venv", "--clear", str(target / "venv"))
    run(*pip(target), "install", "-r", str(HERE / "requirements.txt"))
    done.write_text(locks, "utf-8")


def pip(target: Path) -> list[str]:
    """The pip of the new environment; it tells errors only."""
    return [str(target / "venv/bin/python"), "-m", "pip", "--disable-pip-version-check", "-qq"]


def course_package(target: Path) -> None:
    """Install the course as a package: code and pictures, no content, no exercises."""
    say("The course's package ...")
    with tempfile.TemporaryDirectory() as folder:
        run(*pip(target), "wheel", "--no-deps", "--wheel-dir", folder, str(SOURCE))
        (wheel,) = Path(folder).glob("*.whl")
        run(*pip(target), "install", "--no-deps", "--force-reinstall", str(wheel))


def proxy(target: Path) -> None:
    """Install JupyterHub's proxy and copy the configuration."""
    say("JupyterHub's proxy and configuration ...")
    (target / "deploy").mkdir(exist_ok=True)
    for name in FILES:
        place = target / "deploy" if name.endswith(".py") else target
        shutil.copy(HERE / name, place / name)
    npm = [str(target / "venv/bin/npm"), "--no-audit", "--no-fund", "--loglevel", "error"]
    os.environ["PATH"] = f"{target / 'venv/bin'}{os.pathsep}{os.environ['PATH']}"
    run(*npm, "--prefix", str(target), "ci", folder=target)


def reachable(folder: Path) -> bool:
    """Tell whether other accounts can come this far."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents) if place.exists())


def base_python() -> str:
    """The Python to build on: this one, or the system's where others cannot reach this one."""
    own = Path(sys.base_prefix) / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return str(own) if reachable(own.resolve().parent) else "/usr/bin/python3"


def main() -> None:
    """Install everything; may be run again, also after an update of the course."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "/opt/stepping-up").resolve()
    os.umask(0o022)  # root may have a stricter one, and then nobody else could run what is installed
    target.mkdir(parents=True, exist_ok=True)
    if not reachable(target):
        sys.exit(f"Other accounts cannot reach {target}. Choose another folder, such as /opt/stepping-up.")
    python_packages(base_python(), target)
    course_package(target)
    proxy(target)
    say(f"Installed in {target}.")


if __name__ == "__main__":
    main()
