"""Compile requirements.txt, requirements-test.txt and deploy/requirements.txt from pyproject.toml.

Versions already locked are kept unless pyproject.toml no longer allows them; delete a line to let that package move.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN = "# Locked versions for running the course (Python 3.11 or newer), made from pyproject.toml: see CONTRIBUTING.md."
TEST = "# What the tests need on top of requirements.txt; compiled from pyproject.toml together with it."
HUB = (
    "# What a JupyterHub of your own needs on top of requirements.txt (deploy/README.md); compiled from pyproject.toml."
)
LOCKS = ("requirements.txt", "requirements-test.txt", "deploy/requirements.txt")


def pins(path: Path) -> list[str]:
    """The lines of a lock file that name a version."""
    return [line for line in path.read_text("utf-8").splitlines() if re.match(r"[A-Za-z0-9]", line)]


def compiled(*extra: str) -> list[str]:
    """Resolve pyproject.toml for every system at once, keeping what is locked."""
    known = ROOT / "_build" / "locked.txt"
    known.parent.mkdir(exist_ok=True)
    lines = dict.fromkeys(line for name in LOCKS for line in pins(ROOT / name))
    known.write_text("\n".join([*lines, ""]), "utf-8")
    out = known.with_name("compiled.txt")
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        *extra,
        "--universal",
        "--python-version",
        "3.11",
    ]
    command += ["-c", str(known), "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet", "-o", str(out)]
    subprocess.run(command, cwd=ROOT, check=True)
    return pins(out)


def main() -> None:
    """Write the lock files."""
    run = compiled()
    (ROOT / LOCKS[0]).write_text("\n".join([RUN, *run]) + "\n", "utf-8")
    for name, group, head, base in (
        (LOCKS[1], "test", TEST, "requirements.txt"),
        (LOCKS[2], "hub", HUB, "../requirements.txt"),
    ):
        extra = [line for line in compiled("--extra", group) if line not in run]
        (ROOT / name).write_text("\n".join([head, f"-r {base}", *extra]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
