from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from steppingup.catalogue.check import check_course
from steppingup.catalogue.lessons import calls, lesson_of
from steppingup.catalogue.pages import page_files, read_page
from steppingup.common.day import day_of_build, day_of_check
from steppingup.common.errors import ContentError, SettingsError
from tests.catalogue.tiny import tiny_course, write

LESSON = "chapters/01-start/01-lesson.md"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return tiny_course(tmp_path)


def replaced(course: Path, old: str, new: str) -> list[str]:
    text = (course / LESSON).read_text(encoding="utf-8")
    assert old in text
    write(course, LESSON, text.replace(old, new, 1))
    return [str(problem) for problem in check_course(course, date(2026, 1, 15))]


def test_a_page_is_taken_apart(course: Path) -> None:
    page = read_page(course / LESSON, course)
    assert [heading.text for heading in page.headings if heading.level == 2][:3] == [
        "Why it matters here", "Calling", "Pairing",
    ]  # fmt: skip
    assert calls(page, "activity") == [(25, "start/one-1"), (40, "start/two-1"), (49, "start/three-1")]
    assert page.named("timeline")[0].argument == "two-steps"
    lesson = lesson_of(page)
    assert lesson is not None
    assert lesson.minutes == 10
    assert page_files(course) == [course / LESSON, course / "chapters/01-start/index.md"]


def test_nested_and_plain_fences(course: Path) -> None:
    text = (
        "# T\n\n::::{story}\n:::{town}\n## Inside\n:::\n::::\n\n```\n# no heading <b>\n:::{what}\n```\n\n~~~\n## Two\n"
    )
    page = read_page(write(course, "book/x.md", text), course)
    assert [heading.text for heading in page.headings] == ["T", "Two"]
    assert [block.name for block in page.blocks] == ["story", "town", ""]
    assert page.front.data == {}


def test_front_matter_without_an_end(course: Path) -> None:
    page = read_page(write(course, "book/x.md", "---\nlesson: 3\n"), course)
    assert page.prose == []
    with pytest.raises(ContentError, match=r"book/x.md:3: lesson: stands twice"):
        read_page(write(course, "book/x.md", "---\nlesson: 3\nlesson: 4\n---\n").rename(course / "book/x.md"), course)


def test_links_of_other_sorts_pass(course: Path) -> None:
    added = "[a](#there) [b](https://example.org) [c](mailto:a@example.org) [d](index.md#x) `[e](nowhere.md)` 3 < 4"
    assert replaced(course, "Write `<b>`", f"{added} Write `<b>`") == []


@pytest.mark.parametrize("target", ["nowhere.md", "../02-none/index.md#top", "<no file.md>"])
def test_links_to_nothing_are_found(course: Path, target: str) -> None:
    (problem,) = replaced(course, "Write `<b>`", f"[e]({target}) Write `<b>`")
    assert problem.startswith(f"{LESSON}:45: link: ")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("## Calling", "## Calling\n\n## More", "19: bones: the section 'Calling' has no activity; add one"),
        ("5. Five.\n", "", "56: bones: '## In five lines' has 4 points; write a list of five"),
        (":::{story}", ":::{town}", "13: bones: '## Why it matters here' has 0 stories; write one ':::{story}'"),
        ("minutes: 10", "minutes: ten", "4: lesson: minutes: must be a whole number; found 'ten'"),
        ("lesson: {", "lesson: [{", "5: broken YAML"),
        ('activity("start/one-1")', 'activity("start/one-1"); print(1)', "23: code-cell: write one call in a cell"),
        ("{fact}`number`", "{fact}`nummer`", "21: fact: unknown id 'nummer'; use one of facts/facts.yml"),
    ],
)
def test_one_change_gives_one_clear_problem(course: Path, old: str, new: str, expected: str) -> None:
    found = replaced(course, old, new)
    assert [problem for problem in found if problem.startswith(f"{LESSON}:{expected}")], found


def test_broken_figures_and_translations_are_reported(course: Path) -> None:
    write(course, "chapters/01-start/figures-b.yml", "- [")
    write(course, "locale/lv/LC_MESSAGES/interface.po", 'msgid "a')
    write(course, "locale/-x/LC_MESSAGES/interface.po", "")
    files = [problem.file for problem in check_course(course, date(2026, 1, 15))]
    assert files == ["chapters/01-start/figures-b.yml", "locale/-x", "locale/lv/LC_MESSAGES/interface.po"]


def test_day_of_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEPPINGUP_TODAY", "2026-01-15")
    assert day_of_check() == date(2026, 1, 15)
    monkeypatch.setenv("STEPPINGUP_TODAY", "tomorrow")
    with pytest.raises(SettingsError, match="is not a day"):
        day_of_check()
    monkeypatch.delenv("STEPPINGUP_TODAY")
    assert day_of_check() > date(2020, 1, 1)


def test_day_of_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    monkeypatch.setenv("STEPPINGUP_TODAY", "2026-01-15")
    assert day_of_build() == date(2026, 1, 15)
    monkeypatch.delenv("STEPPINGUP_TODAY")
    assert day_of_build() == date(2026, 5, 28)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert day_of_build() == day_of_check()


def test_broken_messages_are_reported(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> None:
        raise ContentError([read_page(course / LESSON, course).problem(1, "messages", "broken")])

    monkeypatch.setattr("steppingup.catalogue.check.message_file", broken)
    assert [problem.field for problem in check_course(course, date(2026, 1, 15))] == ["messages"]
