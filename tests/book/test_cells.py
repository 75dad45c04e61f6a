from __future__ import annotations

import pytest

from steppingup.book.cells import code_cells, failed_cell, front_fault, rewrite

FRONT = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3, language: python, name: python3}
lesson: {number: "1"}
---
"""


def test_activity_becomes_a_directive_on_the_same_lines() -> None:
    text = f'{FRONT}# T\n\n```{{code-cell}} python\n:tags: [remove-input]\n\nactivity("start/door-1")\n```\nafter\n'
    lines = rewrite(text).splitlines()
    assert lines[8] == "```{su-activity} start/door-1"
    assert lines[9:12] == ["", "", ""]
    assert lines[12:] == ["```", "after"]


def test_page_without_real_code_is_no_notebook() -> None:
    found = rewrite(f'{FRONT}```{{code-cell}}\nactivity("a/b")\n```\n')
    assert found.splitlines()[:6] == ["---", "#", "#", "#", 'lesson: {number: "1"}', "---"]


def test_front_matter_that_would_be_empty_stays_a_map() -> None:
    found = rewrite("---\njupytext: {a: b}\nkernelspec: {c: d}\n---\n# T\n")
    assert found == "---\n{}\n#\n---\n# T\n"


def test_figure_becomes_a_directive_too() -> None:
    assert rewrite('```{code-cell}\nfigure("years")\n```\n') == "```{su-figure} years\n\n```\n"


@pytest.mark.parametrize(
    "code", ['x = activity("a/b")', 'activity("a/b")\nprint(1)', "activity(name)", 'activity("a/b", 1)', "1 + 1"]
)
def test_other_code_stays_as_it_is(code: str) -> None:
    text = f"{FRONT}```{{code-cell}}\n{code}\n```\n"
    assert rewrite(text) == text


def test_cells_in_longer_and_indented_fences() -> None:
    text = '- x\n\n  ````{code-cell}\n  activity("a/b")\n  ```\n  ````\n~~~{code-cell}\n1\n~~~\n```{code-cell}\n2\n'
    found = list(code_cells(text.splitlines()))
    assert [(cell.first, cell.last, cell.indent) for cell in found] == [(2, 5, "  "), (6, 8, ""), (9, 11, "")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("# T\n", None),
        ("---\nlesson: {}\n---\n", None),
        ("---\n---\n", None),
        ("---\nlesson: {}\n", (1, "the front matter is not closed; end it with '---'")),
        ("---\n1\n---\n", (2, "the front matter must be a map of 'key: value'")),
    ],
)
def test_front_matter(text: str, fault: tuple[int, str] | None) -> None:
    assert front_fault(text) == fault


def test_place_of_a_failed_cell() -> None:
    text = '```{code-cell}\nfigure("years")\n```\n\n```{code-cell}\n1 / 0\n```\n'
    row = "-" * 18
    told = f"An error:\n{row}\n{{}}\n{row}\n\n\x1b[31mZeroDivisionError\x1b[0m: division by zero\n"
    assert failed_cell(told.format("1 / 0"), text) == (6, "ZeroDivisionError: division by zero")
    assert failed_cell("The kernel died", text) == (1, "The kernel died")
