"""Questions in another language: titles, texts, words of the interface and the heading of graded items."""

from __future__ import annotations

from pathlib import Path

from tests.catalogue.tiny import tiny_course, write
from tests.export.exported import run
from tests.export.read_moodle import read_moodle

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PLACE = "locale/lv/LC_MESSAGES"


def entry(source: str, text: str, context: str = "") -> str:
    return (f'msgctxt "{context}"\n' if context else "") + f'msgid "{source}"\nmsgstr "{text}"\n\n'


def latvian(folder: Path) -> Path:
    course = tiny_course(folder)
    title = (course / "chapters/01-start/index.md").read_text("utf-8").partition("# ")[2].splitlines()[0]
    write(course, f"{PLACE}/lessons.po", HEAD + entry(title, "S\u0101kums \u0123imen\u0113"))
    prompt = entry("What belongs together?", "Kas der kop\u0101?", "start/two-1@1:prompt")
    write(course, f"{PLACE}/activities.po", HEAD + prompt)
    return course


def test_titles_and_texts_are_those_of_the_language_and_the_command_speaks_english(tmp_path: Path) -> None:
    course = latvian(tmp_path)
    result = run("moodle-xml", "--out", tmp_path / "lv.xml", "--language", "lv", course=course)
    assert result.exit_code == 0, result.output
    assert "What differs from the course:" in result.output
    found = read_moodle((tmp_path / "lv.xml").read_bytes())
    assert found["start/two-1"].text == "Kas der kop\u0101?"
    assert found["start/one-1"].text.startswith("What do you call?")
    assert any("S\u0101kums \u0123imen\u0113" in title for read in found.values() for title in read.category)


def test_without_a_translation_titles_stay_english(tmp_path: Path) -> None:
    course = latvian(tmp_path)
    (course / PLACE / "lessons.po").unlink()
    result = run("gift", "--out", tmp_path / "lv.txt", "--language", "lv", course=course)
    assert result.exit_code == 0, result.output
    assert "S\u0101kums" not in (tmp_path / "lv.txt").read_text("utf-8")
