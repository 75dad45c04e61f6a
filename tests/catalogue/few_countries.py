"""A few countries and changes, to lay over a tiny course."""

from __future__ import annotations

from pathlib import Path

COUNTRIES = """\
questions:
  - {id: who, text: Who decides?}
  - {id: long, text: How long & when?}
  - {id: count, text: How many?, optional: true}
countries:
  - {id: ee, name: Estonia}
  - {id: fi, name: Finland}
"""
ESTONIA = """\
- {id: ee.who, question: who, answer: The door decides., source: SOURCE, as_of: "2023", review_by: "2099-01-01"}
- {id: ee.long, question: long, open: nothing, as_of: "2026-11-23", review_by: "2099-01-01"}
"""
FINLAND = """\
- {id: fi.who, question: who, fact: FACT, second_hand: true}
- id: fi.who-2
  question: who
  answer: One <says> yes.
  open: differs
  source: SOURCE
  as_of: "2020"
  review_by: "2002-01-01"
- id: fi.long
  question: long
  value: 30 days
  answer: The time is 30 days.
  source: SOURCE
  as_of: 2025-03
  review_by: "2099-01-01"
- id: fi.count
  question: count
  answer: There are 7.
  open: unsure
  source: SOURCE
  as_of: "2020"
  review_by: "2099-01-01"
"""
CHANGES = """\
- id: old
  value: a
  statement: An old rule & its end.
  as_of: "2020"
  source: SOURCE
  review_by: "2099-01-01"
  changed: "2018"
  part: region
- id: new
  value: b
  statement: A new rule.
  as_of: 2024-07
  source: SOURCE
  review_by: "2002-01-01"
  changed: 2024-07-14
  part: eu
  before: There was none.
- id: mid
  value: c
  statement: A rule of March.
  as_of: "2024"
  source: SOURCE
  review_by: "2099-01-01"
  changed: 2024-03
  part: eu
"""


def add_countries(course: Path, source: str, fact: str) -> None:
    """Write the countries into facts/, with a source and a fact that the course has."""
    files = {
        "countries.yml": COUNTRIES, "countries/ee.yml": ESTONIA, "countries/fi.yml": FINLAND,
        "facts-changes.yml": CHANGES,
    }  # fmt: skip
    (course / "facts/countries").mkdir()
    for name, text in files.items():
        (course / "facts" / name).write_text(text.replace("SOURCE", source).replace("FACT", fact), "utf-8")
