"""Start Jupyter on the desk: for this user on this machine only, with formgrader, and without asking any other host."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from steppingup.desk.notebook import NAME

HERE = Path(__file__).resolve().parent
LARGEST_UPLOAD = 300 * 1024 * 1024  # what people drop goes through one message
HIDDEN = {"disabledExtensions": {"@jupyter/nbgrader": True}}
EXTENSIONS = {
    "steppingup.desk.extension": True,
    "nbgrader.server_extensions.formgrader": True,
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.course_list": False,
    "nbgrader.server_extensions.validate_assignment": False,
}


def desk_command(home: Path, settings: Path, port: int, *, browser: bool) -> list[str]:
    """Return the command that starts the server.

    Args:
        home: the folder of the sessions; the server shows nothing else.
        settings: a folder for its settings; written here.
        port: where to listen; the server takes the next free one if this is taken.
        browser: whether to open the desk.
    """
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "page_config.json").write_text(json.dumps(HIDDEN), encoding="utf-8")
    config = {
        "ServerApp": {
            "ip": "127.0.0.1",
            "port": port,
            "root_dir": str(home),
            "jpserver_extensions": EXTENSIONS,
            "tornado_settings": {"websocket_max_message_size": LARGEST_UPLOAD},
        },
        "JupyterNotebookApp": {
            "default_url": f"/notebooks/{NAME}",
            "app_settings_dir": str(settings),
            "extra_labextensions_path": [str(HERE / "labextensions")],
        },
        "LabApp": {
            "news_url": None,
            "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
            "extension_manager": "readonly",
            "extra_labextensions_path": [str(HERE / "labextensions")],
        },
        "FormgradeExtension": {"debug": False},
    }
    file = settings / "desk_config.json"
    file.write_text(json.dumps(config, indent=1), encoding="utf-8")
    command = [sys.executable, "-m", "notebook", "-y", f"--config={file}"]
    if getattr(os, "geteuid", lambda: 1)() == 0:
        command.append("--allow-root")  # in a container there is nobody else; the server listens to this machine only
    return command if browser else [*command, "--no-browser"]
