"""The built book as files in memory, from which packages are made."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steppingup.common.errors import ExportError
from steppingup.common.settings import load_settings
from steppingup.export.packages.links import listed_in

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.export.request import Request

STATIC = "_static/su/"
COURSE = f"{STATIC}course.js"
SEARCH = f"{STATIC}search-index.js"

# what Sphinx keeps for itself, and what no platform serves
_NOT_SHIPPED = re.compile(r"(^|/)\.|^_sources/|\.(inv|pickle|doctree)$")
_HAS_PAGE = re.compile(r'<body data-page="')
_FRONT = re.compile(r'http-equiv="refresh" content="0; url=([^"]*)\.html"')
_PLAIN = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")


@dataclass(frozen=True)
class Site:
    """A built book, or a part of it.

    Args:
        files: what each file holds, by its path with forward slashes.
        course: the course as the script knows it: pages with something to do, their activities, and paths.
        pages: all pages, without ``.html``, in reading order.
    """

    files: dict[str, bytes]
    course: dict[str, Any]
    pages: tuple[str, ...]

    @property
    def first(self) -> str:
        """The page to begin with."""
        return self.pages[0]

    def text(self, name: str) -> str:
        """Return a file as text."""
        return self.files[name].decode("utf-8")

    def data(self, name: str) -> Any:
        """Return what a script of data holds."""
        return data_of(self.text(name))


def data_of(script: str) -> Any:
    """Read the JSON of a script that only sets one global name."""
    return json.loads(script[script.index("=") + 1 :].rstrip().removesuffix(";"))


def built_site(request: Request) -> Site:
    """Build the book, or find that nothing has changed since the last time, and read its files.

    Raises:
        BuildError: the book cannot be built.
        ExportError: a file has a name that platforms do not serve.
    """
    from steppingup.book.run import Job, build, default_jobs  # noqa: PLC0415 - Sphinx is slow to import

    usual = load_settings(request.course).language.default
    folder = "html" if request.language == usual else f"html-{request.language}"
    out = request.course / "_build" / folder
    build(Job(request.course, out.resolve(), request.language, default_jobs(), say=_Teller().say))
    return read_site(out)


def read_site(folder: Path) -> Site:
    """Read a site that is built.

    Raises:
        ExportError: a file has a name that platforms do not serve.
    """
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    shipped = {name: path for name, path in paths.items() if not _NOT_SHIPPED.search(name)}
    for name in shipped:
        if not _PLAIN.fullmatch(name):
            raise ExportError(
                f"The file '{name}' has a space or a letter beyond a-z in its name, and platforms do not serve it. "
                "Rename it in the course, and where pages name it."
            )
    files = {name: path.read_bytes() for name, path in shipped.items()}
    return Site(files, data_of(files[COURSE].decode("utf-8")), _in_reading_order(files))


def _in_reading_order(files: dict[str, bytes]) -> tuple[str, ...]:
    """All pages: the front page, then what the contents list, then the rest."""
    texts = {name.removesuffix(".html"): data.decode("utf-8") for name, data in files.items() if name.endswith(".html")}
    pages = {page: text for page, text in texts.items() if _HAS_PAGE.search(text)}
    front = _FRONT.findall(texts["index"])
    # the front page has no contents beside it
    listed = next((found for page, text in pages.items() if (found := listed_in(page, text))), [])
    return tuple(dict.fromkeys(page for page in [*front, *listed, *pages] if page in pages))


class _Teller:
    """Shows each step of the build once."""

    def __init__(self) -> None:
        self._last = ""

    def say(self, text: str) -> None:
        step = text.partition(":")[0]
        if step != self._last:
            print(f"{step} …", file=sys.stderr)  # noqa: T201 - a build takes its time; the person should see it move
        self._last = step
