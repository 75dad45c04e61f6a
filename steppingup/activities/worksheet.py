"""Worksheet: fill a table about the own town. There is no right answer and no score; `coverage` tells how far it is.

What people write is not an answer in the sense of an attempt: every cell is an entry of a sheet (see
:mod:`steppingup.record.sheets`), named by the id of the worksheet, the row and the column. Rows are free, or given by
the worksheet (``preset``). Rows and options may come from the tables of facts/ (``preset_from``, ``options_from``):
the catalogue puts them in when it loads the worksheet, in the learner's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NoReturn, Protocol

from pydantic import Field

from steppingup.activities.base import Activity, untranslated
from steppingup.activities.fields import Fault, ItemId, Labelled, Strict, Text
from steppingup.activities.plain import Table
from steppingup.common.errors import AnswerError

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from steppingup.activities.interactions import Interaction

Type = Literal["text", "number", "choice", "date", "source", "certainty"]

LONGEST = 2000
EMPTY_ROWS = 8
SHORT = "short"  # the tag of what a first map needs

ColumnId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$", max_length=60)]
RowId = Annotated[str, Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=60)]
Reference = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)?(\[[a-z_]+=[\w.-]+(,[a-z_]+=[\w.-]+)*\])?$")]


_SOURCES = frozenset({"preset_from", "tags_from", "options_from"})


class RowLike(Protocol):
    """What coverage asks of a row: its id, and what a cell shows (:class:`steppingup.record.sheets.Row` is one)."""

    @property
    def id(self) -> str:
        """The id of the row."""

    def value(self, field: str) -> str | int | float | bool | None:
        """Return what a cell shows; None for an empty one."""


class Column(Strict):
    """A column: what stands in its cells.

    ``source`` is a text that says where something is known from; ``certainty`` is 1 to 3. A number with ``options`` is
    picked from them, and its options are called by their numbers; the options of a text are proposals. ``max`` is the
    greatest number, or how many characters a text may have.
    """

    id: ColumnId
    label: Text
    type: Type
    hint: Text | None = None
    options: list[Labelled] = Field(default_factory=list)
    options_from: Reference | None = None
    required: bool = False
    unit: Text | None = None
    max: Annotated[int, Field(ge=1)] | None = None


class Own(Strict):
    """What a preset row has of its own in one column: another type, a unit, options; or nothing to fill (``off``)."""

    id: ColumnId
    type: Type | None = None
    unit: Text | None = None
    options: list[Labelled] = Field(default_factory=list)
    off: bool = False


class Preset(Strict):
    """A row that stands there from the start.

    ``group`` is the heading that it stands under with others, ``note`` what to mind, ``ask`` who may know; ``tags`` are
    what rows can be chosen by, such as ``labour`` or ``short``.
    """

    id: RowId
    label: Text
    group: Text | None = None
    note: Text | None = None
    ask: Text | None = None
    tags: list[ItemId] = Field(default_factory=list)
    fields: list[Own] = Field(default_factory=list)


class Worksheet(Activity):
    """A table to fill. ``row_name`` is what a row is called: *question*, *service*, *measure*.

    ``tags`` names what its rows can be chosen by. ``follows`` is (worksheet, row, column): the choice that somebody
    made there is the first choice of tag here.
    """

    scored: ClassVar[bool] = False

    kind: Literal["worksheet"]
    row_name: Text
    rows: Literal["preset", "free"] = "free"
    preset: list[Preset] = Field(default_factory=list)
    preset_from: Reference | None = None
    tags: list[Labelled] = Field(default_factory=list)
    tags_from: Reference | None = None
    follows: Annotated[list[str], Field(min_length=3, max_length=3)] | None = None
    columns: Annotated[list[Column], Field(min_length=1, max_length=14)]

    @property
    def references(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield (path, reference) of everything that comes from the tables of facts/."""
        for name in ("preset_from", "tags_from"):
            if reference := getattr(self, name):
                yield (name,), reference
        for index, column in enumerate(self.columns):
            if column.options_from:
                yield ("columns", index, "options_from"), column.options_from

    def filled(
        self, rows: Sequence[Preset], tags: Sequence[Labelled], options: Mapping[str, list[Labelled]]
    ) -> Worksheet:
        """Return this worksheet with what its references stand for; options by the id of the column."""
        columns = [
            column.model_copy(update={"options": options[column.id]}) if column.options_from else column
            for column in self.columns
        ]
        given: dict[str, Any] = {"columns": columns}
        if self.preset_from:
            given["preset"] = list(rows)
        if self.tags_from:
            given["tags"] = list(tags)
        return self.model_copy(update=given)

    def column(self, id_: str, row: str | None = None) -> Column | None:
        """Return a column, with what a preset row has of its own there; None if there is nothing to fill."""
        found = next((column for column in self.columns if column.id == id_), None)
        preset = next((one for one in self.preset if one.id == row), None)
        own = next((one for one in preset.fields if one.id == id_), None) if preset else None
        if found is None or own is None:
            return found
        if own.off:
            return None
        changes = {name: value for name in ("type", "unit", "options") if (value := getattr(own, name))}
        return found.model_copy(update=changes)

    def cells(self, rows: Iterable[RowLike], only: Container[str] | None = None) -> tuple[int, int]:
        """Count (filled, all) required cells.

        Args:
            rows: the rows as they stand, without those that were taken away.
            only: ids of the preset rows that count; all of them if it is None.
        """
        found = {row.id: row for row in rows}
        ids = [one.id for one in self.preset if only is None or one.id in only] if self.rows == "preset" else [*found]
        filled = total = 0
        for id_ in ids:
            for column in self.columns:
                if column.required and self.column(column.id, id_) is not None:
                    total += 1
                    filled += id_ in found and found[id_].value(column.id) not in {None, ""}
        return filled, total

    def coverage(self, rows: Iterable[RowLike], only: Container[str] | None = None) -> float:
        """Return the share of required cells that are filled, from 0 to 1; 0 for a table without rows."""
        filled, total = self.cells(rows, only)
        return filled / total if total else 0.0

    def score(self, answer: Any) -> NoReturn:  # noqa: ARG002 - there is none for anything
        """Refuse: a table about a town is neither right nor wrong.

        Raises:
            AnswerError: always.
        """
        raise AnswerError("A worksheet has no score.")

    def key(self) -> dict[str, Any]:
        """Return nothing: no table is the right one."""
        return {}

    def shape(self) -> dict[str, Any]:
        """No shape: a worksheet is never packed."""
        return {}

    def items(self) -> list[dict[str, Any]]:
        """List nothing: there is nothing to pick from."""
        return []

    def interactions(
        self,
        translate: Callable[[str, str], str] | None = None,  # noqa: ARG002 - as below
        say: Callable[[str], str] = str,  # noqa: ARG002 - nothing to say
    ) -> list[Interaction]:
        """List nothing: no other system can ask it."""
        return []

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of what is written here; texts from facts/ are translated there."""
        yield from ((path, text) for path, text in super().texts() if not self._given(path))

    def spec(self, translate: Callable[[str, str], str] | None = None) -> dict[str, Any]:
        """Return what the table needs: columns, and rows with what they have of their own; empty lists stay out."""
        ours = translate or untranslated
        found = super().spec(lambda path, text: text if self._given(path) else ours(path, text))
        return _lean(found)

    def faults(self) -> Iterator[Fault]:
        """Yield rows and columns that do not fit each other, as they are written; before anything is put in."""
        yield from _twice(("columns",), [column.id for column in self.columns])
        yield from _twice(("preset",), [row.id for row in self.preset])
        yield from _twice(("tags",), [tag.id for tag in self.tags])
        if self.rows == "preset" and bool(self.preset) == bool(self.preset_from):
            yield Fault(("preset",), "'rows: preset' wants rows: write 'preset' or 'preset_from', one of the two")
        if self.rows == "free" and (self.preset or self.preset_from):
            yield Fault(("rows",), "a table with rows from the start is 'rows: preset'")
        if not any(column.required for column in self.columns):
            yield Fault(
                ("columns",), "no column is required, so nobody can say how far it is; mark one 'required: true'"
            )
        for index, column in enumerate(self.columns):
            yield from self._column_faults(index, column)
        yield from self._row_faults()

    def blocks(self, text: Callable[[str, str], str]) -> Iterator[Table]:
        """Yield an empty table for a pen."""

        def say(path: str, words: str) -> str:
            return words if self._given(path) else text(path, words)

        heads = [say(f"columns.{column.id}.label", column.label) for column in self.columns]
        rows = tuple((say(f"preset.{row.id}.label", row.label), *[""] * len(heads)) for row in self.preset)
        if self.rows == "preset":
            yield Table("sheet", (say("row_name", self.row_name), *heads), rows)
        else:
            yield Table("sheet", tuple(heads), tuple(tuple([""] * len(heads)) for _ in range(EMPTY_ROWS)))

    def _given(self, path: str) -> bool:
        if path.startswith("preset."):
            return self.preset_from is not None
        if path.startswith("tags."):
            return self.tags_from is not None
        parts = path.split(".")
        if parts[0] != "columns" or "options" not in parts:
            return False
        return any(column.id == parts[1] and column.options_from for column in self.columns)

    def _column_faults(self, index: int, column: Column) -> Iterator[Fault]:
        yield from _twice(("columns", index, "options"), [one.id for one in column.options])
        listed = bool(column.options or column.options_from)
        if column.type == "choice" and not listed:
            yield Fault(
                ("columns", index), "a choice wants something to choose from: write 'options' or 'options_from'"
            )
        if listed and column.type not in {"choice", "number", "text"}:
            yield Fault(("columns", index, "type"), "only a choice, a number or a text has options; delete them")
        if column.type == "number" and not all(one.id.isdecimal() for one in column.options):
            yield Fault(("columns", index, "options"), "the options of a number are called by numbers: id '0', '1' …")
        if column.type in {"text", "source"} and (column.max or 0) > LONGEST:
            yield Fault(("columns", index, "max"), f"a cell holds {LONGEST} characters at most; write less")

    def _row_faults(self) -> Iterator[Fault]:
        columns, tags = {column.id for column in self.columns}, {tag.id for tag in self.tags}
        for index, row in enumerate(self.preset):
            for place, own in enumerate(row.fields):
                if own.id not in columns:
                    yield Fault(("preset", index, "fields", place, "id"), f"there is no column '{own.id}'")
                if own.type == "choice" and not own.options:
                    yield Fault(("preset", index, "fields", place), "a choice wants 'options'")
            for tag in row.tags:
                if not self.tags_from and tag not in tags | {SHORT}:
                    yield Fault(("preset", index, "tags"), f"'{tag}' is none of the tags; add it to 'tags'")


def _twice(path: tuple[str | int, ...], ids: Sequence[str]) -> Iterator[Fault]:
    for index, id_ in enumerate(ids):
        if id_ in ids[:index]:
            yield Fault((*path, index, "id"), f"the id '{id_}' stands twice in this list; rename one")


def _lean(value: dict[str, Any]) -> dict[str, Any]:
    """Leave out empty lists, what is not so, and where things came from: eighty rows are sent to a page."""
    kept = {name: inner for name, inner in value.items() if name not in _SOURCES and inner is not False and inner != []}
    return {name: _lean_part(inner) for name, inner in kept.items()}


def _lean_part(value: Any) -> Any:
    if isinstance(value, dict):
        return _lean(value)
    return [_lean_part(inner) for inner in value] if isinstance(value, list) else value
