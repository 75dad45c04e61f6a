"""Quiz reports of Moodle as CSV: *grades* (what each question earned) and *responses* (what was chosen).

Both are wide: a row per attempt, columns per question. Two exports of one quiz are joined, by person and place among
the person's attempts; they are told by their names, ``COURSE-QUIZ-grades.csv`` and ``COURSE-QUIZ-responses.csv``.
Responses are texts of options: they become ids that nobody can read. Names are dropped where the file is opened; who
somebody is comes from the e-mail address, else the ID number, else the name, and leaves as a pseudonym.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from steppingup.documents.letters import same
from steppingup.evaluation.events import empty_events
from steppingup.evaluation.readers.base import Row, events_from
from steppingup.evaluation.readers.moodle_cells import day_in, number_in
from steppingup.evaluation.readers.moodle_words import (
    EMAIL,
    NAME,
    NUMBER,
    QUESTION,
    RESPONSE,
    RIGHT,
    STARTED,
    known,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steppingup.evaluation.quality import Quality
    from steppingup.evaluation.readers.base import Setting

_SCORE = re.compile(r"\s*\D{1,40}?\s*(\d{1,4})\s*/\s*(\d{1,6}(?:[.,]\d{1,10})?)\s*")
_TOTAL = re.compile(r"\s*\D{1,60}?/\s*\d{1,6}(?:[.,]\d{1,10})?\s*")
_ABOUT = re.compile(r"\s*(\D{1,60}?)\s*(\d{1,4})\s*")
_KIND = re.compile(r"[-_ ]+(grades|responses)$", re.IGNORECASE)
_LAST = re.compile(r"[-_ ]+[^-_ ]+$")


@dataclass(frozen=True)
class MoodleColumns:
    """Where things stand in a report.

    Args:
        scores: question -> (column, maximum).
        responses: question -> column.
        right: question -> column of the right answer.
        person: columns of the identity, the best first.
        started: the column of the day, or None.
        total: the column of what the whole attempt earned, or None; a dash there says that it was not handed in.
    """

    scores: dict[int, tuple[int, float]] = field(default_factory=dict)
    responses: dict[int, int] = field(default_factory=dict)
    right: dict[int, int] = field(default_factory=dict)
    person: tuple[tuple[int, ...], ...] = ()
    started: int | None = None
    total: int | None = None


@dataclass(frozen=True)
class MoodleFile:
    """A report whose header was understood; ``rows`` are those below it."""

    name: str
    columns: MoodleColumns
    rows: list[list[str]]


def moodle_columns(header: Sequence[str]) -> MoodleColumns | None:
    """Understand the header of a report; None if it is none."""
    scores, about = {}, []
    for column, title in enumerate(header):
        if found := _SCORE.fullmatch(title):
            scores[int(found[1])] = (column, float(found[2].replace(",", ".")))
        elif found := _ABOUT.fullmatch(title):
            about.append((same(found[1]), int(found[2]), column))
    person = _person(header)
    responses = _responses(about)
    if not person or not (scores or responses):
        return None
    right = {number: column for word, number, column in about if word in known(RIGHT)}
    total = next((column for column, title in enumerate(header) if _is_total(title)), None)
    return MoodleColumns(scores, responses, right, person, _first(header, STARTED), total)


def moodle_events(files: Sequence[MoodleFile], setting: Setting, quality: Quality) -> pd.DataFrame:
    """Make events of reports; those of one quiz are joined."""
    parts = [_quiz(quiz, reports, setting, quality) for quiz, reports in _quizzes(files).items()]
    full = [part for part in parts if len(part)]
    return pd.concat(full, ignore_index=True) if full else empty_events()


def quiz_of(name: str) -> str:
    """Return the name of a quiz by the name of its export, as an id."""
    stem = _KIND.sub("", re.sub(r"\.csv$", "", name, flags=re.IGNORECASE))
    return re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:100] or "quiz"


def _quizzes(files: Sequence[MoodleFile]) -> dict[str, list[MoodleFile]]:
    """Sort reports by quiz. The last part of a name is in any language, so what the reports hold must fit, too."""
    alike: dict[str, list[MoodleFile]] = {}
    for file in files:
        alike.setdefault(_LAST.sub("", file.name), []).append(file)
    found: dict[str, list[MoodleFile]] = {}
    for start, reports in alike.items():
        both = len(reports) == 2 and sum(bool(one.columns.scores) for one in reports) == 1
        for report in reports:
            found.setdefault(quiz_of(start if both else report.name), []).append(report)
    return found


def _quiz(quiz: str, files: list[MoodleFile], setting: Setting, quality: Quality) -> pd.DataFrame:
    rows: dict[tuple[str, int, int], Row] = {}
    for file in files:
        for key, row in _rows(quiz, file, setting, quality):
            rows[key] = _joined(rows[key], row) if key in rows else row
    name = " and ".join(file.name for file in files)
    missing = sum(row["score"] is None and row["response_status"] == "answered" for row in rows.values())
    quality.add(name, "an answer without a score: counted as missing, not as zero", "score", missing)
    return events_from(list(rows.values()), name, quality)


def _joined(one: Row, other: Row) -> Row:
    """Unite what two reports say of one answer: the first that knows something is right."""
    both = {name: other[name] if value is None else value for name, value in one.items()}
    if one["score"] is None and other["score"] is not None:
        both["max_score"] = other["max_score"]
    if "answered" in {one["response_status"], other["response_status"]} and both["score"] is not None:
        both["response_status"] = "answered"
    return both


def _rows(quiz: str, file: MoodleFile, setting: Setting, quality: Quality) -> list[tuple[tuple[str, int, int], Row]]:
    found, attempts = [], Counter[str]()
    questions = sorted({*file.columns.scores, *file.columns.responses})
    for number, row in enumerate(file.rows, 2):
        identity = _identity(file.columns, row)
        if not identity:
            what = "a row without a person, such as the average at the end; it was left out"
            quality.add(file.name, what, f"row {number}")
            continue
        if file.columns.total is not None and _empty(_cell(row, file.columns.total)):
            quality.add(file.name, "an attempt that was not handed in; it was left out")
            continue
        learner = setting.pseudonyms.of("moodle", identity)
        attempts[learner] += 1
        head = setting.known() | {
            "learner": learner, "form_id": quiz, "attempt": attempts[learner], "source": "moodle",
            "day": _day(file, row, setting, quality),
        }  # fmt: skip
        found += [
            ((learner, attempts[learner], question), head | _answer(quiz, question, file, row, setting, quality))
            for question in questions
        ]
    unknown = "no competencies" if setting.role else "neither roles nor competencies"
    quality.add(file.name, f"Moodle knows {unknown}; these answers count in no table by them")
    return found


def _answer(  # noqa: PLR0913, PLR0917 - what an answer is, and where it stands
    quiz: str, question: int, file: MoodleFile, row: list[str], setting: Setting, quality: Quality
) -> Row:
    columns, item = file.columns, f"{quiz}/q{question}"
    column, most = columns.scores.get(question, (-1, 1.0))
    cell, said = _cell(row, column), _cell(row, columns.responses.get(question, -1))
    score = number_in(cell)
    if cell and score is None and not _empty(cell):
        quality.add(file.name, "no number, such as a question that waits to be graded; counted as missing", item)
    if score is None and question in columns.right and not _empty(said):
        score = float(_plain(said) == _plain(_cell(row, columns.right[question])))
    answered = score is not None or not _empty(said) or (bool(cell) and not _empty(cell))
    # a report of responses alone cannot tell what was left out from what was never reached
    response = None if _empty(said) else setting.pseudonyms.option(item, said)
    return {
        "item_id": item, "item_version": 1, "competency_id": "", "position": question, "response": response,
        "response_status": "answered" if answered else "omitted", "score": score if answered else None,
        "max_score": most, "confidence": None, "time_ms": None,
    }  # fmt: skip


def _day(file: MoodleFile, row: list[str], setting: Setting, quality: Quality) -> str:
    day = day_in(_cell(row, -1 if file.columns.started is None else file.columns.started))
    if not day or day > setting.today:
        quality.add(file.name, "no day that can be read, or one in the future; kept without a day", "day")
        return ""
    return day


def _responses(about: list[tuple[str, int, int]]) -> dict[int, int]:
    """Find the columns of responses: by their word, else as the only ones that are about questions."""
    named = {number: column for word, number, column in about if word in known(RESPONSE)}
    others = [one for one in about if one[0] not in known(QUESTION) | known(RIGHT)]
    alone = len({word for word, _, _ in others}) == 1
    return named or ({number: column for _, number, column in others} if alone else {})


def _person(header: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    groups = [
        tuple(column for column, title in enumerate(header) if same(title) in known(words))
        for words in (EMAIL, NUMBER, NAME)
    ]
    return tuple(group for group in (groups[0][:1], groups[1][:1], groups[2]) if group)


def _first(header: Sequence[str], words: tuple[str, ...]) -> int | None:
    return next((column for column, title in enumerate(header) if same(title) in known(words)), None)


def _is_total(title: str) -> bool:
    return bool(_TOTAL.fullmatch(title)) and not _SCORE.fullmatch(title)


def _identity(columns: MoodleColumns, row: list[str]) -> str:
    """Return who a row is about; the averages at the end have neither a start nor all parts of a name."""
    if columns.started is not None and not _cell(row, columns.started):
        return ""
    for group in columns.person:
        said = [_cell(row, column).casefold() for column in group]
        if all(said):
            return "\x1f".join(said)
    return ""


def _cell(row: list[str], column: int) -> str:
    return row[column].strip() if 0 <= column < len(row) else ""


def _empty(cell: str) -> bool:
    return cell in {"", "-", "\u2013", "\u2014"}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
