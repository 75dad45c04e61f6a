"""Make a pseudo language: every text with accents and in brackets, so that a word that escaped translation is seen.

Usage: python tools/pseudo.py COURSE     (writes COURSE/locale/en_XA; give it a copy of the course, not the course)
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

from steppingup.book.messages import templates

LANGUAGE = "en_XA"

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀçđéƒǧĥíĵķłɱñóƥɋřšŧúṽŵẋýžÁƁÇĐÉƑǦĤÍĴĶŁṀÑÓƤɊŘŠŦÚṼŴẊÝŽ"
_TABLE = str.maketrans(_PLAIN, _ACCENTED)
# What must come through unchanged: roles with their ids, code, targets of links, names in braces.
_KEPT = re.compile(r"\{[\w-]+\}`[^`]*`|`[^`]*`|\]\([^)]*\)|<[^>\s]+>|\{[^{}]*\}|&\w+;")


def pseudo(text: str) -> str:
    """Return a text in the pseudo language; placeholders and markup stay as they are."""
    parts, at = [], 0
    for found in _KEPT.finditer(text):
        parts += [text[at : found.start()].translate(_TABLE), found[0]]
        at = found.end()
    return f"⟦{''.join([*parts, text[at:].translate(_TABLE)])}⟧"


def translate(template: str) -> bytes:
    """Fill in every entry of a template."""
    from babel.messages.pofile import read_po, write_po  # noqa: PLC0415

    catalogue = read_po(BytesIO(template.encode()))
    for message in catalogue:
        if message.id:
            message.string = pseudo(str(message.id))
    stream = BytesIO()
    write_po(stream, catalogue, omit_header=True)
    return b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n' + stream.getvalue()


def write(course: Path) -> Path:
    """Write the pseudo language into a course; return its folder."""
    folder = course / "locale" / LANGUAGE / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in templates(course).items():
        (folder / name).with_suffix(".po").write_bytes(translate(text))
    return folder


if __name__ == "__main__":
    print(write(Path(sys.argv[1]).resolve()))
