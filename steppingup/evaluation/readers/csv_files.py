"""CSV files: exports of Moodle's quiz reports, and the training needs of a map; the header tells which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from steppingup.documents.incoming import separated_rows
from steppingup.documents.incoming_cells import IncomingError
from steppingup.documents.letters import decode
from steppingup.evaluation.item_table import ITEMS
from steppingup.evaluation.readers.base import Taken, file_bytes
from steppingup.evaluation.readers.moodle import MoodleFile, moodle_columns, moodle_events
from steppingup.evaluation.readers.training_needs import empty_needs, is_training_needs, training_needs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from steppingup.evaluation.quality import Quality
    from steppingup.evaluation.readers.base import Setting


def read_csv_files(paths: Sequence[Path], setting: Setting) -> Taken:
    """Read CSV files together, as Moodle exports what was chosen and what it earned in two of them."""
    taken, needs, quizzes = Taken(needs=empty_needs()), [], []
    for path in paths:
        rows = _rows(path, taken.quality)
        if rows is None:
            continue
        if is_training_needs(rows[0]):
            needs.append(training_needs(rows[1:], setting, path.name, taken.quality))
        elif columns := moodle_columns(rows[0]):
            quizzes.append(MoodleFile(path.name, columns, rows[1:]))
        elif rows[0][: len(ITEMS)] == list(ITEMS):
            taken.quality.leave_alone()
        else:
            what = "neither a quiz report of Moodle (grades or responses) nor training needs of a map; it was not read"
            taken.quality.add(path.name, what)
    taken.events = moodle_events(quizzes, setting, taken.quality)
    full = [one for one in needs if len(one)]
    taken.needs = pd.concat(full, ignore_index=True) if full else empty_needs()
    return taken


def _rows(path: Path, quality: Quality) -> list[list[str]] | None:
    data = file_bytes(path, quality)
    if data is None:
        return None
    text = decode(data)
    if "\x00" in text:
        quality.add(path.name, "no text; it was not read")
        return None
    if "\ufffd" in text:
        quality.add(path.name, "some letters made no sense: the file is damaged, or written in an unknown code page")
    try:
        rows, _ = separated_rows(text)
    except IncomingError:
        quality.add(path.name, "a cell that never ends; it was not read")
        return None
    full = [[_plain(cell) for cell in row] for row in rows if any(map(str.strip, row))]
    if not full:
        quality.add(path.name, "no rows; there is nothing to read")
    return full or None


def _plain(cell: str) -> str:
    # our own files begin a text with an apostrophe where a spreadsheet would take it for a formula
    return cell[1:] if cell.startswith("'") else cell
