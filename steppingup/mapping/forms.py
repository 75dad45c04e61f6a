"""What the course says about a map: its sheets with their columns, the tables of facts/, words and settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from steppingup.activities import Worksheet
from steppingup.catalogue.single import load_entries
from steppingup.common.errors import ContentError
from steppingup.common.facts import Facts, load_facts
from steppingup.common.language import SOURCE_LANGUAGE, Words, load_words
from steppingup.common.settings import Settings, load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.catalogue.model import Entry

SHEETS = ("about", "answers", "places", "actors", "gains", "services", "training", "actions")


@dataclass(frozen=True)
class SheetForm:
    """One sheet as the course has it.

    Args:
        columns: label of each column, in their order.
        types: what each column holds, such as ``number`` or ``date``.
        options: per column of choice, what the ids mean.
        rows: the rows that the sheet has from the start, id -> label.
    """

    columns: dict[str, str]
    types: dict[str, str]
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Course:
    """All that a report takes from the course, in one language."""

    facts: Facts
    sheets: dict[str, SheetForm]
    words: Words = field(default_factory=Words)
    settings: Settings = field(default_factory=Settings)

    def option(self, sheet: str, column: str, id_: object) -> str:
        """Return what an id in a column of choice means; what the course does not know stays as it was written."""
        text = "" if id_ is None else str(id_)
        return self.sheets[sheet].options.get(column, {}).get(text, text)


def load_course(folder: Path, language: str = SOURCE_LANGUAGE) -> Course:
    """Read what the course says about a map.

    Raises:
        ContentError: facts/ or the sheets have errors.
        SettingsError: the course has no such language, or settings.toml has errors.
    """
    words = load_words(folder, language)
    facts = load_facts(folder, words)
    if errors := [problem for problem in facts.problems if problem.level == "error"]:
        raise ContentError(errors)
    entries = load_entries(folder, [f"map/{name}" for name in SHEETS], language, facts)
    sheets = {name: _sheet(entries[f"map/{name}"]) for name in SHEETS}
    return Course(facts, sheets, words, load_settings(folder))


def _sheet(entry: Entry) -> SheetForm:
    if not isinstance(entry.model, Worksheet):
        raise ContentError([entry.problem("kind", "the mapping workbook needs a 'worksheet' here")])
    spec = entry.spec()
    columns = spec["columns"]
    options = {
        column["id"]: {option["id"]: option["text"] for option in column["options"]}
        for column in columns
        if column.get("options")
    }
    return SheetForm(
        {column["id"]: column["label"] for column in columns},
        {column["id"]: column["type"] for column in columns},
        options,
        {row["id"]: row["label"] for row in spec.get("preset", ())},
    )
