"""What a package for a platform has more than the book: the page around it, its data, and one script in each page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from steppingup.book.activity_html import json_for_script
from steppingup.book.state import STATIC as BUNDLES
from steppingup.catalogue import load_catalogue
from steppingup.common.errors import ExportError
from steppingup.common.language import load_words
from steppingup.export.packages.selection import part_of
from steppingup.export.packages.site import STATIC, Site, built_site
from steppingup.record.packed import key_of

if TYPE_CHECKING:
    from steppingup.common.language import Words
    from steppingup.export.request import Request

START = "shell.html"
LEAVE = "leave.html"
DATA = f"{STATIC}package.js"
LENT = "lent.js"

_HEAD = re.compile(r'(<html[^>]* data-content_root="([^"]*)"[^>]*>\s*<head>\s*<meta charset="utf-8">)')
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Package:
    """A package for a platform.

    Args:
        name: what tells it from other packages of the course, such as ``book`` or ``02-definition``.
        title: what people read in their platform.
        language: the language of its texts.
        files: all files, by path.
        release: the release of the course.
    """

    name: str
    title: str
    language: str
    files: dict[str, bytes]
    release: str


def package_for(request: Request, script: str, kind: str) -> Package:
    """Make the package that somebody asked for.

    Args:
        request: what is asked for.
        script: the script of the shell page: it holds the adapters of some kinds of platforms.
        kind: the kind of platform that it looks for first, such as ``scorm12``.

    Raises:
        ExportError: the package cannot be made as it was asked.
        BuildError: the book cannot be built.
    """
    _check_path(request)
    words = load_words(request.course, request.language)
    site = part_of(built_site(request), request.folders, words)
    files = {name: data for name, data in site.files.items() if name != "index.html"}
    for page in site.pages:
        files[f"{page}.html"] = _page(site.text(f"{page}.html"), words).encode("utf-8")
    for name in (script, LENT, "shell.css"):
        files[STATIC + name] = (BUNDLES / name).read_bytes()
    files[DATA] = f"globalThis.SteppingUpPackage={json_for_script(_data(request, site, words))};\n".encode()
    title = title_of(site, request.folders, words)
    files[START] = _start_page(title, request.language, (script, kind), words).encode("utf-8")
    files[LEAVE] = _leave_page(request.language, words).encode("utf-8")
    return Package(name_of(request.folders), title, request.language, files, site.course["release"])


def name_of(folders: tuple[str, ...]) -> str:
    """Name what a package holds."""
    return "-".join(folder.rpartition("/")[2] for folder in folders) or "book"


def title_of(site: Site, folders: tuple[str, ...], words: Words) -> str:
    """Return the title of a package: that of the course, and of the chapters in it."""
    heads = {page["path"]: page for page in site.course["pages"]}
    chapters = [heads.get(f"{folder}/index") or {"title": heading_of(site, f"{folder}/index")} for folder in folders]
    named = [f"{one['kicker']}: {one['title']}" if "kicker" in one else one["title"] for one in chapters]
    return ". ".join([words.get("site.name"), *named])


def heading_of(site: Site, page: str) -> str:
    """Return the heading of a page as plain text."""
    found = _HEADING.search(site.text(f"{page}.html"))
    return unescape(_TAG.sub("", found[1])).strip() if found else page


def _check_path(request: Request) -> None:
    if not request.path:
        return
    from steppingup.common.facts import load_facts  # noqa: PLC0415 - only where somebody names a path

    known = [*load_facts(request.course).roles, "tier-1", "tier-2", "tier-3"]
    if request.path not in known:
        raise ExportError(f"No path '{request.path[:40]}'. There are: {', '.join(known)}.")


def _data(request: Request, site: Site, words: Words) -> dict[str, Any]:
    catalogue = load_catalogue(request.course, request.language).require()
    shapes = catalogue.shapes()
    met = {one["id"] for page in site.course["pages"] for one in page["activities"]}
    met |= set(site.course.get("check", {}).get("items", ()))
    path = request.path if request.path in site.course.get("paths", {}) else None
    if request.path and path is None:
        raise ExportError(f"The path '{request.path}' has no lesson in this chapter. Leave --path out.")
    told = {key: text for key, text in words.group("export").items() if key.startswith("package.")}
    known = {id_: shape for id_, shape in sorted(shapes.items()) if id_ in met}
    _check_keys(known)
    rule = {"mark": request.mark, "path": path}
    return {"first": site.first, "pages": list(site.pages), "rule": rule, "shapes": known, "words": told}


def _check_keys(shapes: dict[str, Any]) -> None:
    """Refuse a course in which a platform could not tell two activities apart."""
    seen: dict[str, str] = {}
    for id_ in shapes:
        other = seen.setdefault(key_of(id_), id_)
        if other != id_:
            raise ExportError(f"A platform cannot tell '{other}' from '{id_}'. Rename the newer one in the course.")


def _page(html: str, words: Words) -> str:
    """Let a page take the storage of the shell, before anything else reaches for it, and say who keeps the answers."""
    html, found = _HEAD.subn(rf'\1\n<script src="\2{STATIC}{LENT}"></script>', html, count=1)
    if not found:
        raise ExportError("A page of the book has no head as this release writes it; build the book anew.")
    here, there = (escape(words.get(key), quote=True) for key in ("frame.independent", "package.independent"))
    return html.replace(here, there)


def _start_page(title: str, language: str, starts: tuple[str, str], words: Words) -> str:
    script, kind = starts

    def said(key: str) -> str:
        return escape(words.get(key), quote=True)

    return f"""<!DOCTYPE html>
<html lang="{language.replace("_", "-")}" data-kind="{kind}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<link rel="icon" type="image/svg+xml" href="{STATIC}mark.svg">
<link rel="stylesheet" href="{STATIC}shell.css">
<script defer src="settings.js"></script>
<script defer src="{STATIC}course.js"></script>
<script defer src="{DATA}"></script>
<script defer src="{STATIC}{script}"></script>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<iframe title="{said("package.frame")}"></iframe>
</main>
<div class="bar" role="region" aria-label="{said("package.kept-title")}">
<p role="status"></p>
<a class="back" href="#" hidden>{said("package.back")}</a>
<details>
<summary>{said("package.kept-title")}</summary>
<p></p>
<button type="button">{said("package.download")}</button>
</details>
</div>
<noscript><p>{said("package.noscript")}</p></noscript>
</body>
</html>
"""


def _leave_page(language: str, words: Words) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language.replace("_", "-")}" data-su-leave>\n<head>\n<meta charset="utf-8">\n'
        f'<title>{escape(words.get("package.leaving"))}</title>\n<script src="{STATIC}{LENT}"></script>\n'
        "</head>\n<body></body>\n</html>\n"
    )
