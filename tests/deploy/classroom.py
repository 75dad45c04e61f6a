"""A class with real accounts on this machine, made for a test and gone after it; root only."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests
from click.testing import CliRunner
from filelock import FileLock

from steppingup.cli import main
from steppingup.hub import accounts
from steppingup.hub.folders import CONTENT, copy_into
from steppingup.hub.settings import ClassSettings, load_class
from steppingup.hub.system import account
from steppingup.record.code import new_code

ROOT = Path(__file__).resolve().parents[2]
RUNNING = "JupyterHub is now running"
SLIP = re.compile(r"User name: <code>(.*?)</code>.*?Password: <code>(.*?)</code>")


def program() -> Path:
    """Install the hub's program by the town's own way; locked packages that are there already are used again.

    Two steps of one run of all tests share what the first of them installed: see RUN in tools/run_tests.py.
    """
    place = Path("/var/cache/stepping-up-hub") if os.geteuid() == 0 else ROOT / "_build" / "hub"
    place.parent.mkdir(parents=True, exist_ok=True)
    run, mark = os.environ.get("STEPPINGUP_TEST_RUN", ""), place / "test-run.txt"
    with FileLock(f"{place}.lock"):
        if not (run and mark.is_file() and mark.read_text("utf-8") == run):
            mark.unlink(missing_ok=True)
            subprocess.run([sys.executable, str(ROOT / "deploy/install.py"), str(place)], check=True)
            mark.write_text(run, "utf-8")
    return place


@dataclass
class Classroom:
    """A class that was set up, and what its `setup` told."""

    settings: ClassSettings
    file: Path
    passwords: dict[str, str]
    told: list[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.settings.server.port}"

    @property
    def trainer(self) -> str:
        return self.settings.klass.trainers[0]


@contextlib.contextmanager
def classroom(place: Path, learners: int = 3, database: str = "sqlite") -> Iterator[Classroom]:
    """Set up a class with one trainer, and remove every trace of it at the end."""
    base = Path(tempfile.mkdtemp(prefix="class-", dir="/var/tmp"))
    base.chmod(0o755)
    file = base / "class.toml"
    file.write_text(class_toml(place, base, learners, database), "utf-8")
    file.chmod(0o600)
    settings = load_class(file)
    try:
        told = command(file, "setup", course=town_copy(base / "town"))
        yield Classroom(settings, file, slips(settings), told)
    finally:
        end_processes(settings)
        command(file, "end", "--everything", "--yes")
        shutil.rmtree(base)


def command(file: Path, *words: str, course: Path = ROOT) -> list[str]:
    """Give a command of `steppingup hub`; returns the lines that it tells."""
    done = CliRunner().invoke(main, ["--course", str(course), "hub", "--class", str(file), *words])
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def slips(settings: ClassSettings) -> dict[str, str]:
    """Read the passwords from the page of slips."""
    return dict(SLIP.findall((settings.state / "slips.html").read_text("utf-8")))


def town_copy(folder: Path) -> Path:
    """Copy the course to where root alone can read it, as the manual asks for."""
    folder.mkdir(mode=0o700)
    for name in CONTENT:
        copy_into(ROOT / name, folder / name)
    return folder


def class_toml(place: Path, base: Path, learners: int, database: str) -> str:
    """Fill in deploy/class.toml: throw-away names, free ports, a base of its own."""
    text = (ROOT / "deploy" / "class.toml").read_text("utf-8")
    mark = secrets.token_hex(3)
    codes: list[str] = []
    for _ in range(learners):
        codes.append(free_code(codes))
    ports = iter(free_ports(4))
    for field, value in {
        "course": f'"t{mark}"', "trainers": f'["trainer-{mark}"]', "learners": repr(codes).replace("'", '"'),
        "port": next(ports), "hub_port": next(ports), "proxy_port": next(ports), "trainer_port": next(ports),
        "database": f'"{database}"', "program": f'"{place}"', "base": f'"{base / "class"}"',
    }.items():  # fmt: skip
        text = re.sub(rf"(?m)^{field} = \S+", f"{field} = {value}", text)
    return text


def free_code(taken: list[str]) -> str:
    """Draw a short code that may be an account and is none."""
    while (code := new_code(taken)).isdigit() or account(code) is not None:
        pass
    return code


def free_ports(number: int) -> list[int]:
    """Find ports that nobody uses, below those that the system hands out: nobody else is given them later."""
    above = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    found: list[int] = []
    with contextlib.ExitStack() as stack:
        while len(found) < number:
            port = secrets.choice(range(10_000, max(above, 20_000)))
            with contextlib.suppress(OSError):
                stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
                found.append(port)
    return found


@contextlib.contextmanager
def hub(room: Classroom) -> Iterator[Path]:
    """Start the hub and wait until all of it answers; end it, and its proxy, by their own process ids."""
    log = room.file.with_name("hub.log")
    command = [str(room.settings.programs / "jupyterhub"), "-f", str(ROOT / "deploy" / "jupyterhub_config.py")]
    environment = {"PATH": "/usr/bin:/bin", "STEPPINGUP_CLASS": str(room.file), "LANG": "C.UTF-8"}
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=room.settings.state, env=environment, stdout=out, stderr=out)
    try:
        _wait(f"{room.address}/hub/health", process, log)
        yield log
    finally:
        process.terminate()
        try:
            process.wait(180)  # it ends everybody's server first
        finally:
            process.kill()
            end_proxy(room.settings.state / "proxy.pid")
    assert not listening(room.settings.server.proxy_port), "the proxy outlived its hub"


def listening(port: int) -> bool:
    """Tell whether somebody answers at a port of this machine, half a minute from now at the latest."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) != 0:
                return False
        time.sleep(0.2)
    return True


def end_proxy(file: Path) -> None:
    """End a proxy that outlived its hub."""
    if file.exists():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(file.read_text()), signal.SIGTERM)


def end_processes(settings: ClassSettings) -> None:
    """End what still runs in the throw-away accounts, each by its own id."""
    owners = {person.pw_uid for one in accounts.wanted(settings) if (person := account(one.name))}
    left = [one for one in psutil.process_iter(["uids"]) if one.info["uids"] and one.info["uids"].real in owners]
    for one in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(left, 10)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    # the hub answers before the trainers' window does, and hears no signal until it says that it is running
    ends = time.monotonic() + 240
    while time.monotonic() < ends and process.poll() is None:
        with contextlib.suppress(requests.RequestException):
            if RUNNING in log.read_text("utf-8", "replace") and requests.get(address, timeout=30).ok:
                return
        time.sleep(0.3)
    said = log.read_text("utf-8", "replace").splitlines()
    lines = [line for line in said if line.startswith("[") and "ConfigProxy" not in line]
    raise AssertionError("The hub did not start:\n" + "\n".join(lines[-40:]))
