"""Build the trainer's edition of the course for the browser tests, and print the pages that they open, as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from steppingup.book.run import Job, build

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "home": "book/welcome",
    "chapter": "chapters/04-identification/index",
    "lesson": "chapters/04-identification/04-first-talk",
    "case": "case_studies/oslo-begging/index",
    "decide": "case_studies/oslo-begging/02-decide",
}


def main() -> None:
    """Build where `make trainer-book` does: what has not changed since is not built again."""
    out = ROOT / "_build" / "trainer"
    build(Job(ROOT, out, jobs=2, trainer=True))
    print(json.dumps({name: str(out / f"{page}.html") for name, page in PAGES.items()}))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
