"""Files to fill in a spreadsheet: empty, or with what a map holds; an import reads them back without loss.

An Excel file has a sheet for each table of the map, drop-down lists for choices, and help beside each question. What
the map held travels along unseen (see `base`), so that an import knows what somebody changed. A CSV file is one table;
it brings nothing along, and what it says differently stands beside what the map says.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from steppingup.documents.csv_file import csv_bytes
from steppingup.documents.tables import Column, Table, is_risky
from steppingup.mapping.importing.base import TITLE, base_rows
from steppingup.mapping.importing.read import LISTS
from steppingup.mapping.importing.values import shown
from steppingup.record.entries import value_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.common.language import Words
    from steppingup.documents.tables import Value
    from steppingup.mapping.importing.form import Field, Form, Forms
    from steppingup.record.sheets import Row, Sheets

LAST_ROW = 500  # so many rows have drop-down lists
PROMPT = 250  # Excel shows at most 255 characters beside a cell
_KEPT = "veryHidden"


def table_of(form: Form, sheets: Sheets, words: Words) -> Table:
    """Make the table of one sheet: the id of a row, what it asks, its cells, and what helps to fill it."""
    rows = [row for row in sheets.rows(form.id, list(form.rows)) if not row.gone]
    also = [_also(form, row, words) for row in rows]
    columns = [Column(words.get("import.row")), *([Column(form.row_name, wrap=True)] if form.rows else [])]
    columns += [Column(field.label, wrap=True) for field in form.fields.values()]
    columns += [Column(words.get("import.help"), wrap=True)] if form.rows else []
    columns += [Column(words.get("import.also"), wrap=True)] if any(also) else []
    lines = (_line(form, row, other if any(also) else None, words) for row, other in zip(rows, also, strict=True))
    return Table(form.title, tuple(columns), tuple(lines))


def excel_bytes(forms: Forms, sheets: Sheets, release: str) -> bytes:
    """Make an Excel file with a sheet for each table of the map."""
    from openpyxl import load_workbook  # noqa: PLC0415 - 200 ms, needed here only

    from steppingup.documents.xlsx import workbook_bytes  # noqa: PLC0415

    words = forms.words
    tables = [_how_to(forms), *(table_of(form, sheets, words) for form in forms)]
    made = workbook_bytes(words.get("import.title"), tables, words.get("site.name"))
    book = load_workbook(io.BytesIO(made))
    lists = book.create_sheet(LISTS)
    lists.sheet_state = _KEPT
    pairs = list(zip(forms, book.worksheets[1:-1], strict=True))
    for form, sheet in pairs:
        _guide(sheet, form, lists)
    skipped = {book.worksheets[0].title: ""}
    _bring(book, sheets, release, skipped | {sheet.title: form.name for form, sheet in pairs})
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_files(forms: Forms, sheets: Sheets) -> dict[str, bytes]:
    """Make a CSV file for each table of the map, by name."""
    found = {}
    for form in forms:
        table = table_of(form, sheets, forms.words)
        rows = tuple(tuple(map(_guarded, row)) for row in table.rows)
        found[f"{form.name}.csv"] = csv_bytes(Table(table.title, table.columns, rows), ";")
    return found


def _guarded(value: Value) -> Value:
    """Write decimals with the comma that goes with semicolons, and double what would be taken for our guard."""
    if isinstance(value, float):
        return value_text(value).replace(".", ",")
    taken = isinstance(value, str) and value.startswith("'") and is_risky(value.lstrip("'"))
    return f"'{value}" if taken else value


def _line(form: Form, row: Row, also: str | None, words: Words) -> tuple[Value, ...]:
    cells = [_cell(form, row, column) for column in form.fields]
    asked = [form.rows[row.id]] if row.id in form.rows else [""] if form.rows else []
    help_ = [_help(form, row, words)] if form.rows else []
    return (row.id, *asked, *cells, *help_, *([] if also is None else [also]))


def _cell(form: Form, row: Row, column: str) -> Value:
    field, value = form.field(column, row.id) or form.fields[column], row.value(column)
    if isinstance(value, int | float) and not isinstance(value, bool) and field.type == "number" and not field.options:
        return value
    return None if value is None else shown(field, value)


def _help(form: Form, row: Row, words: Words) -> str:
    units = [field.unit for column in form.fields if (field := form.field(column, row.id)) and field.unit]
    parts = [form.helps.get(row.id, ""), *(words.get("import.counts", unit=unit) for unit in units)]
    return " ".join(filter(None, parts))


def _also(form: Form, row: Row, words: Words) -> str:
    """Write the values that stand beside those that are shown: two offices, two numbers."""
    parts = []
    for column, field in form.fields.items():
        for entry in row.rivals(column)[:-1]:
            own = form.field(column, row.id) or field
            parts.append(f"{field.label}: {shown(own, entry.v)} ({entry.day})")
    if row.torn:
        parts.append(words.get("mapping.torn"))
    return "; ".join(parts)


def _how_to(forms: Forms) -> Table:
    """Make the sheet that says what to write where."""
    words = forms.words
    head = ("import.head-sheet", "import.head-column", "import.head-write", "import.head-choices")
    lines = [(form.title, field.label, _ask(field, words), "; ".join(field.options.values())[:1000])
             for form in forms for field in form.fields.values()]  # fmt: skip
    rows: list[tuple[Value, ...]] = [("", "", words.get(key), "") for key in ("import.to-fill", "import.to-send")]
    return Table(words.get("import.how-to"), tuple(Column(words.get(key), wrap=True) for key in head), (*rows, *lines))


def _ask(field: Field, words: Words) -> str:
    """Say what a column asks for."""
    kind = "number-listed" if field.type == "number" and field.options else field.type
    needed = [words.get("import.needed")] if field.required else []
    unit = [words.get("import.counts", unit=field.unit)] if field.unit else []
    return " ".join([*needed, words.get(f"import.write-{kind}"), *unit, *filter(None, [field.hint])])


def _guide(sheet: Any, form: Form, lists: Any) -> None:
    """Add drop-down lists and help, and hide the ids of rows."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "C2"
    first = 3 if form.rows else 2
    for at, (column, field) in enumerate(form.fields.items(), first):
        letter = get_column_letter(at)
        own = {row: form.field(column, row) for row in form.rows} if form.rows else {}
        if not form.rows or all(one == field for one in own.values()):
            last = len(form.rows) + 1 if form.rows else LAST_ROW
            _validate(sheet, f"{letter}2:{letter}{last}", field, lists)
            continue
        for number, row in enumerate(form.rows, 2):
            if found := own[row]:
                _validate(sheet, f"{letter}{number}", found, lists)


