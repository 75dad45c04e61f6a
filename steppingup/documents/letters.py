"""Letters of files that do not say how they are written, and one form for texts that people write in several ways."""

from __future__ import annotations

import unicodedata

_MARKED_16 = (b"\xff\xfe", b"\xfe\xff")
# A text of one byte per letter does not tell its code page; the letters that its languages use often do.
_PAGES = {
    "cp1252": "äöåøæéüßÄÖÅØÆÉÜáíðóúýþÁÍÐÓÚÝÞ",
    "cp1257": "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲäöåøæéüõÄÖÅØÆÉÜÕ",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻäöéüßÄÖÉÜ",
}
_SIGNS = "\u201e\u201c\u201d\u2018\u2019\u2013\u2014\u2026\u00a0"  # quotes and dashes, which the pages share
_LOOK_AT = 4000


def decode(data: bytes) -> str:
    """Turn the bytes of a text file into text: by its mark, as UTF-8 or UTF-16, or by the code page that fits best."""
    if data.startswith(_MARKED_16):
        return data.decode("utf-16", errors="replace")
    if unmarked := _unmarked_16(data):
        return data.decode(unmarked, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = max(_PAGES, key=lambda page: _fit(data, page))
        return data.decode(best, errors="replace")


def same(text: str) -> str:
    """Give the form in which two writings of one name are equal: case, accents and punctuation do not count."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def _unmarked_16(data: bytes) -> str:
    """Tell a text of two bytes per letter by its blanks and digits, every second byte of which is nothing."""
    some = data[:_LOOK_AT]
    even, odd = some[::2].count(0), some[1::2].count(0)
    half = len(some) // 2
    if half < 4 or min(even, odd) > half // 20:
        return ""
    return "utf-16-le" if odd > half * 0.6 else "utf-16-be" if even > half * 0.6 else ""


def _fit(data: bytes, page: str) -> int:
    """Say how well letters beyond ASCII fit one code page: each usual letter counts, anything else counts against."""
    odd = [letter for letter in data.decode(page, errors="replace") if letter > "\x7f" and letter not in _SIGNS]
    return sum(1 if letter in _PAGES[page] else -1 for letter in odd)
