"""The words of the interface, as written in steppingup/messages/.

page.yml is for pages, activity.yml for the script of every page, worksheet.yml and exercise.yml for those alone,
first-map.yml for the guided way to a first map, session.yml for what trainers see and hand out, results.yml for what
they read and show afterwards, statistics.yml for the numbers of evaluators, mapping.yml for the map of a town,
mappage.yml for the page that shows what it says, sheet-files.yml for tables that a page reads and writes, needs.yml for
the self-check of training needs, room.yml for the page that asks a whole room, evaluation.yml for the report of an
evaluation, region.yml for that of a region, mapdesk.yml, needsdesk.yml and preparedesk.yml for the rooms of the desk,
export.yml for the course in other people's systems, kit.yml for what a trainer takes into a room.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from steppingup.common.errors import ContentError, Problem
from steppingup.common.yamlfile import Document, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

Group = Literal[
    "page", "activity", "worksheet", "first-map", "exercise", "session", "results", "mapping", "mappage", "mapdesk",
    "sheet-files", "statistics", "needs", "room", "evaluation", "region", "needsdesk", "preparedesk", "export",
    "kit",
]  # fmt: skip
GROUPS: tuple[Group, ...] = (
    "page", "activity", "worksheet", "first-map", "exercise", "session", "results", "mapping", "mappage", "mapdesk",
    "sheet-files", "statistics", "needs", "room", "evaluation", "region", "needsdesk", "preparedesk", "export",
    "kit",
)  # fmt: skip
FOLDER = Path(__file__).resolve().parent.parent / "messages"

_KEY = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@cache
def message_file(group: Group, folder: Path = FOLDER) -> Document:
    """Read one message file and check its form.

    Raises:
        ContentError: a key is not dotted lower-case words, or a text is missing.
    """
    document = read_yaml(folder / f"{group}.yml", folder.parent.parent)
    if not isinstance(document.data, dict):
        raise ContentError([document.problem((), "must be a map of 'key: text'")])
    problems = [*_faults(document)]
    if problems:
        raise ContentError(problems)
    return document


def _faults(document: Document) -> list[Problem]:
    found = []
    for key, text in document.data.items():
        if not _KEY.fullmatch(key):
            found.append(document.problem((key,), "a key is lower-case words with dots between; rename it", key))
        if not isinstance(text, str) or not text.strip():
            found.append(document.problem((key,), "has no text; write one, in quotes", key))
    return found


def english(group: Group, folder: Path = FOLDER) -> dict[str, str]:
    """Return the English words of one group, key -> text."""
    return dict(message_file(group, folder).data)


def placeholders(text: str) -> set[str]:
    """Name the ``{placeholders}`` of a text."""
    return set(_PLACEHOLDER.findall(text))


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put values in the place of ``{name}``; unknown names stay, as ``str.format`` would fail on them."""
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)
