"""Files that are plainly no answers: texts, pictures, and what this course itself wrote. They are left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# A text or a picture beside the answers, such as a README, a notice, or a figure.
_TEXTS = frozenset((
    ".md", ".txt", ".rst", ".html", ".htm", ".pdf", ".svg", ".png", ".jpg", ".jpeg", ".css", ".js", ".toml", ".yml",
    ".yaml", ".log", ".zip",
))  # fmt: skip
# What commands of an evaluation write beside their JSON documents, which say themselves what they are.
_OURS = frozenset({"report.xlsx", "results.xlsx", "statistics_schema.json", "items_schema.json"})
# Records and files of a session are answers, so they are none of these.
_FORMATS = (
    rb"steppingup-(evaluation|contribution|merged|items)|stepping-up-(evaluation|evaluation-key|evaluation-store|map|keys"
    rb"|exercise)"
)
_FORMAT = re.compile(rb'"format"\s*:\s*"(' + _FORMATS + rb')"')


def is_no_answers(path: Path) -> bool:
    """Tell from its name and its place that a file holds no answers."""
    return path.suffix.lower() in _TEXTS or path.name in _OURS or _of_a_report(path)


def is_our_own(data: bytes) -> bool:
    """Tell whether a JSON document says that this course wrote it, and that it holds nobody's answers."""
    return bool(_FORMAT.search(data))


def _of_a_report(path: Path) -> bool:
    """Tell whether a file lies in the folder of a report, or in its folder of figures."""
    return any((folder / "statistics_schema.json").is_file() for folder in path.parents[:2])
