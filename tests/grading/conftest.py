"""What tests of grading share."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest


@pytest.fixture
def open_port() -> Iterator[int]:
    """A port of this machine where somebody listens: code without a network cannot reach it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]
