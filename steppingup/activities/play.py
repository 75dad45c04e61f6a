"""Playing a scenario: one state, one decision, the next state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steppingup.activities import conditions
from steppingup.common.errors import AnswerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.activities.scenario import Branch, Decision, Ending, Scenario

END = "end"


@dataclass(frozen=True)
class State:
    """Where a learner is: the scene (or ``end``), the variables, and what happened that some condition asks for."""

    scene: str
    values: tuple[int, ...]
    happened: frozenset[tuple[str, str]]


class Game:
    """The rules of one scenario.

    Only happenings that a condition mentions are kept in a state: it keeps the number of different states small.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self.names = [variable.id for variable in scenario.variables]
        self.scenes = {scene.id: scene for scene in scenario.scenes}
        self._options = {scene.id: {option.id: option for option in scene.options} for scene in scenario.scenes}
        self._parsed = {text: conditions.parse(text) for text in conditions_of(scenario)}
        self._mentioned = {(atom.kind, atom.name) for parsed in self._parsed.values() for atom in parsed}

    def start(self) -> State:
        """Return the state before the first decision."""
        values = tuple(variable.start for variable in self._scenario.variables)
        return State(self._scenario.start, values, self._keep({("visited", self._scenario.start)}))

    def step(self, state: State, option: Decision) -> tuple[State, int]:
        """Take a decision; return the next state and which branch led there."""
        values = tuple(
            max(variable.min, min(variable.max, value + option.effects.get(variable.id, 0)))
            for variable, value in zip(self._scenario.variables, state.values, strict=True)
        )
        happened = state.happened | self._keep({("chose", f"{state.scene}.{option.id}")})
        place = self._first(option.goto, values, happened)
        target = option.goto[place].goto
        return State(target, values, happened | self._keep({("visited", target)})), place

    def ending(self, state: State) -> Ending:
        """Return the ending that a state at ``end`` reaches."""
        return self._scenario.endings[self._first(self._scenario.endings, state.values, state.happened)]

    def walk(self, path: Any) -> tuple[list[float], Ending]:
        """Play a whole path of ``scene.option``; return the credits met and the ending.

        Raises:
            AnswerError: the path is no list of decisions, leaves the road, or does not reach an ending.
        """
        if not isinstance(path, list) or not all(isinstance(step, str) for step in path):
            raise AnswerError("The answer must be a list of decisions, each 'scene.option'.")
        state, credits_ = self.start(), []
        for step in path:
            option = self._decision(state, step)
            credits_.append(option.credit)
            state, _ = self.step(state, option)
        if state.scene != END:
            raise AnswerError(f"The road stops in the scene '{state.scene}' and reaches no ending.")
        return credits_, self.ending(state)

    def recommended(self) -> list[str]:
        """Return the road of the decisions of credit 1, cut off where it would repeat itself."""
        state, road, seen = self.start(), [], set()
        while state.scene != END and state not in seen:
            seen.add(state)
            best = max(self.scenes[state.scene].options, key=lambda option: option.credit)
            road.append(f"{state.scene}.{best.id}")
            state, _ = self.step(state, best)
        return road

    def _decision(self, state: State, step: str) -> Decision:
        scene, _, option = step.partition(".")
        if scene != state.scene or state.scene == END:
            raise AnswerError(f"The road is in '{state.scene}', but the answer goes on with '{step[:120]}'.")
        if option not in self._options[scene]:
            raise AnswerError(f"The scene '{scene}' has no option '{option[:60]}'.")
        return self._options[scene][option]

    def _first(
        self, branches: Sequence[Branch | Ending], values: tuple[int, ...], happened: frozenset[tuple[str, str]]
    ) -> int:
        variables = dict(zip(self.names, values, strict=True))
        return next(
            place
            for place, branch in enumerate(branches)
            if branch.when is None or conditions.holds(self._parsed[branch.when], variables, happened)
        )

    def _keep(self, happened: set[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        return frozenset(happened & self._mentioned)


def conditions_of(scenario: Scenario) -> Iterable[str]:
    """List the texts of all conditions of a scenario."""
    options = [option for scene in scenario.scenes for option in scene.options]
    items: list[Branch | Ending] = [*(branch for option in options for branch in option.goto), *scenario.endings]
    return [item.when for item in items if item.when]
