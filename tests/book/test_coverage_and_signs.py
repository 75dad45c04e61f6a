"""Tables that are made from the items and the facts: what is practised where, and the signs."""

from __future__ import annotations

import re
from pathlib import Path

from tests.book.books import edit, main_part, problems, site, tiny

SIGNS = """\
- id: gen01
  form: general
  sign: Papers are held by another
  example: A drawer <full> of cards
  other: They may be with an office
  care: Ask who has them.
  element: means
  weight: strong
  roles: [clerk]
  sources: [book-one]
- {id: lab01, form: labour, sign: Long days, example: Light at night, other: A busy season, element: purpose,
   weight: open, roles: [clerk], sources: [book-one]}
"""


def course_with(folder: Path, page: str) -> Path:
    course = tiny(folder)
    (course / "facts/signs.yml").write_text(SIGNS.replace("<full>", "& a box"), "utf-8")
    (course / "book/extra.md").write_text(f"# Extra\n\nText.\n\n```{{{page}}}\n```\n", "utf-8")
    edit(course / "_toc.yml", "      - file: book/help\n", "      - file: book/extra\n      - file: book/help\n")
    return course


def test_the_table_counts_the_items_and_follows_an_edit(tmp_path: Path) -> None:
    course = course_with(tmp_path, "coverage")
    out, _ = site(course)
    page = main_part((out / "book/extra.html").read_text())
    [row] = re.findall(r'<tr><th scope="row">finds a door</th>(.*?)</tr>', page)
    before = [int(cell) for cell in re.findall(r"<td>(\d+)</td>", row)]
    assert len(before) == 6  # the one role, three tiers, two sets
    assert before[0] == sum(before[1:4]) == before[4] > 0
    edit(course / "chapters/01-start/activities.yml", "tier: 1", "tier: 2")
    site(course)
    page = main_part((out / "book/extra.html").read_text())
    [row] = re.findall(r'<tr><th scope="row">finds a door</th>(.*?)</tr>', page)
    after = [int(cell) for cell in re.findall(r"<td>(\d+)</td>", row)]
    assert after[:1] == before[:1]
    assert (after[1], after[2]) == (0, before[1] + before[2])


def test_every_sign_has_its_other_explanation(tmp_path: Path) -> None:
    out, _ = site(course_with(tmp_path, "signs"))
    page = main_part((out / "book/extra.html").read_text())
    assert re.findall(r'<section data-form="(\w+)">', page) == ["general", "labour"]
    assert page.count("<strong>Another explanation:</strong>") == 2
    assert "A drawer &amp; a box of cards." in page
    assert page.count("<strong>Mind:</strong>") == 1
    assert '<li data-element="means" data-weight="strong" data-roles="clerk">' in page
    assert '<form class="su-filter su-noprint" hidden>' in page
    assert page.count('<a class="su-cite" href="#src-book-one">') == 2
    assert '<li id="src-book-one">' in page


def test_a_sign_names_what_exists(tmp_path: Path) -> None:
    course = course_with(tmp_path, "signs")
    edit(course / "facts/signs.yml", "sources: [book-one]\n-", "sources: [book-none]\n-")
    edit(course / "facts/signs.yml", "weight: open, roles: [clerk]", "weight: heavy, roles: [clark]")
    found = problems(course)
    assert any("facts/signs.yml" in line and "gen01" in line and "book-none" in line for line in found)
    assert any("facts/signs.yml" in line and "lab01" in line and "weight" in line for line in found)
