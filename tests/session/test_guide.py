"""The marking guide: rubric and examples with their points, for the trainer alone."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

from steppingup.activities.text import Text
from steppingup.common.errors import SessionError
from steppingup.grading.keys import write_keys
from steppingup.session.guide import write_guide
from tests.grading.sessions import EXERCISE, keys_in, session_in

if TYPE_CHECKING:
    from pathlib import Path


def test_the_guide_holds_rubric_examples_and_points(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    path = write_guide(session, EXERCISE)
    assert path is not None
    assert path.parent == session.root / "keys"
    assert path.stat().st_mode & 0o077 == 0
    page = path.read_text("utf-8")
    item = next(one for one in keys_in(session).items if one.manual)
    model = item.newest.model
    assert isinstance(model, Text)
    for text in (model.prompt, *(line.about for line in model.rubric), *(one.text for one in model.anchors)):
        assert str(escape(text, quote=False)).split("&")[0] in page
    assert f"<td>{model.top}</td>" in page
    assert f"<td>{item.points:g}</td>" in page
    assert "http" not in page.replace("http-equiv", "")


def test_an_exercise_without_texts_has_none(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    keys = keys_in(session)
    items = tuple(one for one in keys.items if not one.manual)
    session.keys(EXERCISE).unlink()
    write_keys(type(keys)(keys.exercise, keys.title, keys.release, items, keys.words), session.keys(EXERCISE))
    assert write_guide(session, EXERCISE) is None
    with pytest.raises(SessionError, match="no exercise 'other'"):
        write_guide(session, "other")
