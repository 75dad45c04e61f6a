"""What a build knows of the course: loaded once, before anything is read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx.util import logging

from steppingup.catalogue import Catalogue, load_catalogue
from steppingup.catalogue.exercises import load_exercises
from steppingup.catalogue.needs import load_instrument
from steppingup.catalogue.trainer import load_blocks
from steppingup.catalogue.twins import pairs
from steppingup.common.day import day_of_build
from steppingup.common.errors import ContentError
from steppingup.common.facts import is_late
from steppingup.documents.load import load_figures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sphinx.application import Sphinx

    from steppingup.catalogue.exercises import Exercise
    from steppingup.catalogue.needs import Instrument
    from steppingup.catalogue.trainer import TrainerBlock
    from steppingup.common.errors import Problem
    from steppingup.common.facts import Facts
    from steppingup.common.language import Words
    from steppingup.documents.models import Figure

logger = logging.getLogger(__name__)

STATIC = Path(__file__).resolve().parent.parent / "static"
DRAWING = Path(__file__).resolve().parent.parent / "documents"

_STATES: WeakKeyDictionary[Sphinx, State] = WeakKeyDictionary()


@dataclass
class State:
    """The course in the language of the build.

    Args:
        catalogue: activities, facts, words and settings.
        figures: the figures beside the lessons, by id.
        today: the day that decides what is stale.
    """

    catalogue: Catalogue
    figures: dict[str, Figure] = field(default_factory=dict)
    today: date = field(default_factory=day_of_build)

    @cached_property
    def trainer(self) -> dict[str, tuple[TrainerBlock, ...]]:
        """What lessons tell trainers, by page; only the trainer's edition asks."""
        return load_blocks(self.catalogue.course, self.words.language)

    @property
    def facts(self) -> Facts:
        """The tables of facts/."""
        return self.catalogue.facts

    @property
    def words(self) -> Words:
        """The words of the language."""
        return self.catalogue.words

    @cached_property
    def pairs(self) -> dict[str, str]:
        """The twin vignettes, both ways: id -> id."""
        return pairs(self.catalogue)

    def spec(self, id_: str) -> dict[str, Any]:
        """Return what the place of an activity needs: its spec, and under ``other`` that of its twin.

        Which version of a story comes first is drawn per learner, so each of the two places may show either.
        """
        spec = self.catalogue.spec(id_)
        return {**spec, "other": self.catalogue.spec(self.pairs[id_])} if id_ in self.pairs else spec

    @property
    def exercises(self) -> dict[str, Exercise]:
        """The graded exercises, by id, read when a page asks for them; none if one of them cannot be handed out."""
        return self._exercises[0]

    @property
    def exercise_problems(self) -> list[Problem]:
        """Why exercises cannot be handed out."""
        return self._exercises[1]

    @cached_property
    def _exercises(self) -> tuple[dict[str, Exercise], list[Problem]]:
        try:
            return load_exercises(self.catalogue), []
        except ContentError as error:
            return {}, error.problems

    @property
    def instrument(self) -> Instrument | None:
        """The training-needs self-check; None if the course has none, or it may not be shown."""
        return self._instrument[0]

    @property
    def instrument_problems(self) -> list[Problem]:
        """Why the self-check cannot be shown."""
        return self._instrument[1]

    @cached_property
    def _instrument(self) -> tuple[Instrument | None, list[Problem]]:
        try:
            return load_instrument(self.catalogue), []
        except ContentError as error:
            return None, error.problems

    @cached_property
    def drawing(self) -> str:
        """A digest of the code that draws, so that a better drawing reaches the pages."""
        return digest(path.read_text("utf-8") for path in sorted(DRAWING.glob("*.py")))

    def is_stale(self, record: Any) -> bool:
        """Tell whether a fact or helpline should have been looked up again before today."""
        return is_late(record, self.today)


def digest(parts: Iterable[object]) -> str:
    """Return a short digest of texts and plain values."""
    made = hashlib.sha256()
    for part in parts:
        text = part if isinstance(part, str) else json.dumps(part, sort_keys=True, ensure_ascii=False, default=str)
        made.update(text.encode() + b"\0")
    return made.hexdigest()[:16]


def state_of(app: Sphinx) -> State:
    """Return what the build knows."""
    return _STATES[app]


def load_state(course: Path, language: str) -> tuple[State, list[Problem]]:
    """Load the course in one language; the second value is everything that is wrong with it.

    Raises:
        SettingsError: the course has no such language.
    """
    catalogue = load_catalogue(course, language)
    state = State(catalogue)
    catalogue.facts.mark_late(state.today, catalogue.words)
    problems = list(catalogue.problems)
    try:
        state.figures = load_figures(course, catalogue.words, catalogue.facts)
    except ContentError as error:
        problems += error.problems
    return state, problems


def _load(app: Sphinx) -> None:
    state, problems = load_state(Path(app.srcdir), app.config.language)
    _STATES[app] = state
    for problem in sorted(set(problems)):
        said = ": ".join(part for part in (problem.id, problem.field, problem.message) if part)
        if problem.level == "error":
            logger.warning(said, location=f"{problem.file}:{problem.line}")
        else:
            logger.info("%s", problem)
    for problem in state.facts.stale(state.today):
        # The page says so, and `steppingup check` fails; a build must work on any day.
        logger.info("note: %s", problem)
    if overdue := state.facts.overdue(state.today):
        logger.info("overdue: %s", overdue)


def setup(app: Sphinx) -> None:
    """Load the course when the builder is ready."""
    app.connect("builder-inited", _load, priority=100)
