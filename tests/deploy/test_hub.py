"""A class on a real hub with real accounts: the whole day, and everything that a learner must not be able to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from steppingup.hub.check import readable
from steppingup.hub.system import account
from tests.deploy.classroom import Classroom, classroom, hub
from tests.deploy.day import EXERCISE, Learner, Trainer, as_account, put_into_exchange, solved
from tests.deploy.people import Person, run_in_kernel

KEY_MARK = '"salt"'
TEXT_POINTS = 3.0


@dataclass
class Day:
    """What happened on the day of the class, in the order in which it happened."""

    room: Classroom
    learners: dict[str, Learner]
    hostile: Learner
    trainer: Trainer
    listed: list[dict[str, Any]]
    collected: dict[str, Any]
    scores: dict[str, float]
    read: int
    feedback: dict[str, str]
    log: Path


@pytest.fixture(scope="module")
def room(place: Path) -> Iterator[Classroom]:
    with classroom(place, learners=4) as made:
        yield made


@pytest.fixture(scope="module")
def day(room: Classroom) -> Iterator[Day]:
    *codes, last = room.settings.codes
    with hub(room) as log:
        trainer = Trainer(room)
        assert trainer.presses(f"assignment/{EXERCISE}/release")["success"]
        typed = {code: f" {code[:2].lower()}-{code[2:].lower()} " if code == last else code for code in (*codes, last)}
        with ThreadPoolExecutor(4) as everybody_at_once:
            arrived = everybody_at_once.map(lambda code: Learner(room, code, typed[code]), typed)
            learners = {one.code: one for one in arrived}
        hostile = learners.pop(last)
        listed = [one.listed() for one in learners.values()]
        hand_in(room, learners, hostile)
        collected = trainer.presses(f"assignment/{EXERCISE}/collect")
        trainer.grades()
        scores, read = trainer.scores(), trainer.reads_texts(TEXT_POINTS)
        for press in ("generate_feedback", "release_feedback"):
            done = trainer.presses(f"assignment/{EXERCISE}/{press}")
            assert done["success"], done.get("error")
        feedback = {code: page_of_feedback(one) for code, one in learners.items()}
        yield Day(room, learners, hostile, trainer, listed, collected, scores, read, feedback, log)


def hand_in(room: Classroom, learners: dict[str, Learner], hostile: Learner) -> None:
    """The first answers all, the second half, the third nothing; the last one tries two tricks."""
    first, second, third = learners.values()
    everything = solved(room, "")
    for one in (*learners.values(), hostile):
        one.does("fetch")
    assert first.saves(replace(everything, code=first.code)) in {200, 201}
    assert second.saves(replace(everything, attempts=everything.attempts[: half(everything.attempts)])) in {200, 201}
    for one in (first, second, third):
        assert one.does("submit")["submitted"]
    put_into_exchange(
        room, hostile.code, claimed=hostile.code, link=room.settings.session / "keys" / f"{EXERCISE}.json"
    )
    put_into_exchange(room, hostile.code, claimed=first.code)


def half(items: tuple[Any, ...]) -> int:
    return len(items) // 2


def page_of_feedback(learner: Learner) -> str:
    (one,) = learner.does("fetch_feedback")["submitted"]["submissions"]
    return learner.reads(f"{one['local_feedback_path']}/{EXERCISE}.html")


def points(room: Classroom) -> dict[str, float]:
    """Points by item id, in the order of the exercise; texts are negative."""
    keys = json.loads((room.settings.session / "keys" / f"{EXERCISE}.json").read_text("utf-8"))
    return {item["id"]: item["points"] for item in keys["items"]}


def test_three_learners_find_the_exercise_that_was_handed_out(day: Day) -> None:
    assert [list(one) for one in day.listed] == [["released"]] * 3


def test_the_notebook_shows_its_questions_in_the_learners_kernel(day: Day) -> None:
    learner = next(iter(day.learners.values()))
    code = f"import os; os.chdir('{EXERCISE}'); from steppingup import exercise; " + "; ".join(
        f"print(exercise('{id_}').activity_id)" for id_ in list(points(day.room))[:1]
    )
    assert run_in_kernel(learner, learner.place, code).strip() == next(iter(points(day.room)))


def test_each_gets_the_points_of_the_own_answers(day: Day) -> None:
    file = solved(day.room, "")
    texts = [one for one in file.attempts if isinstance(one.answer, str)]
    worth = points(day.room)
    automatic = {one.activity: worth[one.activity] for one in file.attempts if one not in texts}
    first, second, third = day.learners
    early = [one.activity for one in file.attempts[: half(file.attempts)] if one.activity in automatic]
    assert day.collected["success"]
    assert day.scores[first] == sum(automatic.values())
    assert day.scores[second] == sum(automatic[id_] for id_ in early)
    assert day.scores[third] == 0


def test_the_trainer_reads_texts_and_learners_get_the_points_back(day: Day) -> None:
    texts = [one for one in solved(day.room, "").attempts if isinstance(one.answer, str)]
    assert day.read >= len(texts)
    first = next(iter(day.learners))
    assert day.trainer.scores()[first] == day.scores[first] + TEXT_POINTS * len(texts)
    assert len(set(day.feedback.values())) == 3
    assert f"{day.trainer.scores()[first]:g}" in day.feedback[first]


def test_feedback_tells_no_key(day: Day) -> None:
    keys = json.loads((day.room.settings.session / "keys" / f"{EXERCISE}.json").read_text("utf-8"))
    told = [option["feedback"] for item in keys["items"] for option in item["editions"][0]["record"].get("options", [])]
    assert told
    assert not any(one in page for one in told for page in day.feedback.values())


def test_a_link_in_a_submission_is_refused(day: Day) -> None:
    sent = day.room.settings.session / "submitted" / day.hostile.code
    assert day.scores[day.hostile.code] == 0
    assert not [path for path in sent.rglob("*") if path.is_symlink()]
    assert not [path for path in sent.rglob("*") if path.is_file() and KEY_MARK in path.read_text("utf-8")]
    assert "link" in shown_log(day)


def test_a_submission_in_somebody_elses_name_is_refused_and_the_own_one_taken(day: Day) -> None:
    first = next(iter(day.learners))
    assert day.scores[first] > 0
    assert f"but {day.hostile.code} handed it in" in shown_log(day)


def shown_log(day: Day) -> str:
    return str(day.collected.get("log", "")) + str(day.collected.get("error", ""))


@pytest.mark.parametrize(
    "page", ["/formgrader", "/formgrader/api/assignments", "/lab", f"/api/contents/keys/{EXERCISE}.json"]
)
def test_a_learner_gets_403_in_the_trainers_window(day: Day, page: str) -> None:
    assert day.hostile.get(f"/services/{day.room.settings.course}{page}").status_code == 403


@pytest.mark.parametrize("page", ["/formgrader", "/formgraders", "/formgrader/api/assignments"])
def test_a_learners_own_window_has_no_formgrader_and_no_course_list(day: Day, page: str) -> None:
    assert day.hostile.get(f"{day.hostile.place}{page}").status_code == 404


def test_a_learners_window_hides_what_is_for_trainers(day: Day) -> None:
    lab = day.hostile.get(f"{day.hostile.place}/lab").text
    assert '"@jupyter/nbgrader:formgrader"' in lab
    assert '"@jupyter/nbgrader:course-list"' in lab
    assert '"@jupyter/nbgrader:assignment-list"' not in lab


def test_there_is_no_terminal(day: Day) -> None:
    assert day.hostile.send("POST", f"{day.hostile.place}/api/terminals", f"{day.hostile.place}/").status_code == 404


def secrets(room: Classroom) -> list[Path]:
    home = room.settings.home
    found = [home, room.settings.session / "gradebook.db", room.settings.session / "roster.csv", room.settings.state]
    return [*found, *(room.settings.session / "keys").iterdir(), *(home / "course" / "exercises").rglob("*"), room.file]


def test_keys_exercises_and_grades_are_closed_to_every_learner(day: Day) -> None:
    room = day.room
    paths = secrets(room)
    assert len(paths) > 10
    for code in room.settings.codes:
        assert readable(code, paths, room.settings.programs / "python") == []
    keys = room.settings.session / "keys"
    assert (room.settings.home.stat().st_mode & 0o777, keys.stat().st_mode & 0o777) == (0o700, 0o700)


def test_the_trainers_account_can_read_them(day: Day) -> None:
    room = day.room
    key = room.settings.session / "keys" / f"{EXERCISE}.json"
    assert readable(room.settings.grader, [key], room.settings.programs / "python") == [str(key)]


def test_a_learner_cannot_read_them_by_su(day: Day) -> None:
    key = day.room.settings.session / "keys" / f"{EXERCISE}.json"
    su = as_account(day.hostile.code, ["cat", str(key)])
    assert su.returncode != 0
    assert "Permission denied" in su.stderr
    assert KEY_MARK not in su.stdout


def test_a_learner_cannot_read_them_through_the_window(day: Day) -> None:
    room, learner = day.room, day.hostile
    key = room.settings.session / "keys" / f"{EXERCISE}.json"
    exercise = room.settings.course_copy / "exercises" / EXERCISE / "activities.yml"
    assert run_in_kernel(learner, learner.place, f"print(open('{key}').read())") == "PermissionError"
    assert run_in_kernel(learner, learner.place, f"print(open('{exercise}').read())") == "PermissionError"
    for path in (key, exercise, room.settings.session / "gradebook.db"):
        for written in (str(path), "%2e%2e/" * 8 + str(path)[1:], "..%2F" * 8 + str(path)[1:]):
            assert learner.get(f"{learner.place}/api/contents/{written}").status_code in {400, 403, 404}
            assert learner.get(f"{learner.place}/files/{written}").status_code in {400, 403, 404}


def test_learners_are_closed_to_each_other(day: Day) -> None:
    first = next(iter(day.learners.values()))
    assert day.hostile.get(f"{first.place}/api/contents/").status_code == 403
    home = account(first.code)
    assert home
    assert readable(day.hostile.code, [Path(home.pw_dir)], day.room.settings.programs / "python") == []
    inbound = day.room.settings.exchange / day.room.settings.course / "inbound"
    assert readable(day.hostile.code, [inbound], day.room.settings.programs / "python") == []


def test_a_learner_cannot_move_the_exchange_away(day: Day) -> None:
    inside = day.room.settings.exchange / day.room.settings.course
    done = as_account(day.hostile.code, ["mv", str(inside), f"{inside}-gone"])
    assert done.returncode != 0
    assert inside.is_dir()


def test_the_desk_finds_the_session_and_the_way_to_formgrader(day: Day) -> None:
    code = "from steppingup.desk import open_desk; print([path.name for path in open_desk().desk.sessions()])"
    assert run_in_kernel(day.trainer, day.trainer.place, code).strip() == "['session']"
    way = day.trainer.get(f"{day.trainer.place}/stepping-up/formgrader?path={day.room.settings.session}")
    assert way.status_code == 200
    assert "/formgrader/manage_assignments" in way.url


def test_kernels_cannot_be_overheard(day: Day) -> None:
    code = "import json; from ipykernel import get_connection_file as f; print(json.load(open(f()))['transport'])"
    assert run_in_kernel(day.hostile, day.hostile.place, code).strip() == "ipc"


def test_a_wrong_password_and_a_strangers_name_are_refused(day: Day) -> None:
    assert not Person(day.room.address, day.hostile.code, "wrong").inside
    assert not Person(day.room.address, "root", "wrong").inside
    grader = day.room.settings.grader
    assert not Person(day.room.address, grader, "").inside


def test_everybody_lands_in_the_right_window(day: Day) -> None:
    assert day.trainer.get("/").url.endswith(f"/services/{day.room.settings.course}/notebooks/Desk.ipynb")
    assert f"{day.hostile.place}/lab" in day.hostile.get("/").url
