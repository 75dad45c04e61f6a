"""Paths, Monday sheets and the referral card in a built site."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.book.books import edit, problems, site, tiny

PATHS = """\
- id: clerk
  must: ["1.2"]
  should: ["1.1", "9.9"]
  monday: [Look up., Write it down., "Call <b>nobody</b> alone."]
"""
CONTACTS = "- {id: focal-point, purpose: Our focal point, hint: who it is, sheet: true}\n"
CONTACTS += "- {id: beds, purpose: A bed tonight, hint: for anybody}\n"


def course_with_paths(folder: Path) -> Path:
    course = tiny(folder)
    (course / "facts/paths.yml").write_text(PATHS.replace("<b>nobody</b>", "nobody & nothing"), "utf-8")
    (course / "facts/contacts.yml").write_text(CONTACTS, "utf-8")
    (course / "book/paths.md").write_text("# Paths\n\nChoose.\n\n```{paths}\n```\n", "utf-8")
    (course / "book/card.md").write_text("# Card\n\nA card.\n\n```{referral-card}\n```\n", "utf-8")
    (course / "book/monday").mkdir()
    (course / "book/monday/clerk.md").write_text("# Sheet\n\nA sheet.\n\n```{monday} clerk\n```\n", "utf-8")
    extra = "      - file: book/paths\n      - file: book/card\n      - file: book/monday/clerk\n"
    edit(course / "_toc.yml", "      - file: book/help\n", f"{extra}      - file: book/help\n")
    return course


@pytest.fixture(scope="module")
def built_paths(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1780000000")
        patch.setenv("STEPPINGUP_COURSE", "")
        return site(course_with_paths(tmp_path_factory.mktemp("paths")))[0]


def read(out: Path, name: str) -> str:
    return (out / name).read_text("utf-8")


def test_every_path_reads_without_a_script(built_paths: Path) -> None:
    page = read(built_paths, "book/paths.html")
    clerk = page.partition('id="path-clerk"')[2].partition("</section>")[0]
    assert re.findall(r'<a href="\.\./([^"]+)"', clerk) == [
        "chapters/01-start/02-second.html", "chapters/01-start/01-first.html",
    ]  # fmt: skip
    assert re.findall(r'<a href="monday/clerk.html">', clerk)
    assert [*re.findall(r"<h3>[^<]*: (\d+) minutes</h3>", clerk)] == ["10", "10"]
    assert re.findall(r'data-path="([^"]+)"', page) == ["clerk", "tier-1", "tier-2", "tier-3"]
    assert page.count("02-second.html") > 4  # contents, the role and each tier


def test_the_script_knows_the_paths(built_paths: Path) -> None:
    data = json.loads(read(built_paths, "_static/su/course.js").partition("=")[2].strip().rstrip(";"))
    assert data["paths"]["clerk"] == {
        "name": "Clerk", "must": ["chapters/01-start/02-second"], "should": ["chapters/01-start/01-first"],
    }  # fmt: skip


def test_a_lesson_has_places_for_the_path(built_paths: Path) -> None:
    page = read(built_paths, "chapters/01-start/01-first.html")
    assert "<li data-su-for hidden>" in page
    assert '<div class="su-box su-noprint" data-su-path hidden></div>' in page


def test_the_sheet_has_its_lines_escaped_and_room_for_more(built_paths: Path) -> None:
    page = read(built_paths, "book/monday/clerk.html")
    assert "<li>Look up.</li><li>Write it down.</li><li>Call nobody &amp; nothing alone.</li>" in page
    assert page.count('class="su-own"') == 2
    assert 'data-contact="focal-point"' in page
    assert 'data-contact="beds"' not in page
    assert '<script defer src="../../_static/su/lines.js' in page


def test_the_card_has_every_contact_and_the_lines_of_all_countries(built_paths: Path) -> None:
    page = read(built_paths, "book/card.html")
    assert re.findall(r'data-contact="([^"]+)"', page) == ["focal-point", "beds", "national"]
    lines = json.loads(read(built_paths, "_static/su/lines.js").partition("=")[2].strip().rstrip(";"))
    assert lines
    assert all(set(line) == {"id", "country", "who", "number", "day"} for line in lines)
    assert all(line["country"] != "all" for line in lines)


def test_an_edited_line_reaches_its_sheet_alone(tmp_path: Path) -> None:
    course = course_with_paths(tmp_path)
    out, _ = site(course)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    edit(course / "facts/paths.yml", "Look up.", "Look twice.")
    site(course)
    written = {path.relative_to(out).as_posix() for path in before if path.stat().st_mtime_ns != before[path]}
    assert written == {"book/monday/clerk.html", "book/paths.html"}
    assert "Look twice." in read(out, "book/monday/clerk.html")


def test_a_sheet_of_an_unknown_role_is_said(tmp_path: Path) -> None:
    course = course_with_paths(tmp_path)
    edit(course / "book/monday/clerk.md", "{monday} clerk", "{monday} clark")
    [line] = [line for line in problems(course) if "clark" in line]
    assert "book/monday/clerk.md:5" in line
    assert "do you mean clerk?" in line


def test_a_town_sets_its_contacts(tmp_path: Path) -> None:
    course = course_with_paths(tmp_path)
    (course / "settings.toml").write_text(
        '[municipality]\nname = "Havmere"\n[municipality.contacts]\nfocal-point = "Aino, 000 1"\n', "utf-8"
    )
    out, _ = site(course)
    script = read(out, "settings.js")
    assert '"focal-point": "Aino, 000 1"' in script
    assert '"town": "Havmere"' in script
