"""The final check in a built book: what ``bank.js`` holds, what stands in no page, and what an edit rewrites."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.book.books import edit, main_part, pages, site, tiny

CHECK = "book/check.html"
PAGE = "# Final check\n\nTwenty questions.\n\n```{final-check}\n```\n"
ITEM = """- id: check/first-1
  version: 3
  kind: choice
  competency: area.first
  roles: [clerk]
  tier: 1
  place: cellar
  certainty: true
  prompt: Which key opens the cellar?
  options:
    - {id: a, text: The brass one., correct: true, feedback: It turns.}
    - {id: b, text: The iron one., feedback: It sticks.}
  sources: [book-one]
- id: check/first-2
  version: 1
  kind: order
  competency: area.first
  roles: [all]
  tier: 2
  place: attic
  certainty: true
  prompt: In which order is the attic opened?
  steps:
    - {id: a, text: Fetch the ladder., feedback: It is high.}
    - {id: b, text: Climb the rungs., feedback: It is steep.}
    - {id: c, text: Lift the hatch., feedback: It is heavy.}
  sources: [book-one]
"""


def with_check(folder: Path, *, bank: bool = True) -> Path:
    course = tiny(folder)
    (course / "book/check.md").write_text(PAGE, "utf-8")
    edit(course / "_toc.yml", "      - file: book/help\n", "      - file: book/check\n      - file: book/help\n")
    if bank:
        (course / "book/bank").mkdir()
        (course / "book/bank/one.yml").write_text(ITEM, "utf-8")
    return course


def data(out: Path, name: str) -> dict[str, Any]:
    text = (out / f"_static/su/{name}.js").read_text("utf-8")
    found = re.fullmatch(r"globalThis\.\w+ ?= ?(\{.*\});?\s*", text, re.DOTALL)
    assert found, text[:80]
    return json.loads(found[1])  # type: ignore[no-any-return]


def version(page: str) -> str:
    found = re.search(r'data-su-final-check="([0-9a-f]{8})"', page)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"SOURCE_DATE_EPOCH": "1780000000", "STEPPINGUP_COURSE": "", "IPYTHONDIR": ""}.items():
            patch.setenv(name, value)
        return site(with_check(tmp_path_factory.mktemp("check")))[0]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    found = with_check(tmp_path)
    site(found)
    return found


def test_the_bank_holds_items_and_what_the_draw_looks_at(out: Path) -> None:
    bank = data(out, "bank")
    assert [(spec["id"], spec["version"], spec["kind"]) for spec in bank["specs"]] == [
        ("check/first-1", 3, "choice"),
        ("check/first-2", 1, "order"),
    ]
    assert bank["meta"] == {
        "check/first-1": {"competency": "area.first", "roles": ["clerk"], "tier": 1, "place": "cellar"},
        "check/first-2": {"competency": "area.first", "roles": ["all"], "tier": 2, "place": "attic"},
    }
    assert bank["specs"][0]["options"][0] == {
        "id": "a", "text": "The brass one.", "correct": True, "feedback": "It turns."
    }  # fmt: skip


def test_the_bank_names_competencies_areas_and_for_whom_can_be_drawn(out: Path) -> None:
    bank = data(out, "bank")
    assert bank["areas"] == {"area": "Area"}
    assert bank["competencies"]["area.first"]["name"] == "finds a door"
    assert bank["competencies"]["area.first"]["area"] == "area"
    assert bank["learners"] == {
        "clerk": {"role": "clerk", "levels": {"area.first": 1}},
        **{f"tier-{n}": {"role": "", "levels": {"area.first": 1}} for n in (1, 2, 3)},
    }


def test_a_competency_names_the_lessons_that_teach_it(out: Path) -> None:
    """Chapter pages and pages of the front matter teach nothing, whatever they list."""
    taught = data(out, "bank")["competencies"]["area.first"]["pages"]
    assert taught
    assert all((out / f"{page}.html").is_file() for page in taught)
    assert all(page.startswith(("chapters/", "case_studies/")) for page in taught)
    assert not [page for page in taught if page.endswith("/index") and page.startswith("chapters/")]


def test_the_course_says_where_the_check_is_and_which_items_are_its_own(out: Path) -> None:
    assert data(out, "course")["check"] == {"page": "book/check", "items": ["check/first-1", "check/first-2"]}


def test_no_page_holds_an_item(out: Path) -> None:
    for name, page in pages(out).items():
        for text in ("Which key opens", "The brass one", "It turns", "Climb the rungs", "check/first-1"):
            assert text not in page, f"{name}: {text}"
    assert "brass" not in (out / "_static/su/search-index.js").read_text("utf-8")


def test_the_page_leaves_a_place_and_says_what_it_needs(out: Path) -> None:
    every = pages(out)
    version(every[CHECK])
    assert "To take it, allow this page to use JavaScript." in main_part(every[CHECK])
    assert [name for name, page in every.items() if "data-su-final-check" in page] == [CHECK]


def test_only_its_own_page_asks_for_the_script_of_the_check(out: Path) -> None:
    assert [name for name, page in pages(out).items() if "su/check.js" in page] == [CHECK]
    assert not [name for name, page in pages(out).items() if re.search(r"<script[^>]*bank\.js", page)]


def test_a_book_without_a_bank_says_so(tmp_path: Path) -> None:
    out, _ = site(with_check(tmp_path, bank=False))
    page = main_part(pages(out)[CHECK])
    assert "The questions of the check are not here yet." in page
    assert "data-su-final-check" not in page
    assert not (out / "_static/su/bank.js").exists()
    assert "check" not in data(out, "course")


def test_a_bank_without_a_page_is_no_check(tmp_path: Path) -> None:
    course = with_check(tmp_path)
    edit(course / "book/check.md", "```{final-check}\n```\n", "Later.\n")
    out, _ = site(course)
    assert "check" not in data(out, "course")


@pytest.mark.parametrize(
    ("old", "new"),
    [("The brass one.", "The tin one."), ("place: cellar", "place: kitchen"), ("roles: [clerk]", "roles: [all]")],
)
def test_an_edit_of_an_item_rewrites_the_bank_and_the_page_that_asks_for_it(old: str, new: str, course: Path) -> None:
    out = course / "_build/html"
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    was, bank = version(pages(out)[CHECK]), data(out, "bank")
    edit(course / "book/bank/one.yml", old, new)
    site(course)
    assert [path.relative_to(out).as_posix() for path, time in before.items() if path.stat().st_mtime_ns != time] == [
        CHECK
    ]
    assert version(pages(out)[CHECK]) != was
    assert data(out, "bank") != bank


def test_an_edit_of_a_competency_reaches_the_bank(course: Path) -> None:
    out = course / "_build/html"
    was = version(pages(out)[CHECK])
    edit(course / "facts/competencies.yml", "finds a door", "finds a gate")
    site(course)
    assert data(out, "bank")["competencies"]["area.first"]["name"] == "finds a gate"
    assert version(pages(out)[CHECK]) != was


def test_a_lesson_that_teaches_something_else_reaches_the_bank(course: Path) -> None:
    out = course / "_build/html"
    was, first = version(pages(out)[CHECK]), data(out, "bank")["competencies"]["area.first"]["pages"]
    page = course / f"{first[0]}.md"
    edit(page, "[area.first]", "[]")
    site(course)
    assert data(out, "bank")["competencies"]["area.first"]["pages"] == first[1:]
    assert version(pages(out)[CHECK]) != was


def test_the_bank_is_translated(course: Path) -> None:
    folder = course / "locale/lv/LC_MESSAGES"
    folder.mkdir(parents=True)
    entry = 'msgctxt "check/first-1@3:options.a.text"\nmsgid "The brass one."\nmsgstr "Misiņa."\n'
    (folder / "activities.po").write_text(entry, "utf-8")
    out, _ = site(course, language="lv")
    assert data(out, "bank")["specs"][0]["options"][0]["text"] == "Misiņa."


def test_nothing_changed_writes_nothing(course: Path) -> None:
    assert site(course)[1].written == 0
