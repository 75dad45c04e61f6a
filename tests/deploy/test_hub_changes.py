"""A class whose list changes: who is taken out of class.toml is out after the next start of the hub."""

from __future__ import annotations

from pathlib import Path

from steppingup.hub.settings import load_class
from tests.deploy.classroom import classroom, hub
from tests.deploy.day import Learner, Trainer
from tests.deploy.people import Person
from tests.deploy.postgres import server
from tests.deploy.test_postgres import python


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
