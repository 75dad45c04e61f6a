"""What can be wrong in a scenario: names that lead nowhere, and roads that never end."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from steppingup.activities import conditions
from steppingup.activities.base import ids_of, twice
from steppingup.activities.fields import Fault
from steppingup.activities.play import END, Game, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from steppingup.activities.fields import Named
    from steppingup.activities.scenario import Branch, Decision, Ending, Scenario, Scene

# Declared bound of the exploration: pairs of scene and state. A scenario of nine scenes has a few thousand.
MAX_STATES = 60_000

_Place = tuple[str | int, ...]


def static_faults(scenario: Scenario) -> Iterator[Fault]:
    """Yield what shows without playing."""
    lists: list[tuple[str, list[Named]]] = [
        ("variables", [*scenario.variables]), ("scenes", [*scenario.scenes]), ("endings", [*scenario.endings]),
    ]  # fmt: skip
    for name, items in lists:
        yield from twice(name, items)
    yield from _variables(scenario)
    if scenario.start not in ids_of(scenario.scenes):
        yield Fault(("start",), f"no scene has the id '{scenario.start}'; name the scene that comes first")
    for index, scene in enumerate(scenario.scenes):
        if scene.id in conditions.RESERVED:
            yield Fault(("scenes", index, "id"), f"'{scene.id}' has a meaning of its own; rename the scene")
        yield from _scene(scenario, scene, ("scenes", index))
    yield from _branches(scenario, scenario.endings, ("endings",), "ending")
    if max(ending.cap for ending in scenario.endings) < 1:
        yield Fault(("endings",), "no ending has the cap 1, so nobody can earn everything; give the best one 'cap: 1'")


def _variables(scenario: Scenario) -> Iterator[Fault]:
    for index, variable in enumerate(scenario.variables):
        if variable.id in conditions.RESERVED:
            yield Fault(("variables", index, "id"), f"'{variable.id}' has a meaning of its own; rename the variable")
        if not variable.min <= variable.start <= variable.max or variable.min == variable.max:
            what = f"start {variable.start} must lie within {variable.min}..{variable.max}, and min below max"
            yield Fault(("variables", index, "start"), f"{what}; correct them")


def _scene(scenario: Scenario, scene: Scene, place: _Place) -> Iterator[Fault]:
    here = (*place, "options")
    if not scene.options:
        yield Fault(here, "a dead end: the scene has no options; add decisions, or lead to 'end' instead of here")
        return
    for fault in twice("options", scene.options):
        yield Fault((*place, *fault.path), fault.message)
    best = [index for index, option in enumerate(scene.options) if option.credit == 1]
    if len(best) != 1:
        yield Fault(here, f"{len(best)} options have credit 1; exactly one must, as the recommended road takes it")
    for index, option in enumerate(scene.options):
        yield from _decision(scenario, option, (*here, index))


def _decision(scenario: Scenario, option: Decision, place: _Place) -> Iterator[Fault]:
    variables = ids_of(scenario.variables)
    for name in option.effects:
        if name not in variables:
            yield Fault((*place, "effects", name), f"unknown variable '{name}'; declare it under 'variables'")
    scenes = ids_of(scenario.scenes)
    for index, branch in enumerate(option.goto):
        if branch.goto != END and branch.goto not in scenes:
            what = f"no scene has the id '{branch.goto}'; correct it, or write 'end'"
            yield Fault((*place, "goto", index, "goto"), what)
    yield from _branches(scenario, option.goto, (*place, "goto"), "branch")


def _branches(scenario: Scenario, branches: Sequence[Branch | Ending], place: _Place, what: str) -> Iterator[Fault]:
    for index, branch in enumerate(branches):
        here = (*place, index, "when")
        last = index == len(branches) - 1
        if last and branch.when is not None:
            yield Fault(here, f"the last {what} must have no 'when', so that there is always a way on; add one without")
        elif not last and branch.when is None:
            yield Fault((*place, index), f"a {what} without 'when' hides those after it; move it to the end")
        for atom in conditions.parse(branch.when) if branch.when else ():
            if message := _unknown(scenario, atom):
                yield Fault(here, message)


def _unknown(scenario: Scenario, atom: conditions.Atom) -> str:
    scene, _, option = atom.name.partition(".")
    options = {item.id: ids_of(item.options) for item in scenario.scenes}
    if atom.kind == "var":
        return "" if atom.name in ids_of(scenario.variables) else f"unknown variable '{atom.name}'; declare it first"
    if scene not in options:
        return f"unknown scene '{scene}'; use the id of a scene"
    if atom.kind == "chose" and option not in options[scene]:
        return f"the scene '{scene}' has no option '{option}'; use one of {', '.join(options[scene])}"
    return ""


@dataclass
class _Map:
    """Every pair of scene and state that some road reaches, and how they hang together."""

    before: dict[State, list[State]] = field(default_factory=dict)
    taken: set[tuple[str, str, int]] = field(default_factory=set)
    complete: bool = True

    def cannot_end(self) -> Iterator[State]:
        """Yield the states from which no road reaches an ending."""
        ends = deque(state for state in self.before if state.scene == END)
        good = set(ends)
        while ends:
            for state in self.before[ends.popleft()]:
                if state not in good:
                    good.add(state)
                    ends.append(state)
        yield from (state for state in self.before if state not in good)


def _explore(game: Game) -> _Map:
    found = _Map({game.start(): []})
    queue = deque(found.before)
    while queue:
        state = queue.popleft()
        for option in game.scenes[state.scene].options if state.scene != END else ():
            after, place = game.step(state, option)
            found.taken.add((state.scene, option.id, place))
            if after not in found.before:
                if len(found.before) >= MAX_STATES:
                    found.complete = False
                    return found
                found.before[after] = []
                queue.append(after)
            found.before[after].append(state)
    return found


def explored_faults(scenario: Scenario) -> Iterator[Fault]:
    """Yield what only playing every road shows; the scenario must be free of static faults."""
    game = scenario.game
    roads = _explore(game)
    if not roads.complete:
        what = f"more than {MAX_STATES} pairs of scene and state; use fewer variables, smaller ranges or conditions"
        yield Fault(("scenes",), f"too large to check: {what}")
        return
    yield from _unreached(scenario, roads)
    yield from _endless(scenario, roads)
    yield from _recommended(scenario)


def _unreached(scenario: Scenario, roads: _Map) -> Iterator[Fault]:
    reached = {state.scene for state in roads.before}
    endings = {scenario.game.ending(state).id for state in roads.before if state.scene == END}
    for index, scene in enumerate(scenario.scenes):
        if scene.id not in reached:
            yield Fault(("scenes", index), "no road leads to this scene; add a 'goto' to it or delete it")
        else:
            yield from _untaken(scene, index, roads)
    for index, ending in enumerate(scenario.endings):
        if ending.id not in endings:
            what = "no road reaches this ending; loosen its 'when', the order of the endings or the effects"
            yield Fault(("endings", index), what)


def _untaken(scene: Scene, index: int, roads: _Map) -> Iterator[Fault]:
    for number, option in enumerate(scene.options):
        for place in range(len(option.goto)):
            if (scene.id, option.id, place) not in roads.taken:
                what = "no road ever takes this branch; correct its 'when' or delete it"
                yield Fault(("scenes", index, "options", number, "goto", place), what, "warning")


def _endless(scenario: Scenario, roads: _Map) -> Iterator[Fault]:
    places = {scene.id: index for index, scene in enumerate(scenario.scenes)}
    told: set[str] = set()
    for state in roads.cannot_end():
        if state.scene in told:
            continue
        told.add(state.scene)
        values = ", ".join(f"{n} = {v}" for n, v in zip(scenario.game.names, state.values, strict=True))
        where = f" with {values}" if values else ""
        what = f"an endless loop: from here{where} no road reaches an ending; lead one option on towards 'end'"
        yield Fault(("scenes", places[state.scene]), what)


def _recommended(scenario: Scenario) -> Iterator[Fault]:
    road = scenario.key()
    state = scenario.game.start()
    for step in road:
        scene, _, option_id = step.partition(".")
        option = next(item for item in scenario.game.scenes[scene].options if item.id == option_id)
        state, _ = scenario.game.step(state, option)
    if state.scene != END:
        yield Fault(("scenes",), f"the road of credit-1 decisions comes back to '{state.scene}'; lead it to an ending")
        return
    ending = scenario.game.ending(state)
    best = max(item.cap for item in scenario.endings)
    if ending.cap < best:
        what = f"the road of credit-1 decisions ends in '{ending.id}' (cap {ending.cap:g}), not in the best ending"
        yield Fault(("endings", scenario.endings.index(ending)), f"{what}; correct conditions, effects or credits")
