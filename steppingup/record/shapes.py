"""How an answer becomes digits, by the shape that its activity gives; nothing here knows a kind of activity.

A shape is one of

- ``{"one": [ids]}``: one of them,
- ``{"some": [ids]}``: any of them, in their order,
- ``{"sort": [ids]}``: all of them, in any order (Lehmer code),
- ``{"put": [ids], "to": [ids]}``: each to one target, or to none,
- ``{"walk": [ids]}``: a road of up to 63 of them, repetition allowed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from steppingup.record.digits import Digits, Reader

LONGEST_WALK = 63


def digits_of(answer: Any, shape: Mapping[str, Any]) -> Digits | None:
    """Return the digits of an answer, or None if it does not fit the shape."""
    try:
        return _digits(answer, shape)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None  # an answer of another release, or of another form: its score still counts


def read_answer(reader: Reader, shape: Mapping[str, Any]) -> Any:
    """Read the answer of a shape; None if the digits fit no answer."""
    try:
        return _answer(reader, shape)
    except IndexError:
        return None


def _digits(answer: Any, shape: Mapping[str, Any]) -> Digits:
    if not isinstance(answer, dict if "put" in shape else list):
        raise TypeError
    if "one" in shape:
        [picked] = answer
        return [(shape["one"].index(picked), len(shape["one"]))]
    if "some" in shape:
        _only(answer, shape["some"])
        return [(int(id_ in answer), 2) for id_ in shape["some"]]
    if "sort" in shape:
        return _order(answer, shape["sort"])
    if "put" in shape:
        _only(answer, shape["put"])
        targets = shape["to"]
        return [(1 + targets.index(answer[id_]) if id_ in answer else 0, len(targets) + 1) for id_ in shape["put"]]
    if len(answer) > LONGEST_WALK:
        raise ValueError
    return [(len(answer), LONGEST_WALK + 1), *((shape["walk"].index(id_), len(shape["walk"])) for id_ in answer)]


def _answer(reader: Reader, shape: Mapping[str, Any]) -> Any:
    if "one" in shape:
        return [shape["one"][reader.take(len(shape["one"]))]]
    if "some" in shape:
        return [id_ for id_ in shape["some"] if reader.take(2)]
    if "sort" in shape:
        left = list(shape["sort"])
        return [left.pop(reader.take(len(left))) for _ in shape["sort"]]
    if "put" in shape:
        targets = shape["to"]
        places = {id_: reader.take(len(targets) + 1) for id_ in shape["put"]}
        return {id_: targets[place - 1] for id_, place in places.items() if place}
    return [shape["walk"][reader.take(len(shape["walk"]))] for _ in range(reader.take(LONGEST_WALK + 1))]


def _order(answer: Any, ids: list[str]) -> Digits:
    if sorted(answer) != sorted(ids):
        raise ValueError
    left, digits = list(ids), []
    for id_ in answer:
        place = left.index(id_)
        digits.append((place, len(left)))
        left.pop(place)
    return digits


def _only(answer: Any, ids: list[str]) -> None:
    if set(answer) - set(ids):
        raise ValueError
