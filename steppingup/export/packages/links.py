"""Links of a page to pages that a package leaves out: the text stays, the link goes, and a line says why.

Lists of contents get shorter.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LINK = re.compile(r'<a\b(?P<before>[^>]*?) href="(?P<page>[^"#?:]*\.html)(?P<rest>[#?][^"]*)?"(?P<after>[^>]*)>')
_ANCHOR = re.compile(_LINK.pattern + r"(?P<text>.*?)</a>", re.DOTALL)
_TURN = re.compile(r'<a class="(?:left-prev|right-next)"[^>]*? href="([^"#?:]*\.html)[^>]*>.*?</a>', re.DOTALL)
_CONTENTS = re.compile(r'<nav class="bd-links[^>]*>.*?</nav>', re.DOTALL)
_ITEM = re.compile(r"<li\b[^>]*>|</li>")
_BELOW = re.compile(r"<ul[^>]*>(.*)</ul>", re.DOTALL)
_EMPTY = re.compile(r'(<p class="caption">[^<]*</p>\s*)?<ul[^>]*>\s*</ul>')
_ARTICLE_END = re.compile(r'<nav class="prev-next-footer|</article>')
_EMPTY_BRANCH = re.compile(r"<details[^>]*><summary>(?:(?!</summary>).)*</summary>\s*</details>", re.DOTALL)


def target_of(page: str, href: str) -> str:
    """Return the page (without ``.html``) that a link of a page leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), href)).removesuffix(".html")


def linked_from(page: str, html: str) -> set[str]:
    """Return the pages that the text, the head and the foot of a page lead to; its contents and its turns left out."""
    text = _TURN.sub("", _CONTENTS.sub("", html))
    return {target_of(page, found["page"]) for found in _LINK.finditer(text)}


def listed_in(page: str, html: str) -> list[str]:
    """Return the pages that the contents beside a page list, in reading order; none where it has no contents."""
    contents = _CONTENTS.search(html)
    return [target_of(page, found["page"]) for found in _LINK.finditer(contents[0])] if contents else []


@dataclass(frozen=True)
class Part:
    """What a package holds of the book.

    Args:
        pages: the pages that it has.
        front: the first page of the whole book; links to it lead to ``first`` where it is left out.
        first: the first page of the package.
        note: what stands at the end of a page from which a link was taken.
    """

    pages: frozenset[str]
    front: str
    first: str
    note: str


def keep_links(page: str, html: str, part: Part) -> str:
    """Take the links of a page to pages away that are left out."""

    def is_kept(href: str) -> bool:
        return target_of(page, href) in part.pages

    def one(found: re.Match[str]) -> str:
        target = target_of(page, found["page"])
        if target in part.pages:
            return found[0]
        if target == part.front:
            home = posixpath.relpath(f"{part.first}.html", posixpath.dirname(page) or ".")
            return f'<a{found["before"]} href="{home}"{found["after"]}>{found["text"]}</a>'
        return f"<span>{found['text']}</span>"

    html = _CONTENTS.sub(lambda found: _shorter(found[0], is_kept), html)
    html = _TURN.sub(lambda found: found[0] if is_kept(found[1]) else "", html)
    shorter = _ANCHOR.sub(one, html)
    return _with_note(shorter, part.note) if shorter.count("<a ") < html.count("<a ") else shorter


def _with_note(html: str, note: str) -> str:
    said = f'<p class="su-kicker">{escape(note)}</p>\n'
    return _ARTICLE_END.sub(lambda found: said + found[0], html, count=1)


def _shorter(contents: str, is_kept: Callable[[str], bool]) -> str:
    """Leave out each entry of the contents that is not kept; what is kept below it takes its place."""
    out: list[list[str]] = [[]]
    place = 0
    for mark in _ITEM.finditer(contents):
        out[-1].append(contents[place : mark.start()])
        place = mark.end()
        if mark[0] != "</li>":
            out.append([mark[0]])
            continue
        entry = "".join([*out.pop(), "</li>"])
        out[-1].append(_entry(entry, is_kept))
    shorter = "".join([*out[-1], contents[place:]])
    return _EMPTY_BRANCH.sub("", _EMPTY.sub("", shorter))


def _entry(entry: str, is_kept: Callable[[str], bool]) -> str:
    found = [is_kept(link["page"]) for link in _LINK.finditer(entry)]
    if not any(found):
        return ""
    below = _BELOW.search(entry)
    return entry if found[0] or not below else below[1].replace("toctree-l2", "toctree-l1")
