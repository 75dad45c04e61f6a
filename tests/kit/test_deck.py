"""The slides: they open again, one idea on each, and the key stands only in the notes after the talk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pptx.oxml.ns import qn
from pptx.util import Emu

from steppingup.common.settings import Municipality, Settings
from steppingup.documents.fitting import height
from steppingup.documents.slide_frame import ACCENT, INK, PAPER, SOFT, TINT
from steppingup.kit.deck import deck_file
from steppingup.kit.idea_slides import nearest
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


def test_tables_are_tables_with_few_rows_and_are_told_in_words(case_kit: Kit, decks: list[Any]) -> None:
    wanted = [(title, table) for lesson in case_kit.lessons for title, table in lesson.tables()]
    assert wanted
    for title, table in wanted:
        on = [slide for slide in decks[1].slides if slide.shapes.title.text.startswith(f"{title}: table")]
        frames = [shape for slide in on for shape in slide.shapes if shape.has_table]
        lines = [[[cell.text for cell in row.cells] for row in frame.table.rows] for frame in frames]
        assert all(found[0] == list(table.head) for found in lines)
        assert [row for found in lines for row in found[1:]] == [list(row) for row in table.rows]
        assert all(len(found) <= 1 + 6 for found in lines)
        told = [frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames]
        assert "\n".join(told).split("\n") == list(table.told(table.rows))
        assert all(frame.table.first_row for frame in frames)
        for slide, text in zip(on, told, strict=True):
            assert all(f"• {line}" in notes(slide) for line in text.split("\n"))
            assert not table.sources or case_kit.sources(table.sources) in notes(slide)
        sizes = {run.find(qn("a:rPr")).get("sz") for frame in frames for run in frame._element.iter(qn("a:r"))}
        assert len(sizes) == 1, "all parts of a table in letters of one size"


def test_one_idea_on_a_slide(case_kit: Kit, decks: list[Any]) -> None:
    said = [shown(slide) for slide in decks[1].slides]
    lines = [line for lesson in case_kit.lessons for line in lesson.lines]
    for line in lines:
        [only] = [text for text in said if line in text]
        assert [other for other in lines if other in only] == [line]


def test_a_key_stands_in_the_notes_after_the_talk_and_nowhere_else(case_kit: Kit, decks: list[Any]) -> None:
    found = list(decks[1].slides)
    for id_ in case_kit.used():
        question = case_kit.question(id_)
        asked = [
            at for at, slide in enumerate(found) if all(answer.text in shown(slide) for answer in question.answers)
        ]
        at = asked[0]
        assert asked == ([at] if question.targets else [at, at + 1])  # once to choose, once to give reasons
        for answer in question.answers:
            places = [n for n, slide in enumerate(found) if answer.why in notes(slide)]
            assert places == [at + 1]
            assert not [slide for slide in found if answer.why in shown(slide)]
        talk = notes(found[at + 1])
        for answer in question.answers:
            right = f"{answer.letter} fits. {answer.why}" in talk
            assert right == (answer.right == "yes")
            assert (f"{answer.letter} fits in part. {answer.why}" in talk) == (answer.right == "partly")


def test_a_lesson_with_nothing_to_choose_is_asked_card_by_card(maker: Maker) -> None:
    kit = maker("finland", minutes=120)
    [id_] = [one for one in kit.used() if kit.entry(one).model.kind == "classify"][:1]
    question = kit.question(id_)
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
    order = ["lnSpc", "spcBef", "spcAft", "buFont", "buNone", "buChar", "tabLst", "defRPr"]
    inside = ["ln", "solidFill", "effectLst", "latin", "ea", "cs", "sym"]
    for slide in slides(decks):
        ids = [one.get("id") for one in slide._element.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids)), slide.shapes.title.text
        for tag, names in (("a:pPr", order), ("a:rPr", inside)):
            for properties in slide._element.iter(qn(tag)):
                found = [names.index(child.tag.rpartition("}")[2]) for child in properties]
                assert found == sorted(set(found))


def test_titles_are_as_large_as_their_place_allows(maker: Maker) -> None:
    for names in (("1", "4", "finland"), ("poland", "6"), ("sham", "5")):
        for slide in deck(deck_file(maker(*names, minutes=180))).slides:
            title = slide.shapes.title
            [run] = title.text_frame.paragraphs[0].runs
            needs = height([title.text], run.font.size.pt, title.width / 914_400 - 0.2, bold=True)
            assert needs <= title.height / 914_400, title.text
            assert run.font.size.pt >= 22


def test_no_slide_is_empty_and_no_talk_hides_what_it_is_about(decks: list[Any]) -> None:
    for slide in slides(decks):
        body = [shape for shape in slide.shapes if not shape.is_placeholder]
        assert body, slide.shapes.title.text
        assert notes(slide), slide.shapes.title.text


def test_notes_do_not_repeat_each_other(decks: list[Any]) -> None:
    """Two ideas of one part of a lesson share its paragraphs; neither has all of them."""
    for found in decks:
        told = [notes(slide) for slide in found.slides if notes(slide).startswith("From the lesson:")]
        paragraphs = [text for one in told for text in one.split("\n")[1:]]
        assert paragraphs
        assert len(paragraphs) == len(set(paragraphs))


def test_a_part_that_tells_most_ideas_does_not_name_them_all(maker: Maker) -> None:
    found = deck(deck_file(maker("oslo", minutes=120)))
    titles = [slide.shapes.title.text for slide in found.slides]
    assert "Decide: idea 3 of 5" in titles
    assert not [
        title for title in titles if title.endswith("(3)") and not title.startswith(("Break", "Your", "The sit"))
    ]


def test_a_case_begins_with_what_happened(case_kit: Kit, decks: list[Any]) -> None:
    titles = [slide.shapes.title.text for slide in decks[1].slides]
    [lesson] = [one for one in case_kit.lessons if one.number == "A3"]
    figure = next(title for title in titles if title.startswith("What the sources tell, and when"))
    [idea] = [at for at, slide in enumerate(decks[1].slides) if lesson.lines[0] in shown(slide)]
    assert titles.index(lesson.name) < titles.index(figure) < idea


def test_what_joins_parts_of_a_figure_stands_before_their_name(maker: Maker) -> None:
    found = [slide for slide in deck(deck_file(maker("4", minutes=90))).slides if "perhaps a need" in shown(slide)]
    assert "and sometimes, behind it\vBehind" in shown(found[0])
    [three] = [one for one in deck(deck_file(maker("2", minutes=90))).slides if "and Means" in shown(one)]
    assert "and Purpose" in shown(three)  # all three on one slide: they belong together
    runs = [run for run in three._element.iter(qn("a:r")) if run.find(qn("a:t")).text in {"and ", "Means"}]
    assert [run.find(qn("a:rPr")).get("b") for run in runs][:2] == ["0", "1"]


def test_the_town_s_own_contacts_stand_where_people_ask(case_kit: Kit) -> None:
    town = Municipality(country="fi", contacts={"focal-point": "Room 12, 555 01"})
    catalogue = replace(case_kit.catalogue, settings=Settings(municipality=town))
    [where] = [
        slide
        for slide in deck(deck_file(replace(case_kit, catalogue=catalogue))).slides
        if slide.shapes.title.text == "Where to ask"
    ]
    assert "The focal point of your town: Room 12, 555 01" in shown(where)
    assert "Assistance System for Victims of Human Trafficking" in shown(where)
