"""What JupyterLab shows to learners and to trainers: two folders of settings, found by `JUPYTER_CONFIG_PATH`.

Trainers see the desk and formgrader, learners the Assignment List alone. This is tidiness, not protection;
the protection is that learners work in accounts of their own, which can read nothing of the trainers'.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.hub.settings import ClassSettings

LEARNER, TRAINER = "learner", "trainer"
DESK = "steppingup.desk.extension"  # the desk's way to formgrader
_HIDDEN = {
    LEARNER: ["formgrader", "course-list", "create-assignment", "validate-assignment"],
    TRAINER: ["assignment-list", "course-list", "create-assignment", "validate-assignment"],
}
_OFF = {
    LEARNER: ["formgrader", "course_list", "validate_assignment"],
    TRAINER: ["assignment_list", "course_list", "validate_assignment"],
}


def write_windows(settings: ClassSettings) -> None:
    """Write both folders; every account may read them, root alone may change them."""
    for who in (LEARNER, TRAINER):
        folder = settings.windows / who
        _write(folder / "labconfig" / "page_config.json", json.dumps(page_config(who), indent=2))
        _write(folder / "jupyter_server_config.json", json.dumps(server_config(settings, who), indent=2))
        _write(folder / "nbgrader_config.py", nbgrader_config(settings))
    for path in [settings.windows, *settings.windows.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def page_config(who: str) -> dict[str, Any]:
    """Switch off what somebody does not need to see, and the news of the program's makers."""
    hidden = [f"@jupyter/nbgrader:{name}" for name in _HIDDEN[who]]
    return {"disabledExtensions": dict.fromkeys([*hidden, "@jupyterlab/apputils-extension:announcements"], True)}


def server_config(settings: ClassSettings, who: str) -> dict[str, Any]:
    """Switch off the server's side of the same, and terminals.

    Kernels talk by sockets in the home of their account: the usual ports of the machine can be overheard by everybody
    who is logged in on it.
    """
    off: dict[str, bool] = {f"nbgrader.server_extensions.{name}": False for name in _OFF[who]}
    server = {"jpserver_extensions": off, "terminals_enabled": False}
    found: dict[str, Any] = {"ServerApp": server, "KernelManager": {"transport": "ipc"}}
    if who == TRAINER:
        off[DESK] = True
        extra = {"extra_labextensions_path": [str(settings.desk_files)]}
        found |= {"LabApp": extra, "JupyterNotebookApp": extra, "FormgradeExtension": {"debug": False}}
    return found


def nbgrader_config(settings: ClassSettings) -> str:
    """Name the course and the exchange."""
    return "\n".join([
        "# Written by `steppingup hub setup` from class.toml; changes here are lost.",
        "c = get_config()  # noqa: F821",
        f'c.CourseDirectory.course_id = "{settings.course}"',
        f'c.Exchange.root = "{settings.exchange}"',
        "",
    ])  # fmt: skip


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text if text.endswith("\n") else text + "\n", "utf-8")
