"""nbgrader's own grading without a kernel: two preprocessors in the place of the one that runs code.

They are listed in ``c.Autograde.autograde_preprocessors`` of a session's configuration. Which exercises they grade and
where keys lie is said there alone, never by anything that a learner returns.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Dict, List, Unicode, Union

from steppingup.grading.carrier import take_notes
from steppingup.grading.fill import fill
from steppingup.grading.keys import Keys, read_keys
from steppingup.grading.notebook import ABOUT, FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

COMMENT = "stepping_up_comment"


class GradeResponses(NbGraderPreprocessor):
    """Scores the answers of a submission and writes each score where nbgrader looks for it."""

    keys = Union(
        [Unicode(), Dict()], default_value="keys", help="The folder with the keys, or a file per exercise."
    ).tag(config=True)
    execute = List(Unicode(), help="Exercises whose code is run instead.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Grade one notebook.

        Raises:
            SessionError: there is no key: without a score, nbgrader would give full marks.
        """
        place = resources["nbgrader"]
        if place["assignment"] in self.execute:
            return nb, resources
        keys = keys_at(key_file(self.keys, place["assignment"]))
        folder = Path(resources["metadata"]["path"])
        filled = fill(nb.cells, keys, folder, place["student"], take_notes(nb.metadata))
        nb.cells = [_node(cell) for cell in nb.cells]
        place[COMMENT] = filled.comment
        return nb, resources


class SaveNotes(NbGraderPreprocessor):
    """Saves what concerns a whole submission as the comment of its first cell, after nbgrader saved its own."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Save the comment; a comment that a trainer wrote stays and comes first."""
        place = resources["nbgrader"]
        with Gradebook(place["db_url"]) as gradebook:
            try:
                comment = gradebook.find_comment(ABOUT, place["notebook"], place["assignment"], place["student"])
            except MissingEntry:
                return nb, resources
            comment.auto_comment = place.get(COMMENT)
            gradebook.db.commit()
        return nb, resources


def key_file(keys: str | Mapping[str, str], assignment: str) -> Path:
    """Tell where the keys of an exercise lie, from a folder or a table of files."""
    if isinstance(keys, str):
        return Path(keys) / f"{assignment}.json"
    return Path(keys.get(assignment, f"{assignment}.json"))


def keys_at(path: Path) -> Keys:
    """Read keys once for all submissions, and again when the file has changed.

    Raises:
        SessionError: they cannot be read.
    """
    return _keys(path, path.stat().st_mtime_ns if path.exists() else 0)


@cache
def _keys(path: Path, _when: int) -> Keys:
    return read_keys(path)


def _node(cell: Any) -> NotebookNode:
    node: NotebookNode = FORMAT.from_dict(cell)
    return node
