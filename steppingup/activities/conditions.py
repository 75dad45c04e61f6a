"""The small grammar of conditions in scenarios; nothing is ever evaluated as code.

- condition = atom { "and" atom }
- atom = [ "not" ] ( variable OP integer | "visited(" scene ")" | "chose(" scene "." option ")" )
- OP = ">=" | "<=" | "==" | ">" | "<"
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Set as AbstractSet

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ATOM = re.compile(
    rf"(?P<no>not\s+)?(?:(?P<var>{_NAME})\s*(?P<op>>=|<=|==|>|<)\s*(?P<value>-?[0-9]{{1,9}})"
    rf"|visited\(\s*(?P<visited>{_NAME})\s*\)|chose\(\s*(?P<chose>{_NAME}\.{_NAME})\s*\))"
)
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge, "<=": operator.le, "==": operator.eq, ">": operator.gt, "<": operator.lt,
}  # fmt: skip

RESERVED = frozenset({"and", "not", "end", "visited", "chose"})


@dataclass(frozen=True)
class Atom:
    """One part of a condition: a comparison (``var`` set), or a fact that must have happened (``kind``, ``name``)."""

    negated: bool
    kind: str
    name: str
    compare: str = ""
    value: int = 0

    def holds(self, variables: Mapping[str, int], happened: AbstractSet[tuple[str, str]]) -> bool:
        """Tell whether the atom holds, given the variables and what has been visited and chosen."""
        if self.kind == "var":
            found = _COMPARE[self.compare](variables[self.name], self.value)
        else:
            found = (self.kind, self.name) in happened
        return found != self.negated

    def spec(self) -> dict[str, Any]:
        """Return the JSON form."""
        if self.kind == "var":
            form: dict[str, Any] = {"var": self.name, "op": self.compare, "value": self.value}
        else:
            form = {self.kind: self.name}
        return {**form, "not": True} if self.negated else form


Condition = tuple[Atom, ...]


def parse(text: str) -> Condition:
    """Parse a condition.

    Raises:
        ValueError: the text is not of the grammar; the message names the part.
    """
    return tuple(_atom(part) for part in re.split(r"\s+and\s+", text.strip()))


def holds(condition: Iterable[Atom], variables: Mapping[str, int], happened: AbstractSet[tuple[str, str]]) -> bool:
    """Tell whether all atoms hold."""
    return all(atom.holds(variables, happened) for atom in condition)


def _atom(text: str) -> Atom:
    found = _ATOM.fullmatch(text.strip())
    if not found:
        forms = "'trust >= 2', 'visited(scene)' or 'chose(scene.option)', joined by 'and', each with 'not ' if needed"
        raise ValueError(f"'{text.strip()[:60]}' is not a condition; write {forms}")
    negated = bool(found["no"])
    if found["var"]:
        return Atom(negated, "var", found["var"], found["op"], int(found["value"]))
    kind = "visited" if found["visited"] else "chose"
    return Atom(negated, kind, found[kind])
