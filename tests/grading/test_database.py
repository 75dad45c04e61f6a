"""The address of a gradebook: what is said when it cannot be used. What works is tested on a real server (deploy)."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from steppingup.cli import main
from steppingup.cli.session.end import close_lines
from steppingup.common.errors import SessionError
from steppingup.grading.database import check_database
from steppingup.session.close import close_plan
from steppingup.session.course import config_text, open_session, save_session
from steppingup.session.new import new_session
from tests.grading.sessions import graded_course, session_in

SERVER = "postgresql://name:pass'word@127.0.0.1:1/grades"


@pytest.mark.parametrize("address", ["mysql://here/grades", "grades.db", "postgresql", "sqlite:///grades.db"])
def test_another_kind_of_database_is_refused(address: str) -> None:
    with pytest.raises(SessionError, match=r"A database is given as postgresql://"):
        check_database(address)


def test_a_session_is_not_begun_when_its_database_is_out_of_reach(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match=r"psycopg2-binary|cannot be reached"):
        new_session(tmp_path, tmp_path / "session", database=SERVER)
    assert not (tmp_path / "session").exists()


def test_the_address_is_kept_where_only_the_owner_reads_it(tmp_path: Path) -> None:
    session = replace(session_in(tmp_path), database=SERVER)
    path = session.root / "session.toml"
    path.unlink()
    save_session(session)
    assert open_session(session.root).gradebook == SERVER
    assert path.stat().st_mode & 0o777 == 0o600
    assert tomllib.loads(path.read_text("utf-8"))["database"] == SERVER


def test_nbgrader_is_told_only_of_a_server() -> None:
    lines = config_text("course", "", "", database=SERVER).splitlines()
    assert f"c.CourseDirectory.db_url = {SERVER!r}" in lines
    assert "db_url" not in config_text("course", "", "")


def test_a_session_can_be_made_by_a_python_that_is_not_on_the_path(tmp_path: Path) -> None:
    """nbgrader calls a program by its name when it makes a gradebook; people start Python by its full path."""
    code = (
        "import sys; from pathlib import Path; from steppingup.session.new import new_session; "
        "new_session(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(graded_course(tmp_path)), str(tmp_path / "session")]
    clean = {**os.environ, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "session" / "gradebook.db").is_file()


def test_the_command_takes_the_address_of_a_server(tmp_path: Path) -> None:
    course = graded_course(tmp_path)
    words = ["--course", str(course), "session", "new", str(tmp_path / "session"), "--db", "mysql://here/grades"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1
    assert "A database is given as postgresql://" in done.output


def test_closing_says_where_grades_stay_and_tells_no_password(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    plan = replace(close_plan(session), server=replace(session, database=SERVER).server)
    lines = "\n".join(close_lines(plan))
    assert "The grades lie on a server (PostgreSQL, 127.0.0.1:1/grades)" in lines
    assert "word" not in lines.partition("The grades lie on a server")[2].partition("\n")[0]
    assert "server" not in "\n".join(close_lines(close_plan(session)))
