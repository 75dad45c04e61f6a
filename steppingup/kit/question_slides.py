"""Slides of a question: what happens, what is asked, and the answers once more for the talk about them.

The key stands in the notes of the last one, which is shown when the room has spoken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.fitting import height
from steppingup.documents.slides import BODY, Look, Place
from steppingup.kit.on_slides import CHOICES, MIDDLE, READ, fitting, pages, when

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.documents.slides import SlideFile
    from steppingup.kit.answers import Question
    from steppingup.kit.model import Kit
    from steppingup.kit.schedule import Row


def question_slides(kit: Kit, file: SlideFile, row: Row) -> None:
    """Add the slides of a question."""
    if row.step is None:
        return
    found = kit.question(row.step.activity)
    lesson = row.step.lesson
    name = found.title or (lesson.above if lesson.is_case else lesson.title)
    run = [when(kit, row), kit.say("kit.notes.run-cards" if found.targets else "kit.notes.run")]
    if found.situation:
        text = list(found.situation)
        # below the title of a real case, what is made up must not look like the case
        key = "kit.slide.situation-invented" if lesson.is_case else "kit.slide.situation"
        for part in pages(text, READ[-1]):
            slide = file.slide(kit.say(key, name=name), run)
            slide.text(part, Look(fitting(part, READ, 12), middle=True, after=12))
    _answers(kit, file, found, name, run)
    _reasons(kit, file, found, name)


def _reasons(kit: Kit, file: SlideFile, found: Question, name: str) -> None:
    """Show the answers once more: people give reasons for what they can read."""
    title, key = kit.say("kit.slide.talk", name=name), list(_key(kit, found))
    if found.targets:
        file.slide(title, key).text([kit.say("kit.slide.talk.cards")], MIDDLE)
    else:
        _lettered(file, (title, key), [kit.say("kit.slide.talk.prompt")], found, 24)


def _answers(kit: Kit, file: SlideFile, found: Question, name: str, notes: Sequence[str]) -> None:
    """Show the question with all answers at once: nobody can choose between what is not there."""
    ask = [found.ask, *([kit.say("kit.slide.several")] if found.form == "multiple" else [])]
    if found.targets:
        ask.append("      ".join(f"{letter}  {text}" for letter, text in found.targets))
    _lettered(file, (kit.say("kit.slide.question", name=name), notes), ask, found, 28)


def _lettered(file: SlideFile, head: tuple[str, Sequence[str]], ask: Sequence[str], found: Question, most: int) -> None:
    """Add slides with what is asked and the lettered answers.

    Args:
        file: the deck.
        head: the title, and the notes.
        ask: what stands above the answers.
        found: the question.
        most: points that letters of ``ask`` have at most.
    """
    size = fitting(ask, [one for one in READ if one <= most], 4, 1.6)
    high = height(ask, size, BODY.width - 0.3, after=4, bold=True) + 0.3
    texts = [answer.text for answer in found.answers]
    letters = {answer.text: answer.letter for answer in found.answers}
    for part in pages(texts, CHOICES[-1], high, 6):
        slide = file.slide(*head)
        slide.text(ask, Look(size, bold=True), Place(BODY.left, BODY.top, BODY.width, high))
        place = Place(BODY.left, BODY.top + high, BODY.width, BODY.height - high)
        large = fitting(part, CHOICES, 6, place.height)
        spare = place.height - 0.15 - height(part, large, BODY.width - 0.8)
        after = max(6, min(18, 72 * spare / len(part) - 2))
        slide.lettered([(letters[text], text) for text in part], Look(large, after=after), place)


def _key(kit: Kit, found: Question) -> Iterator[str]:
    yield kit.say("kit.notes.key")
    for answer in found.answers:
        said = {"yes": "fits", "no": "fits-not", "partly": "fits-partly"}.get(answer.right, "goes")
        yield kit.say(f"kit.notes.{said}", letter=answer.letter, right=answer.right, why=answer.why)
    yield from (kit.say(key, text=text) for key, text in found.after)
