"""The book as a plain zip: unpacked, it opens from a disk and from any web server; ``settings.js`` may be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup import __version__
from steppingup.common.language import load_words
from steppingup.export.out_file import put_file
from steppingup.export.packages.archive import packed
from steppingup.export.packages.selection import part_of
from steppingup.export.packages.site import built_site
from steppingup.export.packages.told import told

if TYPE_CHECKING:
    from steppingup.common.language import Words
    from steppingup.export.request import Request

README = "README.txt"
# headings and what stands below them: words of steppingup/messages/export.yml
_README = (
    ("open", "unpack", "start", "share"),
    ("fit", "settings", "careful"),
    ("kept", "answers"),
    ("rights", "licence"),
)


def export(request: Request) -> list[str]:
    """Write the book, or some chapters, as one zip file.

    Raises:
        SteppingUpError: it cannot be made; nothing was written.
    """
    words = load_words(request.course, request.language)
    site = part_of(built_site(request), request.folders, words)
    files = {**site.files, README: readme(words).encode("utf-8")}
    data = packed(files)
    put_file(request.out, data)
    return told(request, data, len(files), "export.zip")


def readme(words: Words) -> str:
    """Say in plain words how to open the course, how to fit it to a town, and what is kept."""
    paragraphs = [words.get("readme.about", course=words.get("site.name"), release=__version__)]
    for heading, *keys in _README:
        lines = [f"- {words.get(f'readme.{key}')}" for key in keys]
        paragraphs.append("\n".join([words.get(f"readme.{heading}"), *lines]))
    # the simple editor of Windows once showed one long line without these
    return "\n\n".join([words.get("site.name"), *paragraphs, ""]).replace("\n", "\r\n")
