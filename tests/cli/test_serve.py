from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner

from steppingup.cli import main
from steppingup.cli.serve import HOST, open_server
from steppingup.common.errors import SteppingUpError
from tests.book.books import tiny


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "empty").mkdir()
    files = ("index.html", "a.js", "a.css", "a.svg", "a.json", "a.woff2", "a.strange")
    for name in files:
        (tmp_path / name).write_text("ä", "utf-8")
    return tmp_path


@pytest.fixture
def port(folder: Path) -> Iterator[int]:
    with open_server(folder, 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


def get(port: int, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    connection.request("GET", path)
    return connection.getresponse()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/a.js", "text/javascript; charset=utf-8"),
        ("/a.css", "text/css; charset=utf-8"),
        ("/a.svg", "image/svg+xml"),
        ("/a.json", "application/json; charset=utf-8"),
        ("/a.woff2", "font/woff2"),
        ("/a.strange", "application/octet-stream"),
    ],
)
def test_types(path: str, kind: str, port: int) -> None:
    answer = get(port, path)
    assert (answer.status, answer.getheader("Content-Type")) == (200, kind)
    assert answer.getheader("Cache-Control") == "no-cache"
    assert answer.read().decode("utf-8") == "ä"


@pytest.mark.parametrize("path", ["/empty/", "/nowhere", "/../../etc/passwd", "/%2e%2e/secret"])
def test_nothing_else_is_told(path: str, port: int) -> None:
    assert get(port, path).status == 404


def test_next_free_port(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        with open_server(folder, wanted) as server:
            assert wanted < server.server_address[1] < wanted + 20


def test_no_port_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steppingup.cli.serve.TRIES", 1)
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        with pytest.raises(SteppingUpError, match="are all taken; name another one with --port"):
            open_server(folder, taken.getsockname()[1])


def test_command_in_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object, poll_interval: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("STEPPINGUP_COURSE", "")
    monkeypatch.setenv("IPYTHONDIR", "")
    monkeypatch.setattr("steppingup.cli.serve.Server.serve_forever", stop)
    course = tiny(tmp_path)
    done = CliRunner().invoke(main, ["--course", str(course), "serve", "--port", "0"])
    assert done.exit_code == 0
    assert re.search(r"^Open http://127\.0\.0\.1:\d+/ in a browser\. Stop with Ctrl-C\.$", done.stdout, re.MULTILINE)


def test_other_errors_of_the_network_are_not_hidden(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steppingup.cli.serve.HOST", "203.0.113.1")  # an address that no machine has
    with pytest.raises(OSError, match=r"."):
        open_server(folder, 8000)


def hear_interruptions() -> None:
    """Undo what a shell does to a command in the background: it, and all that it starts, would never hear Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_command_builds_serves_and_ends_quietly(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    with socket.socket() as taken, ExitStack() as end:
        taken.bind((HOST, 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        command = [sys.executable, "-m", "steppingup", "--course", str(course), "serve", "--port", str(wanted)]
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=hear_interruptions,  # noqa: PLW1509 - no other thread runs here
        )
        end.callback(process.kill)
        assert process.stdout
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Open "):
                break
        assert re.match(rf"Port {wanted} is taken; the next free one is \d+\.", said[-2])
        found = re.match(r"Open http://127\.0\.0\.1:(\d+)/ in a browser\. Stop with Ctrl-C\.", said[-1])
        assert found
        answer = get(int(found[1]), "/book/welcome.html")
        assert "Tiny course" in answer.read().decode("utf-8")
        os.kill(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "Traceback" not in errors
