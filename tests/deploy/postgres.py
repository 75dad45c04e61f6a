"""A PostgreSQL server for a test: its own data, a free port of this machine, ended and deleted afterwards.

PostgreSQL refuses to run as root, so root lends it the account `nobody`; anybody else runs it as themselves.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.deploy.classroom import free_ports

USER, DATABASE = "trainer", "grades"


def programs() -> Path:
    """The folder of PostgreSQL's programs: Debian keeps them beside the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    place = found[-1] if found else Path(shutil.which("postgres") or "")
    assert place.name == "postgres", "PostgreSQL is missing. Install it with: sudo apt-get install postgresql"
    return place.parent


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server with one user, who needs a password, and one empty database; gives the address."""
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        password = secrets.token_hex(12)
        (folder / "password").write_text(password)
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            for path in (folder, folder / "password"):
                os.chown(path, nobody.pw_uid, nobody.pw_gid)
        data, (port,) = folder / "data", free_ports(1)
        _run(
            "initdb",
            "-D",
            str(data),
            "-U",
            USER,
            "--auth=scram-sha-256",
            f"--pwfile={folder / 'password'}",
            "--no-sync",
        )
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
        _run("pg_ctl", "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            address = f"postgresql://{USER}:{password}@127.0.0.1:{port}"
            _run("psql", "--no-psqlrc", "-q", "-c", f"CREATE DATABASE {DATABASE}", f"{address}/postgres")
            yield f"{address}/{DATABASE}"
        finally:
            _run("pg_ctl", "-D", str(data), "-m", "fast", "-w", "stop")


def _run(name: str, *words: str) -> None:
    who = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(  # type: ignore[call-overload]
        [str(programs() / name), *words], cwd="/", check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, **who,
    )  # fmt: skip
    assert done.returncode == 0, f"{name}: {done.stderr}"
