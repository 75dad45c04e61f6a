"""Finding the course, reading YAML, settings and messages: for good input and for any other."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppingup.common.course import find_course, relative
from steppingup.common.errors import ContentError, CourseNotFoundError, Problem, SettingsError
from steppingup.common.messages import fill, message_file, placeholders
from steppingup.common.settings import Settings, load_settings
from steppingup.common.yamlfile import MAX_BYTES, parse_yaml, read_yaml


def test_problem_reads_from_file_to_advice() -> None:
    assert str(Problem("a.yml", 3, "x/y-1", "options.b", "is wrong; mend it")) == (
        "a.yml:3: x/y-1: options.b: is wrong; mend it"
    )
    assert str(Problem("a.yml", 3, "", "", "is wrong")) == "a.yml:3: is wrong"
    assert str(Problem("", 0, "x/y-1", "", "is nowhere")) == "x/y-1: is nowhere"


def test_course_is_found_in_this_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named, environment, parent = (tmp_path / name for name in ("named", "environment", "parent"))
    for folder in (named, environment, parent):
        (folder / "deep" / "er").mkdir(parents=True)
        (folder / "_config.yml").touch()
    monkeypatch.chdir(parent / "deep" / "er")
    monkeypatch.setenv("STEPPINGUP_COURSE", str(environment))
    assert find_course(named) == named
    assert find_course() == environment
    monkeypatch.delenv("STEPPINGUP_COURSE")
    assert find_course() == parent


def test_no_course_says_what_was_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STEPPINGUP_COURSE", raising=False)
    with pytest.raises(CourseNotFoundError, match="--course DIR"):
        find_course()
    with pytest.raises(CourseNotFoundError, match="the option --course"):
        find_course(tmp_path)
    monkeypatch.setenv("STEPPINGUP_COURSE", str(tmp_path))
    with pytest.raises(CourseNotFoundError, match="STEPPINGUP_COURSE"):
        find_course()


def test_names_of_files(tmp_path: Path) -> None:
    assert relative(tmp_path / "a" / "b.yml", tmp_path) == "a/b.yml"
    assert relative(Path("/elsewhere/b.yml"), tmp_path) == "/elsewhere/b.yml"


def test_yaml_keeps_lines_and_texts() -> None:
    text = (
        "- id: a\n  text: No\n  when: 22:40\n  day: 2025-03-01\n  octal: 012\n  big: 12345678901234567890\n  long: >-\n"
    )
    document = parse_yaml(f"{text}    one\n    two\n  n: [1, -2.5, true, null, ~]\n  last:\n", "x.yml")
    assert document.data == [
        {"id": "a", "text": "No", "when": "22:40", "day": "2025-03-01", "octal": "012", "big": "12345678901234567890",
         "long": "one two", "n": [1, -2.5, True, None, None], "last": None}
    ]  # fmt: skip
    assert document.line((0, "long")) == 7
    assert document.line((0, "n", 1)) == 10
    assert document.line((0, "n", 1, "deeper")) == 10
    assert document.line((7,)) == 1


def test_quotes_make_texts() -> None:
    assert parse_yaml('["1", \'true\', ""]', "x.yml").data == ["1", "true", ""]


@pytest.mark.parametrize("text", ["! 2", "!!str 2", "!x {a: 1}"])
def test_tags_are_refused(text: str) -> None:
    with pytest.raises(ContentError, match="is not allowed"):
        parse_yaml(text, "x.yml")


@given(st.text(max_size=200))
def test_any_text_is_yaml_or_a_content_error(text: str) -> None:
    with suppress(ContentError):
        parse_yaml(text, "x.yml")


@given(st.binary(max_size=200))
def test_any_file_is_yaml_or_a_content_error(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "x.yml").write_bytes(raw)
    with suppress(ContentError):
        read_yaml(folder / "x.yml", folder)


def test_huge_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_bytes(b"- a\n" * (MAX_BYTES // 4 + 1))
    with pytest.raises(ContentError, match=r"x.yml:1: larger than 1024 KiB"):
        read_yaml(tmp_path / "x.yml", tmp_path)
    with pytest.raises(ContentError, match=r"y.yml:1: cannot be read \(No such file"):
        read_yaml(tmp_path / "y.yml", tmp_path)


def settings(folder: Path, text: str) -> Settings:
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    return load_settings(folder)


def test_settings_have_defaults(tmp_path: Path) -> None:
    defaults = load_settings(tmp_path)
    assert (defaults.language.default, defaults.leave.from_disk) == ("en", "about:blank")
    assert defaults.exercises(tmp_path) == tmp_path / "exercises"
    assert settings(tmp_path, "") == defaults


def test_settings_are_read(tmp_path: Path) -> None:
    found = settings(tmp_path, '[municipality]\nname = "Havmere"\ncountry = "fi"\n[folders]\nexercises = "/private"\n')
    assert found.municipality.name == "Havmere"
    assert found.exercises(tmp_path) == Path("/private")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = ", r"settings.toml:1: not TOML"),
        ("\n\nname = Havmere\n", r"settings.toml:3: not TOML"),
        ("[town]\n", r"settings.toml:1: town: unknown field"),
        ('[leave]\n\naddress = "http://example.org"', r"settings.toml:3: leave.address: an address begins with https"),
        ("[municipality]\nname = 3", r"settings.toml:2: municipality.name: must be a text; put 3 in quotes"),
        ("[language]\navailable = []", r"settings.toml:2: language.available: too few entries"),
        ('[municipality]\ncountry = "Finland"', r"settings.toml:2: municipality.country: a country is two"),
    ],
)
def test_settings_that_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        settings(tmp_path, text)


def test_settings_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"settings.toml:1: not UTF-8"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "must be a map"),
        ("a.b: one\nA b: two\n", r"messages/page.yml:2: A b: a key is lower-case words"),
        ("a.b:\nb: 3\n", r"messages/page.yml:1: a.b: has no text"),
    ],
)
def test_message_files_that_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    folder = tmp_path / "steppingup" / "messages"
    folder.mkdir(parents=True)
    (folder / "page.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=message):
        message_file("page", folder)


def test_filling() -> None:
    assert placeholders("Done: {n} of {total}") == {"n", "total"}
    values: dict[str, Any] = {"n": 3}
    assert fill("Done: {n} of {total} {0} {", values) == "Done: 3 of {total} {0} {"
