"""Write tests/vectors/shapes.json: what answers to each version of an activity can look like.

A learning platform keeps an answer as places among the options of that day (`steppingup/record/packed.py`). When an
activity gets other options, steps or targets and keeps its version, a kept answer is read as another one. So every
version that ever was stands in this file with a mark of its shape, also when its activity is gone, and this tool
refuses another shape for a version that it knows. Run it when an activity is new or has a new version:

    python tools/shapes.py            add what is new
    python tools/shapes.py --check    only tell whether every activity stands in the file as it is
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from derived import write_or_check

from steppingup.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from steppingup.catalogue import Catalogue

    Marks = Mapping[str, str]  # id@version -> mark of a shape

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "tests" / "vectors" / "shapes.json"


def mark_of(shape: Mapping[str, Any]) -> str:
    """Eight characters that differ as soon as ids, their number or the form of the answer differ."""
    form = {name: value for name, value in shape.items() if name != "version"}
    return sha256(json.dumps(form, sort_keys=True).encode()).hexdigest()[:8]


def marks_of(catalogue: Catalogue) -> dict[str, str]:
    """Return the mark of every activity that packing keeps, in the version that the course has."""
    return {f"{id_}@{shape['version']}": mark_of(shape) for id_, shape in catalogue.shapes().items()}


def changed(catalogue: Catalogue, known: Marks) -> Iterator[str]:
    """Yield a line for every activity whose answers look other than its version in the file has them."""
    for name, mark in marks_of(catalogue).items():
        if known.get(name, mark) != mark:
            id_, version = name.split("@")
            about = (
                f"its options, steps or targets are not those that version {version} had, "
                "and answers that a learning platform keeps would be read wrongly; raise the version"
            )
            yield str(catalogue.activities[id_].problem("version", about))


def main(arguments: list[str], course: Path = ROOT, target: Path = TARGET) -> int:
    """Refuse what has changed without a new version; otherwise write the file, or compare it."""
    catalogue = load_catalogue(course)
    known: Marks = json.loads(target.read_text("utf-8")) if target.is_file() else {}
    faults = list(changed(catalogue, known))
    if faults:
        print("\n".join(faults))
        return 1
    wanted = json.dumps({**known, **marks_of(catalogue)}, indent=0, sort_keys=True) + "\n"
    return write_or_check(target, wanted, arguments, f"{len(marks_of(catalogue))} activities")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
