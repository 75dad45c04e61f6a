"""What can be taught by itself: a lesson of a chapter, or a case as a whole, with the steps that it has in a room.

Every step has a level. Level 0 is the least that makes sense: the ideas, one question and the talk afterwards. Level 1
adds what a group does, level 2 whatever else the lesson has. Minutes of tasks and of the talk afterwards stand in the
lesson; the others are reckoned here, by rules that the plan tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from steppingup.activities.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from steppingup.catalogue.model import Catalogue, Entry
    from steppingup.catalogue.trainer import TrainerBlock
    from steppingup.kit.lessons import Lesson

Kind = Literal["talk", "question", "group-task", "role-play", "debrief"]

IDEA, SCENE, FIGURE, TABLE, QUESTION, CARDS = 1, 2, 1, 1, 5, 8  # minutes
MORE_QUESTIONS = 2  # of a page, at most, where time is left
IN_THE_ROOM = ("choice", "vignette")  # what a room can answer by a show of hands, as it can one scene of a scenario
BY_CARD = ("classify",)  # what it answers card by card: where the talk speaks of it, or a lesson has nothing else


@dataclass(frozen=True)
class Step:
    """One thing that happens in the room.

    Args:
        kind: what it is.
        minutes: what it takes.
        level: from which level on it is part.
        lesson: the page that it comes from.
        block: what the lesson tells trainers of it; none for ideas and questions.
        activity: the id of the question; one scene of a scenario has its name behind a dot.
        spoken_of: whether the talk afterwards asks about this question.
    """

    kind: Kind
    minutes: int
    level: int
    lesson: Lesson
    block: TrainerBlock | None = None
    activity: str = ""
    spoken_of: bool = False

    @property
    def has_cards(self) -> bool:
        """Whether it is a role play whose parts have a card each."""
        return self.kind == "role-play" and bool(self.lesson.told("part"))


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
    spoken = [word for lesson in lessons for block in lesson.told("debrief") for word in block.about]
    for lesson in lessons:
        asked = answered_in_the_room(lesson, catalogue, spoken)
        least = 0 if lesson is lessons[0] else 1  # the second page of a case is more than the least
        questions = [_question(id_, least, lesson, catalogue, spoken) for id_ in asked]
        steps += [_talk(lesson, least), *questions[:1], *_tasks(lesson)]
        more += questions[1 : 1 + MORE_QUESTIONS]
    return Module(title, tuple(lessons), tuple(_one_task_first(steps)), tuple(more))


def answered_in_the_room(lesson: Lesson, catalogue: Catalogue, spoken: Sequence[str] = ()) -> list[str]:
    """List the questions of a lesson that a room can answer by a show of hands; never one whose key is kept.

    Those come first of which the talk afterwards speaks (``spoken``): it asks what people got wrong there.
    """
    found = [catalogue.activities[id_] for id_ in lesson.activities() if id_ in catalogue.activities]
    practice = {entry.id: entry for entry in found if entry.set == "practice"}
    told = [word for word in dict.fromkeys(spoken) if _can_be_asked(word, practice)]
    told.sort(key=lambda word: practice[base_of(word)].model.kind in BY_CARD)  # the shorter ones first
    others = [id_ for id_, entry in practice.items() if entry.model.kind in IN_THE_ROOM]
    return list(dict.fromkeys([*told, *others])) or _second_best(practice)


def base_of(word: str) -> str:
    """Return the id of an activity without the scene."""
    return word.partition(".")[0]


def _can_be_asked(word: str, practice: Mapping[str, Entry]) -> bool:
    id_, _, scene = word.partition(".")
    kind = practice[id_].model.kind if id_ in practice else ""
    return kind in (*IN_THE_ROOM, *BY_CARD) or (kind == "scenario" and bool(scene))


def _second_best(practice: Mapping[str, Entry]) -> list[str]:
    """List how scenarios begin, or else what goes card by card."""
    models = {id_: entry.model for id_, entry in practice.items()}
    begin = [f"{id_}.{model.start}" for id_, model in models.items() if isinstance(model, Scenario)]
    return begin or [id_ for id_, model in models.items() if model.kind in BY_CARD]


def _question(word: str, level: int, lesson: Lesson, catalogue: Catalogue, spoken: Sequence[str]) -> Step:
    minutes = CARDS if catalogue.activities[base_of(word)].model.kind in BY_CARD else QUESTION
    return Step("question", minutes, level, lesson, activity=word, spoken_of=word in spoken)


def content_words(text: str) -> set[str]:
    """Return the words of a text that say something: those of four letters or more."""
    cleaned = "".join(sign if sign.isalnum() else " " for sign in text.lower())
    return {word for word in cleaned.split() if len(word) > 3}


def figures_of(lesson: Lesson) -> list[str]:
    """List the figures of a lesson."""
    return [id_ for section in lesson.sections for id_ in section.figures]


def _talk(lesson: Lesson, level: int) -> Step:
    """Reckon the talk: a minute for each idea, figure and table, two for the scene; or what the lesson itself says."""
    told = lesson.told("talk")
    minutes = sum(block.minutes for block in told)
    reckoned = IDEA * len(lesson.lines) + FIGURE * len(figures_of(lesson)) + TABLE * len(lesson.tables())
    reckoned += SCENE * bool(lesson.story)
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
