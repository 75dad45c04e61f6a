"""Make pages of session results for the browser tests: python -m tests.session.make_results FOLDER; prints JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from steppingup.session.results import write_results
from tests.grading.sessions import EXERCISE
from tests.session import graded as g

HOSTILE = (
    "\\\"><img src=x onerror='document.title=1'><script>document.title=2</script>"
    "<svg onload='document.title=3'></svg><style>* { display: none }</style></style></title>"
    "<a href='javascript:document.title=4'>x</a>{{ 7 * 7 }}"
)
PLACES = ("Call the interpreter by telephone", "What now?", "The gate", "The harbour: a letter & a list", "The clinic")


def main(folder: Path) -> None:
    """Write a page of ten people, one of four, and one whose every text is hostile."""
    pages = {}
    for name, people in (("ten", 10), ("four", 4), ("hostile", 10)):
        session = g.graded(folder / name, people)
        if name == "hostile":
            for place in PLACES:
                g.edited(session, place, HOSTILE)
        pages[name] = str(write_results(session.root, EXERCISE).paths[0])
    sys.stdout.write(json.dumps(pages))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
