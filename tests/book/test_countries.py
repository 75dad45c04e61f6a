"""The pages by country and the list of changes: what they say, in which order, and what an edit rewrites."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.book.books import edit, main_part, pages, problems, site, tiny
from tests.catalogue.few_countries import add_countries

PAGES = {
    "index": "# Countries\n\nTwo.\n\n```{countries}\n```\n\n```{compare} long\n```\n",
    "estonia": "# Estonia\n\nOne.\n\n```{country} ee\n```\n\n```{help-lines} ee\n```\n",
    "finland": "# Finland\n\nOne.\n\n```{country} fi\n```\n\n```{help-lines} fi\n```\n",
    "changed": "# Changed\n\nMuch.\n\n```{changed} eu\n```\n\n## All\n\n```{changed}\n```\n",
}
INDEX, ESTONIA, FINLAND, CHANGED = (f"book/countries/{name}.html" for name in PAGES)


def with_countries(folder: Path) -> Path:
    course = tiny(folder)
    add_countries(course, "book-two", "doors")
    (course / "book/countries").mkdir()
    for name, text in PAGES.items():
        (course / f"book/countries/{name}.md").write_text(text, "utf-8")
    files = "".join(f"      - file: book/countries/{name}\n" for name in PAGES)
    edit(course / "_toc.yml", "      - file: book/help\n", f"{files}      - file: book/help\n")
    return course


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return with_countries(tmp_path)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The main parts of the pages, built once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1780000000")
        patch.setenv("STEPPINGUP_COURSE", "")
        patch.setenv("IPYTHONDIR", "")
        out, _ = site(with_countries(tmp_path_factory.mktemp("countries")))
    return {name: main_part(page) for name, page in pages(out).items()} | {
        "index.js": (out / "_static/su/search-index.js").read_text("utf-8")
    }


def rows(page: str) -> list[list[str]]:
    """The cells of the page's table as plain text."""
    found = re.findall(r"<tr role=\"row\">(.*?)</tr>", page, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in found]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_a_country_has_question_answer_and_date(shown: dict[str, str]) -> None:
    source = "Source: Handles &amp; Keys (second hand)"
    assert rows(shown[FINLAND]) == [
        ["Question", "Answer", "As of"],
        ["Who decides?", "There are two doors. Source: The Book of Doors (second hand)", "As of: March 2025"],
        [f"Open: our sources differ. One &lt;says&gt; yes. {source}", "As of: 2020; not checked since 2020"],
        ["How long &amp; when?", f"The time is 30 days. {source}", "As of: March 2025"],
        ["How many?", f"Open: we could not confirm this. There are 7. {source}", "As of: 2020"],
    ]


def test_what_was_not_found_is_said_with_the_day_of_the_search(shown: dict[str, str]) -> None:
    last = rows(shown[ESTONIA])[-1]
    assert last == ["How long &amp; when?", "Open: we found no source for this.", "As of: 23 November 2026"]


def test_a_question_heads_all_its_answers(shown: dict[str, str]) -> None:
    page = shown[FINLAND]
    assert '<th scope="rowgroup" rowspan="2" role="rowheader">Who decides?</th>' in page
    assert '<th scope="row" role="rowheader">How many?</th>' in page
    assert '<caption class="su-hide">Finland: questions and answers</caption>' in page
    assert '<a href="../sources.html#source-book-one">The Book of Doors</a>' in page


def test_help_lines_of_one_country_and_of_all(shown: dict[str, str]) -> None:
    assert re.findall(r'href="tel:([^"]+)"', shown[ESTONIA]) == ["112", "116006"]
    assert re.findall(r'href="tel:([^"]+)"', shown[FINLAND]) == ["112", "+3581"]


def test_the_own_country_comes_first_and_links_lead_to_the_pages(shown: dict[str, str]) -> None:
    # settings.toml of the tiny course names Finland
    assert re.findall(r'<li><a href="(\w+)\.html">', shown[INDEX]) == ["finland", "estonia"]
    assert rows(shown[INDEX]) == [
        ["Country", "Answer", "As of"],
        ["Finland", "30 days Source: Handles &amp; Keys (second hand)", "As of: March 2025"],
        ["Estonia", "Open: we found no source for this.", "As of: 23 November 2026"],
    ]


