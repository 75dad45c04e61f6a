"""Start JupyterLab on the notebooks: for this user on this machine only, quiet, and without asking any other host."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from steppingup.lab.run import WELCOME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Start = Callable[..., subprocess.Popen[bytes]]

# JupyterLab would ask whether it may fetch news, and look for new versions of itself.
OVERRIDES = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
# The tools of trainers stay out of a learner's window.
HIDDEN = {"disabledExtensions": {"@jupyter/nbgrader": True}}
IDLE = ("assignment_list", "course_list", "formgrader", "validate_assignment")


def server_command(notebooks: Path, settings: Path, port: int, *, browser: bool, app: str = "jupyterlab") -> list[str]:
    """Return the command that starts the server.

    Args:
        notebooks: the folder that it shows.
        settings: a folder for its settings; written here.
        port: where to listen; the server takes the next free one if this is taken.
        browser: whether to open the welcome page.
        app: "jupyterlab", or "notebook" for the simpler window.
    """
    settings.mkdir(parents=True, exist_ok=True)
    overrides = OVERRIDES if app == "jupyterlab" else {}  # Notebook has no such setting, and stumbles over it
    for file, content in {"overrides.json": overrides, "page_config.json": HIDDEN}.items():
        (settings / file).write_text(json.dumps(content), encoding="utf-8")
    name, page = {"jupyterlab": ("LabApp", "/lab/tree"), "notebook": ("JupyterNotebookApp", "/notebooks")}[app]
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": str(port),
        "ServerApp.root_dir": str(notebooks),
        f"{name}.default_url": f"{page}/{WELCOME}",
        f"{name}.app_settings_dir": str(settings),
        "LabApp.news_url": "None",
        "LabApp.check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
    }
    command = [sys.executable, "-m", app, "-y", *(f"--{key}={value}" for key, value in options.items())]
    command += [f"--ServerApp.jpserver_extensions=nbgrader.server_extensions.{name}=False" for name in IDLE]
    if getattr(os, "geteuid", lambda: 1)() == 0:
        command.append("--allow-root")  # in a container there is nobody else; the server listens to this machine only
    return command if browser else [*command, "--no-browser"]


def run_server(command: list[str], course: Path, start: Start = subprocess.Popen) -> int:
    """Run the server until it ends; Ctrl+C is the server's to answer.

    Returns:
        The status that it ended with.
    """
    environment = os.environ | {"STEPPINGUP_COURSE": str(course)}  # kernels find the course wherever the notebooks lie
    with start(command, env=environment) as server:
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                continue
