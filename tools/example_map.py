"""Write facts/example/mapping.json, the map of the invented town, from the readable facts/example/mapping.yml.

    python tools/example_map.py            write the file
    python tools/example_map.py --check    only tell whether it is what this tool gives

The file is a map like any other: several offices wrote it, and it merges with others. Writers and rows that people
would add get ids that look random and are the same in each run. Every row is marked as invented in a field that people
read. What the tables do not know (a question, an actor, a role, a kind of place) is an error with its line.
"""

from __future__ import annotations

import hashlib
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from derived import write_or_check
from pydantic import BaseModel, ConfigDict, Field

from steppingup.common.errors import ContentError, Problem
from steppingup.common.facts import Facts, load_facts
from steppingup.common.validation import validate
from steppingup.common.yamlfile import Document, read_yaml
from steppingup.record.map_file import map_text
from steppingup.record.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "facts" / "example" / "mapping.yml"
TARGET = SOURCE.with_suffix(".json")
TOWN = "havmere"
INVENTED = " (invented)"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

# The columns of each sheet, the one that carries the mark of an invented row first.
COLUMNS = {
    "about": ("town", "area", "form", "keeper", "note"),
    "answers": ("source", "value", "unit", "as_of", "certainty", "note"),
    "places": ("place", "kind", "district", "use", "who", "note"),
    "actors": ("notice", "actor", "form", "contacted"),
    "gains": ("source", "value", "as_of"),
    "services": (
        "service", "kind", "own", "for_whom", "not_for", "hours", "phone", "languages", "conditions", "checked",
    ),
    "training": ("source", "role", "competency", "people", "level", "wanted", "as_of"),
    "actions": ("finding", "measure", "owner", "due", "cost", "effort", "sign", "status"),
}  # fmt: skip
PRESET = ("about", "answers", "gains")
DAYS = ("as_of", "contacted", "checked", "due")
SCALES = {"certainty": range(1, 4), "level": range(4), "wanted": range(4), "cost": range(4), "effort": range(4)}
CHOICES: dict[str, Collection[object]] = {
    "own": ("own", "third"),
    "use": ("meet", "inform", "both"),
    "status": ("planned", "running", "done", "later"),
}


class Step(BaseModel):
    """What one office wrote into one sheet on one day; ``apart``: without knowing the step before."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    by: str
    day: Annotated[str, Field(pattern=DAY)]
    sheet: str
    rows: dict[str, dict[str, Any]]
    apart: bool = False


class Source(BaseModel):
    """The whole readable file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    release: str
    offices: list[str]
    steps: list[Step]


def written(source: Source) -> Sheets:
    """Let the offices write their steps, and unite what they wrote."""
    before = now = Sheets()
    places: dict[str, list[str]] = {}
    for step in source.steps:
        mine = before if step.apart else now
        for name, cells in step.rows.items():
            row, values = row_id(step.sheet, name), marked(step.sheet, cells)
            if step.sheet not in PRESET and row not in (known := places.setdefault(step.sheet, [])):
                known.append(row)
                values["_at"] = len(known)
            mine = mine.write(f"map/{step.sheet}", row, values, by=some_id(step.by, 12), day=step.day)
        before, now = now, now.merge(mine)
    return now


def marked(sheet: str, cells: dict[str, Any]) -> dict[str, Any]:
    """Say in the words of a row that it is invented."""
    mark = COLUMNS[sheet][0]
    return {name: f"{value}{INVENTED}" if name == mark else value for name, value in cells.items()}


def row_id(sheet: str, name: str) -> str:
    """Return the id of a row: that of the question, or one that looks as if somebody had added the row."""
    return name if sheet in PRESET else f"r-{some_id(f'{sheet}/{name}', 10)}"


def some_id(name: str, length: int) -> str:
    """Make an id of small letters and digits that is the same in each run."""
    return hashlib.sha256(f"{TOWN}/{name}".encode()).hexdigest()[:length]


def problems(source: Source, document: Document, facts: Facts) -> Iterator[Problem]:
    """Yield what the tables of the course do not know, and values that do not fit their column."""
    for number, step in enumerate(source.steps):
        at = ("steps", number)
        if step.by not in source.offices:
            yield document.problem((*at, "by"), f"unknown office '{step.by}'; add it to 'offices'")
        if step.sheet in COLUMNS:
            yield from row_problems(step, document, at, facts)
        else:
            what = f"unknown sheet '{step.sheet}'; use one of {', '.join(COLUMNS)}"
            yield document.problem((*at, "sheet"), what)


def row_problems(step: Step, document: Document, at: tuple[str | int, ...], facts: Facts) -> Iterator[Problem]:
    """Yield what is wrong in the rows of one step."""
    for row, cells in step.rows.items():
        known = ids_of(facts, step.sheet, row)
        if step.sheet in PRESET and row not in known["row"]:
            yield document.problem((*at, "rows", row), "the course has no such row", row)
        for name, value in cells.items():
            if fault := fault_of(known, step, name, value):
                yield document.problem((*at, "rows", row, name), fault, row, name)


def ids_of(facts: Facts, sheet: str, row: str) -> dict[str, Collection[object]]:
    """Return what may stand in the fields of a row whose values are ids."""
    mapping = facts.mapping
    asked = mapping.questions.get(row) or mapping.gains.get(row)
    known: dict[str, Collection[object]] = {**CHOICES, **SCALES, "form": mapping.forms}
    known["row"] = {"about": ("map",), "answers": mapping.questions, "gains": mapping.gains}.get(sheet, ())
    known |= {"actor": mapping.actors, "role": facts.roles, "competency": facts.competencies}
    known["kind"] = mapping.place_kinds if sheet == "places" else mapping.service_kinds
    return {**known, "value": asked.options} if asked and asked.options else known


def fault_of(known: dict[str, Collection[object]], step: Step, name: str, value: Any) -> str:
    """Say what is wrong with one value, or nothing."""
    if name not in COLUMNS[step.sheet]:
        return f"no column of this sheet; it has {', '.join(COLUMNS[step.sheet])}"
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return "must be a text or a number; put a text with a comma in quotes"
    if name in known and value not in known[name]:
        return f"not known here: {value!r}; use one of {', '.join(map(str, known[name]))}"
    if name in DAYS and not is_day(value):
        return f"must be a day written as YYYY-MM-DD; found {value!r}"
    if name in {"as_of", "checked", "contacted"} and str(value) > step.day:
        return f"{value} is later than {step.day}, the day of the step"
    return ""


def is_day(value: Any) -> bool:
    """Tell whether a value is a day of the calendar."""
    try:
        return bool(re.match(DAY, str(value)) and date.fromisoformat(str(value)))
    except ValueError:
        return False


def text(path: Path = SOURCE, course: Path = ROOT) -> str:
    """Return the whole map file.

    Raises:
        ContentError: the source has errors.
    """
    document = read_yaml(path, course)
    source, found = validate(Source, document.data, document, ())
    if source is not None:
        found += problems(source, document, load_facts(course))
    if source is None or found:
        raise ContentError(found)
    return map_text(written(source), source.release)


def main(arguments: list[str]) -> int:
    """Write or check the file; return the exit status."""
    try:
        wanted = text()
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    return write_or_check(TARGET, wanted, arguments, f"{wanted.count(chr(10)) - 2} entries")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
