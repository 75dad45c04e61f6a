"""A returned notebook is only a carrier: what is graded is the notebook of the source, made anew.

Answers lie in a file of their own. So nothing that somebody does to cells, by mistake or on purpose, can break a
submission, gain a point or lose one; what was done is told in the comment on the submission.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters import NotebookExporter
from traitlets import List, Unicode

from steppingup.common.errors import SessionError
from steppingup.grading.notebook import FORMAT
from steppingup.grading.prepare import set_aside, stamp_of
from steppingup.grading.safe_files import MAX_FILE, FileTroubleError, read_plain
from steppingup.record.read import depth_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nbformat import NotebookNode

Note = tuple[str, dict[str, object]]  # key of a message and its values

NOTES = "stepping_up"  # where notes travel in the metadata of a notebook that was made anew
MAX_DEPTH = 100
MOST = 8  # cells that a note names


class CarrierExporter(NotebookExporter):
    """Reads the source of an exercise where nbgrader reads a returned notebook (``c.Autograde.exporter_class``)."""

    execute = List(Unicode(), help="Exercises whose code is run: their notebooks are read as they are.").tag(
        config=True
    )

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> Any:
        """Convert a notebook; one that a learner returned is replaced first."""
        place = (resources or {}).get("nbgrader")
        path = Path(filename)
        if not place or place["assignment"] in self.execute or not self._is_submitted(path, place):
            return super().from_filename(filename, resources, **kw)
        course: Any = self.parent and self.parent.coursedir
        source = Path(course.format_path(course.source_directory, ".", place["assignment"])) / path.name
        notebook = made_anew(source, carrier_notes(path, source, Path(course.root)))
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        convert: Any = self.from_notebook_node  # without types
        return convert(notebook, resources=resources, **kw)

    def _is_submitted(self, path: Path, place: Mapping[str, str]) -> bool:
        course: Any = self.parent and self.parent.coursedir
        folder = course.format_path(course.submitted_directory, place["student"], place["assignment"])
        return path.parent.resolve() == Path(folder).resolve()


def made_anew(source: Path, notes: Iterable[Note] = ()) -> NotebookNode:
    """Give the source notebook of an exercise, with notes on the submission in its metadata.

    Raises:
        SessionError: there is no source that can be read.
    """
    notebook: NotebookNode = FORMAT.reads(source_text(source, _changed(source)), as_version=4)
    notebook.metadata[NOTES] = {"notes": [list(note) for note in notes]}
    return notebook


def carrier_notes(path: Path, source: Path, root: Path) -> list[Note]:
    """Tell what was set aside of a submission, and what was done to its notebook.

    Args:
        path: the returned notebook.
        source: the notebook of the source.
        root: the directory of the session.
    """
    folder = path.parent
    aside = set_aside(root, folder.parent.name, folder.name, stamp_of(folder))
    return [trouble.word for trouble in aside] + list(_notebook_notes(path, source))


def take_notes(metadata: Any) -> list[Note]:
    """Take the notes out of a notebook's metadata."""
    found = metadata.pop(NOTES, None) or {"notes": []}
    return [(str(key), dict(values)) for key, values in found["notes"]]


@cache
def source_text(source: Path, _when: float) -> str:
    """Read a source notebook; the second argument tells it from an earlier one.

    Raises:
        SessionError: it cannot be read.
    """
    try:
        return source.read_text("utf-8")
    except (OSError, ValueError) as error:
        what = "make it with 'steppingup session new', or name the exercise in 'execute' of nbgrader_config.py"
        raise SessionError(f"There is no source notebook {source}; {what}.") from error


def _changed(source: Path) -> float:
    return source.stat().st_mtime if source.exists() else 0.0


def _notebook_notes(path: Path, source: Path) -> Iterator[Note]:
    try:
        text = read_plain(path, MAX_FILE).decode("utf-8")
        if depth_of(text) > MAX_DEPTH:
            raise ValueError("too deep")
        found = list(_changes(_cells(json.loads(text)), _cells(json.loads(source_text(source, _changed(source))))))
    except FileTroubleError as error:
        if not isinstance(error.__cause__, FileNotFoundError):
            yield error.trouble.word
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        yield "grading.notebook-broken", {}
    else:
        if found:
            yield "grading.notebook-changed", {"list": "; ".join(found[:MOST]) + (" …" if found[MOST:] else "")}


def _cells(notebook: Any) -> list[tuple[str, str, str]]:
    """List (id, kind, source) of the cells that nbgrader knows."""
    return [
        (cell["metadata"]["nbgrader"]["grade_id"], cell["cell_type"], _plain(cell["source"]))
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id")
    ]


def _plain(source: Any) -> str:
    return source if isinstance(source, str) else "".join(source)


def _changes(cells: list[tuple[str, str, str]], wanted: list[tuple[str, str, str]]) -> Iterator[str]:
    counts = Counter(id_ for id_, _, _ in cells)
    by_id = {id_: (kind, text) for id_, kind, text in cells}
    for id_, kind, text in wanted:
        if id_ not in by_id:
            yield f"{id_}: 0"
        elif counts[id_] > 1:
            yield f"{id_}: {counts[id_]}"
        elif by_id[id_] != (kind, text):
            yield f"{id_}"
