"""What is practised where, as a table for evaluators: made from the items themselves."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from steppingup.book import tables
from steppingup.catalogue.coverage import TIERS, coverage, practised, totals
from steppingup.catalogue.model import LEARNERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.book.state import State

NOT_NEEDED = "-"


def coverage_rows(state: State) -> list[list[str]]:
    """Return the rows: competency, practice items for each role, by tier, practice and bank together; head first."""
    facts, entries = state.facts, list(state.catalogue.activities.values())
    sums, found = practised(coverage(entries, facts)), totals(entries)
    words = state.words
    head = [words.get("coverage.competency"), *(role.name for role in facts.roles.values())]
    head += [words.get("coverage.tier", n=tier) for tier in TIERS]
    head += [words.get(f"coverage.{name}") for name in LEARNERS]
    rows = [head]
    for name, known in facts.competencies.items():
        shown = [str(sums[name, role]) if known.required.get(role) else NOT_NEEDED for role in facts.roles]
        by_tier = [str(found[name, tier, "practice"]) for tier in TIERS]
        by_set = [str(sum(found[name, tier, set_] for tier in TIERS)) for set_ in LEARNERS]
        rows.append([known.statement, *shown, *by_tier, *by_set])
    return rows


def coverage_html(state: State) -> str:
    """Write the table in a region that scrolls alone."""
    head, *rows = coverage_rows(state)
    name = state.words.get("coverage.name")
    body = "".join(f"<tr>{_row(row)}</tr>\n" for row in rows)
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    table = f'<table class="su-coverage">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>'
    return f"{tables.scroll(name)}{table}\n</div>"


def _row(cells: Iterable[str]) -> str:
    first, *rest = cells
    return f'<th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
