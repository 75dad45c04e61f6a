"""The sheets of the map as an import needs them: what columns, rows and choices are called, now and formerly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from steppingup.activities import Worksheet
from steppingup.catalogue.single import load_entries
from steppingup.common.errors import ContentError
from steppingup.common.language import SOURCE_LANGUAGE, Words, load_words
from steppingup.documents.letters import same
from steppingup.mapping.forms import SHEETS
from steppingup.mapping.importing.older import CHOICES, COLUMNS, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from steppingup.catalogue.model import Entry

ROW, LABEL, HELP = "row", "label", "help"  # columns that hold no cell of the map
SURE = ("1", "2", "3")


@dataclass(frozen=True)
class Field:
    """One column, or what a row has of its own there.

    Args:
        id: its id in the map.
        label: what it is called, in the language of the import.
        type: what its cells hold.
        hint: what to mind.
        unit: what a number counts.
        options: what can be chosen, id -> label; of numbers, too.
        max: the greatest number.
        required: whether the sheet is not finished without it.
    """

    id: str
    label: str
    type: str
    hint: str = ""
    unit: str = ""
    options: dict[str, str] = field(default_factory=dict)
    max: int | None = None
    required: bool = False
    known: dict[str, str] = field(default_factory=dict, repr=False)

    def option(self, text: str) -> str:
        """Return the id of a choice by its id or its words; nothing for what cannot be chosen here."""
        return self.known.get(same(text), "")


@dataclass(frozen=True)
class Form:
    """One sheet.

    Args:
        name: its short name, such as ``services``.
        title: what it is called, in the language of the import.
        fields: its columns.
        rows: the rows that it has from the start, id -> what they ask; empty where people add rows.
        row_name: what a row is called.
        own: what a row has of its own, (row, column) -> field, or None where there is nothing to fill.
        helps: what to say beside a row.
    """

    name: str
    title: str
    fields: dict[str, Field]
    rows: dict[str, str]
    row_name: str
    own: dict[tuple[str, str], Field | None] = field(default_factory=dict, repr=False)
    helps: dict[str, str] = field(default_factory=dict, repr=False)
    headings: dict[str, str] = field(default_factory=dict, repr=False)
    labels: dict[str, str] = field(default_factory=dict, repr=False)
    names: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The id of its activity, which is that of the sheet in the map."""
        return f"map/{self.name}"

    def field(self, column: str, row: str) -> Field | None:
        """Return a column as a row has it; None where there is nothing to fill."""
        return self.own.get((row, column), self.fields[column])

    def heading(self, text: str) -> str:
        """Return the column that a heading names, with or without what stands in brackets or after a colon."""
        whole, short = same(text), same(text.partition("(")[0].partition(":")[0].partition("[")[0])
        return self.headings.get(whole) or self.headings.get(short) or ""


@dataclass(frozen=True)
class Forms:
    """All sheets, in one language."""

    sheets: dict[str, Form]
    words: Words = field(default_factory=Words)

    def __iter__(self) -> Iterator[Form]:
        return iter(self.sheets.values())


def load_forms(folder: Path, language: str = SOURCE_LANGUAGE) -> Forms:
    """Read the sheets from the course; what they are called in English is known in every language.

    Raises:
        ContentError: the sheets have errors.
        SettingsError: the course has no such language.
    """
    words, ids = load_words(folder, language), [f"map/{name}" for name in SHEETS]
    spoken = [load_entries(folder, ids, one) for one in dict.fromkeys((words.language, SOURCE_LANGUAGE))]
    return Forms({name: _form(name, [_spec(one[f"map/{name}"]) for one in spoken], words) for name in SHEETS}, words)


def _form(name: str, specs: list[dict[str, Any]], words: Words) -> Form:
    spec, columns = specs[0], [one["columns"] for one in specs]
    fields = {one[0]["id"]: _field(name, list(one)) for one in zip(*columns, strict=True)}
    presets = [one.get("preset", []) for one in specs]
    rows = {row["id"]: row["label"] for row in presets[0]}
    cells = ((row[0]["id"], each) for row in zip(*presets, strict=True)
             for each in zip(*(one.get("fields", []) for one in row), strict=True))  # fmt: skip
    own = {(row, each[0]["id"]): _own(name, fields[each[0]["id"]], list(each))
           for row, each in cells if each[0]["id"] in fields}  # fmt: skip
    title = words.get(f"mapping.sheet.{name}")
    return Form(
        name, title, fields, rows, spec["row_name"], own,
        {row["id"]: " ".join(filter(None, (_asks(row, words), row.get("note")))) for row in presets[0]},
        _headings(name, fields, specs, words),
        {same(row["label"]): row["id"] for one in presets for row in one} | {same(id_): id_ for id_ in rows},
        frozenset(same(one) for one in (name, f"map-{name}", title, *NAMES.get(name, ()))),
    )  # fmt: skip


def _spec(entry: Entry) -> dict[str, Any]:
    if not isinstance(entry.model, Worksheet):
        raise ContentError([entry.problem("kind", "the mapping workbook needs a 'worksheet' here")])
    return entry.spec()


def _field(sheet: str, columns: list[dict[str, Any]]) -> Field:
    """Make a column from what it is called in each language."""
    first = columns[0]
    options = {one["id"]: one["text"] for one in first.get("options", [])}
    if first["type"] == "certainty":
        options = {one: one for one in SURE}
    chosen = first["type"] in {"choice", "number", "certainty"}
    # a number is no longer than its column's `max`; of a text, it counts the letters
    most = first.get("max") if first["type"] == "number" and not options else None
    return Field(
        first["id"], first["label"], first["type"], first.get("hint", ""), first.get("unit", ""),
        options if chosen else {}, most, bool(first.get("required")), _known(sheet, columns, options) if chosen else {},
    )  # fmt: skip


def _own(sheet: str, whole: Field, parts: list[dict[str, Any]]) -> Field | None:
    first = parts[0]
    if first.get("off"):
        return None
    options = {one["id"]: one["text"] for one in first.get("options", [])}
    return Field(
        whole.id, whole.label, first.get("type", whole.type), whole.hint, first.get("unit", whole.unit),
        options or whole.options, None, whole.required, _known(sheet, parts, options) if options else whole.known,
    )  # fmt: skip


def _known(sheet: str, columns: list[dict[str, Any]], options: dict[str, str]) -> dict[str, str]:
    found = {same(old): id_ for old, id_ in CHOICES.get((sheet, columns[0]["id"]), {}).items()}
    for column in columns:
        for one in column.get("options", []):
            id_, _, rest = one["text"].partition(" - ")
            found[same(one["text"])] = one["id"]
            if rest and id_ == one["id"]:
                found[same(rest)] = one["id"]
    return found | {same(id_): id_ for id_ in options}


def _headings(name: str, fields: dict[str, Field], specs: list[dict[str, Any]], words: Words) -> dict[str, str]:
    """Return what may stand over a column: older words first, so that those of today win."""
    found = {same(old): id_ for old, id_ in COLUMNS.get(name, {}).items()}
    helps = ("import.help", "import.also")
    found |= {same(words.get(key)): HELP for key in helps} | {same(words.get("import.row")): ROW, same(ROW): ROW}
    for spec in specs:
        found[same(spec["row_name"])] = LABEL
        found |= {same(column["label"]): column["id"] for column in spec["columns"]}
    return found | {same(id_): id_ for id_ in fields}


def _asks(row: dict[str, Any], words: Words) -> str:
    return words.get("import.ask", who=row["ask"]) if row.get("ask") else ""
