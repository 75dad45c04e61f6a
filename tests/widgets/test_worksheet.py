"""The live worksheet: what it shows, what it keeps in the record, what it says when it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from steppingup.record import Sheets, read_file
from steppingup.record.sheets import sheets_json
from steppingup.widgets import activity, current_session, static
from steppingup.widgets.session import _session
from steppingup.widgets.worksheet import EXPORT, WorksheetWidget
from tests.mapping.maps import ROOT
from tests.widgets.conftest import write

TABLE = """
    - id: map/about
      version: 1
      kind: worksheet
      competency: legal-framework.elements
      roles: [all]
      tier: 1
      prompt: Where?
      row_name: Map
      rows: preset
      preset: [{id: map, label: Ours}]
      columns:
        - {id: form, label: Form, type: choice, required: true, options: [{id: labour, text: Work}]}
      sources: [palermo]
    - id: map/answers
      version: 1
      kind: worksheet
      competency: legal-framework.elements
      roles: [all]
      tier: 1
      prompt: What is known <here>?
      row_name: Question
      rows: preset
      tags: [{id: labour, text: Work}]
      follows: [map/about, map, form]
      preset: [{id: t1-01, label: How many?, tags: [labour]}]
      columns:
        - {id: value, label: Answer, type: number, required: true}
      sources: [palermo]
"""
DAY = "2026-11-28"


@pytest.fixture
def tables(course: Path) -> Path:
    write(course / "chapters" / "01-one" / "activities-2.yml", TABLE)
    return course


def sheet(id_: str = "map/answers") -> WorksheetWidget:
    widget = activity(id_)
    assert isinstance(widget, WorksheetWidget)
    return widget


def written(row: str, values: dict[str, Any], id_: str = "map/answers", by: str = "browserbrows") -> list[Any]:
    return sheets_json(Sheets().write(id_, row, values, by=by, day=DAY))


def test_it_brings_its_own_script_and_words(tables: Path) -> None:
    widget = sheet()
    tells = "globalThis.SteppingUpPersonal = {};"
    assert widget._esm == f"{tells}globalThis.SteppingUpSheets = {{widget: {{}}}};{EXPORT}"
    assert widget._css == ".su-ws {}"
    assert widget.words["act.add-row"]
    assert (widget.spec["kind"], widget.entries, widget.notice) == ("worksheet", [], "")
    assert widget.activity_id == "map/answers"


def test_what_is_written_is_in_the_record_and_in_python(tables: Path, tmp_path: Path) -> None:
    widget = sheet()
    sent = written("t1-01", {"value": 12})
    widget.set_state({"written": sent})
    assert widget.entries == sent
    assert [(row.id, row.value("value")) for row in widget.rows] == [("t1-01", 12)]
    assert sheets_json(read_file(tmp_path / "data" / "record.json").sheets) == sent


def test_a_sheet_that_follows_another_hears_of_it(tables: Path) -> None:
    answers, about = sheet(), sheet("map/about")
    about.set_state({"written": written("map", {"form": "labour"}, "map/about")})
    assert [entry["s"] for entry in answers.entries] == ["map/about"]
    answers.set_state({"written": written("t1-01", {"value": 1})})
    assert [entry["s"] for entry in about.entries] == ["map/about"]


def test_another_kernel_writes_the_same_file(tables: Path) -> None:
    sheet().set_state({"written": written("t1-01", {"value": 12})})
    _session.cache_clear()
    again = sheet()
    again.set_state({"written": written("t1-01", {"value": 13}, by="otherbrowser")})
    assert {entry.v for entry in again.rows[0].rivals("value")} == {12, 13}


def test_a_widget_writes_into_its_own_sheet_alone(tables: Path) -> None:
    widget = sheet()
    widget.set_state({"written": written("map", {"form": "labour"}, "map/about")})
    assert not current_session().record.sheets


@pytest.mark.parametrize("sent", [[{"s": "map/answers"}], ["x"], [{"s": 1}]])
def test_what_is_no_entry_is_said_and_not_kept(tables: Path, sent: list[Any]) -> None:
    widget = sheet()
    widget.set_state({"written": sent})
    assert "does not fit" in widget.notice
    assert not current_session().record.sheets


def test_a_file_that_cannot_be_saved_is_said(tables: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "record.json").write_text("not a record")
    widget = sheet()
    widget.set_state({"written": written("t1-01", {"value": 12})})
    assert "not saved" in widget.notice
    assert widget.rows[0].value("value") == 12


def test_what_reads_tables_is_sent_when_somebody_asks(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(WorksheetWidget, "send", lambda _, content: heard.append(content))
    write(static.STATIC / "sheet-files.js", "globalThis.SteppingUpSheetFiles = {};")
    sheet()._handle_custom_msg({"want": "tables"}, [])
    assert heard == [{"tables": None}]  # this course has no whole map
    whole = activity("map/places", course=ROOT)
    whole._handle_custom_msg({"want": "something else"}, [])
    whole._handle_custom_msg({"want": "tables"}, [])
    (_, found) = heard
    assert found["tables"]["script"] == "globalThis.SteppingUpSheetFiles = {};"
    assert list(found["tables"]["sheets"]["sheets"])[:3] == ["about", "answers", "places"]


def test_without_a_script_it_is_an_empty_table(tables: Path) -> None:
    data, _ = sheet()._repr_mimebundle_()
    assert '<th scope="col">Answer</th>' in data["text/html"]
    assert "What is known &lt;here&gt;?" in data["text/html"]
    assert "How many? | " in data["text/plain"]
