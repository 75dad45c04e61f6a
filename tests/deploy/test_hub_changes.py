"""A class whose list changes: who is taken out of class.toml is out after the next start of the hub."""

from __future__ import annotations

from pathlib import Path

import pytest

from steppingup.hub.settings import load_class
from steppingup.session.roster import read_roster
from tests.deploy.classroom import classroom, command, free_code, hub, slips
from tests.deploy.day import Learner, Trainer
from tests.deploy.people import Person
from tests.deploy.postgres import server
from tests.deploy.test_postgres import python

CHECKED = "Checked as every learner: keys, exercises, grades and the homes of others cannot be read."


def test_who_is_taken_out_of_the_file_is_out(place: Path) -> None:
    with classroom(place, learners=2) as room:
        out, stays = room.settings.codes
        with hub(room):
            trainer, learner = Trainer(room), Learner(room, out)
            assert trainer.first.status_code == 200
        text = room.file.read_text("utf-8").replace(f'"{room.trainer}"', '"another-one"').replace(f'"{out}", ', "")
        room.file.write_text(text, "utf-8")
        assert load_class(room.file).codes == [stays]
        with hub(room):
            assert "/hub/login" in trainer.get(f"{trainer.place}/formgrader").url
            assert not Person(room.address, room.trainer, room.passwords[room.trainer]).inside
            assert "/hub/login" in learner.get("/hub/spawn").url
            assert "/hub/login" in learner.get(f"{learner.place}/lab").url
            assert not Person(room.address, out, room.passwords[out]).inside
            assert Person(room.address, stays, room.passwords[stays]).inside


def test_what_is_there_stays_and_new_slips_give_new_passwords(place: Path) -> None:
    with classroom(place, learners=1) as room:
        (code,) = room.settings.codes
        new = free_code([code])
        assert room.told[-1] == CHECKED
        room.file.write_text(room.file.read_text("utf-8").replace(f'["{code}"]', f'["{code}", "{new}"]'), "utf-8")
        again = command(room.file, "setup", course=room.file.with_name("town"))
        assert again[0].startswith("Accounts: 1 new, 2 learners")
        assert f"The session {room.settings.session} stays as it is." in again
        assert list(slips(room.settings)) == [new]
        assert read_roster(room.settings.session).codes == [code, new]
        command(room.file, "slips", code)
        assert list(slips(room.settings)) == [code]
        assert slips(room.settings)[code] != room.passwords[code]
        room.settings.home.chmod(0o755)
        (room.settings.session / "keys").chmod(0o755)
        room.settings.session.chmod(0o755)
        with pytest.raises(AssertionError, match=f"{code} can read {room.settings.home}"):
            command(room.file, "check")
        room.settings.home.chmod(0o700)
        assert command(room.file, "check") == [CHECKED]


def test_a_class_on_a_hub_keeps_its_grades_there(place: Path) -> None:
    with server() as database, classroom(place, learners=1, database=database) as room:
        session = room.settings.session
        assert not (session / "gradebook.db").exists()
        assert (session / "session.toml").stat().st_mode & 0o077 == 0
        code = (
            "import sys; from nbgrader.api import Gradebook as G; print(*[a.name for a in G(sys.argv[1]).assignments])"
        )
        address = database.replace("postgresql:", "postgresql+psycopg2:")
        assert "principles" in python(place, "-c", code, address).split()
        assert database.partition("@")[0].rpartition(":")[2] not in "".join(map(str, room.told))
