"""A quiz on paper from the practice set, and its key in a file of its own; an item whose key is kept never comes in."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from steppingup.activities.vignette import Vignette
from steppingup.documents.word import WordFile
from steppingup.kit.answers import PAPER, question_of
from steppingup.kit.model import CREATOR
from steppingup.kit.modules import IN_THE_ROOM, base_of

if TYPE_CHECKING:
    from steppingup.catalogue.model import Entry
    from steppingup.kit.answers import Question
    from steppingup.kit.model import Kit

MOST, TABLES = 8, 2  # questions; of them, those that fill half a page
BOX = "\u2610"


def quiz_questions(kit: Kit) -> list[Question]:
    """Choose the questions: from every lesson in turn, those that the room has not answered together first."""
    used = {base_of(id_) for id_ in kit.used()}
    lists = [[id_ for id_ in lesson.activities() if _fits(kit, id_)] for lesson in kit.lessons]
    turns = [id_ for turn in zip_longest(*lists) for id_ in turn if id_]
    ready = _without_twins(kit, sorted(turns, key=lambda id_: id_ in used))
    tables = [id_ for id_ in ready if kit.entry(id_).model.kind not in IN_THE_ROOM]
    wanted = [id_ for id_ in ready if id_ not in tables[TABLES:]][:MOST]
    in_order = [id_ for found in lists for id_ in found if id_ in wanted]
    return [question_of(kit.entry(id_), kit.catalogue.words) for id_ in in_order]


def quiz_file(kit: Kit) -> bytes:
    """Write the quiz."""
    say = kit.say
    file = WordFile(say("kit.quiz.title", title=kit.title), kit.language, CREATOR, kit.made)
    file.running_head(kit.origin)
    file.paragraph(say("kit.quiz.about"))
    questions = quiz_questions(kit)
    for number, question in enumerate(questions, 1):
        file.heading(say("kit.quiz.number", n=number), 2)
        _ask(file, question)
        _answers(kit, file, question)
    if not questions:
        file.paragraph(say("kit.quiz.none"))
    return file.data()


def key_file(kit: Kit) -> bytes:
    """Write the key with the reasons that the lessons give."""
    say = kit.say
    file = WordFile(say("kit.key.title", title=kit.title), kit.language, CREATOR, kit.made)
    file.running_head(kit.origin)
    file.paragraph(say("kit.key.about"))
    for number, question in enumerate(quiz_questions(kit), 1):
        title = say("kit.quiz.number", n=number)
        file.heading(title, 2)
        file.paragraph(question.ask, keep=True)
        if fitting := question.fitting():
            file.paragraph(say("kit.key.right", letters=", ".join(fitting)), keep=True)
        for letter, text in question.targets:
            file.paragraph(f"{letter}   {text}", keep=True)
        words = {"yes": say("kit.key.yes"), "no": say("kit.key.no")}
        rows = [[f"{one.letter}  {one.text}", words.get(one.right, one.right), one.why] for one in question.answers]
        file.table(title, [say(f"kit.key.{name}") for name in ("answer", "fits", "why")], rows, (4, 1, 6))
        for key, text in question.after:
            file.paragraph(say(key, text=text))
    return file.data()


def _fits(kit: Kit, id_: str) -> bool:
    entry: Entry | None = kit.catalogue.activities.get(id_)
    return entry is not None and entry.set == "practice" and entry.model.kind in PAPER


def _without_twins(kit: Kit, ids: list[str]) -> list[str]:
    """Leave out the second version of a story where the first one is there: side by side they tell what is asked."""
    models = {id_: kit.entry(id_).model for id_ in ids}
    return [
        id_ for id_, model in models.items()
        if not (isinstance(model, Vignette) and model.twin and model.twin.of in models)
    ]  # fmt: skip


def _ask(file: WordFile, question: Question) -> None:
    for text in question.situation:
        file.paragraph(text, keep=True)
    file.paragraph(question.ask, keep=True)


def _answers(kit: Kit, file: WordFile, question: Question) -> None:
    say = kit.say
    if question.form in {"single", "multiple"}:
        file.paragraph(say("kit.quiz.one" if question.form == "single" else "kit.quiz.several"), "Caption", keep=True)
        for at, answer in enumerate(question.answers, 1):
            file.paragraph(f"{BOX}  {answer.letter}   {answer.text}", keep=at < len(question.answers))
        return
    told = say(f"kit.quiz.{question.form}")
    file.paragraph(told, "Caption", keep=True)
    for letter, text in question.targets:
        file.paragraph(f"{letter}   {text}", keep=True)
    rows = [["", answer.text] for answer in question.answers]
    file.table(told, [say("kit.quiz.answer"), say("kit.quiz.what")], rows, (1, 8), tall=0.8, large=True)
