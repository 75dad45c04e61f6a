"""Handouts: the same bytes each time, everything a learner needs, no key; and codes alone in the gradebook."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from html import escape
from typing import TYPE_CHECKING

import pytest

from steppingup.common.errors import SessionError
from steppingup.session.handout import write_handouts
from steppingup.session.learners import import_people, make_codes, write_slips
from steppingup.session.roster import read_roster
from tests.grading.sessions import EXERCISE, session_in

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.session.course import Session

TOP = f"stepping-up-{EXERCISE}"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return session_in(tmp_path)


def files(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_zip_file_with_page_notebook_public_form_and_first_words(session: Session) -> None:
    told: list[str] = []
    (path,) = write_handouts(session, told.append)
    assert path == session.folder("handout") / f"{TOP}.zip"
    assert told == [session.assigned(EXERCISE).title]
    found = files(path)
    names = ["READ ME FIRST.txt", "index.html", f"{EXERCISE}.ipynb", "activities.public.json"]
    assert list(found) == [f"{TOP}/{name}" for name in names]
    text = found[f"{TOP}/READ ME FIRST.txt"].decode("utf-8-sig")
    assert "1. Open index.html by a double click." in text
    assert "\r\n" in text
    page = found[f"{TOP}/index.html"].decode()
    assert "<script>" in page
    assert "src=" not in page.replace("data-src=", "")
    assert json.loads(found[f"{TOP}/{EXERCISE}.ipynb"])["nbformat"] == 4


def test_two_handouts_have_the_same_bytes(session: Session) -> None:
    first = write_handouts(session)[0].read_bytes()
    assert write_handouts(session)[0].read_bytes() == first


def test_no_key_is_in_a_handout(session: Session) -> None:
    keys = json.loads(session.keys(EXERCISE).read_text("utf-8"))
    whole = b"\n".join(files(write_handouts(session)[0]).values())
    for word in (b"feedback:", b'"correct"', b'"rubric"', b'"anchors"', b'"credit"', b'"explanation"'):
        assert word not in whole.replace(b'.correct"', b"")
    assert keys


def test_what_is_not_released_or_gone_is_said(session: Session) -> None:
    public = session.folder("release") / EXERCISE / "activities.public.json"
    text = public.read_text("utf-8")
    public.write_text("{", "utf-8")
    with pytest.raises(SessionError, match="not ready to be handed out"):
        write_handouts(session)
    public.write_text(text.replace(f"exercises/{EXERCISE}/", "exercises/other/"), "utf-8")
    with pytest.raises(SessionError, match="has changed since"):
        write_handouts(session)
    (session.course / "exercises" / EXERCISE).rename(session.course / "exercises" / "renamed")
    with pytest.raises(SessionError, match="no longer has"):
        write_handouts(session)


def test_the_gradebook_knows_codes_and_never_names(session: Session) -> None:
    done = import_people(session, "Name;Mail\nÅsa Öberg;asa@havmere.example\n".encode())
    make_codes(session, 2)
    import_people(session, b"Name\nOlli Saari\n")
    with sqlite3.connect(session.root / "gradebook.db") as gradebook:
        rows = gradebook.execute("select id, first_name, last_name, email from student").fetchall()
    assert sorted(rows) == sorted((code, None, None, None) for code in read_roster(session.root).codes)
    assert len(rows) == 4
    assert done.new[0].code in {row[0] for row in rows}
    for path in session.root.rglob("*"):
        if path.is_file() and path.name != "roster.csv":
            assert "Öberg".encode() not in path.read_bytes()


def test_slips_are_the_trainers_alone(session: Session) -> None:
    import_people(session, b"Name\nOlli Saari\n")
    path = write_slips(session)
    assert path.stat().st_mode & 0o077 == 0
    assert "Olli Saari" in path.read_text("utf-8")
    assert escape(session.assigned(EXERCISE).title) in path.read_text("utf-8")
    assert "Olli" not in write_slips(session, names=False).read_text("utf-8")


def test_zip_files_open_everywhere(session: Session) -> None:
    data = write_handouts(session)[0].read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
