r"""GIFT: questions as text that people can read and edit. Only Moodle's reading of it defines the format.

Ids and tags stand in a comment before each question, where Moodle reads them. Texts are marked as plain, so nothing
in them is HTML. Every question is one line for each part: an end of line inside a text is written ``\n``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.export.questions.deliver import COMMENTS, Style, deliver
from steppingup.export.questions.markup import explained
from steppingup.export.questions.moodle_judge import by_moodle, judged
from steppingup.export.questions.moodle_partners import filled, lettered, partner
from steppingup.export.questions.moodle_weights import percent, weights
from steppingup.export.questions.places import as_places
from steppingup.export.questions.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Bank, Question
    from steppingup.export.request import Request

_SIGNS = "\\~=#{}:"
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in _SIGNS} | {"\n": "\\n"})
_ARROW, _ARROW_SIGN = "->", "\u2192"


def export(request: Request) -> list[str]:
    """Write the questions as GIFT."""
    return deliver(request, Style("GIFT", judge, render, (".txt",), COMMENTS))


def judge(question: Question, words: Words) -> Verdict:
    """Tell how a question is written."""
    if question.rule == "net" and 1 in {len(question.key), len(question.parts) - len(question.key)}:
        return Verdict("refused", (words.get("questions.why.one-mark"),))
    return judged(question, words, _reasons(question, words))


def _reasons(question: Question, words: Words) -> Iterator[str]:
    yield from by_moodle(question, words)
    rules = {
        "sorted": "questions.why.sorted",
        "trainer": "questions.why.rubric-report",
        "pairs": "questions.why.places",
    }
    if question.rule in rules:
        yield words.get(rules[question.rule])
    if question.hint:
        yield words.get("questions.why.no-hint")
    if question.points != 1:
        yield words.get("questions.why.points")
    if question.targets and any(_ARROW in part.text for part in (*question.parts, *question.targets)):
        yield words.get("questions.why.arrow")


def render(bank: Bank, report: str, words: Words) -> bytes:
    """Make the file: the report as comments, then the questions by category."""
    blocks = ["\n".join(_comments(report.splitlines()))]
    category = ""
    for question in bank.questions:
        wanted = "/".join(title.replace("/", "//") for title in (bank.title, *question.place.titles))
        if wanted != category:
            category = wanted
            blocks.append(f"$CATEGORY: $course$/top/{category}")
        blocks.append("\n".join(_question(question, words)))
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def _question(question: Question, words: Words) -> Iterator[str]:
    yield f"// [id:{question.id}] {' '.join(f'[tag:{tag}]' for tag in question.tags())}"
    if question.points != 1:
        yield f"// points: {question.points:g}"
    yield from _comments(line for paragraph in question.grader for line in paragraph.splitlines())
    hint = (f"{words.get('plain.hint')} {question.hint}",) if question.hint else ()
    yield f"::{_text(question.name)}::[plain]{_paragraphs((*lettered(question).prompt, *hint))}{{"
    if question.form in {"single", "multiple"}:
        yield from _choices(question)
    elif question.form in {"match", "order"}:
        yield from _pairs(filled(as_places(question, words) if question.form == "order" else question, words))
    together = explained(question) if question.form in {"match", "order"} else ()
    if together or question.after:
        yield f"\t####[plain]{_paragraphs((*together, *question.after))}"
    yield "}"


def _choices(question: Question) -> Iterator[str]:
    earned = weights(question)
    for part in question.parts:
        weight = earned[part.id]
        sign = "=" if weight == 100 else f"~%{percent(weight)}%" if weight else "~"
        yield f"\t{sign}{_answer(part.text)}#{_answer(part.feedback)}"


def _pairs(question: Question) -> Iterator[str]:
    question = lettered(question)
    for part in question.parts:
        yield f"\t={_answer(_side(part.text))} -> {_partner(question.target_of(part).text)}"
    used = {target for _, target in question.right}
    for target in question.targets:
        if target.id not in used:
            yield f"\t= -> {_partner(target.text)}"


def _paragraphs(paragraphs: Iterable[str]) -> str:
    return _text("\n\n".join(paragraphs))


def _answer(text: str) -> str:
    """Write a text of an answer; its first sign must not be read as a format or a percentage."""
    return f"[plain]{_text(text)}" if text.startswith(("[", "%")) else _text(text)


def _partner(text: str) -> str:
    return _text(partner(_side(text)))


def _side(text: str) -> str:
    return text.replace(_ARROW, _ARROW_SIGN)


def _text(text: str) -> str:
    return text.translate(_ESCAPED)


def _comments(lines: Iterable[str]) -> Iterator[str]:
    """Write lines as comments; brackets would be read as an id or a tag."""
    for line in lines:
        yield f"// {line.replace('[', '(').replace(']', ')')}".rstrip()
