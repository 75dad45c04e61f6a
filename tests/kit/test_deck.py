"""The slides: they open again, one idea on each, and the key stands only in the notes after the talk."""

from __future__ import annotations

from typing import Any

import pytest
from pptx.oxml.ns import qn
from pptx.util import Emu

from steppingup.documents.slide_frame import ACCENT, INK, PAPER, SOFT, TINT
from steppingup.kit.answers import question_of
from steppingup.kit.deck import deck_file, nearest
from steppingup.kit.lessons import Lesson
from steppingup.kit.model import Kit
from tests.kit.conftest import Maker
from tests.kit.opened import deck, notes, shown

SLIDES = "for-the-trainer/slides.pptx"
LEAST = 18  # points: what the last row reads


@pytest.fixture(scope="module")
def decks(chapter_files: dict[str, bytes], case_files: dict[str, bytes]) -> list[Any]:
    return [deck(chapter_files[SLIDES]), deck(case_files[SLIDES])]


def slides(decks: list[Any]) -> list[Any]:
    return [slide for found in decks for slide in found.slides]


def test_every_slide_has_a_title_of_its_own_a_number_and_the_origin(decks: list[Any]) -> None:
    for found in decks:
        titles = [slide.shapes.title.text for slide in found.slides]
        assert all(titles)
        assert len(titles) == len(set(titles))
    for slide in slides(decks):
        kinds = [shape._element.nvSpPr.nvPr.find(qn("p:ph")).get("type") for shape in slide.placeholders]
        assert kinds[-2:] == ["ftr", "sldNum"]
        assert "Stepping Up, release 1.2.3, made on 23 November 2026" in shown(slide)
        assert "slidenum" in [field.get("type") for field in slide._element.iter(qn("a:fld"))]


def test_what_is_read_first_comes_first(decks: list[Any]) -> None:
    for slide in slides(decks):
        found = list(slide.shapes)
        assert found[0] == slide.shapes.title
        ends = [at for at, shape in enumerate(found) if shape.is_placeholder and shape.placeholder_format.idx >= 10]
        assert ends == [len(found) - 2, len(found) - 1]


def test_words_have_a_language_and_files_a_name(decks: list[Any]) -> None:
    for found in decks:
        assert found.core_properties.language == "en"
        assert found.core_properties.title
        assert found.core_properties.author == "Stepping Up"
    for slide in slides(decks):
        parts = [slide._element, *([slide.notes_slide._element] if slide.has_notes_slide else [])]
        runs = [run for part in parts for run in part.iter(qn("a:r"))]
        assert runs
        assert {run.find(qn("a:rPr")).get("lang") for run in runs} == {"en-GB"}


def test_letters_are_large_and_can_be_told_from_what_is_behind_them(decks: list[Any]) -> None:
    for slide in slides(decks):
        for run in slide._element.iter(qn("a:r")):
            look = run.find(qn("a:rPr"))
            size = int(look.get("sz")) / 100
            foot = "release 1.2.3" in run.find(qn("a:t")).text and size == 12
            caption = size == 16 and look.find(qn("a:solidFill"))[0].get("val") == SOFT  # the note of a figure
            assert size >= LEAST or foot or caption, (slide.shapes.title.text, size)
    pairs = [(INK, PAPER), (INK, TINT), (ACCENT, PAPER), (SOFT, PAPER), (PAPER, ACCENT)]
    assert min(contrast(*pair) for pair in pairs) >= 4.5


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_all_stays_on_the_slide_and_boxes_do_not_lie_on_each_other(decks: list[Any]) -> None:
    for found in decks:
        for slide in found.slides:
            boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
            assert all(left >= 0 and right <= found.slide_width for left, _, right, _ in boxes)
            assert all(top >= 0 and bottom <= found.slide_height for _, top, _, bottom in boxes)
            for at, first in enumerate(boxes[1:-2], 1):
                for second in boxes[at + 1 : -2]:
                    across = min(first[2], second[2]) - max(first[0], second[0])
                    down = min(first[3], second[3]) - max(first[1], second[1])
                    assert min(across, down) <= Emu(9525), slide.shapes.title.text


def test_figures_are_told_in_words(chapter_kit: Kit, decks: list[Any]) -> None:
    groups = [shape for slide in decks[0].slides for shape in slide.shapes if shape.shape_type == 6]
    told = {group._element.nvGrpSpPr.cNvPr.get("descr") for group in groups}
    names = {id_ for lesson in chapter_kit.lessons for section in lesson.sections for id_ in section.figures}
    assert names
    assert told == {chapter_kit.figures[name].alt for name in names}
    said = "\n".join(shown(slide) for slide in decks[0].slides)
    for name in names:
        for path, text in chapter_kit.figures[name].texts():
            if not path.startswith(("alt", "title", "joiner")):
                assert text in said, (name, path)


