"""class.toml as a town would fill it in."""

from __future__ import annotations

from pathlib import Path

from steppingup.hub.settings import ClassSettings, load_class

CODES = ["69CFD", "PKH73", "4R8KK"]  # the same for every worker: names of tests are made of them

TEXT = f"""
[class]
course = "autumn"
title = "Autumn <class>"
trainers = ["trainer-one"]
learners = ["{'", "'.join(CODES)}"]

[folders]
program = "/opt/here"
base = "/srv/here"
"""


def written(folder: Path, text: str = TEXT) -> Path:
    path = folder / "class.toml"
    path.write_text(text, "utf-8")
    path.chmod(0o600)
    return path


def a_class(folder: Path) -> ClassSettings:
    return load_class(written(folder))
