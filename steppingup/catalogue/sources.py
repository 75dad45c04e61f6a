"""Sources that stand twice: many authors write records of their own, and an editor has to merge them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from steppingup.common.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.common.facts import Facts, Source

_LANGUAGE = re.compile(r"[a-z]{2}")


def duplicate_sources(facts: Facts) -> Iterator[Problem]:
    """Yield a warning for every source that shares its address, or its title and year, with an earlier one."""
    told: set[str] = set()
    for key, field, what, else_ in (
        (_address, "url", "the same address", "give each page its own address"),
        (_title, "title", "the same title and year", "say in the titles what differs"),
    ):
        for first, second in _pairs(facts, key):
            if second not in told:
                told.add(second)
                file, line = facts.places["sources", first]
                message = f"{what} as '{first}' ({file}:{line}); merge the two, or {else_}"
                yield Problem(*facts.places["sources", second], second, field, message, "warning")


def _pairs(facts: Facts, key: Callable[[Source], str]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for source in facts.sources.values():
        if (found := key(source)) and (known := first.setdefault(found, source.id)) != source.id:
            yield known, source.id


def _address(source: Source) -> str:
    """Return the address without what makes no difference; empty for none, and for the first page of a site."""
    parts = urlsplit(source.url or "")
    path = [part for part in parts.path.split("/") if part]
    if not parts.query and (not path or (len(path) == 1 and _LANGUAGE.fullmatch(path[0]))):
        return ""
    return f"{(parts.hostname or '').removeprefix('www.')}/{'/'.join(path)}?{parts.query}"


def _title(source: Source) -> str:
    """Return title and year in small letters and digits, without marks, accents and 'the' before it."""
    plain = unicodedata.normalize("NFKD", source.title.casefold())
    words = re.findall(r"[^\W_]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words) + f" {source.year}"
