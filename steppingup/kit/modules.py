"""What can be taught by itself: a lesson of a chapter, or a case as a whole, with the steps that it has in a room.

Every step has a level. Level 0 is the least that makes sense: the ideas, one question and the talk afterwards. Level 1
adds what a group does, level 2 whatever else the lesson has. Minutes of tasks and of the talk afterwards stand in the
lesson; the others are reckoned here, by rules that the plan tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.catalogue.model import Catalogue
    from steppingup.catalogue.trainer import TrainerBlock
    from steppingup.kit.lessons import Lesson

Kind = Literal["talk", "question", "group-task", "role-play", "debrief"]

IDEA, SCENE, FIGURE, QUESTION = 1, 2, 1, 5  # minutes
MORE_QUESTIONS = 2  # at most, where time is left
IN_THE_ROOM = ("choice", "vignette")  # what a room can answer by a show of hands
BY_CARD = ("classify",)  # and what it can answer card by card, where a lesson has nothing else


@dataclass(frozen=True)
class Step:
    """One thing that happens in the room.

    Args:
        kind: what it is.
        minutes: what it takes.
        level: from which level on it is part.
        lesson: the page that it comes from.
        block: what the lesson tells trainers of it; none for ideas and questions.
        activity: the id of the question.
    """

    kind: Kind
    minutes: int
    level: int
    lesson: Lesson
    block: TrainerBlock | None = None
    activity: str = ""


@dataclass(frozen=True)
class Module:
    """A lesson or a case with its steps in their order; ``more`` are questions for time that is left."""

    title: str
    lessons: tuple[Lesson, ...]
    steps: tuple[Step, ...]
    more: tuple[Step, ...]

    @property
    def folder(self) -> str:
        """The chapter or case."""
        return self.lessons[0].folder

    def at(self, level: int) -> list[Step]:
        """List the steps of a level."""
        return [step for step in self.steps if step.level <= level]

    def minutes(self, level: int) -> int:
        """Add up what a level takes."""
        return sum(step.minutes for step in self.at(level))

    def roles(self) -> set[str]:
        """Name whom it is for."""
        return {role for lesson in self.lessons for role in lesson.roles}


def module_of(title: str, lessons: Sequence[Lesson], catalogue: Catalogue) -> Module:
    """Put the steps of a lesson, or of the pages of a case, into their order."""
    steps: list[Step] = []
    more: list[Step] = []
    for lesson in lessons:
        asked = answered_in_the_room(lesson, catalogue)
        least = 0 if lesson is lessons[0] else 1  # the second page of a case is more than the least
        questions = [Step("question", QUESTION, least, lesson, activity=id_) for id_ in asked]
        steps += [_talk(lesson, least), *questions[:1], *_tasks(lesson)]
        more += questions[1 : 1 + MORE_QUESTIONS]
    return Module(title, tuple(lessons), tuple(_one_task_first(steps)), tuple(more))


def answered_in_the_room(lesson: Lesson, catalogue: Catalogue) -> list[str]:
    """List the questions of a lesson that a room can answer by a show of hands; never one whose key is kept.

    Those come first of which the talk afterwards speaks: it asks what people got wrong there.
    """
    entries = [catalogue.activities[id_] for id_ in lesson.activities() if id_ in catalogue.activities]
    practice = [entry for entry in entries if entry.set == "practice"]
    kinds = [[entry for entry in practice if entry.model.kind in some] for some in (IN_THE_ROOM, BY_CARD)]
    fitting = kinds[0] or kinds[1]
    words = {entry.id: content_words(" ".join(text for _, text in entry.model.texts())) for entry in fitting}
    talk = content_words(" ".join(part.text for block in lesson.told("debrief") for part in block.parts))
    common = {word for word in talk if sum(word in found for found in words.values()) > 1}
    return sorted(words, key=lambda id_: -len(words[id_] & talk - common))


def content_words(text: str) -> set[str]:
    """Return the words of a text that say something: those of four letters or more."""
    cleaned = "".join(sign if sign.isalnum() else " " for sign in text.lower())
    return {word for word in cleaned.split() if len(word) > 3}


def figures_of(lesson: Lesson) -> list[str]:
    """List the figures of a lesson."""
    return [id_ for section in lesson.sections for id_ in section.figures]


def _talk(lesson: Lesson, level: int) -> Step:
    """Reckon the talk: a minute for each idea and figure, two for the scene; or what the lesson itself says."""
    told = lesson.told("talk")
    minutes = sum(block.minutes for block in told)
    reckoned = IDEA * len(lesson.lines) + FIGURE * len(figures_of(lesson)) + SCENE * bool(lesson.story)
    return Step("talk", minutes or max(3, reckoned), level, lesson)


def _tasks(lesson: Lesson) -> Iterable[Step]:
    for block in lesson.told("group-task", "role-play", "debrief"):
        level = 0 if block.kind == "debrief" else 1
        yield Step(block.kind, block.minutes, level, lesson, block)  # type: ignore[arg-type]


def _one_task_first(steps: list[Step]) -> Iterable[Step]:
    """Leave one task at level 1, the role play if there is one; others come where all is taken."""
    tasks = [step for step in steps if step.kind in {"group-task", "role-play"}]
    kept = next((step for step in tasks if step.kind == "role-play"), tasks[0] if tasks else None)
    for step in steps:
        later = step in tasks and step is not kept
        yield Step(step.kind, step.minutes, 2, step.lesson, step.block) if later else step
