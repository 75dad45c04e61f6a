"""A tiny course, a record of its own, and a stand-in for the script."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from steppingup.widgets import static
from steppingup.widgets.session import _session

CHOICE = """
    - id: area/one-1
      version: 2
      kind: choice
      competency: legal-framework.elements
      roles: [all]
      tier: 1
      prompt: Does a signature <settle> the question?
      hint: Think of how it was got.
      options:
        - {id: a, text: "Yes, it does", feedback: Not once force was used.}
        - {id: b, text: "No, it does not", correct: true, feedback: Consent stops counting.}
      sources: [palermo]
    - id: area/two-1
      version: 1
      kind: choice
      select: several
      competency: legal-framework.elements
      roles: [all]
      tier: 1
      prompt: Which are means?
      options:
        - {id: a, text: Force, correct: true, feedback: Yes.}
        - {id: b, text: Fraud, correct: true, feedback: Yes.}
        - {id: c, text: Rain, feedback: No.}
      sources: [palermo]
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text), encoding="utf-8")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "course"
    write(folder / "_config.yml", "title: Tiny\n")
    write(folder / "chapters" / "01-one" / "activities.yml", CHOICE)
    write(folder / "exercises" / "ex1" / "activities.yml", CHOICE.replace("area/", "graded/"))
    monkeypatch.setenv("STEPPINGUP_COURSE", str(folder))
    monkeypatch.setenv("STEPPINGUP_RECORD", str(tmp_path / "data" / "record.json"))
    write(tmp_path / "static" / "stepping-up.js", "globalThis.SteppingUp = {widget: {}};")
    write(tmp_path / "static" / "widget.css", ".su-live {}")
    write(tmp_path / "static" / "worksheet.js", "globalThis.SteppingUpSheets = {widget: {}};")
    write(tmp_path / "static" / "worksheet-widget.css", ".su-ws {}")
    monkeypatch.setattr(static, "STATIC", tmp_path / "static")
    static.static_text.cache_clear()
    _session.cache_clear()
    return folder
