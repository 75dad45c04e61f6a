"""Somebody at a browser, as the hub sees it: log in, ask, send. Nothing but HTTP."""

from __future__ import annotations

import json
import time
from http.cookiejar import Cookie
from typing import Any

import requests
import websocket

WAIT = 180  # seconds until a server has started, on a machine with other work


class Person:
    """One log-in.

    Args:
        address: of the hub, without a slash at the end.
        name: as typed in the log-in form.
        password: likewise.
    """

    def __init__(self, address: str, name: str, password: str) -> None:
        self.address, self.name, self.http = address, name, requests.Session()
        self.http.get(f"{address}/hub/login", timeout=WAIT)
        form = {"username": name, "password": password, "_xsrf": self._token("/hub/")}
        self.answer = self.http.post(f"{address}/hub/login", data=form, timeout=WAIT, allow_redirects=False)

    @property
    def inside(self) -> bool:
        """True if the log-in was accepted."""
        return self.answer.status_code == 302

    def get(self, path: str, **more: Any) -> requests.Response:
        """Ask for a page or a fact; redirects are followed."""
        return self.http.get(self.address + path, timeout=WAIT, **more)

    def send(self, method: str, path: str, base: str, **more: Any) -> requests.Response:
        """Send something with the token that the place ``base`` asks for."""
        headers = {"X-XSRFToken": self._token(base)}
        return self.http.request(method, self.address + path, headers=headers, timeout=WAIT, **more)

    def start(self, place: str) -> None:
        """Start the own server and wait for it; ``place`` is its path, such as ``/user/K7M2Q``."""
        self.get("/hub/spawn")
        ends = time.monotonic() + WAIT
        while time.monotonic() < ends:
            if self.get(f"{place}/api/status").status_code == 200:
                return
            self.get(f"{place}/lab")
            time.sleep(1)
        raise AssertionError(f"{place} did not start")

    def _token(self, base: str) -> str:
        fitting: list[Cookie] = [one for one in self.http.cookies if one.name == "_xsrf" and base.startswith(one.path)]
        return max(fitting, key=lambda one: len(one.path)).value or ""


def run_in_kernel(person: Person, place: str, code: str) -> str:
    """Run code in a kernel of a person's own server; returns what it printed, or the name of its error."""
    kernel = person.send("POST", f"{place}/api/kernels", f"{place}/", json={"name": "python3", "path": ""}).json()["id"]
    cookies = "; ".join(
        f"{one.name}={one.value}" for one in person.http.cookies if place.startswith(one.path.rstrip("/"))
    )
    address = person.address.replace("http", "ws", 1)
    socket = websocket.create_connection(
        f"{address}{place}/api/kernels/{kernel}/channels", cookie=cookies, timeout=WAIT
    )
    try:
        socket.send(json.dumps(_request(code)))
        return _printed(socket)
    finally:
        socket.close()
        person.send("DELETE", f"{place}/api/kernels/{kernel}", f"{place}/")


def _request(code: str) -> dict[str, Any]:
    header = {"msg_id": "one", "username": "", "session": "one", "msg_type": "execute_request", "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
    return {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}


def _printed(socket: Any) -> str:
    printed = ""
    while True:
        message = json.loads(socket.recv())
        if message["parent_header"].get("msg_id") != "one":
            continue
        if message["msg_type"] == "stream":
            printed += message["content"]["text"]
        elif message["msg_type"] == "error":
            printed += message["content"]["ename"]
        elif message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return printed