def _validate(sheet: Any, span: str, field: Field, lists: Any) -> None:
    """Offer choices, and say what to mind; anything else can be written all the same, so that nothing is lost."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - as above

    kind = {"type": "list", "formula1": _listed(lists, list(field.options.values()))} if field.options else {}
    if not kind and not field.hint:
        return
    made = DataValidation(**kind, allow_blank=True, showErrorMessage=False)
    if field.hint:
        made.showInputMessage, made.promptTitle, made.prompt = True, field.label[:30], field.hint[:PROMPT]
    made.add(span)
    sheet.add_data_validation(made)


def _listed(lists: Any, choices: Sequence[str]) -> str:
    """Write choices into a column of the sheet of lists, once, and return the place."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    columns: Iterator[Any] = lists.iter_cols(values_only=True) if lists["A1"].value is not None else iter(())
    known = [[value for value in column if value is not None] for column in columns]
    at = known.index(list(choices)) + 1 if list(choices) in known else len(known) + 1
    for number, text in enumerate(choices, 1):
        cell = lists.cell(number, at, text)
        cell.data_type = "s"
    letter = get_column_letter(at)
    return f"{LISTS}!${letter}$1:${letter}${len(choices)}"


def _bring(book: Any, sheets: Sheets, release: str, titles: dict[str, str]) -> None:
    kept = book.create_sheet(TITLE)
    kept.sheet_state = _KEPT
    for number, pieces in enumerate(base_rows(sheets, release, titles), 1):
        for place, text in enumerate(pieces, 1):
            kept.cell(number, place, text).data_type = "s"
