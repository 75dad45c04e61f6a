"""The commands of a class, as far as nobody needs root for them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from steppingup.cli import main
from steppingup.hub.prepare import session_wanted
from steppingup.hub.settings import load_class
from steppingup.record.code import normal_code
from steppingup.session.course import open_session
from steppingup.session.roster import read_roster
from tests.grading.sessions import graded_course
from tests.hub.classes import CODES, TEXT, a_class, written


def told(file: Path, *words: str, said: str = "") -> str:
    done = CliRunner().invoke(main, ["hub", "--class", str(file), *words], input=said)
    return f"{done.exit_code}: {done.output}"


def test_codes_are_drawn_one_per_line_and_no_two_alike(tmp_path: Path) -> None:
    lines = told(tmp_path / "class.toml", "codes", "20").removeprefix("0: ").splitlines()
    assert len(set(lines)) == 20
    assert all(normal_code(line) == line and not line.isdigit() for line in lines)


def test_a_stranger_gets_no_slip(tmp_path: Path) -> None:
    assert "root is not in class.toml" in told(written(tmp_path), "slips", "root")


def test_what_is_wrong_in_the_file_ends_every_command(tmp_path: Path) -> None:
    file = written(tmp_path, TEXT.replace('"autumn"', '"Autumn!"'))
    for name in ("setup", "check", "slips"):
        assert told(file, name).startswith("1: class.toml:3: class.course: a short name")


def test_nothing_is_deleted_without_a_yes(tmp_path: Path) -> None:
    assert "Aborted" in told(written(tmp_path), "end", said="n\n")


def test_the_session_of_a_class_knows_exchange_codes_and_course(tmp_path: Path) -> None:
    settings = a_class(tmp_path)
    wanted = {
        **session_wanted(settings),
        "course": str(graded_course(tmp_path)),
        "root": str(tmp_path / "t" / "session"),
    }
    (tmp_path / "t").mkdir()
    assert told(tmp_path, "make-session", said=json.dumps(wanted)).startswith("0: The session is ")
    session = open_session(tmp_path / "t" / "session")
    config = (session.root / "nbgrader_config.py").read_text("utf-8")
    assert "/srv/here/exchange" in config
    assert "steppingup.hub.exchange.ClassCollect" in config
    assert (session.course_id, session.name) == ("autumn", "Autumn <class>")
    assert read_roster(session.root).codes == CODES
    assert (tmp_path / "t" / "Desk.ipynb").is_file()
    more = json.dumps({**wanted, "codes": [*CODES, "not asked again"][:3]})
    assert "stays as it is" in told(tmp_path, "make-session", said=more)
    assert (session.root / "nbgrader_config.py").read_text("utf-8") == config


def test_a_server_is_passed_on_and_a_file_is_not(tmp_path: Path) -> None:
    assert session_wanted(a_class(tmp_path))["database"] == ""
    address = "postgresql://a:b@c/d"
    text = TEXT.replace("[folders]", f'[gradebook]\ndatabase = "{address}"\n[folders]')
    assert session_wanted(load_class(written(tmp_path, text)))["database"] == address
