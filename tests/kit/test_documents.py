"""The Word files of a kit: they open again, say what they are, and can be read without eyes."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from steppingup.kit.model import Kit
from steppingup.kit.plan import plan_file
from tests.kit.conftest import Maker
from tests.kit.opened import word, words_of

TRAINER = {"for-the-trainer/plan.docx", "for-the-trainer/slides.pptx", "for-the-trainer/quiz-key.docx"}
ROOM = {f"for-the-room/{name}.docx" for name in ("handout", "quiz", "sign-in", "evaluation")}
CARDS = "for-the-room/role-cards.docx"


def documents(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name.endswith(".docx")}


def test_a_kit_has_its_files(chapter_files: dict[str, bytes], case_files: dict[str, bytes], maker: Maker) -> None:
    assert set(case_files) == TRAINER | ROOM | {CARDS}
    assert set(chapter_files) in (TRAINER | ROOM, TRAINER | ROOM | {CARDS})


def test_they_are_read_rightly(chapter_files: dict[str, bytes], case_files: dict[str, bytes]) -> None:
    for name, data in [*documents(chapter_files).items(), *documents(case_files).items()]:
        file = word(data)
        assert file.core_properties.language == "en"
        assert file.core_properties.title == file.paragraphs[0].text
        assert file.paragraphs[0].style.name == "Title"
        assert file.sections[0].header.paragraphs[0].text == "Stepping Up, release 1.2.3, made on 23 November 2026"
        spoken = [one.get(qn("w:val")) for one in file.styles.element.iter(qn("w:lang"))]
        assert spoken[0] == "en-GB", name
        heads = [int(one.style.name[-1]) for one in file.paragraphs if one.style.name.startswith("Heading")]
        below_title = [0, *heads]
        if name.rpartition("/")[2] not in {"quiz.docx", "quiz-key.docx", "evaluation.docx"}:
            assert all(after - before <= 1 for before, after in zip(below_title, heads, strict=False)), name
        for table in file.tables:
            assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert all(cell.text for cell in table.rows[0].cells), name


def test_the_plan_tells_every_minute_and_every_choice(chapter_kit: Kit, chapter_files: dict[str, bytes]) -> None:
    said = words_of(chapter_files["for-the-trainer/plan.docx"])
    table = word(chapter_files["for-the-trainer/plan.docx"]).tables[0]
    minutes = [int(row.cells[1].text) for row in table.rows[1:]]
    assert sum(minutes[:-1]) == minutes[-1] == 180
    for one in chapter_kit.fit.chosen:
        assert f"{one.module.title}: {one.minutes()} minutes, needed before the next working day" in said
    for lesson in chapter_kit.lessons:
        assert f"{lesson.name} ({lesson.minutes} minutes)" in said
    for left in chapter_kit.fit.left_out:
        assert left.name in said
    for row in chapter_kit.rows:
        if row.step and row.step.block:
            assert all(chapter_kit.plain(part) in said for part in row.step.block.parts)
    for block in chapter_kit.safety():
        assert chapter_kit.plain(block.parts[0]) in said
    assert "What I do on Monday" in said
    assert all(line in said for line in chapter_kit.catalogue.facts.paths["health_staff"].monday)


def test_what_is_left_out_for_one_reason_stands_in_one_row(maker: Maker) -> None:
    kit = maker("4", minutes=90)
    rows = [[cell.text for cell in row.cells] for row in word(plan_file(kit)).tables[-1].rows]
    assert len(rows) < 8
    lessons = [left.name for left in kit.fit.left_out if left.reason == "time"]
    [row] = [row for row in rows if set(lessons) <= set(row[0].split("\n"))]
    assert row[1].startswith("Each takes ")
    assert not [row for row in rows if row[0].startswith("1 more")]


def test_the_handout_holds_the_lines_the_card_and_room(chapter_kit: Kit, chapter_files: dict[str, bytes]) -> None:
    data = chapter_files["for-the-room/handout.docx"]
    said = words_of(data)
    for lesson in chapter_kit.lessons:
        assert all(text in said for text in (*lesson.lines, *lesson.town, lesson.name))
    assert all(contact.purpose in said for contact in chapter_kit.catalogue.facts.contacts.values())
    assert "112" in said
    assert "Do not" in said
    ruled = sum(1 for one in word(data).paragraphs if one._p.find(f".//{qn('w:pBdr')}") is not None and not one.text)
    assert ruled == 3 * len(chapter_kit.lessons) + 2


def test_the_handout_holds_the_tables_of_the_lessons(case_kit: Kit, case_files: dict[str, bytes]) -> None:
    found = [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in word(case_files["for-the-room/handout.docx"]).tables
    ]
    wanted = [table for lesson in case_kit.lessons for _, table in lesson.tables()]
    assert wanted
    for table in wanted:
        assert [list(row) for row in (table.head, *table.rows)] in found
    said = words_of(case_files["for-the-room/handout.docx"])
    for table in wanted:
        assert not table.sources or case_kit.sources(table.sources) in said


def test_a_case_says_what_is_from_its_sources_and_what_is_made_up(case_kit: Kit, case_files: dict[str, bytes]) -> None:
    heads = [
        [cell.text for cell in table.rows[0].cells] for table in word(case_files["for-the-room/handout.docx"]).tables
    ]
    assert ["From the sources", "Made up for teaching"] in heads
    assert ["Sign", "Who could come across it", "Another explanation"] in heads
    file = word(case_files["for-the-room/handout.docx"])
    texts = [one.text for one in file.paragraphs]
    [page] = [lesson for lesson in case_kit.lessons if lesson.tells_facts]
    begin = texts.index("What the source says")
    assert texts[begin + 1 :][: len(page.story)] == [part.text for part in page.story]
    assert texts[begin + 1 + len(page.story)].startswith("Sources: ")
    assert [one.style.name for one in file.paragraphs[begin + 1 :][: len(page.story)]] == [
        "List Bullet" if part.listed else "Normal" for part in page.story
    ]


def test_the_handout_says_nothing_that_is_for_trainers(case_kit: Kit, case_files: dict[str, bytes]) -> None:
    for name in ROOM:
        said = words_of(case_files[name])
        for lesson in case_kit.lessons:
            for block in lesson.blocks:
                assert not [part for part in block.parts if case_kit.plain(part) in said]


def test_names_stand_on_one_sheet_that_is_destroyed(case_files: dict[str, bytes]) -> None:
    said = words_of(case_files["for-the-room/sign-in.docx"])
    assert "Destroy this sheet on" in said
    assert "not joined with any answer, quiz or evaluation" in said
    for name in ROOM - {"for-the-room/sign-in.docx"}:
        heads = [cell.text for table in word(case_files[name]).tables for cell in table.rows[0].cells]
        assert not {"Name", "Signature", "Office"} & set(heads)
    assert "without a name" in words_of(case_files["for-the-room/evaluation.docx"])


def test_the_town_s_own_contacts_stand_on_the_card(case_kit: Kit) -> None:
    from dataclasses import replace  # noqa: PLC0415 - this test alone changes a kit

    from steppingup.common.settings import Municipality, Settings  # noqa: PLC0415
    from steppingup.kit.handout import handout_file  # noqa: PLC0415

    town = Municipality(country="fi", contacts={"focal-point": "Room 12, 555 01", "A bed tonight": "Harbour house"})
    catalogue = replace(case_kit.catalogue, settings=Settings(municipality=town))
    said = words_of(handout_file(replace(case_kit, catalogue=catalogue)))
    assert "Room 12, 555 01" in said
    assert "Harbour house" in said
    assert "Assistance System for Victims of Human Trafficking" in said


@pytest.mark.parametrize("name", ["finland", "oslo", "poland", "sweden", "sham"])
def test_cards_tell_what_a_part_knows_and_what_not(maker: Maker, name: str) -> None:
    from steppingup.kit.cards import cards_file  # noqa: PLC0415

    kit = maker(name, minutes=120)
    [play] = [row for row in kit.rows if row.kind == "role-play"]
    assert play.step
    parts = play.step.lesson.told("part")
    data = cards_file(kit)
    tables = word(data).tables
    assert [table.rows[0].cells[1].text for table in tables] == [block.lead for block in parts]
    for table in tables:
        assert [row.cells[0].text for row in table.rows] == ["Card", "You know", "You do not know"]
        assert all(row.cells[1].text for row in table.rows)
    assert "Nobody plays a person's suffering, a child, or somebody who exploits" in words_of(data)
    who = " ".join(block.lead.lower() for block in parts)
    assert not [
        word_ for word_ in ("boy", "girl", "child,", "supervisor", "driver", "victim", "ina") if word_ in who.split()
    ]


@pytest.mark.parametrize("name", ["finland", "oslo", "poland", "sweden", "sham"])
def test_a_case_has_its_cards_even_if_the_plan_had_no_time_to_play(maker: Maker, name: str) -> None:
    from steppingup.kit.cards import cards_file  # noqa: PLC0415
    from steppingup.kit.plan import plan_file  # noqa: PLC0415

    kit = maker(name, minutes=60)
    assert not [row for row in kit.rows if row.kind == "role-play"]
    parts = [block.lead for lesson in kit.lessons for block in lesson.told("part")]
    assert [table.rows[0].cells[1].text for table in word(cards_file(kit)).tables] == parts
    assert "Its cards are among the papers" in words_of(plan_file(kit))


def test_a_role_play_without_cards_has_one_for_all(maker: Maker) -> None:
    from steppingup.kit.cards import cards_file  # noqa: PLC0415

    kit = maker("5", minutes=300, roles=("ngo_worker",))
    plays = [row.step.block for row in kit.rows if row.kind == "role-play" and row.step and row.step.block]
    if plays:
        tables = word(cards_file(kit)).tables
        assert len(tables) == len(plays)
        assert all(kit.plain(part) in tables[0].rows[1].cells[1].text for part in plays[0].parts[1:])
