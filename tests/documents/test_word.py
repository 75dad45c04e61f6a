"""Word files: what the library behind them has no words for."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from steppingup.documents.charts import Naming, Part, bars
from steppingup.documents.word import WordFile

MADE = datetime(2025, 6, 30, 12, tzinfo=UTC)


def opened(file: WordFile) -> Any:
    return Document(io.BytesIO(file.data()))


def file_with(title: str = "A report", language: str = "en") -> WordFile:
    return WordFile(title, language, "Stepping Up", MADE)


@pytest.mark.parametrize(("language", "spoken"), [("en", "en-GB"), ("lv", "lv"), ("pt-BR", "pt-BR")])
def test_it_says_what_it_is_and_in_which_language(language: str, spoken: str) -> None:
    made = opened(file_with(language=language))
    properties = made.core_properties
    assert (properties.title, properties.author, properties.language) == ("A report", "Stepping Up", language)
    assert properties.created.date() == MADE.date()
    assert next(made.styles.element.iter(qn("w:lang"))).get(qn("w:val")) == spoken


def test_texts_that_no_file_can_hold_are_cleaned() -> None:
    file = file_with(title="a\x00b" + "x" * 400)
    file.paragraph("c\x0bd")
    file.table("e\x00", ["f\x01"], [["g\ud800"]], (1,))
    made = opened(file)
    assert len(made.core_properties.title) == 255
    assert [one.text for one in made.paragraphs][1] == "c\ufffdd"
    assert made.tables[0].rows[1].cells[0].text == "g\ufffd"


def test_a_head_is_a_head_and_no_row_is_torn() -> None:
    file = file_with()
    file.table("Numbers", ["What", "How many"], [["beds", "410"], ["pickers", "620"]], (3, 1))
    [table] = opened(file).tables
    marks = [[one.tag for one in row._tr.trPr] for row in table.rows]
    assert [qn("w:tblHeader") in found for found in marks] == [True, False, False]
    assert all(qn("w:cantSplit") in found for found in marks)
    assert [round(cell.width.cm - 0.02, 1) for cell in table.rows[0].cells] == [12.7, 4.2]


def test_wide_pages_and_pictures_that_fit() -> None:
    chart = bars(Naming("c", "Title", "In words."), ["a"] * 60, [Part("p", "dark", [1] * 60)], "things")
    file = file_with()
    file.picture(chart, "Caption")
    file.new_page(wide=True)
    file.picture(chart, "Caption")
    made = opened(file)
    assert [section.page_width > section.page_height for section in made.sections] == [False, True]
    upright, wide = made.inline_shapes
    assert upright.height.cm <= 22.01
    assert wide.height.cm <= 15.01
    assert upright._inline.docPr.get("descr") == "In words."
    assert upright.width / upright.height == pytest.approx(wide.width / wide.height, rel=0.01)


def test_a_point_with_a_raised_mark_and_a_running_head() -> None:
    file = file_with()
    file.point("A sentence.", "[1]")
    file.running_head("For the council")
    made = opened(file)
    assert made.paragraphs[1].text == "A sentence. [1]"
    assert made.paragraphs[1].runs[1].font.superscript
    assert made.sections[0].header.paragraphs[0].text == "For the council"
    assert "PAGE" in made.sections[0].footer.paragraphs[0]._p.xml


def test_lines_to_write_on_stay_together_and_are_not_one_frame() -> None:
    file = file_with()
    file.ruled(3)
    lines = opened(file).paragraphs[1:]
    assert [bool(one.paragraph_format.keep_with_next) for one in lines] == [True, True, False]
    thick = [one._p.find(f".//{qn('w:bottom')}").get(qn("w:sz")) for one in lines]
    assert thick[0] != thick[1] != thick[2]


def test_rows_to_write_in_are_tall_and_a_card_stays_whole() -> None:
    file = file_with()
    file.table("Sheet", ["Name"], [[""]], (1,), tall=0.9)
    file.table("Card", ["Card", "Who"], [["a", "b"], ["c", "d"]], (1, 2), large=True)
    sheet, card = opened(file).tables
    assert sheet.rows[0].height is None
    assert round(sheet.rows[1].height.cm, 1) == 0.9
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in card.rows]
    assert [bool(one) for one in kept] == [True, True, False]
    assert card.rows[1].cells[1].paragraphs[0].runs[0].font.size.pt == 10.5
