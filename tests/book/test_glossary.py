"""Words of the glossary: marked once a page, in running text only, and gone when they should be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.book.books import edit, main_part, site, tiny

TERMS = """\
- {id: years, term: years, forms: "years|year", text: "Twelve months & more."}
- {id: door, term: door, forms: "door", text: A way in.}
- {id: silent, term: silent word, forms: "", text: "Stands in the list, is marked nowhere."}
"""
LESSON = "chapters/01-start/02-second"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    made = tiny(tmp_path)
    (made / "facts/glossary.yml").write_text(TERMS, "utf-8")
    (made / "book/glossary.md").write_text("# Words\n\nAll of them.\n\n```{glossary-list}\n```\n", "utf-8")
    edit(made / "_toc.yml", "      - file: book/help\n", "      - file: book/glossary\n      - file: book/help\n")
    edit(made / f"{LESSON}.md", "# Second", "# Second door\n\nA Year, a year, [a door](01-first.md), `door`, doorstep.")
    return made


def terms_on(out: Path, page: str) -> list[tuple[str, str]]:
    return re.findall(
        r'<a href="[^"]*#term-(\w+)" aria-describedby="su-term-\w+">([^<]+)</a>', (out / page).read_text()
    )


def test_the_first_of_each_word_in_running_text(course: Path) -> None:
    out, _ = site(course)
    found = terms_on(out, f"{LESSON}.html")
    assert found[0] == ("years", "Year")
    assert [term for term, _ in found].count("years") == 1
    assert ("door", "door") not in found
    page = (out / f"{LESSON}.html").read_text()
    assert 'role="tooltip" id="su-term-years">Twelve months &amp; more.</span>' in page
    assert len(re.findall(r'id="su-term-years"', page)) == 1


def test_the_list_stands_on_its_page_by_alphabet(course: Path) -> None:
    out, _ = site(course)
    page = main_part((out / "book/glossary.html").read_text())
    assert re.findall(r'<div id="term-(\w+)">', page) == ["door", "silent", "years"]
    assert 'role="tooltip"' not in page
    assert terms_on(out, "book/welcome.html") == []


def test_an_edited_word_reaches_its_lessons(course: Path) -> None:
    out, _ = site(course)
    edit(course / "facts/glossary.yml", "Twelve months", "Four quarters")
    site(course)
    assert "Four quarters &amp; more." in (out / f"{LESSON}.html").read_text()


def test_without_a_page_for_them_no_word_is_marked(course: Path) -> None:
    edit(course / "_toc.yml", "      - file: book/glossary\n", "")
    (course / "book/glossary.md").unlink()
    out, _ = site(course)
    assert terms_on(out, f"{LESSON}.html") == []
