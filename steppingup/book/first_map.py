"""The guided way to a first map: what its page shows without a script, and what its script works with.

The way is data: `route` of `facts/mapping.yml` says which cells of which sheets somebody must fill, the worksheets say
how each cell is written. A needed column of a sheet is either asked for, or given by the way itself (`GIVEN`).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from steppingup.book.activity_html import json_for_script
from steppingup.book.uses import page_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.book import nodes as su
    from steppingup.book.page_transform import PageTransform
    from steppingup.book.state import State
    from steppingup.common.mapping_tables import MapForm, MapRoute

logger = logging.getLogger(__name__)

# Filled in before somebody comes to the line, and theirs to change: whom to ask, and which kind of help to look for.
GIVEN = {"actors": ("actor",), "services": ("kind",)}
# Shown besides what must be filled.
EXTRA = {"about": ("town",)}
SHEET = "map/{}"


def first_map_html(page: PageTransform, node: su.Table) -> str:
    """Write the way as a list for paper, with its data for the script."""
    state = page.state
    if not state.facts.mapping.route:
        return f"<p>{page.word('first-map.none')}</p>"
    for fault in route_faults(state):
        logger.warning("first-map: %s", fault, location=node)
    links = {id_: _address(page, f"activity:{SHEET.format(id_)}") for id_ in state.facts.mapping.route}
    data = {**route_data(state), "pages": links, "results": _address(page, "place:map-results")}
    return (
        '<div data-su-first-map>\n<div class="su-plain su-box">\n'
        f"<h2>{page.word('first-map.title')}</h2>\n{_on_paper(page)}"
        f'<noscript><p class="su-small">{page.word("first-map.script")}</p></noscript>\n</div>\n'
        f'<script type="application/json">{json_for_script(data)}</script>\n</div>\n'
    )


def route_data(state: State) -> dict[str, Any]:
    """Return what the script knows of the way: its sheets, forms and questions, in the language of the build."""
    mapping = state.facts.mapping
    asked = {id_ for form in mapping.forms for id_ in mapping.short(form).get("answers", [])}
    sheets = {id_: route for id_, route in mapping.route.items() if SHEET.format(id_) in state.catalogue.activities}
    rows = state.catalogue.spec(SHEET.format("answers")).get("preset", []) if "answers" in sheets else []
    noticing = {actor for notice in mapping.notices.values() for actor in notice.actors}
    return {
        "limit": state.catalogue.settings.mapping.small,
        "sheets": [_sheet(state, id_, route) for id_, route in sheets.items()],
        "forms": [_form(state, form) for form in mapping.forms.values()],
        "questions": [row for row in rows if row["id"] in asked],
        "shares": [id_ for id_ in sorted(asked) if mapping.questions[id_].share],
        "places": [{"id": one.id, "name": one.name, "kind": one.kind} for one in mapping.places.values()],
        "sees": {one.id: one.sees for one in mapping.actors.values() if one.id in noticing},
        "helps": {one.id: one.about for one in mapping.service_kinds.values()},
        "words": state.words.group("first-map"),
    }


def route_faults(state: State) -> Iterator[str]:
    """Say where the way and the sheets differ: it must ask for what they need, and for nothing that they lack."""
    for id_, route in state.facts.mapping.route.items():
        sheet = SHEET.format(id_)
        if sheet not in state.catalogue.activities:
            yield f"the short route asks for '{id_}', but the course has no worksheet '{sheet}'"
            continue
        columns = {column["id"]: column for column in state.catalogue.spec(sheet)["columns"]}
        needed = {name for name, column in columns.items() if column.get("required")} - set(GIVEN.get(id_, ()))
        for name in sorted(set(route.cells) - columns.keys()):
            yield f"the short route asks for '{name}', which the sheet '{sheet}' does not have"
        for name in sorted(needed - set(route.cells)):
            yield f"the sheet '{sheet}' needs '{name}', which the short route does not ask for"


def _sheet(state: State, id_: str, route: MapRoute) -> dict[str, Any]:
    spec = state.catalogue.spec(SHEET.format(id_))
    shown = {*route.cells, *GIVEN.get(id_, ()), *EXTRA.get(id_, ())}
    return {
        "id": spec["id"],
        "step": id_,
        "rows": route.rows,
        "cells": route.cells,
        "name": spec["row_name"],
        "hint": spec.get("hint", ""),
        "columns": [column for column in spec["columns"] if column["id"] in shown],
    }


def _form(state: State, form: MapForm) -> dict[str, Any]:
    mapping = state.facts.mapping
    return {
        "id": form.id, "name": form.name, "about": form.about, **mapping.short(form.id),
        "near": [one.id for one in mapping.places.values() if form.id in one.forms],
    }  # fmt: skip


def _address(page: PageTransform, key: str) -> str:
    found = page_with(page.env, key)
    return page.uri(found) if found else ""


def _on_paper(page: PageTransform) -> str:
    """Write the steps, and the questions of each form: what a pen and a working group need."""
    mapping = page.state.facts.mapping
    steps = [page.word(f"first-map.paper-{id_}", n=route.rows) for id_, route in mapping.route.items()]
    listed = "".join(f"<li>{step}</li>\n" for step in steps)
    forms = []
    for form in mapping.forms.values():
        asked = [mapping.questions[id_].text for id_ in mapping.short(form.id)["answers"]]
        items = "".join(f"<li>{escape(text)}</li>\n" for text in asked)
        forms.append(f"<h3>{page.word('first-map.paper-form', name=form.name)}</h3>\n<ul>\n{items}</ul>\n")
    return f"<ol>\n{listed}</ol>\n{''.join(forms)}"
