"""The desk without a browser: every button does what the command does, and a refusal is a sentence beside it."""

from __future__ import annotations

import json
import logging
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import ipywidgets as w
import pytest

from steppingup.common.language import Words
from steppingup.desk import open_desk
from steppingup.desk.app import Desk
from steppingup.desk.notebook import NAME, write_desk
from steppingup.desk.parts import Told, base, button, link
from steppingup.desk.server import desk_command
from steppingup.desk.whole import Whole
from steppingup.grading.solved import solved_file
from steppingup.record.session_file import session_text
from steppingup.session.roster import read_roster
from tests.desk.desks import give, press, shown, told, widgets
from tests.grading.sessions import EXERCISE, graded_course, keys_in

LIST = "Name;Mail\nÅsa Öberg;asa@havmere.example\nOlli <b>Saari</b>;\n".encode()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "sessions").mkdir()
    return Desk(tmp_path / "sessions", graded_course(tmp_path), Words())


def made(desk: Desk) -> Path:
    desk.start.name.value = "Front desk"
    desk.start.ticks[EXERCISE].value = True
    press(desk, "Make the session")
    assert desk.session is not None, told(desk)
    return desk.session.root


def uploads(desk: Desk) -> list[Any]:
    return widgets(desk.box, w.FileUpload)


def answers(desk: Desk, code: str, saved: str = "2026-11-28T10:02:11Z") -> bytes:
    assert desk.session
    return session_text(replace(solved_file(keys_in(desk.session), code), saved=saved)).encode()


def test_what_cannot_be_made_is_said(desk: Desk) -> None:
    press(desk, "Make the session")
    assert "Tick at least one exercise" in told(desk)
    desk.start.ticks[EXERCISE].value = True
    for name in ("", "a/b", "..", "x" * 61):
        desk.start.name.value = name
        press(desk, "Make the session")
        assert "short name" in told(desk), name
    assert list(desk.home.iterdir()) == []


def test_a_day_at_the_desk(desk: Desk) -> None:
    root = made(desk)
    assert "Take in the list" in desk.next.value
    give(uploads(desk)[0], ("list.csv", LIST))
    assert "New codes: 2" in told(desk)
    assert "<b>Saari" not in shown(desk)
    first, second = read_roster(root).codes
    press(desk, "Make the slips")
    press(desk, "Make the handouts")
    assert f"stepping-up-{EXERCISE}.zip" in shown(desk)
    assert "put them into the inbox" in desk.next.value
    give(uploads(desk)[1], ("a.json", answers(desk, first)), ("a.json", answers(desk, "")), ("x.png", b"\x89PNG"))
    assert "Entered: 1." in told(desk)
    assert sorted(path.name for path in (root / "inbox").iterdir()) == ["a (2).json", "a.json", "x.png"]
    press(desk, "This file is theirs")
    assert "Choose the person first" in told(desk)
    choice = next(one for one in widgets(desk.box, w.Dropdown) if one.description.startswith("Whose"))
    choice.value = second
    press(desk, "This file is theirs")
    assert "Entered: 1. There already: 1." in told(desk)
    press(desk, "Grade")
    assert "Graded now: 2. In all: 2." in told(desk)
    assert "Read the texts" in desk.next.value
    press(desk, "Go to this step")
    assert desk.steps.selected_index == 3
    assert "marking guide" in shown(desk)
    press(desk, "Make the results")
    assert f"Open {EXERCISE}.html for the room" in shown(desk)
    press(desk, "Write the feedback")
    assert "Pages of feedback: 2" in told(desk)
    press(desk, "Show what would go")
    assert "roster.csv" in shown(desk)
    assert (root / "roster.csv").exists()
    press(desk, "Delete all of this")
    assert "The session is closed" in told(desk)
    assert "This session is closed" in desk.next.value
    assert not (root / "roster.csv").exists()


def test_sessions_are_found_again_and_a_damaged_one_is_said(desk: Desk) -> None:
    root = made(desk)
    other = Desk(desk.home, desk.course, Words())
    assert other.session is None
    other.start.choice.value = root.resolve()
    assert other.session is not None
    press(other, "Make codes")
    assert "New codes: 20" in told(other)
    (root / "session.toml").write_text("v = ", "utf-8")
    other.start.choice.value = None
    other.start.choice.value = root.resolve()
    assert "cannot be read" in told(other)


