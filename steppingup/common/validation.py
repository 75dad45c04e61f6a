"""Typed models tried on plain values; what pydantic says becomes problems that an author understands."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Collection

    from pydantic_core import ErrorDetails

    from steppingup.common.errors import Problem
    from steppingup.common.yamlfile import Document, Path

M = TypeVar("M", bound=BaseModel)

_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+$": "an id is 'area/slug-1': lower-case letters, digits, -, /",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "an id is lower-case letters and digits with - between",
    r"^[a-z0-9]+([._-][a-z0-9]+)*$": "an id is lower-case letters and digits with . _ or - between",
    r"^https://\S+$": "an address begins with https://",
    r"^(https://\S+|about:blank)$": "an address begins with https://, or is about:blank",
    r"^([a-z]{2})?$": "a country is two lower-case letters, such as 'fi'",
    r"^[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*$": "a language is a code such as 'en' or 'lv'",
    r"^[a-z][a-z0-9-]{0,19}$": "a short name is up to 20 small letters, digits and -, and begins with a letter",
    r"^[a-z][a-z0-9_-]{0,30}$": "a log-in name is small letters, digits, - and _, and begins with a letter",
    r"^(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$": "a folder is a full path such as '/srv/stepping-up', without blanks",
    r"^(sqlite|postgresql(\+psycopg2)?://\S+)$": "a database is 'sqlite' or 'postgresql://name:password@server/database'",
    r"^\+?[0-9]{2,15}$": "only digits, with + in front of a country code",
}


def validate(
    model: type[M], value: Any, document: Document, path: Path, known: str = ""
) -> tuple[M | None, list[Problem]]:
    """Try a model on the value at ``path`` of a document.

    Args:
        model: the pydantic model.
        value: the plain value.
        document: where it was read.
        path: where it stands there.
        known: its id, if it is known by another way than its field ``id``.

    Returns:
        The model (None if it does not fit) and all problems, in the order of the file.
    """
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        id_ = known or name_of(value)
        found = []
        for item in error.errors(include_url=False):
            loc = tuple(part for part in item["loc"] if _real(part))
            message = explain(item, _fields(model, loc))
            found.append(document.problem((*path, *loc), message, id_, show(loc, value)))
        return None, sorted(found)


def name_of(value: Any) -> str:
    """Return the id that a record gives itself, however broken the rest is."""
    id_ = value.get("id") if isinstance(value, dict) else None
    return id_ if isinstance(id_, str) and len(id_) < 120 else ""


def show(path: Path, value: Any) -> str:
    """Write a path for people: ``options.b.text`` where the item has an id, ``options.2.text`` where it has none."""
    shown: list[str] = []
    for part in path:
        value = inner(value, part)
        shown.append((name_of(value) or str(part + 1)) if isinstance(part, int) else part)
    return ".".join(shown)


def explain(error: ErrorDetails, fields: Collection[str] = ()) -> str:
    """Say what is wrong and what to do; ``fields`` are the names that would have been right."""
    kind, context, found = error["type"], error.get("ctx", {}), error["input"]
    if kind == "string_type" and isinstance(found, bool | int | float):
        return f"must be a text; put {_short(found)} in quotes"
    if kind in _PHRASES:
        return _PHRASES[kind].format(**context)
    if kind == "extra_forbidden":
        return _unknown(str(error["loc"][-1]), fields)
    if kind == "value_error":
        return str(error["msg"]).removeprefix("Value error, ")
    if kind == "string_pattern_mismatch":
        return f"{_PATTERNS.get(context['pattern'], 'not in the form asked for')}; found {_short(found)}"
    wanted = _WANTED.get(kind) or str(error["msg"]).removeprefix("Input should be ")
    return f"must be {wanted}; found {_short(found)}"


def _unknown(name: str, fields: Collection[str]) -> str:
    if " " in name.strip():
        return "not a field but part of a text; put the whole text in quotes"
    near = difflib.get_close_matches(name, fields, 1)
    return f"unknown field; {f'do you mean {near[0]!r}?' if near else 'correct its name or delete it'}"


_PHRASES = {
    "missing": "is missing; add it",
    "string_too_short": "is empty; write a text",
    "string_too_long": "is longer than {max_length} characters; shorten it",
    "too_short": "too few entries; give at least {min_length}",
    "too_long": "too many entries; {max_length} at most",
}

_WANTED = {
    "string_type": "a text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "list_type": "a list (lines that begin with '- ')",
    "tuple_type": "a list (lines that begin with '- ')",
    "dict_type": "a map ('name: value')",
    "model_type": "a record of fields ('name: value')",
}


def _real(part: str | int) -> bool:
    """Tell a place in the content from a name that pydantic adds for a branch of a union, such as ``list[Goto]``."""
    return isinstance(part, int) or not any(sign in part for sign in "[](")


def _fields(model: type[BaseModel], loc: Path) -> list[str]:
    current: type[BaseModel] = model
    for part in loc[:-1]:
        if isinstance(part, str) and part in current.model_fields:
            inner = _models(current.model_fields[part].annotation)
            current = inner[0] if inner else current
    return list(current.model_fields)


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for inner in getattr(annotation, "__args__", ()) for found in _models(inner)]


def inner(value: Any, part: str | int) -> Any:
    """Return what lies under a key or index, or None if there is nothing."""
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
