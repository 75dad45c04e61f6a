"""After an edit exactly the pages that show it are written again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.book.books import edit, main_part, pages, site, tiny

FIRST, SECOND, CASE = (
    "chapters/01-start/01-first.html",
    "chapters/01-start/02-second.html",
    "case_studies/one/index.html",
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    found = tiny(tmp_path)
    site(found)
    return found


def times(out: Path) -> dict[str, int]:
    return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in out.rglob("*.html")}


def rewritten(course: Path, **options: object) -> dict[str, str]:
    before = times(course / "_build" / "html")
    out, _ = site(course, **options)
    now = times(out)
    return {name: page for name, page in pages(out).items() if now[name] != before.get(name)}


def test_nothing_changed_writes_nothing(course: Path) -> None:
    before = times(course / "_build" / "html")
    out, report = site(course)
    assert (report.read, report.written) == (0, 0)
    assert times(out) == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_option(course: Path, jobs: int) -> None:
    edit(course / "chapters/01-start/activities.yml", "The right door", "The garden door")
    found = rewritten(course, jobs=jobs)
    assert list(found) == [FIRST]
    assert "The garden door" in main_part(found[FIRST])


def test_a_fact_in_prose_and_in_an_activity(course: Path) -> None:
    edit(course / "facts/facts.yml", "value: two", "value: three")
    found = rewritten(course)
    assert list(found) == [FIRST]
    assert main_part(found[FIRST]).count("three (") == 3


def test_a_source_reaches_lessons_and_bibliography(course: Path) -> None:
    edit(course / "facts/sources.yml", "Handles & Keys", "Handles and Locks")
    assert set(rewritten(course)) == {FIRST, CASE, "book/sources.html"}


def test_a_figure_as_text(course: Path) -> None:
    edit(course / "chapters/01-start/figures.yml", "A door is opened.", "A door is painted.")
    found = rewritten(course)
    assert list(found) == [SECOND]
    assert "A door is painted." in found[SECOND]


def test_a_title_reaches_the_contents_of_every_page(course: Path) -> None:
    edit(course / "chapters/01-start/01-first.md", "# First\n", "# Primus\n")
    found = rewritten(course)
    assert len(found) == 9
    assert [name for name, page in found.items() if "Primus" not in page] == ["book/welcome.html"]  # no contents there


def test_a_help_line_reaches_every_page(course: Path) -> None:
    edit(course / "facts/helplines.yml", "116 006", "116 007")
    assert len(rewritten(course)) == 9


def test_a_translation_of_an_activity(course: Path) -> None:
    folder = course / "locale/lv/LC_MESSAGES"
    folder.mkdir(parents=True)
    entry = 'msgctxt "start/door-1@1:options.a.text"\nmsgid "The left door"\nmsgstr "{}"\n'
    (folder / "activities.po").write_text(entry.format("Kreisās durvis"), "utf-8")
    out, _ = site(course, language="lv")
    assert "Kreisās durvis" in pages(out)[FIRST]
    (folder / "activities.po").write_text(entry.format("Durvis pa kreisi"), "utf-8")
    found = rewritten(course, language="lv")
    assert list(found) == [FIRST]
    assert "Durvis pa kreisi" in found[FIRST]


def test_a_translation_of_prose(course: Path) -> None:
    folder = course / "locale/lv/LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entry = head + 'msgid "A door in Havmere stands open."\nmsgstr "{}"\n'
    (folder / "lessons.po").write_text(entry.format("Durvis ir vaļā."), "utf-8")
    out, _ = site(course, language="lv")
    assert "Durvis ir vaļā." in pages(out)[FIRST]
    (folder / "lessons.po").write_text(entry.format("Durvis stāv vaļā."), "utf-8")
    out, _ = site(course, language="lv")
    assert "Durvis stāv vaļā." in pages(out)[FIRST]


def test_a_drawing_is_made_again_when_its_data_change_and_needs_no_kernel(course: Path) -> None:
    page = course / "case_studies/one/index.md"
    cell = '\n```{code-cell} python\n:tags: [remove-input]\nfigure("years")\n```\n'
    page.write_text(page.read_text("utf-8") + cell, "utf-8")
    out, _ = site(course)
    first = pages(out)[CASE]
    assert "<svg" in main_part(first)
    assert "A door is opened." in first
    assert not list((course / "_build").rglob("*.ipynb"))
    edit(course / "chapters/01-start/figures.yml", "A door is opened.", "A door is painted.")
    out, report = site(course)
    assert (report.read, report.written) == (0, 2)  # the case, and the lesson that tells the same figure in words
    assert "A door is painted." in pages(out)[CASE]


def test_only_a_cell_with_real_code_runs_in_a_kernel(course: Path) -> None:
    page = course / "case_studies/one/index.md"
    notebook = "kernelspec: {display_name: Python 3, language: python, name: python3}\nlesson"
    edit(
        page,
        "---\nlesson",
        f"---\njupytext: {{text_representation: {{extension: .md, format_name: myst}}}}\n{notebook}",
    )
    page.write_text(page.read_text("utf-8") + '\n```{code-cell} python\nprint("forty" + "-two")\n```\n', "utf-8")
    out, _ = site(course)
    assert "forty-two" in main_part(pages(out)[CASE])
    assert len(list((course / "_build/jupyter_execute").rglob("*.ipynb"))) == 1
