from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from steppingup.cli import COMMANDS, main
from tests.catalogue.tiny import TODAY, tiny_course


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_help_lists_the_commands_without_importing_them() -> None:
    code = "import sys; from steppingup.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert all(f"  {name} " in done.stdout for name in COMMANDS)
    assert not {"sphinx", "pydantic", "yaml"} & set(done.stdout.split())


def test_module_is_the_command(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    arguments = [sys.executable, "-m", "steppingup", "--course", str(course), "check", "--today", TODAY]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "The content is in order.\n", "")


def test_version_and_unknown_command() -> None:
    assert all(f"  {name} " in run("--help").output for name in COMMANDS)
    assert run("--version").output.startswith("steppingup, version ")
    assert run("nothing").exit_code == 2


def test_no_course_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STEPPINGUP_COURSE", raising=False)
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("No course found")
    assert result.stderr.count("\n") == 1


def test_warnings_do_not_fail(tmp_path: Path) -> None:
    course = tiny_course(tmp_path)
    result = run("--course", str(course), "check", "--today", "2026-12-01")
    assert result.exit_code == 0
    assert "facts/facts.yml:1: number: review_by: must be checked by 2026-12-31" in result.stdout
    assert result.stdout.endswith("Errors: 0. Warnings: 2.\n")
    quiet = run("--course", str(course), "check", "--today", "2026-12-01", "--no-warnings")
    assert quiet.stdout == "Errors: 0. Warnings: 2.\n"


def test_stale_facts_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = tiny_course(tmp_path)
    monkeypatch.setenv("STEPPINGUP_TODAY", "2027-01-01")
    result = run("--course", str(course), "check")
    assert result.exit_code == 1
    assert "facts/helplines.yml:1: everywhere: review_by: out of date since 2026-12-31" in result.stdout


@pytest.mark.parametrize(("raised", "status"), [(KeyboardInterrupt, 130), (BrokenPipeError, 0)])
def test_interruptions_end_quietly(
    raised: type[BaseException], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    def stopped() -> None:
        raise raised

    monkeypatch.setattr("steppingup.cli.check.command", stopped)
    result = run("check")
    assert (result.exit_code, result.stderr) == (status, "")


def test_reader_that_goes_away(tmp_path: Path) -> None:
    course = tiny_course(tmp_path, "scenarios")
    program = f"{sys.executable} -m steppingup --course {course} catalogue --json | head -c 1"
    done = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, "Traceback" in done.stderr) == ("[", False)
