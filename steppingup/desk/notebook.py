"""The notebook of the desk: one cell, its code hidden, made anew at each start."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.common.language import Words

NAME = "Desk.ipynb"
CODE = "from steppingup.desk import open_desk\n\nopen_desk()"


def desk_notebook(words: Words) -> dict[str, Any]:
    """Give the notebook as plain JSON values."""
    cells = [
        {"cell_type": "markdown", "id": "about", "metadata": {"editable": False}, "source": words.get("desk.start")},
        {
            "cell_type": "code", "id": "desk", "execution_count": None, "outputs": [], "source": CODE,
            "metadata": {"editable": False, "jupyter": {"source_hidden": True}},
        },
    ]  # fmt: skip
    metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "stepping_up_desk": True,
    }
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def write_desk(home: Path, words: Words) -> Path:
    """Write the notebook into the folder of the sessions, and make the folder if need be."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / NAME
    path.write_text(json.dumps(desk_notebook(words), indent=1) + "\n", "utf-8")
    return path
