"""A course that a town writes itself: one lesson, hardly any blocks, another language, letters of all our languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from steppingup.common.errors import ContentError, KitError
from steppingup.kit.make import Wish, write_kit
from tests.catalogue.tiny import tiny_course, write
from tests.kit.opened import deck, notes, shown, words_of

DAY = date(2026, 1, 15)
LESSON = "chapters/01-start/01-lesson.md"
BLOCKS = """\
:::{trainer} talk
:minutes: 6

**The number.** Write it on the wall.
:::

:::{trainer} role-play
:minutes: 10

**Two phones.** Ring each other.

- Say who you are.
:::

:::{trainer} debrief
:minutes: 5

**After it.** Sit down.

- Who rang first?
:::

:::{town}"""
PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    found = tiny_course(tmp_path)
    path = found / LESSON
    path.write_text(path.read_text("utf-8").replace(":::{town}", BLOCKS, 1), "utf-8")
    return found


def test_a_lesson_with_little_makes_a_kit(course: Path, tmp_path: Path) -> None:
    kit, names = write_kit(course, Wish(("1",), 40, (), DAY), tmp_path / "kit")
    assert [row.kind for row in kit.rows] == ["welcome", "talk", "question", "role-play", "debrief", "in-hand", "end"]
    assert [row.minutes for row in kit.rows] == [5, 6, 5, 10, 5, 4, 5]
    assert len(names) == 8
    cards = words_of((tmp_path / "kit" / "for-the-room" / "role-cards.docx").read_bytes())
    assert "For all groups" in cards
    assert "Ring each other." in cards


def test_a_lesson_without_anything_for_trainers_is_still_taught(tmp_path: Path) -> None:
    kit, _ = write_kit(tiny_course(tmp_path), Wish(("start",), 30, (), DAY), tmp_path / "kit")
    assert [row.kind for row in kit.rows][:3] == ["welcome", "talk", "question"]


def test_words_of_another_language_stand_in_every_file(course: Path, tmp_path: Path) -> None:
    folder = "locale/lv/LC_MESSAGES"
    write(course, f"{folder}/lessons.po", PO + 'msgid "One."\nmsgstr "Viena ģimene, Łódź, õde, й."\n\n'
          'msgid "It rains in Havmere."\nmsgstr "Havmerē līst."\n')  # fmt: skip
    write(course, f"{folder}/trainers.po", PO + 'msgid "Who rang first?"\nmsgstr "Kurš zvanīja pirmais?"\n')
    write(course, f"{folder}/interface.po", PO + 'msgctxt "kit.slide.monday"\nmsgid "On Monday I will …"\n'
          'msgstr "Pirmdien es …"\n')  # fmt: skip
    write_kit(course, Wish(("1",), 40, (), DAY, "lv"), tmp_path / "kit")
    handout = words_of((tmp_path / "kit" / "for-the-room" / "handout.docx").read_bytes())
    assert "Viena ģimene, Łódź, õde, й." in handout
    found = deck((tmp_path / "kit" / "for-the-trainer" / "slides.pptx").read_bytes())
    said = "\n".join(shown(slide) + notes(slide) for slide in found.slides)
    for text in (
        "Viena ģimene, Łódź, õde, й.",
        "Kurš zvanīja pirmais?",
        "Pirmdien es …",
        "Havmerē līst.",
        "15 janvāris 2026",
    ):
        assert text in said
    assert found.core_properties.language == "lv"


def test_a_course_with_errors_makes_no_kit(course: Path, tmp_path: Path) -> None:
    write(course, "chapters/01-start/activities.yml", "- id: broken\n")
    with pytest.raises(ContentError):
        write_kit(course, Wish(("1",), 40, (), DAY), tmp_path / "kit")
    assert not (tmp_path / "kit").exists()


def test_a_disk_that_fails_leaves_nothing_behind(course: Path, tmp_path: Path) -> None:
    place = tmp_path / ("x" * 250)  # the folder beside it gets a name too long for any disk
    with pytest.raises(KitError, match=r"The kit cannot be written to .*Nothing was changed"):
        write_kit(course, Wish(("1",), 40, (), DAY), place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["course"]