def test_a_wrong_list_can_be_forgotten_until_answers_come(desk: Desk) -> None:
    root = made(desk)
    give(uploads(desk)[0], ("list.csv", LIST))
    press(desk, "Make the slips")
    press(desk, "It was the wrong list: start over")
    assert "All codes are forgotten" in told(desk)
    assert not (root / "roster.csv").exists()
    assert not (root / "slips.html").exists()
    with sqlite3.connect(root / "gradebook.db") as gradebook:
        assert gradebook.execute("select count(*) from student").fetchone() == (0,)
    give(uploads(desk)[0], ("list.csv", LIST))
    give(uploads(desk)[1], ("..", answers(desk, read_roster(root).codes[0])))
    press(desk, "It was the wrong list: start over")
    assert "Answers have come already" in told(desk)
    assert len(read_roster(root)) == 2


def test_a_folder_can_be_named(desk: Desk, tmp_path: Path) -> None:
    root = made(desk)
    press(desk, "Collect")
    assert "There are no files yet" in told(desk)
    give(uploads(desk)[0], ("list.csv", LIST))
    back = tmp_path / "back"
    back.mkdir()
    (back / "svar").write_bytes(answers(desk, read_roster(root).codes[0]))
    folder = next(one for one in widgets(desk.box, w.Text) if one.description == "Or a folder")
    folder.value = f'"{back}"'
    press(desk, "Collect")
    assert "Entered: 1." in told(desk)
    folder.value = str(tmp_path / "nowhere")
    press(desk, "Collect")
    assert "is no folder" in told(desk)


def test_nothing_graded_is_a_sentence(desk: Desk) -> None:
    made(desk)
    for label in ("Make the results", "Write the feedback"):
        press(desk, label)
        assert "Nothing is graded yet" in told(desk)


def test_what_nobody_foresaw_is_a_sentence_and_goes_to_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = graded_course(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STEPPINGUP_COURSE", str(course))
    monkeypatch.setattr(logging.getLogger("steppingup.desk"), "handlers", [])
    assert isinstance(open_desk(), Whole)
    place = Told()

    def fail() -> None:
        raise ZeroDivisionError("<script>")

    pressed = button("Do it", fail, place, trouble="It failed ({error}).")
    pressed.click()
    assert "It failed (ZeroDivisionError: &lt;script&gt;)." in place.value
    assert not pressed.disabled
    assert "ZeroDivisionError" in (tmp_path / "desk.log").read_text("utf-8")


def test_links_stay_in_the_folder_of_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "Å & b" / "x.html"
    assert 'href="/files/%C3%85%20%26%20b/x.html"' in link(file, tmp_path, "Open")
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/mia/")
    assert base() == "/user/mia/"
    with pytest.raises(ValueError, match="subpath"):
        link(tmp_path.parent, tmp_path, "Open")


def test_the_notebook_hides_its_one_cell(tmp_path: Path) -> None:
    path = write_desk(tmp_path / "new", Words())
    assert path.name == NAME
    whole = json.loads(path.read_text("utf-8"))
    (code,) = [cell for cell in whole["cells"] if cell["cell_type"] == "code"]
    assert code["metadata"]["jupyter"]["source_hidden"]


def test_the_server_listens_to_this_machine_only(tmp_path: Path) -> None:
    command = desk_command(tmp_path, tmp_path / "settings", 9999, browser=False)
    assert "--no-browser" in command
    config = json.loads((tmp_path / "settings" / "desk_config.json").read_text("utf-8"))
    assert config["ServerApp"]["ip"] == "127.0.0.1"
    assert config["ServerApp"]["root_dir"] == str(tmp_path)
    (places,) = {tuple(config[name]["extra_labextensions_path"]) for name in ("JupyterNotebookApp", "LabApp")}
    assert (Path(places[0]) / "stepping-up-desk" / "static" / "remoteEntry.js").is_file()


def test_the_launcher_for_windows() -> None:
    course = Path(__file__).resolve().parents[2]
    data = (course / "Stepping Up desk.cmd").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    text = data.decode("ascii")
    assert "has not been tried" in text
    assert "-m steppingup desk" in text
    assert (course / "tools" / "setup_venv.py").is_file()
    labels = {line[1:] for line in text.splitlines() if line.startswith(":")}
    ways = {line.split("goto ")[1].strip() for line in text.splitlines() if "goto " in line}
    assert ways <= labels
