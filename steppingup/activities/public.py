"""The public form of a graded item: what learners get. It has no key, and its ids and order tell nothing of one.

Every id is replaced by an opaque one, a keyed hash (HMAC, RFC 2104) of where it stands and what it is; lists are put
into the order of the opaque ids. Neither depends on which answer is right. What may stay is listed field by field, so
that a field which somebody adds to a kind stays out until it is listed here.

Three limits are known. Passages of a scene and scenes of a scenario keep their reading order. A scenario needs its
effects and branches to be played, so somebody who reads its source sees where decisions lead, though not what they
earn; what its author wrote about each decision (``feedback``) is left out with the credits. The steps of an order
stand as chance has it, so leaving them can earn something now and then: a better start would tell of the key.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from steppingup.activities.play import END
from steppingup.activities.vignette import STEPS
from steppingup.common.errors import AnswerError

Spec = dict[str, Any]
Names = Mapping[str, Mapping[str, str]]

SHORTEST = 5
_HEAD = ("id", "version", "kind", "prompt", "hint", "certainty", "points", "select", "setting", "intro", "words")

# Of every list: the fields of its items that stay, beside the id.
_LISTS: dict[str, tuple[str, ...]] = {
    "options": ("text",), "left": ("text",), "right": ("text",), "steps": ("text",), "groups": ("text",),
    "cards": ("text",), "passages": ("who", "text"),
}  # fmt: skip
_SAME: dict[str, str] = {step: step for step in STEPS}
_READ_IN_ORDER = frozenset({"passages"})
# Kinds that a graded item may have: a worksheet, for one, has no right answer and nobody marks it.
GRADABLE = frozenset({"choice", "match", "order", "classify", "spot", "scenario", "vignette", "text"})

_PICKED = {"choice": "options", "order": "steps", "spot": "passages"}
_PAIRED = {"match": ("left", "right"), "classify": ("cards", "groups")}


@dataclass(frozen=True)
class PublicMap:
    """Real ids to opaque ones, for one version of one activity.

    Args:
        activity: its id.
        version: its version.
        kind: its kind.
        names: list -> real id -> opaque id; the decisions of a scene are the list ``scenes.<scene>``.
    """

    activity: str
    version: int
    kind: str
    names: Names

    def to_public(self, answer: Any) -> Any:
        """Turn an answer in real ids into one in opaque ids.

        Raises:
            AnswerError: it does not have the form of this kind, or names an unknown id.
        """
        return _turned(self.kind, answer, self.names)

    def to_real(self, answer: Any) -> Any:
        """Turn a learner's answer into one in real ids, as scores take it.

        Raises:
            AnswerError: it does not have the form of this kind, or names an unknown id.
        """
        return _turned(self.kind, answer, self._back())

    def path(self, path: str) -> str:
        """Name a text by opaque ids: ``options.b.text`` becomes ``options.i3fa9c.text``; others stay.

        Translators see such names: real ids could tell of a key, as steps are written in their right order.
        """
        list_, _, rest = path.partition(".")
        if list_ not in self.names:
            return path
        item, _, rest = rest.partition(".")
        inner = f"{list_}.{item}"
        if inner in self.names and rest.startswith("options."):
            option, _, field = rest.removeprefix("options.").partition(".")
            rest = f"options.{self.names[inner][option]}.{field}"
        return f"{list_}.{self.names[list_][item]}.{rest}"

    def json(self) -> dict[str, Any]:
        """Return the map as plain JSON values; it is key material."""
        names = {list_: dict(ids) for list_, ids in self.names.items()}
        return {"activity": self.activity, "version": self.version, "kind": self.kind, "names": names}

    def _back(self) -> Names:
        return {self._opaque_list(list_): {new: old for old, new in ids.items()} for list_, ids in self.names.items()}

    def _opaque_list(self, list_: str) -> str:
        name, dot, scene = list_.partition(".")
        return f"{name}.{self.names['scenes'][scene]}" if dot else list_


def map_from_json(value: Mapping[str, Any]) -> PublicMap:
    """Read a map that :meth:`PublicMap.json` wrote."""
    return PublicMap(value["activity"], value["version"], value["kind"], value["names"])


def public_map(spec: Spec, salt: bytes) -> PublicMap:
    """Make the map of an activity.

    Args:
        spec: its full spec, as ``Activity.spec()`` gives it.
        salt: the secret of the folder of exercises.
    """
    lists = {name: [item["id"] for item in spec[name]] for name in _LISTS if name in spec}
    if spec["kind"] == "scenario":
        lists |= {name: [item["id"] for item in spec[name]] for name in ("variables", "scenes", "endings")}
        lists |= {f"scenes.{scene['id']}": [option["id"] for option in scene["options"]] for scene in spec["scenes"]}
    place = f"{spec['id']}@{spec['version']}"
    names = {name: _opaque(f"{place}:{name}", ids, salt) for name, ids in lists.items()}
    return PublicMap(spec["id"], spec["version"], spec["kind"], names)


def public_spec(spec: Spec, salt: bytes) -> Spec:
    """Return the public form of an activity; see the head of this module for what it keeps.

    Args:
        spec: its full spec, translated.
        salt: the secret of the folder of exercises.
    """
    names = public_map(spec, salt).names
    found = {name: spec[name] for name in _HEAD if name in spec} | {"graded": True}
    for name, fields in _LISTS.items():
        if name in spec:
            items = [_item(item, names[name], fields) for item in spec[name]]
            found[name] = items if name in _READ_IN_ORDER else _sorted(items)
    return found | _EXTRA.get(spec["kind"], _nothing)(found | {"spec": spec}, names)


def _nothing(_found: Spec, _names: Names) -> Spec:
    return {}


def _start(found: Spec, _names: Names) -> Spec:
    return {"start": [step["id"] for step in found["steps"]]}


def _steps(_found: Spec, _names: Names) -> Spec:
    return {"answers": [{"id": step} for step in STEPS]}


def _scenario(found: Spec, names: Names) -> Spec:
    spec = found["spec"]
    return {
        "variables": [_variable(variable, names) for variable in spec["variables"]],
        "start": names["scenes"][spec["start"]],
        "scenes": [_scene(scene, names) for scene in spec["scenes"]],
        "endings": [
            _when(_item(ending, names["endings"], ("title", "text")), ending, names) for ending in spec["endings"]
        ],
    }


_EXTRA: dict[str, Callable[[Spec, Names], Spec]] = {"order": _start, "vignette": _steps, "scenario": _scenario}


def _variable(variable: Spec, names: Names) -> Spec:
    found = _item(variable, names["variables"], ("text", "min", "max", "start", "shown"))
    # The name of a value that learners do not see could tell what it measures.
    return found if found["shown"] else found | {"text": ""}


def _scene(scene: Spec, names: Names) -> Spec:
    options = [_decision(option, names[f"scenes.{scene['id']}"], names) for option in scene["options"]]
    return _item(scene, names["scenes"], ("title", "text", "question")) | {"options": _sorted(options)}


def _decision(option: Spec, ids: Mapping[str, str], names: Names) -> Spec:
    effects = {names["variables"][name]: by for name, by in option["effects"].items()}
    goto = [_when({"goto": _way(branch["goto"], names)}, branch, names) for branch in option["goto"]]
    # in the order of the opaque names, as an author's order of effects could follow what matters most
    return _item(option, ids, ("text", "did")) | {"effects": dict(sorted(effects.items())), "goto": goto}


def _ending(ending: Spec, names: Names) -> Spec:
    return _when(_item(ending, names["endings"], ("title", "text")), ending, names)


def _way(scene: str, names: Names) -> str:
    return scene if scene == END else names["scenes"][scene]


def _when(found: Spec, source: Spec, names: Names) -> Spec:
    return found | {"when": [_atom(atom, names) for atom in source["when"]]} if "when" in source else found


def _atom(atom: Spec, names: Names) -> Spec:
    if "var" in atom:
        return atom | {"var": names["variables"][atom["var"]]}
    if "visited" in atom:
        return atom | {"visited": _way(atom["visited"], names)}
    scene, _, option = atom["chose"].partition(".")
    return atom | {"chose": f"{names['scenes'][scene]}.{names[f'scenes.{scene}'][option]}"}


def _item(item: Spec, ids: Mapping[str, str], fields: tuple[str, ...]) -> Spec:
    return {"id": ids[item["id"]]} | {name: item[name] for name in fields if name in item}


def _sorted(items: list[Spec]) -> list[Spec]:
    return sorted(items, key=lambda item: str(item["id"]))


def _opaque(place: str, ids: list[str], salt: bytes) -> dict[str, str]:
    """Name the ids of one list; all are lengthened together until they differ, so that no length stands out."""
    full = {id_: hmac.new(salt, f"{place}:{id_}".encode(), "sha256").hexdigest() for id_ in ids}
    size = next(size for size in range(SHORTEST, 65) if len({name[:size] for name in full.values()}) == len(full))
    return {id_: f"i{name[:size]}" for id_, name in full.items()}


def _turned(kind: str, answer: Any, tables: Names) -> Any:
    if kind == "text":
        return _text(answer)
    if kind in _PAIRED:
        items, targets = (tables[list_] for list_ in _PAIRED[kind])
        return {_name(item, items): _name(target, targets) for item, target in _mapped(answer).items()}
    if kind == "scenario":
        return [_step(step, tables) for step in _listed(answer)]
    # The answers of a vignette are the same three words in every story: their ids tell nothing.
    known = _SAME if kind == "vignette" else tables[_PICKED[kind]]
    return [_name(item, known) for item in _listed(answer)]


def _step(step: Any, tables: Names) -> str:
    scene, _, option = step.partition(".") if isinstance(step, str) else ("", "", "")
    return f"{_name(scene, tables['scenes'])}.{_name(option, tables[f'scenes.{scene}'])}"


def _listed(answer: Any) -> list[Any]:
    if not isinstance(answer, list):
        raise AnswerError("The answer must be a list of ids.")
    return answer


def _mapped(answer: Any) -> dict[Any, Any]:
    if not isinstance(answer, dict):
        raise AnswerError("The answer must be a map of ids.")
    return answer


def _text(answer: Any) -> str:
    if not isinstance(answer, str):
        raise AnswerError("The answer must be a text.")
    return answer


def _name(item: Any, table: Mapping[str, str]) -> str:
    if not isinstance(item, str) or item not in table:
        raise AnswerError(f"The answer names {str(item)[:60]!r}, which this activity does not have.")
    return table[item]
