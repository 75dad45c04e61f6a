"""What a returned file is: answers to an exercise, or one of the things that people send instead.

Who uses it: the trainer, through the report of `collect`. What can go wrong is what people really do: they send the
notebook without the file of answers, the backup of their whole course, a screenshot, a file that the mail cut off.
Each of these gets a reason and what to ask for; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from steppingup.record.fields import RecordError
from steppingup.record.session_file import SessionFile, read_session_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steppingup.common.language import Words
    from steppingup.session.inbox import Found

ANSWERS = "answers.json"
_OURS = b"stepping-up-session"
_BACKUP = b"stepping-up-record"
_CODE = re.compile(rb'"code"\s*:\s*"([^"\\]{1,40})"')
_PICTURES = (".png", ".jpg", ".jpeg", ".heic", ".gif", ".webp")
_PAGES = (".html", ".htm", ".mhtml", ".pdf")


@dataclass(frozen=True)
class Answers:
    """A file of answers that could be read, and where it was found."""

    found: Found
    content: SessionFile


@dataclass(frozen=True)
class Odd:
    """A file that is no answers: why, and what to do about it; both are whole sentences."""

    found: Found
    reason: str
    advice: str


def sort_out(files: Iterable[Found], words: Words) -> tuple[list[Answers], list[Odd]]:
    """Tell the answers from the rest.

    Args:
        files: what lies in the inbox.
        words: the language of the report.
    """
    answers: list[Answers] = []
    odd: list[Odd] = []
    notebooks: list[Found] = []
    for found in files:
        if found.file_name.lower().endswith(".ipynb"):
            notebooks.append(found)
            continue
        read = _read(found, words)
        if isinstance(read, Answers):
            answers.append(read)
        else:
            odd.append(read)
    return answers, [*odd, *_lonely(notebooks, answers, odd, words)]


def _read(found: Found, words: Words) -> Answers | Odd:
    if not _claims_answers(found):
        return _something_else(found, words)
    try:
        return Answers(found, read_session_bytes(found.data))
    except RecordError as error:
        mistyped = _with_a_wrong_code(found)
        if mistyped:
            return mistyped
        return Odd(found, str(error), words.get("collect.again"))


def _with_a_wrong_code(found: Found) -> Answers | None:
    """Read a file in which nothing but the code is wrong, and keep the code as it was typed."""
    typed = _CODE.search(found.data[:4000])
    if not typed:
        return None
    blank = found.data[: typed.start(1)] + found.data[typed.end(1) :]
    try:
        content = read_session_bytes(blank)
    except RecordError:
        return None
    return Answers(found, replace(content, code=typed[1].decode("utf-8", errors="replace")))


def _claims_answers(found: Found) -> bool:
    name = found.file_name.lower()
    return _OURS in found.data[:2000] or name == ANSWERS or (name.startswith("stepping-up-") and name.endswith(".json"))


def _something_else(found: Found, words: Words) -> Odd:
    name, say = found.file_name.lower(), words.get
    if _BACKUP in found.data[:2000]:
        return Odd(found, say("collect.backup"), say("collect.backup-do"))
    if not found.data:
        return Odd(found, say("collect.empty"), say("collect.again"))
    key = "picture" if name.endswith(_PICTURES) else "page" if name.endswith(_PAGES) else "other"
    return Odd(found, say(f"collect.{key}"), say("collect.again"))


def _lonely(notebooks: list[Found], answers: list[Answers], odd: list[Odd], words: Words) -> list[Odd]:
    """Name the notebooks beside which no file of answers lies, not even a damaged one."""
    damaged = (one.found for one in odd if _claims_answers(one.found))
    places = {found.beside for found in (*(one.found for one in answers), *damaged)}
    reason, advice = words.get("collect.notebook"), words.get("collect.notebook-do")
    return [Odd(one, reason, advice) for one in notebooks if one.beside not in places]
