"""``steppingup serve``: the book in a browser on this machine."""

from __future__ import annotations

import errno
import http.server
import mimetypes
import os
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from steppingup.cli import course_of
from steppingup.cli.build import build_site
from steppingup.common.errors import SteppingUpError

if TYPE_CHECKING:
    import io

HOST = "127.0.0.1"
TRIES = 20


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free port.")
@click.option("--language", default="", help="Language of the pages; the default stands in settings.toml.")
@click.pass_context
def command(ctx: click.Context, port: int, language: str) -> None:
    """Build the book if anything has changed, and show it on this machine only."""
    folder = build_site(course_of(ctx), language=language)
    with open_server(folder, port) as server:
        found = int(server.server_address[1])
        if port and found != port:
            click.echo(f"Port {port} is taken; the next free one is {found}.")
        click.echo(f"Open http://{HOST}:{found}/ in a browser. Stop with Ctrl-C.")
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            click.echo()


def open_server(folder: Path, port: int) -> http.server.ThreadingHTTPServer:
    """Listen on a port of this machine, or on the next free one.

    Raises:
        SteppingUpError: none of the next ports is free.
    """
    handler = partial(PageHandler, directory=str(folder))
    last = min(port + TRIES, 65536) if port else 1
    for candidate in range(port, last):
        try:
            return Server((HOST, candidate), handler)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
    raise SteppingUpError(f"Ports {port} to {last - 1} are all taken; name another one with --port.")


class Server(http.server.ThreadingHTTPServer):
    """A server that gives its port up at once, and never shares it."""

    daemon_threads = True
    # On Windows the option would let two servers have one port.
    allow_reuse_address = os.name == "posix"


class PageHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the files of the site: UTF-8, no lists of folders, nothing kept by the browser unasked, no log."""

    protocol_version = "HTTP/1.1"
    # The tables of the system differ, and some call a script text/plain, which browsers refuse to run.
    extensions_map: dict[str, str] = {  # noqa: RUF012 - as the parent declares it
        "": "application/octet-stream", ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8", ".json": "application/json; charset=utf-8", ".svg": "image/svg+xml",
        ".png": "image/png", ".jpg": "image/jpeg", ".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8",
    }  # fmt: skip

    def guess_type(self, path: Any) -> str:
        """Name the type of a file by our own table first."""
        suffix = Path(path).suffix.lower()
        return self.extensions_map.get(suffix) or mimetypes.guess_type(str(path))[0] or self.extensions_map[""]

    def list_directory(self, path: Any) -> io.BytesIO | None:  # noqa: ARG002
        """Say that there is nothing, where a folder has no first page."""
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def end_headers(self) -> None:
        """Let the browser ask again each time: the next build may be a minute away."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep the terminal quiet."""