def test_one_idea_on_a_slide(case_kit: Kit, decks: list[Any]) -> None:
    said = [shown(slide) for slide in decks[1].slides]
    lines = [line for lesson in case_kit.lessons for line in lesson.lines]
    for line in lines:
        [only] = [text for text in said if line in text]
        assert [other for other in lines if other in only] == [line]


def test_a_key_stands_in_the_notes_after_the_talk_and_nowhere_else(case_kit: Kit, decks: list[Any]) -> None:
    found = list(decks[1].slides)
    for id_ in case_kit.used():
        question = question_of(case_kit.entry(id_), case_kit.catalogue.words)
        asked = [
            at for at, slide in enumerate(found) if all(answer.text in shown(slide) for answer in question.answers)
        ]
        [at] = asked
        for answer in question.answers:
            places = [n for n, slide in enumerate(found) if answer.why in notes(slide)]
            assert places == [at + 1]
            assert not [slide for slide in found if answer.why in shown(slide)]
        talk = notes(found[at + 1])
        for answer in question.answers:
            right = f"{answer.letter} fits. {answer.why}" in talk
            assert right == (answer.right == "yes")


def test_a_lesson_with_nothing_to_choose_is_asked_card_by_card(maker: Maker) -> None:
    kit = maker("finland", minutes=120)
    [id_] = [one for one in kit.used() if kit.entry(one).model.kind == "classify"][:1]
    question = question_of(kit.entry(id_), kit.catalogue.words)
    found = list(deck(deck_file(kit)).slides)
    shows = [slide for slide in found if all(text in shown(slide) for _, text in question.targets)]
    said = "\n".join(shown(slide) for slide in shows)
    assert all(answer.text in said for answer in question.answers)
    after = notes(found[found.index(shows[-1]) + 1])
    assert all(f"{answer.letter} goes to {answer.right}. {answer.why}" in after for answer in question.answers)


def test_cards_are_not_given_away_on_the_wall(case_kit: Kit, decks: list[Any]) -> None:
    [play] = [row for row in case_kit.rows if row.kind == "role-play"]
    assert play.step
    secret = [case_kit.plain(part) for block in play.step.lesson.told("part") for part in block.parts]
    assert secret
    wall = "\n".join(shown(slide) for slide in decks[1].slides)
    assert not [text for text in secret if text in wall]


def test_safety_is_said_at_the_beginning(case_kit: Kit, decks: list[Any]) -> None:
    second = decks[1].slides[1]
    assert "You may leave a task or the room" in shown(second)
    for block in case_kit.safety():
        assert case_kit.told(block)[0] in notes(second)


def test_the_notes_of_an_idea_come_from_the_part_that_tells_it(lessons: list[Lesson]) -> None:
    [lesson] = [one for one in lessons if one.number == "1.1"]
    titles = [found.title for line in lesson.lines if (found := nearest(line, lesson.sections))]
    assert titles == ["You are already there", "Ordinary places", *["What is ours, and what is not"] * 2, titles[4]]
    assert nearest("Zzz.", lesson.sections) is None
    assert nearest("Anything", ()) is None


@pytest.mark.parametrize("name", ["1", "2", "3", "5", "6", "finland", "oslo", "poland", "sham"])
def test_every_chapter_and_case_makes_a_deck_whose_slides_hold_their_words(maker: Maker, name: str) -> None:
    kit = maker(name, minutes=120)
    found = deck(deck_file(kit))
    assert len(found.slides) >= 20
    test_all_stays_on_the_slide_and_boxes_do_not_lie_on_each_other([found])
    test_letters_are_large_and_can_be_told_from_what_is_behind_them([found])
    test_every_slide_has_a_title_of_its_own_a_number_and_the_origin([found])


def test_nothing_makes_a_program_repair_the_file(decks: list[Any]) -> None:
    order = ["lnSpc", "spcBef", "spcAft", "buNone", "buChar", "tabLst", "defRPr"]
    inside = ["ln", "solidFill", "effectLst", "latin", "ea", "cs", "sym"]
    for slide in slides(decks):
        ids = [one.get("id") for one in slide._element.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids)), slide.shapes.title.text
        for tag, names in (("a:pPr", order), ("a:rPr", inside)):
            for properties in slide._element.iter(qn(tag)):
                found = [names.index(child.tag.rpartition("}")[2]) for child in properties]
                assert found == sorted(set(found))
