"""Build the trainer's edition of the course for the browser tests, and print its folder."""

from __future__ import annotations

import sys
from pathlib import Path

from steppingup.book.run import Job, build

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Build where `make trainer-book` does: what has not changed since is not built again."""
    out = ROOT / "_build" / "trainer"
    build(Job(ROOT, out, jobs=2, trainer=True))
    sys.stdout.write(str(out))


if __name__ == "__main__":
    main()
