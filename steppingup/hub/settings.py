"""`class.toml`: the one file that a town edits to run a class."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import Field

from steppingup.common.errors import Problem, SettingsError
from steppingup.common.settings import Table, read_settings

FILE = "class.toml"
SQLITE = "sqlite"

CourseName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,19}$")]
Login = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,30}$")]
Port = Annotated[int, Field(ge=1, le=65535)]
Folder = Annotated[str, Field(pattern=r"^(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$")]


class Class(Table):
    """Who meets: the short name of the course, the trainers, and the learners by their short codes."""

    course: CourseName = "stepping-up"
    title: str = "Stepping Up"
    trainers: list[Login] = Field(min_length=1)
    learners: list[str] | str


class Server(Table):
    """Where the web address is, and the ports that only this machine sees."""

    address: str = "127.0.0.1"
    port: Port = 8000
    certificate: str = ""
    key: str = ""
    hub_port: Port = 8081
    proxy_port: Port = 8001
    trainer_port: Port = 8002


class Gradebook(Table):
    """Where the grades are: a file of the session, or a PostgreSQL server."""

    database: Annotated[str, Field(pattern=r"^(sqlite|postgresql(\+psycopg2)?://\S+)$")] = SQLITE


class Folders(Table):
    """Where things lie: the program, and everything that belongs to this class."""

    program: Folder = "/opt/stepping-up"
    base: Annotated[Folder, Field(max_length=40)] = "/srv/stepping-up"  # the paths of sockets in it must stay short


class ClassSettings(Table):
    """The whole of class.toml; the codes of the learners are read and checked."""

    klass: Class = Field(alias="class")
    server: Server = Server()
    gradebook: Gradebook = Gradebook()
    folders: Folders = Folders()

    @property
    def course(self) -> str:
        """The short name: nbgrader's course id, and part of group and account names."""
        return self.klass.course

    @property
    def codes(self) -> list[str]:
        """The learners' short codes; `load_class` has read them from their file by now."""
        return list(self.klass.learners)

    @property
    def grader(self) -> str:
        """The account that owns session, exercises and keys; trainers work in it through the hub."""
        return f"grader-{self.course}"

    @property
    def base(self) -> Path:
        """The folder of everything that belongs to this class."""
        return Path(self.folders.base)

    @property
    def home(self) -> Path:
        """What belongs to the trainers alone (mode 0700)."""
        return self.base / "trainer"

    @property
    def course_copy(self) -> Path:
        """The course with its exercises and keys, as the trainers use it."""
        return self.home / "course"

    @property
    def session(self) -> Path:
        """The session, which is a course of nbgrader."""
        return self.home / "session"

    @property
    def exchange(self) -> Path:
        """Where exercises go out and answers come in."""
        return self.base / "exchange"

    @property
    def state(self) -> Path:
        """What the hub keeps for itself, and the slips (mode 0700, root)."""
        return self.base / "hub"

    @property
    def windows(self) -> Path:
        """What the windows of learners and trainers show; everybody may read it."""
        return self.base / "windows"

    @property
    def programs(self) -> Path:
        """The folder of `python`, `jupyterhub` and the rest."""
        return Path(self.folders.program) / "venv" / "bin"

    @property
    def packages(self) -> Path:
        """The folder of the installed Python packages."""
        found = sorted((self.programs.parent / "lib").glob("python3*/site-packages"))
        return found[-1] if found else self.programs.parent / "lib"

    @property
    def desk_files(self) -> Path:
        """What the desk adds to the windows of Jupyter."""
        return self.packages / "steppingup" / "desk" / "labextensions"


def load_class(path: Path) -> ClassSettings:
    """Read class.toml and the file of codes that it may name.

    Raises:
        SettingsError: one line per entry that cannot be used, with file, line and what to do.
    """
    if not path.is_file():
        raise SettingsError(f"{path} does not exist. Copy deploy/class.toml there and fill it in.")
    found = read_settings(path, ClassSettings, FILE)
    codes = _checked(_codes(found.klass.learners, path.parent))
    if clash := set(codes) & set(found.klass.trainers):
        raise _wrong("class.learners", f"{min(clash)} is a trainer, too; nobody can be both")
    if len(ports := _ports(found.server)) != len(set(ports)):
        raise _wrong("server", "two of the four ports are the same; give each its own")
    if found.gradebook.database != SQLITE and path.stat().st_mode & 0o077:
        raise _wrong("gradebook.database", f"may hold a password, and others can read the file: chmod 600 {path}")
    return found.model_copy(update={"klass": found.klass.model_copy(update={"learners": codes})})


def _codes(learners: list[str] | str, folder: Path) -> list[str]:
    """Take codes from the list, or from the first column of a text or CSV file."""
    if isinstance(learners, list):
        return learners
    path = folder / learners
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong("class.learners", f"the file of codes {path} cannot be read; correct its name") from error
    cells = [re.split(r"[,;\t]", line)[0].strip(' "') for line in lines]
    return [cell for cell in cells if cell and not cell.startswith("#") and cell.lower() not in {"code", "short code"}]


def _checked(codes: list[str]) -> list[str]:
    from steppingup.record.code import normal_code  # noqa: PLC0415

    found = [normal_code(code) for code in codes]
    if not found:
        raise _wrong("class.learners", "names no learner; give at least one short code")
    if numbers := [code for code in found if code.isdigit()]:
        raise _wrong(
            "class.learners", f"{numbers[0]} has digits only, which no account can be called; give another code"
        )
    if double := [code for code in found if found.count(code) > 1]:
        raise _wrong("class.learners", f"{double[0]} stands there twice; two people cannot share a code")
    return found


def _ports(server: Server) -> list[int]:
    return [server.port, server.hub_port, server.proxy_port, server.trainer_port]


def _wrong(field: str, message: str) -> SettingsError:
    return SettingsError(problems=[Problem(FILE, 1, "", field, message)])
