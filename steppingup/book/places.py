"""The places of a page that the catalogue or the script fills: one function for each directive of that name."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from steppingup.book import countries, coverage, glossary, map_rows, paths, signs, tables
from steppingup.book import nodes as su
from steppingup.book.bank import bank_version
from steppingup.book.exercise_pages import list_html
from steppingup.book.first_map import first_map_html
from steppingup.book.layout import frame_of
from steppingup.book.map_data import results_html
from steppingup.book.marks import bibliography_page, cite
from steppingup.book.needs_page import needs_html
from steppingup.book.page_transform import PageTransform, raw
from steppingup.book.uses import page_with, uses
from steppingup.catalogue.bank import bank_entries
from steppingup.common.changes import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable


class Places(PageTransform):
    """Timelines, bibliography, help lines, countries, paths, the referral card, and what the script alone fills."""

    default_priority = 320

    def run(self, **_: Any) -> None:
        """Put each table in its place."""
        for node in list(self.document.findall(su.Table)):
            fill = FILLERS.get(node["kind"], _script)
            node.replace_self(raw(fill(self, node)))


def _script(page: PageTransform, node: su.Table) -> str:
    """Leave a place to the script, with a sentence for those who have none."""
    kind = node["kind"]
    return f"<div data-su-{kind}>\n<p>{page.word(f'{kind}.script')}</p>\n</div>"


def _box(_page: PageTransform, node: su.Table) -> str:
    """Leave a place to the script that stays empty without it."""
    return f'<div class="su-box" data-su-{node["kind"]} hidden></div>'


def _timeline(page: PageTransform, node: su.Table) -> str:
    [id_] = node["ids"]
    figures = page.state.figures
    if not page.known("figure", id_, figures, node):
        return ""
    return tables.timeline(figures[id_], page.state.words.get("timeline.same"))


def _paths(page: PageTransform, _node: su.Table) -> str:
    frame = frame_of(page.app)
    return paths.paths_html(page.state, frame.paths, page.uri, frame.by_name)


def _monday(page: PageTransform, node: su.Table) -> str:
    role = "".join(node["ids"])
    known = page.state.facts.paths
    return paths.monday_html(page.state, known[role]) if page.known("path", role, known, node) else ""


def _help_lines(page: PageTransform, node: su.Table) -> str:
    country = "".join(node["ids"])
    if country and not page.known("country", country, page.state.facts.countries, node):
        return ""
    return tables.help_lines(page.state, country)


def _country(page: PageTransform, node: su.Table) -> str:
    country, known = "".join(node["ids"]), page.state.facts.countries
    if not page.known("country", country, known, node):
        return ""
    return countries.country_html(page.state, known[country], lambda source: cite(page, source))


def _compare(page: PageTransform, node: su.Table) -> str:
    question = "".join(node["ids"])
    if not page.known("question", question, page.state.facts.questions, node):
        return ""
    return countries.compare_html(
        page.state, question, lambda source: cite(page, source), lambda id_, name: _to_country(page, id_, name)
    )


def _countries(page: PageTransform, _node: su.Table) -> str:
    return countries.countries_html(page.state, lambda id_, name: _to_country(page, id_, name))


def _to_country(page: PageTransform, id_: str, name: str) -> str:
    found = page_with(page.env, f"country:{id_}")
    return f'<a href="{page.uri(found)}">{escape(name)}</a>' if found else escape(name)


def _changed(page: PageTransform, node: su.Table) -> str:
    part = "".join(node["ids"])
    if part and not page.known("part", part, dict.fromkeys(PARTS), node):
        return ""
    return countries.changed_html(page.state, part, lambda source: cite(page, source))


def _map_rows(page: PageTransform, node: su.Table) -> str:
    sheet, *names = node["ids"]
    sheets = {name: name for name in map_rows.SHAPES if f"map/{name}" in page.state.catalogue.activities}
    if not page.known("sheet of the map", sheet, sheets, node):
        return ""
    rows = map_rows.rows_of(page.state, sheet)
    found = [name for name in names if page.known("row of the map", name, rows, node)]
    return map_rows.map_rows_html(page.state, sheet, found)


def _signs(page: PageTransform, _node: su.Table) -> str:
    listed = bibliography_page(uses(page.env))
    return signs.signs_html(page.state, page.uri(listed) if listed else "")


def _final_check(page: PageTransform, _node: su.Table) -> str:
    """Leave a place to the script, which asks for the bank when somebody starts."""
    if not bank_entries(page.state.catalogue):
        return f"<p>{page.word('final-check.none')}</p>"
    version = bank_version(page.state, frame_of(page.app).pages)
    said = page.word("final-check.script")
    return f'<div data-su-final-check="{version}" data-su-notice>\n<p>{said}</p>\n</div>'


def _map_results(page: PageTransform, _node: su.Table) -> str:
    """Leave a place to the script, which knows where the sheets stand."""

    def address(key: str) -> str:
        found = page_with(page.env, key)
        return page.uri(found) if found else ""

    catalogue = page.state.catalogue
    parts = frame_of(page.app).versions["map-parts.js"]
    return results_html(catalogue.course, catalogue.activities, address, page.state.words, parts)


FILLERS: dict[str, Callable[[PageTransform, su.Table], str]] = {
    "timeline": _timeline,
    "bibliography-list": lambda page, _: tables.bibliography(page.state),
    "help-lines": _help_lines,
    "resume": _box,
    "path": _box,
    "paths": _paths,
    "monday": _monday,
    "coverage": lambda page, _: coverage.coverage_html(page.state),
    "signs": _signs,
    "final-check": _final_check,
    "first-map": first_map_html,
    "needs-check": needs_html,
    "exercise-list": lambda page, _: list_html(page),
    "glossary-list": lambda page, _: glossary.glossary_html(page.state),
    "country": _country,
    "countries": _countries,
    "compare": _compare,
    "changed": _changed,
    "map-rows": _map_rows,
    "map-results": _map_results,
    "referral-card": lambda page, _: paths.card_html(page.state),
}
