"""What a cell of the bench's notebook calls where a kernel runs it: the scorer of the course, as a lesson would.

Only the comparison with a kernel needs it. In a session nothing is run, and no kernel ever reads a key.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.preprocessors import NbGraderPreprocessor

from steppingup.grading.keys import read_keys
from steppingup.grading.score import ItemScore, score_file
from steppingup.grading.shown import text_block
from steppingup.record.session_file import ANSWERS_FILE, read_session_file

if TYPE_CHECKING:
    from nbformat import NotebookNode

KEYS = "STEPPINGUP_BENCH_KEYS"


@cache
def _scores(folder: Path) -> dict[str, ItemScore]:
    keys = read_keys(Path(os.environ[KEYS]))
    return {scored.item.id: scored for scored in score_file(keys, read_session_file(folder / ANSWERS_FILE))}


def points(item: str) -> float:
    """What an item earned in the submission whose folder this is."""
    return _scores(Path.cwd())[item].score


class FillTexts(NbGraderPreprocessor):
    """Copies texts into their cells, as a page cannot; then the stock way has the same to read as ours."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Fill the cells of texts."""
        by_slug = {one.item.slug: one for one in _scores(Path(resources["metadata"]["path"])).values()}
        for cell in nb.cells:
            scored = by_slug.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if scored is not None and scored.text:
                cell.source = text_block(scored.text)
        return nb, resources
