"""What has changed since 2015: the facts that say since when they are so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from steppingup.common.fact_records import Part
    from steppingup.common.facts import Fact, Facts

PARTS: tuple[Part, ...] = ("eu", "region", "countries", "figures")


def changes(facts: Facts, part: str = "") -> list[Fact]:
    """List the facts that have changed, the newest first; those of one year or month stand after its days.

    Args:
        facts: the tables.
        part: one part of the page, or empty for all.
    """
    found = [fact for fact in facts.facts.values() if fact.changed and part in {"", fact.part}]
    return sorted(found, key=lambda fact: fact.changed or "", reverse=True)
