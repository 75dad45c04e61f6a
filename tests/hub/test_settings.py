"""class.toml: what it means, and one plain sentence for each thing that is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from steppingup.common.errors import SteppingUpError
from steppingup.hub.settings import load_class
from tests.hub.classes import CODES, TEXT, a_class, written

ROOT = Path(__file__).resolve().parents[2]
LIST = TEXT.split("learners = ")[1].split("\n")[0]


def test_everything_lies_below_the_base(tmp_path: Path) -> None:
    settings = a_class(tmp_path)
    assert settings.codes == CODES
    assert settings.grader == "grader-autumn"
    assert settings.programs == Path("/opt/here/venv/bin")
    places = [settings.home, settings.exchange, settings.state, settings.windows]
    assert [place.parent for place in places] == [Path("/srv/here")] * 4
    assert settings.session.parent == settings.course_copy.parent == settings.home


def test_the_file_that_we_ship_is_right_but_for_its_codes(tmp_path: Path) -> None:
    path = written(tmp_path, (ROOT / "deploy" / "class.toml").read_text("utf-8"))
    (tmp_path / "codes.txt").write_text("\n".join(CODES), "utf-8")
    assert load_class(path).codes == CODES
    assert load_class(path).gradebook.database == "sqlite"


@pytest.mark.parametrize(
    "form", ["{}\n{}\n{}\n", "Code;Name\n{};A\n{};B\n{};C\n", '\ufeff# class\n"{}"\r\n{}\r\n\r\n{}']
)
def test_codes_come_from_a_text_file_or_from_a_roster(tmp_path: Path, form: str) -> None:
    (tmp_path / "list.csv").write_text(form.format(*(code.lower() for code in CODES)), "utf-8")
    assert load_class(written(tmp_path, TEXT.replace(LIST, '"list.csv"'))).codes == CODES


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('["trainer-one"]', "[]", "class.trainers: too few entries"),
        ('["trainer-one"]', '["Trainer One"]', "a log-in name is small letters"),
        ('"autumn"', '"Autumn 2026"', "a short name is up to 20 small letters"),
        ('"/srv/here"', '"srv"', "a folder is a full path"),
        ('"/srv/here"', '"/srv/../etc"', "a folder is a full path"),
        (LIST, '"nowhere.txt"', "the file of codes .* cannot be read"),
        (LIST, "[]", "names no learner"),
        (LIST, f'["{CODES[0]}", "{CODES[0]}"]', "stands there twice"),
        (LIST, '["22222"]', "digits only"),
        (LIST, '["ABC"]', "A short code has 5 letters and digits"),
        ("[folders]", "[server]\nport = 8081\n[folders]", "two of the four ports"),
        ("[folders]", "[server]\nport = 0\n[folders]", "server.port"),
        ("[folders]", '[gradebook]\ndatabase = "mysql://x"\n[folders]', "a database is 'sqlite' or"),
        ("[folders]", "[folder]", "unknown field"),
        ("[class]", "[class", "class.toml:"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(SteppingUpError, match=message):
        load_class(written(tmp_path, TEXT.replace(old, new, 1)))


def test_a_missing_file_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SteppingUpError, match=r"does not exist\. Copy deploy/class.toml there"):
        load_class(tmp_path / "class.toml")


def test_the_password_of_a_database_is_not_left_open(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.replace("[folders]", '[gradebook]\ndatabase = "postgresql://a:b@c/d"\n[folders]'))
    assert load_class(path).gradebook.database == "postgresql://a:b@c/d"
    path.chmod(0o640)
    with pytest.raises(SteppingUpError, match="others can read the file: chmod 600"):
        load_class(path)
