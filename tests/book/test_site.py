from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from steppingup.book.run import BuildError, Job, build
from tests.book.books import edit, main_part, pages, problems, site, tiny


def test_only_our_own_files_are_in_the_site(built: Path) -> None:
    others = {p.relative_to(built).as_posix() for p in built.rglob("*") if p.is_file() and p.suffix != ".html"}
    own = {
        "stepping-up.js",
        "pages.js",
        "pattern.js",
        "check.js",
        "exercise.js",
        "exercise.css",
        "needs.js",
        "needs.css",
        "room.js",
        "room.css",
        "worksheet.js",
        "first-map.js",
        "first-map.css",
        "personal.js",
        "sheet-files.js",
        "worksheet.css",
        "map-parts.js",
        "map-results.js",
        "map-results.css",
        "stepping-up.css",
        "search.js",
        "words.js",
        "course.js",
        "search-index.js",
        "mark.svg",
    }
    assert others == {".buildinfo", "settings.js", *(f"_static/su/{name}" for name in own)}


def test_pages_load_nothing_else(built: Path) -> None:
    for name, page in pages(built).items():
        loaded = re.findall(r'<(?:script|img|iframe|source)[^>]* src="([^"?]*)', page)
        loaded += re.findall(r'<link[^>]* href="([^"?]*)', page)
        assert all(not address.startswith(("http", "//")) for address in loaded), name
        target = (built / name).parent
        assert all((target / address).resolve().is_file() for address in loaded), name


def test_order_of_the_scripts(built: Path) -> None:
    found = {name: re.findall(r'<script defer src="(?:\.\./)*([^"?]*)', page) for name, page in pages(built).items()}
    four = ["settings.js", *(f"_static/su/{name}.js" for name in ("words", "course", "stepping-up"))]
    assert found.pop("index.html") == []
    assert found.pop("book/search.html") == [*four, "_static/su/search-index.js", "_static/su/search.js"]
    assert found.pop("book/progress.html") == [*four, "_static/su/pages.js"]
    assert set(map(tuple, found.values())) == {tuple(four)}


def test_no_kernel_starts_for_a_course_without_code(built: Path) -> None:
    assert not (built.parent / ".jupyter_cache").exists()
    assert not list(built.parent.rglob("*.ipynb"))


def test_inner_links_lead_somewhere(built: Path) -> None:
    all_pages = {(built / name).resolve(): page for name, page in pages(built).items()}
    for path, page in all_pages.items():
        for href in re.findall(r'<a [^>]*href="([^"]*)"', page):
            address, _, anchor = href.partition("#")
            if address.startswith(("https:", "tel:", "mailto:", "about:")):
                continue
            target = (path.parent / address).resolve() if address else path
            assert target in all_pages, (path, href)
            assert not anchor or f'id="{anchor}"' in all_pages[target], (path, href)


def test_ids_are_unique(built: Path) -> None:
    for name, page in pages(built).items():
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), name


def test_cells_that_head_rows_say_so(built: Path) -> None:
    page = pages(built)["chapters/01-start/01-first.html"]
    assert '<td class="head"></td>\n<th scope="col" class="head">Leads</th>' in page
    assert '<th scope="row">left</th>\n<td>home</td>' in page


def test_outside_links_tell_nobody_where_we_are(built: Path) -> None:
    for page in pages(built).values():
        assert all("noreferrer" in link for link in re.findall(r'<a [^>]*href="https?:[^>]*>', page))


def test_help_comes_before_the_exit_with_own_country_first(built: Path) -> None:
    page = pages(built)["chapters/01-start/01-first.html"]
    places = [page.index(text) for text in ('href="tel:112"', "Line two", "Line one", 'class="su-leave"')]
    assert places == sorted(places)
    assert "not checked since 2001" in page
    assert 'href="https://weather.example.org/"' in page


def test_stale_fact_is_said_on_the_page_and_as_a_note(tmp_path: Path) -> None:
    out, report = site(tiny(tmp_path))
    assert "not checked since 2001" in main_part(pages(out)["case_studies/one/index.html"])
    assert [note.split(": ")[1] for note in report.notes] == ["old-door", "fi-one"]


