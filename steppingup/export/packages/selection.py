"""Some chapters or cases of a book: their pages, what they lead to directly, and data of the scripts made to fit."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from steppingup.book.activity_html import json_for_script
from steppingup.export.packages.links import Part, keep_links, linked_from
from steppingup.export.packages.site import COURSE, SEARCH, STATIC, Site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.common.language import Words

_BESIDE = re.compile(r"book/(?!exercises?\b)")

# data that only the page of one script asks for: where no page has the script, the data stays out
_DATA_OF = {
    "bank.js": "check.js",
    "needs-items.js": "needs.js",
    "needs-words.js": "needs.js",
    "map-example.js": "map-results.js",
    "map-course.js": "map-results.js",
    "map-parts.js": "map-results.js",
}
_PAGE_SCRIPTS = (
    "check.js", "needs.js", "needs.css", "exercise.js", "exercise.css", "map-results.js", "map-results.css",
    "first-map.js", "first-map.css", "room.js", "room.css",
)  # fmt: skip


def part_of(site: Site, folders: tuple[str, ...], words: Words) -> Site:
    """Return the part of a site that holds these chapters and cases; the whole site if none is named."""
    if not folders:
        return site
    own = [page for page in site.pages if page.startswith(tuple(f"{folder}/" for folder in folders))]
    own.sort(key=lambda page: page != f"{folders[0]}/index")
    kept = frozenset([*own, *_beside(site, own)])
    # a package begins with its own first page, whatever the order of the book is
    pages = [*own, *(page for page in site.pages if page in kept - set(own))]
    files = {name: data for name, data in site.files.items() if not name.endswith(".html")}
    part = Part(kept, site.first, own[0], words.get("package.elsewhere"))
    for page in pages:
        html = keep_links(page, site.text(f"{page}.html"), part)
        files[f"{page}.html"] = html.encode("utf-8")
    files["index.html"] = site.text("index.html").replace(f"{site.first}.html", f"{own[0]}.html").encode("utf-8")
    course = _course(site.course, pages)
    files[COURSE] = _script("SteppingUpCourse", course)
    if SEARCH in files:
        found = [entry for entry in site.data(SEARCH) if entry["path"] in kept]
        files[SEARCH] = _script("SteppingUpSearch", found)
    return Site(_needed(files, pages), course, tuple(pages))


def _beside(site: Site, own: Iterable[str]) -> set[str]:
    """Pages of the book (help, glossary …) that the chosen pages lead to; not exercises, which a trainer gives."""
    led = {target for page in own for target in linked_from(page, site.text(f"{page}.html"))}
    return {page for page in led if _BESIDE.match(page) and page in site.pages and page != site.first}


def _course(course: dict[str, Any], pages: list[str]) -> dict[str, Any]:
    """Return what the script knows of the course, for these pages alone."""
    known = {page["path"]: page for page in course["pages"]}
    made: dict[str, Any] = {**course, "pages": [known[page] for page in pages if page in known]}
    paths = {
        id_: {**path, "must": [one for one in path["must"] if one in pages],
              "should": [one for one in path["should"] if one in pages]}
        for id_, path in course.get("paths", {}).items()
    }  # fmt: skip
    if some := {id_: path for id_, path in paths.items() if path["must"] or path["should"]}:
        made["paths"] = some
    else:
        made.pop("paths", None)
    if made.get("check", {}).get("page") not in pages:
        made.pop("check", None)
    return made


def _needed(files: dict[str, bytes], pages: list[str]) -> dict[str, bytes]:
    """Leave out scripts that no page asks for, and their data."""
    html = b"".join(files[f"{page}.html"] for page in pages)
    unused = {name for name in _PAGE_SCRIPTS if f"{STATIC}{name}".encode() not in html}
    unused |= {name for name, script in _DATA_OF.items() if script in unused}
    if "room.js" in unused:
        unused |= {PurePosixPath(name).name for name in files if name.startswith(f"{STATIC}room-")}
    return {name: data for name, data in files.items() if name.removeprefix(STATIC) not in unused}


def _script(name: str, value: object) -> bytes:
    return f"globalThis.{name}={json_for_script(value)};\n".encode()
