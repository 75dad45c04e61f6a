"""Slides: what the library behind them has no words for."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from steppingup.documents.fitting import height, line_count, size_that_fits
from steppingup.documents.slides import Look, Paint, Place, SlideFile

MADE = datetime(2025, 6, 30, 12, tzinfo=UTC)


def file_with(language: str = "en") -> SlideFile:
    return SlideFile("A deck", language, "Stepping Up", MADE, "Release 1")


def opened(file: SlideFile) -> Any:
    return Presentation(io.BytesIO(file.data()))


@pytest.mark.parametrize(("language", "spoken"), [("en", "en-GB"), ("lv", "lv")])
def test_it_says_in_which_language_it_is(language: str, spoken: str) -> None:
    file = file_with(language)
    file.slide("Title", ["A note"]).lettered([("A", "ģimene"), ("B", "Łódź")], Look(20))
    made = opened(file)
    assert (made.core_properties.title, made.core_properties.language) == ("A deck", language)
    [slide] = made.slides
    runs = [one for part in (slide, slide.notes_slide) for one in part._element.iter(qn("a:rPr"))]
    assert {one.get("lang") for one in runs} == {spoken}
    assert "Łódź" in "".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_titles_can_be_told_from_each_other() -> None:
    file = file_with()
    for _ in range(3):
        file.slide("Same")
    assert [slide.shapes.title.text for slide in opened(file).slides] == ["Same", "Same (2)", "Same (3)"]


def test_texts_that_no_file_can_hold_are_cleaned() -> None:
    file = file_with()
    file.slide("a\x00b", ["n\x01"]).points(["c\x0bd"], Look(20))
    [slide] = opened(file).slides
    assert slide.shapes.title.text == "a\ufffdb"
    assert slide.shapes[1].text_frame.text == "c\ufffdd"
    assert slide.notes_slide.notes_text_frame.text == "n\ufffd"


def test_a_picture_of_shapes_is_told_and_what_only_pleases_is_not() -> None:
    file = file_with()
    slide = file.slide("Title")
    slide.statement("One sentence.", Look(40))
    group = slide.group("Doors", "Two doors, one of them open.")
    group.field(["Head", "text"], Look(20), Place(1, 2, 3, 1), Paint(edge="727D80"))
    group.block(Place(1, 4, 3, 1))
    [made] = opened(file).slides
    [shape] = [one for one in made.shapes if one.shape_type == 6]
    assert shape._element.nvGrpSpPr.cNvPr.get("descr") == "Two doors, one of them open."
    assert [bool(run.font.bold) for one in shape.shapes for p in one.text_frame.paragraphs for run in p.runs] == [
        True,
        False,
    ]
    assert b"decorative" in made.shapes[1]._element.nvSpPr.xml.encode()


def test_no_notes_leave_no_page_of_notes() -> None:
    file = file_with()
    file.slide("Title")
    assert not opened(file).slides[0].has_notes_slide


def test_lines_are_counted_a_little_too_high() -> None:
    assert line_count("", 20, 5) == 1
    assert line_count("word " * 20, 20, 5) in {3, 4, 5}
    assert line_count("x" * 400, 20, 5) > 10
    assert line_count("word " * 20, 20, 5, bold=True) >= line_count("word " * 20, 20, 5)
    assert height(["a", "b"], 36, 5, after=7.2) == pytest.approx(2 * (36 * 1.2 + 7.2) / 72)


def test_the_largest_size_that_fits_is_taken() -> None:
    assert size_that_fits(["short"], 5, 1, (40, 30, 20)) == 40
    assert size_that_fits(["word " * 30], 5, 2, (40, 30, 20)) == 20
    assert size_that_fits(["word " * 300], 5, 2, (40, 30, 20)) is None
