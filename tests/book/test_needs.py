"""The self-check in a built book: its page, what its script gets, what a town changes, and nothing of a key."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.book.books import edit, main_part, pages, problems, site, tiny
from tests.exercises.needs_book import SALT, needs_files

PAGE = "book/needs-check.html"


def with_page(folder: Path) -> Path:
    course = tiny(folder)
    text = "# Self-check\n\nFor your town.\n\n```{needs-check}\n```\n"
    (course / "book/needs-check.md").write_text(text, "utf-8")
    edit(course / "_toc.yml", "      - file: book/help\n", "      - file: book/needs-check\n      - file: book/help\n")
    return course


def with_needs(folder: Path) -> Path:
    course = with_page(folder)
    needs_files(course, "area.first", "book-one")
    return course


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"SOURCE_DATE_EPOCH": "1780000000", "STEPPINGUP_COURSE": "", "IPYTHONDIR": ""}.items():
            patch.setenv(name, value)
        return site(with_needs(tmp_path_factory.mktemp("needs")))[0]


def script(out: Path, name: str) -> dict[str, Any]:
    text = (out / "_static/su" / name).read_text("utf-8")
    found: dict[str, Any] = json.loads(text[text.index("=") + 1 :].rstrip().rstrip(";"))
    return found


def test_without_the_script_the_notice_can_be_read(out: Path) -> None:
    page = main_part(pages(out)[PAGE])
    assert "data-su-needs-check" in page
    assert "<strong>Who gets it.</strong> Whoever you hand it to." in page
    assert "allow this page to use JavaScript" in page


def test_only_its_own_page_asks_for_its_files(out: Path) -> None:
    for name in ("needs.js", "needs-items.js", "needs-words.js", "needs.css"):
        assert [path for path, page in pages(out).items() if f"su/{name}" in page] == [PAGE]
        assert (out / "_static/su" / name).is_file()


def test_the_script_gets_both_forms_and_the_words(out: Path) -> None:
    data = script(out, "needs-items.js")
    assert {name: len(ids) for name, ids in data["forms"].items()} == {"A": 20, "B": 20}
    assert set(data["forms"]["A"] + data["forms"]["B"]) == set(data["items"])
    assert data["phases"][0] == {"id": "T0", "text": "Before"}
    assert script(out, "needs-words.js")["act.needs-save"] == "Save my answers"


def test_nothing_of_a_key_is_in_the_site(out: Path) -> None:
    for path in (path for path in out.rglob("*") if path.is_file()):
        text = path.read_text("utf-8", "ignore")
        for word in ("Why a of", "Why refer in", '"correct":true,"feedback":"Why', "needs/both-1", SALT):
            assert word not in text, f"{path.name}: {word}"
    items = script(out, "needs-items.js")["items"].values()
    assert {name for one in items for name in one} == {
        "id", "version", "kind", "prompt", "certainty", "select", "options", "answers", "graded",
    }  # fmt: skip
    assert {name for one in items for option in one.get("options", []) for name in option} == {"id", "text"}
    assert {name for one in items for step in one.get("answers", []) for name in step} == {"id"}


def test_the_search_finds_no_item(out: Path) -> None:
    assert "Which answer to" not in (out / "_static/su/search-index.js").read_text("utf-8")


def test_a_town_sets_its_notice_and_its_list(tmp_path: Path) -> None:
    course = with_needs(tmp_path)
    (course / "settings.toml").write_text(
        '[needs]\nnotice = "Ours."\nreceiver = "Room 12"\n[needs.towns]\nhavmere = "Havmere"\n', "utf-8"
    )
    out, _ = site(course)
    text = (out / "settings.js").read_text("utf-8")
    found = json.loads(re.search(r"SteppingUpSettings = (\{.*\});", text, re.DOTALL)[1])  # type: ignore[index]
    assert found["needs"] == {"notice": "Ours.", "receiver": "Room 12", "towns": {"havmere": "Havmere"}}


def test_a_course_without_a_self_check_says_so(tmp_path: Path) -> None:
    out, _ = site(with_page(tmp_path))
    assert "This copy of the course has no self-check of training needs." in pages(out)[PAGE]
    assert "needs.js" not in pages(out)[PAGE]
    assert not (out / "_static/su/needs-items.js").exists()


def test_a_broken_self_check_is_told_and_not_shown(tmp_path: Path) -> None:
    course = with_needs(tmp_path)
    edit(course / "exercises/needs/instrument.yml", '"minutes": 13', '"minutes": "13"')
    assert any("exercises/needs/instrument.yml:2" in line and "minutes" in line for line in problems(course))


def test_an_edited_question_reaches_the_page_at_the_next_build(tmp_path: Path) -> None:
    course = with_needs(tmp_path)
    site(course)
    edit(course / "exercises/needs/activities.yml", "Which answer to both-1 fits?", "Which one fits best?")
    out, _ = site(course)
    assert "Which one fits best?" in (out / "_static/su/needs-items.js").read_text("utf-8")
