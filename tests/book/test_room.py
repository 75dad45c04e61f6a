"""The page for a whole room: the questions of lessons and cases, chapter by chapter, and no graded one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from steppingup.book.course_pages import CoursePage
from steppingup.book.room_page import room_data
from steppingup.book.state import load_state
from tests.book.books import edit, site, tiny

ROOT = Path(__file__).resolve().parents[2]


def value(path: Path) -> Any:
    """What a script of data holds."""
    return json.loads(path.read_text("utf-8").split("=", 1)[1].strip().removesuffix(";"))


def questions(path: Path, chapter: str) -> Any:
    """What the script of a chapter adds to those that are loaded already."""
    found = re.fullmatch(
        r"globalThis\.SteppingUpRoom = \{ \.\.\.globalThis\.SteppingUpRoom, (.*?): (.*) \};\n", path.read_text("utf-8")
    )
    assert found
    assert json.loads(found[1]) == chapter
    return json.loads(found[2])


def with_room(folder: Path) -> Path:
    """The tiny course with a page for the room."""
    course = tiny(folder)
    (course / "book/room.md").write_text("# In the room\n\n```{room}\n```\n", "utf-8")
    toc = course / "_toc.yml"
    text = toc.read_text("utf-8")
    last = re.findall(r"^ +- file: .*$", text, re.MULTILINE)[-1]
    toc.write_text(f"{text.rstrip()}\n{last.split('-')[0]}- file: book/room\n", "utf-8")
    return course


def test_each_chapter_has_a_file_that_the_list_names(tmp_path: Path) -> None:
    out, _ = site(with_room(tmp_path))
    folder = out / "_static/su"
    listed = value(folder / "room-list.js")
    assert listed["words"]["room.lesson"] == "Lesson"
    assert listed["chapters"]
    for chapter in listed["chapters"]:
        held = questions(folder / chapter["file"], chapter["id"])
        assert [one["path"] for one in chapter["lessons"]] == list(held)
        for path, specs in held.items():
            page = (out / f"{path}.html").read_text("utf-8")
            assert specs
            assert all(f'data-activity="{spec["id"]}"' in page for spec in specs)
    page = (out / "book/room.html").read_text("utf-8")
    assert "room-list.js" in page
    assert "room.js" in page
    assert "scripts are switched off" in page


def test_a_question_that_changes_gets_a_new_version_of_its_file_and_no_page_is_read_again(tmp_path: Path) -> None:
    course = with_room(tmp_path)
    out, _ = site(course)
    before = {one["id"]: one["version"] for one in value(out / "_static/su/room-list.js")["chapters"]}
    path = next(
        path for path in sorted(course.glob("chapters/**/activities*.yml")) if "kind: choice" in path.read_text()
    )
    prompt = re.search(r"^ *prompt: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    assert prompt
    edit(path, prompt[0], prompt[0].replace(prompt[1], "Another question altogether?"))
    site(course)
    after = {one["id"]: one["version"] for one in value(out / "_static/su/room-list.js")["chapters"]}
    assert before.keys() == after.keys()
    assert before != after
    assert "Another question altogether?" in "".join(one.read_text() for one in out.glob("_static/su/room-*.js"))


def test_a_course_without_the_page_carries_no_questions_for_it(built: Path) -> None:
    assert not list(built.glob("_static/su/room-*.js"))


def test_only_what_lessons_and_cases_ask(tmp_path: Path) -> None:
    state, _ = load_state(ROOT, "en")
    known = state.catalogue.activities
    bank = next(id_ for id_, one in known.items() if one.place.startswith("book/bank"))
    lesson = next(id_ for id_, one in known.items() if one.place.startswith("chapters/01"))
    sheet = next(id_ for id_, one in known.items() if one.model.kind == "worksheet")
    pages = [
        CoursePage("chapters/01-principles/index", "Principles"),
        CoursePage(
            "chapters/01-principles/01-a", "A", parent="chapters/01-principles/index", activities=(lesson, sheet)
        ),
        CoursePage("chapters/01-principles/02-b", "B", parent="chapters/01-principles/index"),
        CoursePage("book/gallery", "Gallery", activities=(lesson,)),
        CoursePage("book/check", "Check", activities=(bank,)),
    ]
    [chapter] = room_data(state, pages)
    assert chapter.title == "Principles"
    assert chapter.file == "room-chapters-01-principles.js"
    assert {path: [spec["id"] for spec in specs] for path, specs in chapter.questions.items()} == {
        "chapters/01-principles/01-a": [lesson]
    }
