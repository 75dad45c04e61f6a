"""Common Cartridge 1.1: pages and quizzes that many platforms take in to edit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from steppingup.export.questions.cc.judge import judge
from steppingup.export.questions.cc.package import package
from steppingup.export.questions.deliver import REPORT, Style, deliver

if TYPE_CHECKING:
    from steppingup.export.request import Request


def export(request: Request) -> list[str]:
    """Write pages and quizzes as a cartridge."""
    render = partial(package, request=request)
    notes = ("questions.note.no-tags", "questions.note.pages")
    return deliver(request, Style("Common Cartridge 1.1", judge, render, (".imscc", ".zip"), REPORT, notes))
