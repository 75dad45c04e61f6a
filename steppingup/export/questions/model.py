"""The neutral model: what every writer gets, whatever the kind of the activity.

A question has one of five forms (see :mod:`steppingup.activities.interactions`), its parts with their feedback, and
the rule by which an answer is scored. Writers know forms and rules, never kinds. A scenario becomes one question for
each of its decisions.

========== =================================================================== ==========================
rule       score, from 0 to 1                                                  forms
========== =================================================================== ==========================
best       the worth of the part that was picked                               single
net        max(0, right / all right - wrong / all wrong)                       multiple
share      right choices / all parts                                           match
sorted     max(0, (right choices - floor) / (parts - floor))                   match
pairs      max(0, 2 * pairs in right relative order / all pairs - 1)           order
trainer    none: somebody reads it                                             text
========== =================================================================== ==========================
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from steppingup.activities.interactions import Choice, Form
    from steppingup.catalogue.model import Set

# What people call a set.
_SETS = {"bank": "final check"}
Rule = Literal["best", "net", "share", "sorted", "pairs", "trainer"]


@dataclass(frozen=True)
class Part:
    """Something to decide on, or to put another thing to.

    Args:
        id: its id, which is that of the course.
        text: what learners read.
        feedback: why it is right or wrong; empty for targets.
        worth: what picking it earns, from 0 to 1, where the rule is *best*.
        rank: its place in the right order, where the rule is *pairs*; parts of one rank may stand either way.
    """

    id: str
    text: str
    feedback: str = ""
    worth: float = 0.0
    rank: int = 0


@dataclass(frozen=True)
class Place:
    """Where a question belongs.

    Args:
        folder: of the course, such as ``chapters/02-definition``.
        titles: from the outside in, such as chapter and lesson.
        lesson: the number of the lesson, if it has one.
        page: the page that shows it, without its ending; empty where none does.
    """

    folder: str
    titles: tuple[str, ...]
    lesson: str = ""
    page: str = ""


@dataclass(frozen=True)
class Question:
    """One question.

    Args:
        id: that of the activity; for a decision of a scenario ``activity.scene``.
        activity: the id of the activity.
        version: that of the activity.
        kind: the kind of the activity.
        set: practice, final check or graded.
        form: how an answer looks.
        rule: how it is scored.
        name: a short title.
        prompt: paragraphs.
        parts: what is decided on, in the order in which it is shown.
        targets: what parts are put to.
        right: all right choices (part, target).
        points: what a full answer earns.
        mixed: whether a platform may mix the parts.
        hint: help before answering; empty for none.
        after: paragraphs for everybody, after the answer.
        grader: paragraphs for the trainer alone, such as a rubric.
        place: where it belongs.
        competency: what it measures.
        roles: for whom it is.
        tier: 1 to 3.
        certainty: whether the course asks how sure somebody is.
    """

    id: str
    activity: str
    version: int
    kind: str
    set: Set
    form: Form
    rule: Rule
    name: str
    prompt: tuple[str, ...]
    place: Place
    competency: str
    roles: tuple[str, ...]
    tier: int
    parts: tuple[Part, ...] = ()
    targets: tuple[Part, ...] = ()
    right: frozenset[Choice] = frozenset()
    points: float = 1.0
    mixed: bool = True
    hint: str = ""
    after: tuple[str, ...] = ()
    grader: tuple[str, ...] = ()
    certainty: bool = False

    @property
    def floor(self) -> int:
        """How many parts somebody gets right who puts everything to one target."""
        return max(Counter(target for _, target in self.right).values(), default=0)

    @property
    def ties(self) -> bool:
        """Whether some parts may stand in either order."""
        return len({part.rank for part in self.parts}) < len(self.parts)

    @property
    def key(self) -> tuple[str, ...]:
        """The ids of right parts, where parts are only picked."""
        return tuple(part.id for part in self.parts if (part.id, "") in self.right)

    def target_of(self, part: Part) -> Part:
        """Return what a part belongs to."""
        return next(target for target in self.targets if (part.id, target.id) in self.right)

    def in_order(self) -> tuple[Part, ...]:
        """Return the parts in the right order."""
        return tuple(sorted(self.parts, key=lambda part: part.rank))

    def tags(self) -> tuple[str, ...]:
        """Return words to find it by; none is longer than 50 signs, which is what Moodle keeps."""
        lesson = (f"lesson {self.place.lesson}",) if self.place.lesson else ()
        roles = tuple(f"role {role}" for role in self.roles)
        what = (f"competency {self.competency}", f"tier {self.tier}", f"kind {self.kind}", f"version {self.version}")
        return tuple(tag[:50] for tag in (*what, *roles, *lesson, _SETS.get(self.set, self.set)))


@dataclass(frozen=True)
class Bank:
    """What is to be written.

    Args:
        title: of the course.
        language: of the texts.
        questions: in the order of the course.
        left_out: kind and id of activities that no question can be made of, whatever the format.
        with_graded: whether graded items are among the questions.
        cleaned: ids of activities whose texts held control characters; they were left out.
        check_left: how many questions of the final check stay out, as nobody asked for them.
    """

    title: str
    language: str
    questions: tuple[Question, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    with_graded: bool = False
    cleaned: tuple[str, ...] = ()
    check_left: int = 0
