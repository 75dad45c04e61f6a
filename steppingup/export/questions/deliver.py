"""From what somebody asks for to a file of questions in its place, and what is said about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TYPE_CHECKING

from steppingup.common.errors import ExportError
from steppingup.common.language import load_words
from steppingup.export.out_file import check_new_file, put_files
from steppingup.export.questions.gather import gather
from steppingup.export.questions.verdict import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Bank, Question
    from steppingup.export.questions.verdict import Verdict
    from steppingup.export.request import Request

# Where the report stands in a file that has room for it: a name in a package, or comments.
REPORT = "export-report.txt"
COMMENTS = "//"
WIDTH = 88  # of a line of the report


@dataclass(frozen=True)
class Style:
    """A format of questions.

    Args:
        label: its name for people.
        judge: tells how a question is written, in the words of a language.
        render: makes the file of the questions that are not refused; the text is the report.
        endings: of the names by which platforms know such a file; the first is the usual one.
        inside: where the report stands in the file; empty if it has no room and lies beside it.
        notes: what holds for all questions, as keys of words.
    """

    label: str
    judge: Callable[[Question, Words], Verdict]
    render: Callable[[Bank, str, Words], bytes]
    endings: tuple[str, ...]
    inside: str = ""
    notes: tuple[str, ...] = ()


def deliver(request: Request, style: Style) -> list[str]:
    """Write the questions and return the lines that tell what was done.

    Raises:
        ContentError: the content is not sound.
        ExportError: there is nothing to write, or no place for it; nothing was changed.
    """
    # What is said to whoever runs the command is English, as all commands are; the questions have their own language.
    words, theirs = load_words(request.course), load_words(request.course, request.language)
    beside = request.out.with_name(f"{request.out.stem}-report.txt")
    if not style.inside:
        check_new_file(beside)
    bank = gather(request)
    verdicts = [(question, style.judge(question, words)) for question in bank.questions]
    kept = tuple(question for question, verdict in verdicts if verdict.how != "refused")
    if not kept:
        raise ExportError(f"Nothing of what you asked for can be written as {style.label}. Choose another format.")
    told = [*_alarm(bank, words), *table(bank, verdicts, words), *_notes(bank, style, words)]
    report = _report([words.get("questions.report.title", course=bank.title, format=style.label), "", *told])
    files = {request.out: style.render(replace(bank, questions=kept), report, theirs)}
    put_files(files if style.inside else {beside: report.encode("utf-8"), **files})
    written = words.get("questions.written", file=request.out, n=len(kept))
    return [*told, "", written, _where(style, beside, words), *_ending(request.out, style, words)]


def _report(lines: Sequence[str]) -> str:
    """Write lines as a file to read with any text editor."""
    broken = (
        wrap(line, WIDTH, subsequent_indent="  " * line.startswith("- "), break_on_hyphens=False) for line in lines
    )
    return "".join(f"{line}\n" for one in broken for line in one or [""])


def _where(style: Style, beside: Path, words: Words) -> str:
    if style.inside == COMMENTS:
        return words.get("questions.report-comments")
    if style.inside:
        return words.get("questions.report-inside", file=style.inside)
    return words.get("questions.report-beside", file=beside)


def _alarm(bank: Bank, words: Words) -> Sequence[str]:
    graded = sum(question.set == "graded" for question in bank.questions)
    return [words.get("questions.graded.alarm", n=graded), ""] if bank.with_graded and graded else []


def _notes(bank: Bank, style: Style, words: Words) -> Iterator[str]:
    """Tell what holds for the whole file, each as a paragraph."""
    notes = [words.get(note) for note in style.notes]
    if bank.check_left:
        notes.append(words.get("questions.check.out", n=bank.check_left))
    if bank.cleaned:
        notes.append(words.get("questions.cleaned", ids=", ".join(bank.cleaned)))
    for note in notes:
        yield from ("", note)


def _ending(out: Path, style: Style, words: Words) -> Sequence[str]:
    """Tell somebody whose file has a name that platforms would not take."""
    known = out.suffix.lower() in style.endings
    return [] if known else [words.get("questions.ending", format=style.label, ending=style.endings[0])]
