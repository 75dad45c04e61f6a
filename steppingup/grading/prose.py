"""The prose of an exercise as the plain Markdown that a notebook shows: no directives, roles or links into the book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_FENCE = re.compile(r"^(?P<fence>:{3,}|`{3,})\s*\{(?P<name>[\w-]+)\}\s*(?P<title>.*?)\s*$")
_OPTION = re.compile(r"^:[\w-]+:")
_ROLE = re.compile(r"\{(?P<name>[\w-]+)\}`(?P<text>[^`]*)`")
_TARGET = re.compile(r"^(?P<text>.*?)\s*<[^<>]*>$")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<to>[^)\s]*)\)")


def plain_markdown(text: str, fact: Callable[[str], str]) -> str:
    """Turn MyST into plain Markdown: a frame becomes a quotation, a role its text, an inner link its words.

    Args:
        text: prose without code cells.
        fact: gives the text of a fact by its id.
    """
    frames: list[str] = []
    found: list[str] = []
    for line in text.splitlines():
        stripped = line.strip()
        opening = _FENCE.match(stripped)
        if frames and stripped == frames[-1]:
            frames.pop()
            found.append("")
        elif opening:
            frames.append(opening["fence"])
            found += ["", f"> **{opening['title']}**", ">"] if opening["title"] else [""]
        elif frames and _OPTION.match(stripped):
            continue
        else:
            found.append(f"> {line}".rstrip() if frames else line)
    return _inline("\n".join(found).strip("\n"), fact)


def _inline(text: str, fact: Callable[[str], str]) -> str:
    def role(found: re.Match[str]) -> str:
        if found["name"] == "fact":
            return fact(found["text"].strip())
        target = _TARGET.match(found["text"])
        return target["text"] if target else found["text"]

    def link(found: re.Match[str]) -> str:
        return found[0] if found["to"].startswith("https://") else found["text"]

    return _LINK.sub(link, _ROLE.sub(role, re.sub(r"\n{3,}", "\n\n", text)))
