"""``training-needs.csv`` of the map of a town: what a town believes of its own people, beside what was measured.

The file is written by ``steppingup mapping report``: role, competency, people, required, level, source, as_of. It says
nothing of single persons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from steppingup.record.fields import is_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from steppingup.evaluation.quality import Quality
    from steppingup.evaluation.readers.base import Setting

COLUMNS = ("role", "competency", "people", "required", "level", "source", "as_of")
WHOLE = ("people", "required", "level")
LEVELS = range(4)
MOST_PEOPLE = 1_000_000


def is_training_needs(header: Sequence[str]) -> bool:
    """Tell by the first row of a table whether it is such a file."""
    return tuple(name.strip() for name in header[: len(COLUMNS)]) == COLUMNS


def training_needs(rows: Sequence[Sequence[str]], setting: Setting, file: str, quality: Quality) -> pd.DataFrame:
    """Make the table of rows below the header; what is no level or unknown to the course is counted.

    Returns:
        A table with :data:`COLUMNS`; whole numbers are ``Int64``.
    """
    found = []
    for number, row in enumerate(rows, 2):
        values = dict(zip(COLUMNS, [*row, *[""] * len(COLUMNS)], strict=False))
        if values["role"] not in setting.facts.roles or values["competency"] not in setting.facts.competencies:
            what = "a role or competency that the course does not know; the row was left out"
            quality.add(file, what, f"row {number}")
            continue
        numbers = {name: _whole(values, name) for name in WHOLE}
        for name in (name for name in WHOLE if values[name].strip() and numbers[name] is None):
            quality.add(file, "a value that cannot be; it counts as unknown", f"row {number}, {name}")
        day = values["as_of"] if is_day(values["as_of"]) else ""
        found.append({**values, **numbers, "as_of": day})
    return empty_needs() if not found else pd.DataFrame(found, columns=list(COLUMNS)).astype(_TYPES)


def empty_needs() -> pd.DataFrame:
    """Return the table without a row."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in _TYPES.items()})


def _whole(values: Mapping[str, str], name: str) -> int | None:
    try:
        number = float(values[name].strip().replace(",", "."))
    except ValueError:
        return None
    highest = MOST_PEOPLE if name == "people" else LEVELS[-1]
    return int(number) if 0 <= number <= highest and number == int(number) else None


_TYPES = {name: "Int64" if name in WHOLE else "str" for name in COLUMNS}
