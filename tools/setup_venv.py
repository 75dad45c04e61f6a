"""Make the virtual environment and install the locked versions into it.

Usage: python3 tools/setup_venv.py VENV REQUIREMENTS

Written for any Python 3, so that an old one gets a sentence instead of a traceback.
"""

import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
TOO_OLD = "Stepping Up needs Python 3.11 or newer; this is {}. Another one: make serve PYTHON=python3.12"
NO_VENV = "Python could not make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv"
NO_INSTALL = "The installation stopped. Check the internet connection and the free disk space, then try again."


def fail(message: str) -> None:
    """Print one message for the person at the keyboard and stop."""
    sys.stderr.write(message + "\n")
    raise SystemExit(1)


def python_of(folder: str) -> Path:
    """The interpreter of a virtual environment on this system."""
    return Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def works(folder: str) -> bool:
    """Tell whether the environment is whole: it has a Python, and that has pip."""
    python = python_of(folder)
    if not python.exists():
        return False
    asked = [str(python), "-m", "pip", "--version"]
    return subprocess.run(asked, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def create(folder: str) -> None:
    """Make the environment once; say what is missing where a system left `venv` out."""
    if works(folder):
        return
    print(f"Setting up {folder} (once, a minute or two) ...", flush=True)
    # --clear: an earlier attempt may have stopped half-way, with a Python and without pip
    if subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=False).returncode != 0:
        fail(NO_VENV)


def install(folder: str, requirements: str) -> None:
    """Install what the lock file names, then the course's own package."""
    pip = [str(python_of(folder)), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    print(f"Installing the versions of {requirements} ...", flush=True)
    for step in (["install", "-r", requirements], ["install", "--no-deps", "--editable", "."]):
        if subprocess.run([*pip, *step], check=False).returncode != 0:
            fail(NO_INSTALL)


def main() -> None:
    """Check the Python, then create and install."""
    if sys.version_info < OLDEST:
        fail(TOO_OLD.format(sys.version.split()[0]))
    folder, requirements = sys.argv[1:3]
    create(folder)
    install(folder, requirements)


if __name__ == "__main__":
    main()
