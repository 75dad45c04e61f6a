"""The notebook of a submission, filled: a score under every item, the text where a trainer reads it.

What nbgrader's own grading and our grading of a whole session have in common.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steppingup.common.errors import SessionError
from steppingup.grading.score import ItemScore, score_file, strays
from steppingup.grading.shown import prompt_data, result_data, text_block
from steppingup.record.code import CodeError, normal_code
from steppingup.record.fields import RecordError
from steppingup.record.session_file import ANSWERS_FILE, SessionFile, read_session_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from steppingup.grading.carrier import Note
    from steppingup.grading.keys import Keys

MOST = 5  # strays that a note names


@dataclass(frozen=True)
class Filled:
    """What one submission earned, item by item, and what is to be told about it as a whole."""

    scores: list[ItemScore]
    notes: list[str]

    @property
    def comment(self) -> str | None:
        """The comment on the submission; None if there is nothing to tell."""
        return "\n\n".join(self.notes) or None


def fill(cells: Sequence[Any], keys: Keys, folder: Path, student: str, notes: Iterable[Note] = ()) -> Filled:
    """Grade a submission and write the result into the cells of its notebook.

    Args:
        cells: of the notebook that was made anew.
        keys: of its exercise.
        folder: where the file of answers lies.
        student: whose it is, as nbgrader knows them.
        notes: what is known of the submission already.

    Raises:
        SessionError: the notebook has a graded cell without a key; nbgrader would give it full marks.
    """
    told = list(notes)
    file, more = read_answers(keys, folder, student)
    if any(values.get("name") == ANSWERS_FILE for _, values in told):
        more = [note for note in more if note[0] != "grading.absent"]
    scores = score_file(keys, file)
    _write(cells, keys, scores)
    return Filled(scores, [keys.say(key, **values) for key, values in told + more])


def read_answers(keys: Keys, folder: Path, student: str) -> tuple[SessionFile | None, list[Note]]:
    """Read the file of answers of a submission, whatever lies there.

    Returns:
        The file, or None if it cannot count; and what to tell about it.
    """
    try:
        file = read_session_file(folder / ANSWERS_FILE)
    except FileNotFoundError:
        return None, [("grading.absent", {})]
    except RecordError as error:
        kind = error.kind if error.kind in _TOLD else "damaged"
        return None, [("grading.file", {"why": keys.say(f"grading.why-{kind}")})]
    if file.exercise != keys.exercise:
        return None, [("grading.other-exercise", {"exercise": file.exercise})]
    if file.code and _is_code(student) and file.code != student:
        return None, [("grading.other-code", {"code": file.code})]
    return file, list(_file_notes(keys, file))


_TOLD = frozenset({"large", "damaged", "foreign", "newer", "deep", "attempt", "link", "file"})


def _is_code(student: str) -> bool:
    """Tell whether somebody is known by a short code; on a hub it is the name of their account."""
    try:
        return normal_code(student) == student
    except CodeError:
        return False


def _file_notes(keys: Keys, file: SessionFile) -> list[Note]:
    found: list[Note] = []
    if others := strays(keys, file):
        listed = ", ".join(others[:MOST]) + (" …" if others[MOST:] else "")
        found.append(("grading.strays", {"list": listed}))
    if file.release and file.release != keys.release:
        found.append(("grading.release", {"release": file.release, "current": keys.release}))
    return found


def _write(cells: Sequence[Any], keys: Keys, scores: list[ItemScore]) -> None:
    by_slug = {scored.item.slug: scored for scored in scores}
    boxes = {f"{slug}-box"[:64]: scored for slug, scored in by_slug.items() if scored.item.manual}
    for cell in cells:
        marked = cell["metadata"].get("nbgrader") or {}
        if cell.get("id") in boxes:
            cell["outputs"] = [_shown(prompt_data(boxes[cell["id"]]))]
        if not marked.get("grade"):
            continue
        scored = by_slug.get(marked["grade_id"])
        if scored is None or scored.item.manual != bool(marked["solution"]):
            raise SessionError(f"The cell '{marked['grade_id']}' has no key; make source and keys of the session anew.")
        if scored.item.manual:
            cell["source"] = text_block(scored.text) if scored.text else cell["source"]
        else:
            most = float(marked["points"])
            cell["outputs"] = [_shown(result_data(keys, scored)), _result(min(scored.score, most))]
            cell["execution_count"] = 1


def _shown(data: dict[str, str]) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _result(score: float) -> dict[str, Any]:
    # nbgrader reads the score from here: a plain number, as anything else would count as full marks
    data = {"text/plain": repr(float(score))}
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}