def test_a_book_is_built_on_any_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course, name = tiny(tmp_path), "chapters/01-start/01-first.html"
    monkeypatch.setenv("STEPPINGUP_TODAY", "2098-12-01")
    out, report = site(course)
    (soon,) = [note for note in report.notes if "doors" in note]
    assert "facts/facts.yml:1: doors: review_by: must be checked by 2099-01-01" in soon
    before = pages(out)[name]
    assert "There are two (March 2025) doors." in before
    monkeypatch.setenv("STEPPINGUP_TODAY", "2099-01-02")
    out, report = site(course)
    (late,) = [note for note in report.notes if "doors" in note]
    assert "out of date since 2099-01-01" in late
    after = pages(out)[name]
    assert "There are two (March 2025; not checked since March 2025) doors." in after
    assert after.count("not checked since March 2025") > 1, "in the readable form and for the script"


def test_course_script_knows_the_pages_in_reading_order(built: Path) -> None:
    text = (built / "_static/su/course.js").read_text("utf-8")
    course = json.loads(text.removeprefix("globalThis.SteppingUpCourse=").rstrip(";\n"))
    assert [page["path"] for page in course["pages"]][:3] == [
        "chapters/01-start/index", "chapters/01-start/01-first", "chapters/01-start/02-second",
    ]  # fmt: skip
    assert course["pages"][2]["activities"] == [{"id": "start/scene-1", "version": 2, "kind": "spot"}]
    assert course["pages"][1]["kicker"] == "Lesson 1.1, 1 of 2 in chapter 1"
    assert all(page["activities"] or page.get("minutes") for page in course["pages"]), "each page carries this list"


def test_search_index_has_prose_activities_and_tables_but_no_keys(built: Path) -> None:
    text = (built / "_static/su/search-index.js").read_text("utf-8")
    entries = json.loads(text.removeprefix("globalThis.SteppingUpSearch=").rstrip(";\n"))
    whole = " ".join(entry["text"] for entry in entries)
    for wanted in (
        "A door in Havmere",
        "The left door",
        "A door is built",
        "Line one",
        "Handles & Keys",
        "two (March 2025)",
    ):
        assert wanted in whole
    assert "It is open." not in whole
    assert {"path": "chapters/01-start/01-first", "section": "First", "anchor": ""}.items() <= entries[3].items()


def test_a_page_that_is_gone_leaves_the_site(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    out, _ = site(course)
    (out / "own.html").write_text("somebody else's", "utf-8")
    edit(course / "_toc.yml", "          - file: chapters/01-start/02-second\n", "")
    site(course)
    assert not (out / "chapters/01-start/02-second.html").exists()
    assert (out / "own.html").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    out = tmp_path / "mine"
    out.mkdir()
    (out / "thesis.txt").write_text("three years", "utf-8")
    with pytest.raises(BuildError, match="holds files that no build of this course"):
        build(Job(course, out, fresh=True))
    assert (out / "thesis.txt").exists()


def test_fresh_forgets_the_earlier_build(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    site(course)
    assert site(course)[1].written == 0
    assert site(course, fresh=True)[1].written == 9


def test_graded_activity_never_reaches_a_page(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    folder = course / "exercises" / "one"
    folder.mkdir(parents=True)
    shutil.copy(course / "chapters/01-start/activities.yml", folder / "activities.yml")
    (course / "chapters/01-start/activities.yml").unlink()
    said = problems(course)
    where = "belongs on the page of its exercise alone"
    assert f"chapters/01-start/01-first.md:27: 'start/door-1' is a graded activity and {where}" in said
    assert "It is open." not in "".join(pages(course / "_build" / "html").values())


def test_another_project_with_a_build_file_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "theirs"
    (out / "_static").mkdir(parents=True)
    (out / ".buildinfo").write_text("# Sphinx build info version 1\n", "utf-8")
    with pytest.raises(BuildError, match="holds files that no build of this course has put there"):
        build(Job(tiny(tmp_path), out, fresh=True))
    assert (out / "_static").is_dir()


def test_files_of_a_municipality_beside_the_pages_stay(tmp_path: Path) -> None:
    course, out = tiny(tmp_path), tmp_path / "site"
    build(Job(course, out))
    (out / "CNAME").write_text("example.org", "utf-8")
    (out / "_static/logo").mkdir()
    (out / "settings.js").write_bytes("// f\u00fcr uns".encode("latin-1"))
    build(Job(course, out))
    assert build(Job(course, out, fresh=True)).written == 9
    assert (out / "CNAME").exists()
    assert (out / "_static/logo").is_dir()
    assert b"SteppingUpSettings" in (out / "settings.js").read_bytes()


def test_the_folder_of_all_builds_is_no_place_for_one(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    site(course)
    with pytest.raises(BuildError, match="name an empty or a new folder"):
        build(Job(course, course / "_build", fresh=True))
