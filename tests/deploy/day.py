"""A day of a class, over HTTP alone: hand out, answer, hand in, collect, grade, give feedback."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from steppingup.grading.keys import read_keys
from steppingup.grading.solved import solved_file
from steppingup.record.session_file import SessionFile, session_text
from tests.deploy.classroom import Classroom
from tests.deploy.people import Person

EXERCISE = "principles"


class Learner(Person):
    """A learner in the own window."""

    def __init__(self, room: Classroom, code: str, typed: str = "") -> None:
        super().__init__(room.address, typed or code, room.passwords[code])
        self.code, self.course, self.place = code, room.settings.course, f"/user/{code}"
        self.start(self.place)

    def listed(self) -> dict[str, Any]:
        """The exercise as the Assignment List shows it, by status."""
        return self._by_status(self.get(f"{self.place}/assignments?course_id={self.course}").json())

    def does(self, action: str) -> dict[str, Any]:
        """Press a button of the Assignment List: fetch, submit or fetch_feedback."""
        body = {"assignment_id": EXERCISE, "course_id": self.course}
        answer = self.send("POST", f"{self.place}/assignments/{action}", f"{self.place}/", json=body)
        assert answer.status_code == 200, answer.text
        return self._by_status(answer.json())

    def saves(self, file: SessionFile) -> int:
        """Save answers beside the notebook, as the page of the exercise does; returns the status."""
        body = {"type": "file", "format": "text", "content": session_text(file)}
        path = f"{self.place}/api/contents/{EXERCISE}/answers.json"
        return self.send("PUT", path, f"{self.place}/", json=body).status_code

    def reads(self, path: str) -> str:
        """Read a file of the own home in the window."""
        answer = self.get(f"{self.place}/api/contents/{path}?type=file&format=text")
        assert answer.status_code == 200, answer.text
        return str(answer.json()["content"])

    def _by_status(self, answer: dict[str, Any]) -> dict[str, Any]:
        assert answer["success"], answer["value"]
        return {one["status"]: one for one in answer["value"] if one["assignment_id"] == EXERCISE}


class Trainer(Person):
    """A trainer in formgrader."""

    def __init__(self, room: Classroom) -> None:
        super().__init__(room.address, room.trainer, room.passwords[room.trainer])
        self.place = f"/services/{room.settings.course}"
        self.first = self.get(f"{self.place}/formgrader")

    def asks(self, path: str) -> Any:
        """Ask formgrader for facts."""
        answer = self.get(f"{self.place}/formgrader/api/{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def presses(self, path: str, method: str = "POST", **more: Any) -> dict[str, Any]:
        """Press a button of formgrader; what it answers is checked by the test."""
        answer = self.send(method, f"{self.place}/formgrader/api/{path}", f"{self.place}/", **more)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def grades(self) -> None:
        """Grade every submission by nbgrader's own autograde."""
        for one in self.asks(f"submissions/{EXERCISE}"):
            done = self.presses(f"submission/{EXERCISE}/{one['student']}/autograde")
            assert done["success"], done.get("error")

    def scores(self) -> dict[str, float]:
        """What each learner has."""
        return {one["student"]: one["score"] for one in self.asks(f"submissions/{EXERCISE}") if one["autograded"]}

    def reads_texts(self, points: float) -> int:
        """Give points to every text that waits for a reader; returns how many there were."""
        number = 0
        for one in self.asks(f"submissions/{EXERCISE}"):
            for notebook in self.asks(f"submitted_notebooks/{EXERCISE}/{EXERCISE}"):
                if notebook["student"] != one["student"]:
                    continue
                waiting = [g for g in self.asks(f"grades?submission_id={notebook['id']}") if g["needs_manual_grade"]]
                for grade in waiting:
                    self.presses(f"grade/{grade['id']}", "PUT", json={"manual_score": points, "extra_credit": None})
                    number += 1
        return number


def solved(room: Classroom, code: str) -> SessionFile:
    """Everything answered right; only root can read what that takes."""
    return solved_file(read_keys(room.settings.session / "keys" / f"{EXERCISE}.json"), code)


def put_into_exchange(room: Classroom, who: str, claimed: str, link: Path | None = None) -> str:
    """As an account, put a folder into the exchange by hand, in the name of anybody; its answers may be a link."""
    script = (
        "import os, shutil, sys\n"
        "source, target, link = sys.argv[1:]\n"
        "os.umask(0)\n"
        "shutil.copytree(source, target)\n"
        "answers = os.path.join(target, 'answers.json')\n"
        "os.path.lexists(answers) and os.unlink(answers)\n"
        "os.symlink(link, answers) if link else open(answers, 'w').write('{}')\n"
        "open(os.path.join(target, 'timestamp.txt'), 'w').write('2099-01-01 10:00:00.000000 UTC')\n"
    )
    name = f"{claimed}+{EXERCISE}+2099-01-01 10:00:00.000000 UTC+put"
    inside = room.settings.exchange / room.settings.course
    command = [str(room.settings.programs / "python"), "-c", script, str(inside / "outbound" / EXERCISE)]
    done = as_account(who, [*command, str(inside / "inbound" / name), str(link or "")])
    assert done.returncode == 0, done.stderr
    return name


def as_account(who: str, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command as an account, as `su` does."""
    su = [shutil.which("setpriv") or "setpriv", "--reuid", who, "--regid", who_group(who), "--clear-groups", "--"]
    return subprocess.run([*su, *command], cwd="/", capture_output=True, text=True, check=False)


def who_group(who: str) -> str:
    """The primary group of an account."""
    return subprocess.run(["id", "-gn", who], capture_output=True, text=True, check=True).stdout.strip()


def shown(value: Any) -> str:
    """A value as text to search in."""
    return json.dumps(value)
