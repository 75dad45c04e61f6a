"""The worksheet: what it must be, how far it is, what a page gets of it, and how it looks on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import ValidationError

from steppingup.activities import Worksheet
from steppingup.activities.fields import Labelled
from steppingup.activities.plain import Paragraph, Table
from steppingup.activities.worksheet import EMPTY_ROWS, Preset
from steppingup.common.errors import AnswerError
from steppingup.documents.plain import plain_text
from tests.activities.test_activity_laws import HEAD

COLUMNS: list[dict[str, Any]] = [
    {"id": "value", "label": "Answer", "type": "text", "required": True},
    {"id": "as_of", "label": "As of", "type": "date", "required": True},
    {"id": "note", "label": "Note", "type": "text"},
]
ROWS: list[dict[str, Any]] = [
    {"id": "t1-01", "label": "How many?", "tags": ["labour", "short"],
     "fields": [{"id": "value", "type": "number", "unit": "people"}]},
    {"id": "t1-02", "label": "Where?", "tags": ["labour"], "fields": [{"id": "as_of", "off": True}]},
]  # fmt: skip
TAGS = [{"id": "labour", "text": "Work"}]


def sheet(**changes: Any) -> Worksheet:
    plain = {**HEAD, "kind": "worksheet", "row_name": "Question", "columns": COLUMNS}
    return Worksheet.model_validate({**plain, **changes})


def asked(**changes: Any) -> Worksheet:
    return sheet(**{"rows": "preset", "preset": ROWS, "tags": TAGS, **changes})


@dataclass(frozen=True)
class Row:
    id: str
    cells: dict[str, Any] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        return self.cells.get(name)


def test_a_good_one_has_no_faults() -> None:
    assert [*sheet().faults(), *asked().faults()] == []
    assert [*sheet(rows="preset", preset_from="mapping.questions[table=1]", tags_from="mapping.forms").faults()] == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rows": "preset"}, "one of the two"),
        ({"rows": "preset", "preset": ROWS, "tags": TAGS, "preset_from": "roles"}, "one of the two"),
        ({"preset": ROWS, "tags": TAGS}, "is 'rows: preset'"),
        ({"columns": [{**COLUMNS[0], "required": False}]}, "mark one 'required: true'"),
        ({"columns": [COLUMNS[0], COLUMNS[0]]}, "'value' stands twice"),
        ({"columns": [{**COLUMNS[0], "type": "choice"}]}, "something to choose from"),
        ({"columns": [{**COLUMNS[1], "options": [{"id": "a", "text": "A"}]}]}, "only a choice, a number or a text"),
        ({"columns": [{**COLUMNS[0], "type": "number", "options": [{"id": "a", "text": "A"}]}]}, "called by numbers"),
        ({"columns": [{**COLUMNS[0], "type": "choice", "options": [{"id": "a", "text": "A"}] * 2}]}, "twice in this"),
        ({"columns": [{**COLUMNS[0], "max": 2001}]}, "2000 characters at most"),
        ({"rows": "preset", "preset": ROWS}, "'labour' is none of the tags"),
        ({"rows": "preset", "preset": [ROWS[0], ROWS[0]], "tags": TAGS}, "'t1-01' stands twice"),
        ({"rows": "preset", "preset": [{"id": "a", "label": "A", "fields": [{"id": "x"}]}]}, "no column 'x'"),
        ({"rows": "preset", "preset": [{"id": "a", "label": "A", "fields": [{"id": "note", "type": "choice"}]}]},
         "a choice wants 'options'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(changes: dict[str, Any], said: str) -> None:
    assert any(said in fault.message for fault in sheet(**changes).faults())


@pytest.mark.parametrize(
    "changes",
    [
        {"columns": []},
        {"columns": [{**COLUMNS[0], "id": "_gone"}]},
        {"columns": [{**COLUMNS[0], "type": "file"}]},
        {"rows": "some"},
        {"preset_from": "mapping.questions; x"},
        {"follows": ["map/about"]},
    ],
)
def test_what_does_not_fit_the_form_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        sheet(**changes)


def test_coverage_is_the_share_of_required_cells() -> None:
    free = sheet()
    assert (free.coverage([]), free.cells([])) == (0.0, (0, 0))
    assert free.cells([Row("r-a", {"value": "x", "note": "y"}), Row("r-b")]) == (1, 4)
    assert free.coverage([Row("r-a", {"value": 0, "as_of": "2026-01-01"})]) == 1.0
    assert free.cells([Row("r-a", {"value": "", "as_of": None})]) == (0, 2)


def test_coverage_of_given_rows_counts_those_nobody_has_filled() -> None:
    given = asked()
    assert given.cells([]) == (0, 3)  # two columns of the first row, one of the second
    assert given.cells([Row("t1-02", {"value": "x"}), Row("gone-row", {"value": "x"})]) == (1, 3)
    assert given.cells([Row("t1-02", {"value": "x"})], only={"t1-01"}) == (0, 2)
    assert given.coverage([Row("t1-02", {"value": "x"})], only={"t1-02"}) == 1.0


def test_a_row_may_have_its_own_kind_of_cell() -> None:
    given = asked()
    number, text, off = given.column("value", "t1-01"), given.column("value", "t1-02"), given.column("as_of", "t1-02")
    assert number
    assert (number.type, number.unit, number.label) == ("number", "people", "Answer")
    assert text
    assert text.type == "text"
    assert off is None
    assert given.column("value", "t9-99") == given.columns[0]
    assert given.column("nothing") is None


def test_the_spec_has_what_a_table_needs_and_nothing_empty() -> None:
    spec = asked(preset_from=None).spec(lambda path, _: path)
    assert "competency" not in spec
    assert spec["columns"][0] == {"id": "value", "label": "columns.value.label", "type": "text", "required": True}
    assert spec["preset"][1] == {
        "id": "t1-02", "label": "preset.t1-02.label", "tags": ["labour"], "fields": [{"id": "as_of", "off": True}],
    }  # fmt: skip
    assert spec["preset"][0]["fields"][0]["unit"] == "preset.t1-01.fields.value.unit"


def test_what_comes_from_facts_is_not_translated_again() -> None:
    column = {"id": "actor", "label": "Who", "type": "choice", "options_from": "mapping.actors", "required": True}
    one = sheet(rows="preset", preset_from="mapping.questions", tags_from="mapping.forms", columns=[column])
    assert [path for path, _ in one.references] == [("preset_from",), ("tags_from",), ("columns", 0, "options_from")]
    tags = [Labelled(id="labour", text="Work")]
    options = {"actor": [Labelled(id="police", text="Police")]}
    full = one.filled([Preset(id="t1-01", label="How many?")], tags, options)
    assert [path for path, _ in full.texts()] == ["prompt", "row_name", "columns.actor.label"]
    spec = full.spec(lambda _, text: f"<{text}>")
    assert (spec["preset"], spec["tags"]) == (
        [{"id": "t1-01", "label": "How many?"}], [{"id": "labour", "text": "Work"}],
    )  # fmt: skip
    assert spec["columns"][0]["options"] == [{"id": "police", "text": "Police"}]
    assert "preset_from" not in spec
    assert "tags_from" not in spec


def test_on_paper_it_is_an_empty_table() -> None:
    assert sheet().plain() == [
        Paragraph("prompt", "What?"),
        Table("sheet", ("Answer", "As of", "Note"), (("", "", ""),) * EMPTY_ROWS),
    ]
    table = asked().plain(lambda path, _: path)[1]
    assert isinstance(table, Table)
    assert table.heads == ("row_name", "columns.value.label", "columns.as_of.label", "columns.note.label")
    assert table.rows == (("preset.t1-01.label", "", "", ""), ("preset.t1-02.label", "", "", ""))
    assert "Question | Answer | As of | Note" in plain_text(asked().plain())


def test_nothing_of_it_is_scored_packed_or_asked() -> None:
    one = sheet()
    assert (one.scored, one.manual, one.key(), one.shape(), one.items(), one.interactions()) == (
        False, False, {}, {}, [], [],
    )  # fmt: skip
    with pytest.raises(AnswerError, match="no score"):
        one.score({})
