"""What a kit is for: chapters and cases that a trainer names, and the lessons of them in the order of a role's path."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.common.errors import KitError
from steppingup.common.facts import ALL_ROLES
from steppingup.kit.modules import module_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from steppingup.catalogue.model import Catalogue
    from steppingup.common.facts import Facts
    from steppingup.kit.lessons import Lesson
    from steppingup.kit.modules import Module

MUST, SHOULD, OTHER = 0, 1, 2  # how much a lesson is needed


@dataclass(frozen=True)
class Unit:
    """A chapter or a case: its first page, and what can be taught of it."""

    first: Lesson
    modules: tuple[Module, ...]

    @property
    def name(self) -> str:
        """What people type for it: the last part of its folder."""
        return self.first.folder.rpartition("/")[2]


def units_of(lessons: Iterable[Lesson], catalogue: Catalogue) -> list[Unit]:
    """Group lessons to chapters and cases, in the order of the book."""
    folders: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        folders.setdefault(lesson.folder, []).append(lesson)
    found = []
    for pages in folders.values():
        first = next((page for page in pages if page.is_first), None)
        rest = [page for page in pages if not page.is_first]
        if first and rest:
            parts = [(first.title, rest)] if first.is_case else [(page.name, [page]) for page in rest]
            found.append(Unit(first, tuple(module_of(title, members, catalogue) for title, members in parts)))
    return found


def named(names: Sequence[str], units: Sequence[Unit]) -> list[Unit]:
    """Find the chapters and cases that somebody named: by number, by folder, or by a word of it; each once.

    Raises:
        KitError: there is no such chapter or case, or the word fits several.
    """
    found: dict[str, Unit] = {}
    for name in names:
        unit = _named(name, units)
        found.setdefault(unit.name, unit)
    return list(found.values())


def check_roles(roles: Sequence[str], facts: Facts) -> list[str]:
    """Return the roles, each once.

    Raises:
        KitError: there is no such role.
    """
    for role in roles:
        if role not in facts.roles:
            near = difflib.get_close_matches(role, facts.roles, 1, 0.5)
            hint = f" Do you mean {near[0]}?" if near else ""
            raise KitError(f"There is no role '{role[:40]}'.{hint} Roles: {', '.join(facts.roles)}.")
    return list(dict.fromkeys(roles))


def in_order(unit: Unit, roles: Sequence[str], facts: Facts) -> list[tuple[Module, int]]:
    """Give the modules for some roles (everybody, if none is named) with how much they are needed, the first first.

    A lesson counts as needed before the next working day if it is so for any of the roles.
    """
    fitting = [module for module in unit.modules if _is_for(module, roles)]
    ranked = sorted(((_need(module, roles, facts), place, module) for place, module in enumerate(fitting)), key=_rank)
    return [(module, need) for (need, _), _, module in ranked]


def not_for(unit: Unit, roles: Sequence[str]) -> list[Module]:
    """List the modules that are for none of the roles."""
    return [module for module in unit.modules if not _is_for(module, roles)]


def _is_for(module: Module, roles: Sequence[str]) -> bool:
    return not roles or ALL_ROLES in module.roles() or not module.roles().isdisjoint(roles)


def _rank(item: tuple[tuple[int, int], int, Module]) -> tuple[tuple[int, int], int]:
    return item[0], item[1]


def _need(module: Module, roles: Sequence[str], facts: Facts) -> tuple[int, int]:
    """Return (how much a module is needed, its place on the path); without a role, the first tier comes first."""
    if not roles:
        return OTHER, min(lesson.tier for lesson in module.lessons)
    found = [(OTHER, 99)]
    for role in roles:
        path = facts.paths.get(role)
        for need, numbers in ((MUST, path.must), (SHOULD, path.should)) if path else ():
            found += [(need, numbers.index(one.number)) for one in module.lessons if one.number in numbers]
    return min(found)


def _named(name: str, units: Sequence[Unit]) -> Unit:
    wanted = name.strip().strip("/").removesuffix("/index").removesuffix("/index.md").rpartition("/")[2].lower()
    exact = [unit for unit in units if wanted in set(_names(unit))]
    close = [unit for unit in units if wanted and wanted in unit.name.split("-")]
    for found in (exact, close):
        if len(found) == 1:
            return found[0]
    known = ", ".join(unit.name for unit in units)
    if len(close) > 1:
        raise KitError(f"'{name[:40]}' fits {' and '.join(unit.name for unit in close)}. Name one of them.")
    every = {word: unit.name for unit in units for word in _names(unit)}
    near = difflib.get_close_matches(wanted, every, 1)
    hint = f" Do you mean {every[near[0]]}?" if near else ""
    raise KitError(f"There is no chapter or case '{name[:40]}'.{hint} Chapters and cases: {known}.")


def _names(unit: Unit) -> Iterator[str]:
    yield unit.name
    if chapter := re.match(r"0*(\d+)-(.+)", unit.name):
        yield from (chapter[1], chapter[1].zfill(2), chapter[2], f"chapter-{chapter[1]}")
