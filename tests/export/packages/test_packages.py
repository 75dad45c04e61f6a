"""What is in a package: every page, plain names, no other host, and one script more in each page."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

import pytest

from steppingup.export.packages.site import data_of
from tests.export.packages.books import exported

PLATFORMS = ("scorm12", "scorm2004", "cmi5")
Packages = dict[str, dict[str, bytes]]


def pages(files: dict[str, bytes]) -> dict[str, str]:
    outer = {"shell.html", "leave.html", "index.html"}
    return {name: data.decode() for name, data in files.items() if name.endswith(".html") and name not in outer}


def test_the_zip_is_the_built_site(course: Path, packages: Packages) -> None:
    built = course / "_build" / "html"
    found = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()} - {".buildinfo"}
    assert set(packages["zip"]) == found | {"README.txt"}
    for name in found:
        assert (built / name).read_bytes() == packages["zip"][name]
    assert b"globalThis.SteppingUpSettings" in packages["zip"]["settings.js"]
    assert {"index.html", "settings.js"} <= {name for name in packages["zip"] if "/" not in name}
    assert not any(b"lent.js" in data for data in packages["zip"].values())


def test_the_zip_says_how_to_open_it(packages: Packages) -> None:
    text = packages["zip"]["README.txt"].decode()
    assert text.count("\n") == text.count("\r\n") > 10
    for word in ("Stepping Up", "index.html", "settings.js", "Unpack", "nothing is sent", "CC BY 4.0"):
        assert word in text
    assert "{" not in text


@pytest.mark.parametrize("format_", ["zip", *PLATFORMS])
def test_names_are_plain(packages: Packages, format_: str) -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", name) for name in packages[format_])


@pytest.mark.parametrize("format_", PLATFORMS)
def test_each_page_takes_the_storage_of_the_shell_first(packages: Packages, format_: str) -> None:
    found = pages(packages[format_])
    assert len(found) > 5
    for name, html in found.items():
        root = "../" * name.count("/")
        first = re.search(r"<script[^>]*>", html)
        assert first
        assert re.search(rf'src="(\./)?{root}_static/su/lent\.js"', first[0])
        assert html.index("lent.js") < html.index("localStorage"), name
        assert "Your answers stay on this device.</p></div></footer>" not in html


@pytest.mark.parametrize("format_", PLATFORMS)
def test_nothing_comes_from_another_host(packages: Packages, format_: str) -> None:
    loaded = re.compile(r"""<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="(?:https?:)?//""")
    assert [name for name, html in packages[format_].items() if loaded.search(html.decode("utf-8", "replace"))] == []


@pytest.mark.parametrize("format_", PLATFORMS)
def test_the_shell_knows_each_activity(course: Path, packages: Packages, format_: str) -> None:
    files = packages[format_]
    data = data_of(files["_static/su/package.js"].decode())
    met = {one["id"] for page in data_of(files["_static/su/course.js"].decode())["pages"] for one in page["activities"]}
    assert met
    assert met <= set(data["shapes"])
    assert data["rule"] == {"mark": None, "path": None}
    assert data["first"] == data["pages"][0] == "book/welcome"
    assert {f"{page}.html" for page in data["pages"]} == set(pages(files))
    script = "shell-cmi5.js" if format_ == "cmi5" else "shell-scorm.js"
    assert f"_static/su/{script}" in files
    assert script in files["shell.html"].decode()
    assert f'data-kind="{format_}"' in files["shell.html"].decode()


def test_the_same_book_gives_the_same_bytes(course: Path, packages: Packages) -> None:
    assert exported(course, "scorm12") == packages["scorm12"]


def test_letters_of_every_language_stand_in_the_title(course: Path) -> None:
    files = exported(course, "scorm12", "--chapter", "1")
    assert "Łódź, ģimene, åtgärd, õigus &amp; й &lt;1&gt;" in files["imsmanifest.xml"].decode("utf-8")
    assert "Łódź, ģimene, åtgärd, õigus &amp; й &lt;1&gt;" in files["shell.html"].decode("utf-8")


def test_a_mark_and_a_path_stand_in_the_package_not_in_the_manifest(course: Path) -> None:
    files = exported(course, "scorm2004", "--mark", "70")
    assert data_of(files["_static/su/package.js"].decode())["rule"]["mark"] == 0.7
    assert b"70" not in files["imsmanifest.xml"].replace(b'"1"', b"")


@pytest.fixture(scope="session")
def files(course: Path) -> dict[str, bytes]:
    """One chapter."""
    return exported(course, "scorm12", "--chapter", "01-start")


class TestChapter:
    """A package of one chapter."""

    def test_it_holds_its_pages_and_what_they_lead_to(self, files: dict[str, bytes]) -> None:
        found = pages(files)
        assert {name for name in found if name.startswith("chapters/")} == {
            "chapters/01-start/index.html", "chapters/01-start/01-first.html", "chapters/01-start/02-second.html",
        }  # fmt: skip
        assert not any(name.startswith("case_studies/") for name in found)
        assert "book/help.html" in found

    def test_no_link_leads_nowhere(self, files: dict[str, bytes]) -> None:
        for name, html in pages(files).items():
            for href in re.findall(r'<a\b[^>]*? href="([^"#?:]+)["#?]', html):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), href))
                assert target in files, (name, href)

    def test_the_script_knows_no_other_page(self, files: dict[str, bytes]) -> None:
        course = data_of(files["_static/su/course.js"].decode())
        assert {f"{page['path']}.html" for page in course["pages"]} <= set(pages(files))
        data = data_of(files["_static/su/package.js"].decode())
        assert {f"{page}.html" for page in data["pages"]} == set(pages(files))
        assert data["first"] == data["pages"][0] == "chapters/01-start/index"
        search = data_of(files["_static/su/search-index.js"].decode())
        assert {f"{entry['path']}.html" for entry in search} <= set(pages(files))

    def test_a_link_that_is_gone_is_explained(self, course: Path, files: dict[str, bytes]) -> None:
        built = course / "_build" / "html"
        article = re.compile(r"<article.*?(?=<nav class=\"prev-next-footer|</article>)", re.DOTALL)
        told = set()
        for name, html in pages(files).items():
            now, before = (article.search(text) for text in (html, (built / name).read_text("utf-8")))
            assert now
            assert before
            lost = before[0].count("<a ") - now[0].count("<a ")
            assert ("This is a part of the course." in now[0]) == (lost > 0), name
            told |= {lost > 0}
        assert told == {True, False}

    def test_the_manifest_tells_it_from_the_book(self, files: dict[str, bytes]) -> None:
        assert b'identifier="stepping-up-01-start"' in files["imsmanifest.xml"]


def test_the_bundle_of_the_shell_names_no_secret(packages: Packages) -> None:
    """A package is for learners: what it holds of the course is what its pages hold."""
    data = data_of(packages["scorm12"]["_static/su/package.js"].decode())
    assert set(data) == {"first", "pages", "rule", "shapes", "words"}
    assert json.dumps(data).count("correct") == 0
