"""What the page on the results of a map takes from the course: lists, limits and words, as its script reads them.

The script works the results out as `steppingup/mapping/` does; ``tests/vectors/mapping-results.json`` holds the two
together, and begins with what :func:`map_course` gives.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from steppingup.book.activity_html import json_for_script
from steppingup.book.state import digest
from steppingup.common.week import day_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from steppingup.common.facts import Facts
    from steppingup.common.language import Words
    from steppingup.common.settings import MapReports

SHEETS = ("about", "answers", "places", "actors", "gains", "services", "training", "actions")
EXAMPLE = "facts/example/mapping.json"
_HOURS = ("always", "until", "idle")

# of the words of the report, those that the script says, too
_SHARED = re.compile(
    r"mapping\.((col|gap|order|actor|help|mind|missing|held|sheet|moment|table|audience)\..+|few|kept-number|kept-inside|"
    r"not-known|not-counted|no-kind|no-district|other-theme|late|tried|untried|all-roles|taken-away|torn-row|made-on|"
    r"audience)|import\.(row|also)"
)

# what the page says before it has fetched what shows a map
_START = (
    "which", "own", "example", "invented-about", "loading", "failed", "opening", "missing", "empty", "empty-about",
    "to-first", "to-example", "day", "group", "group-about", "public", "public-about", "for-public", "save", "take",
    "print", "taken",
)  # fmt: skip


def has_map(specs: Mapping[str, Any]) -> bool:
    """Tell whether a course has all the sheets of the mapping workbook."""
    return all(f"map/{name}" in specs for name in SHEETS)


def map_course(facts: Facts, specs: Mapping[str, dict[str, Any]], words: Words, settings: MapReports) -> dict[str, Any]:
    """Return the course as the script of the results knows it.

    Args:
        facts: the tables of facts/.
        specs: the sheets as pages have them, by short name (``answers``).
        words: the words of the page's language.
        settings: what is small, and what is old.
    """
    mapping = facts.mapping
    return {
        "settings": {"small": settings.small, "old": settings.old_months, "tried": settings.tried_months},
        "sheets": {name: _sheet(specs[name]) for name in SHEETS},
        "populations": {one.id: {"name": one.name, "forms": one.forms} for one in mapping.populations.values()},
        "questions": {
            one.id: {"population": one.population, "unit": one.unit, "share": one.share, "short": one.short,
                     "sensitive": one.sensitive, "ask": one.ask}
            for one in mapping.questions.values()
        },
        "gains": {one.id: one.dimension for one in mapping.gains.values()},
        "themes": {one.id: one.name for one in mapping.dimensions.values()},
        "choices": {one.id: one.text for one in mapping.options.values()},
        "sees": {one.id: one.sees for one in mapping.actors.values()},
        "notices": {one.form: one.actors for one in mapping.notices.values()},
        "night": [one.id for one in mapping.service_kinds.values() if one.night],
        "required": {one.id: one.required for one in facts.competencies.values()},
        "hours": {"days": day_names(words.language), **{name: _listed(words, f"hours.{name}") for name in _HOURS}},
        "urgent": _listed(words, "plan.urgent"),
        "words": _words(words),
    }  # fmt: skip


def _sheet(spec: dict[str, Any]) -> dict[str, Any]:
    """Take over columns, choices and rows; suggestions for a text are none of them."""
    columns = [(column["id"], column["label"], column["type"]) for column in spec["columns"]]
    options = {
        column["id"]: {option["id"]: option["text"] for option in column["options"]}
        for column in spec["columns"]
        if column.get("options") and column["type"] != "text"
    }
    rows = {row["id"]: row["label"] for row in spec.get("preset", ())}
    return {"name": spec["row_name"], "columns": columns, "options": options, "rows": rows}


def _listed(words: Words, key: str) -> list[str]:
    return [part.strip().casefold() for part in words.get(f"mapping.{key}").split(",")]


def _words(words: Words) -> dict[str, str]:
    shared = {key: text for key, text in words.group("mapping").items() if _SHARED.fullmatch(key)}
    return dict(sorted({**shared, **words.group("mappage")}.items()))


def example_text(course: Path) -> str:
    """Return the map of the invented town; empty where a course has none."""
    path = course / EXAMPLE
    return path.read_text("utf-8") if path.is_file() else ""


def results_html(
    course: Path, specs: Mapping[str, Any], address: Callable[[str], str], words: Words, parts: str = ""
) -> str:
    """Write the place of the results: a sentence for those without a script, and where the script finds the rest.

    Args:
        course: the folder of the course.
        specs: the activities, by id; without the sheets of the workbook only the sentence is left.
        address: the way to the page with an activity or a directive, empty where no page has it.
        words: of the page's language.
        parts: the version of the script that shows a map.
    """
    said = escape(words.get("map-results.script"))
    if not has_map(specs):
        return f"<p>{said}</p>"
    setup = {
        "sheets": {name: address(f"activity:map/{name}") for name in SHEETS},
        "first": address("place:first-map") or address("activity:map/about"),
        "example": digest([text])[:8] if (text := example_text(course)) else "",
        "parts": parts,
        "words": {name: words.get(f"mappage.{name}") for name in _START},
    }
    data = json_for_script(setup)
    return f'<div data-su-map-results>\n<p>{said}</p>\n<script type="application/json">{data}</script>\n</div>'