def test_changes_the_newest_first_with_what_was_before(shown: dict[str, str]) -> None:
    lists = re.findall(r'<ol class="su-time su-changed">(.*?)</ol>', shown[CHANGED])
    when = [re.findall(r'<time class="su-when su-day" datetime="[-0-9]+">(.*?)</time>', one) for one in lists]
    assert when == [["14 July 2024", "March 2024"], ["14 July 2024", "March 2024", "2018"]]
    assert "<p>A new rule.</p><p>Before: There was none.</p>" in lists[0]
    assert "As of: July 2024; not checked since July 2024." in lists[0]
    assert "An old rule &amp; its end." in lists[1]
    assert lists[1].count("Before:") == 1


def test_answers_and_changes_are_found_by_the_search(shown: dict[str, str]) -> None:
    for text in ("Who decides?", "Open: our sources differ. One ", "The time is 30 days.", "A new rule."):
        assert text in shown["index.js"]
    estonia = re.search(r'\{"path":"book/countries/estonia".*?\}', shown["index.js"])
    assert estonia
    assert "116 006" in estonia[0]
    assert "+358 1" not in estonia[0]


def rewritten(course: Path) -> set[str]:
    out = course / "_build/html"
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    site(course)
    return {path.relative_to(out).as_posix() for path in out.rglob("*.html") if path.stat().st_mtime_ns != before[path]}


@pytest.mark.parametrize(
    ("file", "old", "new", "concerned"),
    [
        ("countries/fi.yml", "There are 7.", "There are 8.", {FINLAND}),
        ("countries/fi.yml", "value: 30 days", "value: 40 days", {FINLAND, INDEX}),
        ("countries/fi.yml", "source: book-two\n  as_of: 2025", "source: book-one\n  as_of: 2025", {FINLAND, INDEX}),
        ("countries/ee.yml", '-23", review_by: "2099', '-23", review_by: "2001', {ESTONIA, INDEX}),
        ("countries.yml", "Who decides?", "Who says so?", {ESTONIA, FINLAND}),
        ("facts-changes.yml", "There was none.", "There was one.", {CHANGED}),
    ],
)  # fmt: skip
def test_an_edit_rewrites_its_pages_alone(file: str, old: str, new: str, concerned: set[str], course: Path) -> None:
    site(course)
    edit(course / "facts" / file, old, new)
    assert rewritten(course) == concerned


def test_a_fact_reaches_the_country_that_shows_it(course: Path) -> None:
    site(course)
    edit(course / "facts/facts.yml", "There are two doors.", "There are two red doors.")
    assert rewritten(course) == {FINLAND, "chapters/01-start/01-first.html"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{country} ee", "{country} eee", "no country has the id 'eee'; do you mean ee?"),
        ("{help-lines} ee", "{help-lines} xx", "no country has the id 'xx'"),
        ("{country} ee", "{compare} lang", "no question has the id 'lang'; do you mean long?"),
        ("{country} ee", "{changed} euro", "no part has the id 'euro'; do you mean eu?"),
    ],
)
def test_unknown_names_are_told_with_their_line(old: str, new: str, said: str, course: Path) -> None:
    edit(course / "book/countries/estonia.md", old, new)
    line = 5 if "help" not in old else 8
    assert problems(course)[0].startswith(f"book/countries/estonia.md:{line}: {said}")


def test_a_country_without_a_page_is_named_without_a_link(course: Path) -> None:
    edit(course / "book/countries/estonia.md", "```{country} ee\n```\n\n", "")
    out, _ = site(course)
    assert "<li>Estonia</li>" in pages(out)[INDEX]


def test_a_question_that_nobody_answers_says_so_even_where_the_check_was_not_run(course: Path) -> None:
    path = course / "facts/countries/ee.yml"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    out, _ = site(course)
    for name in (ESTONIA, INDEX):
        assert rows(main_part(pages(out)[name]))[-1][1:] == ["Open: we found no source for this.", ""]
