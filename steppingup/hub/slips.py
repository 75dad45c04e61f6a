"""Slips with names and passwords of a class: one page to print and cut, then to delete."""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

PRIVATE = 0o600
STYLE = (
    "body{font:16px sans-serif;margin:1cm}section{border:1px dashed #333;padding:.5cm;margin:0 0 -1px;"
    "break-inside:avoid}code{font-size:1.3em}"
)


HOW = (
    "Then choose <b>Nbgrader</b> and <b>Assignment List</b> in the menu. Press <b>Fetch</b> and open the exercise. "
    "Choose <b>Run</b> and <b>Run All Cells</b>: the questions appear. Your answers are saved as you go. At the end, "
    "press <b>Submit</b> in the Assignment List."
)


def slips_page(passwords: Mapping[str, str], title: str, address: str, learners: Collection[str]) -> str:
    """Write one slip per account.

    Args:
        passwords: by login name or short code.
        title: of the class.
        address: where the class meets, as people type it.
        learners: those whose slip says what to do next.
    """
    slips = "".join(
        f"<section><p><b>{escape(title)}</b></p><p>Open <code>{escape(address)}</code></p>"
        f"<p>User name: <code>{escape(name)}</code></p><p>Password: <code>{escape(password)}</code></p>"
        f"{f'<p>{HOW}</p>' if name in learners else ''}</section>\n"
        for name, password in passwords.items()
    )
    head = f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Slips</title><style>{STYLE}</style>\n'
    return f"{head}{slips}</html>\n"


def write_slips(path: Path, page: str) -> None:
    """Write the page for root's eyes only; an older one is replaced."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w", encoding="utf-8") as file:
        file.write(page)
