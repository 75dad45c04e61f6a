"""One record of an activities file becomes an activity, or a list of problems that an author understands."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from steppingup.activities import KINDS, Activity, Fault
from steppingup.common.validation import inner, name_of, show, validate

if TYPE_CHECKING:
    from steppingup.common.errors import Problem
    from steppingup.common.yamlfile import Document, Path


def read_record(
    document: Document, path: Path, value: Any, *, deep: bool = True
) -> tuple[Activity | None, list[Problem]]:
    """Make an activity of the record at ``path`` of a document.

    Args:
        document: the file.
        path: where the record stands in it.
        value: the record.
        deep: also play scenarios through, which may take a while.

    Returns:
        The activity (None if it has errors) and all problems found.
    """
    model, problem = _model(document, path, value)
    if model is None:
        return None, [problem] if problem else []
    activity, problems = validate(model, value, document, path)
    if activity is None:
        return None, problems + _behind(model, value, document, path)
    problems = [_locate(fault, document, path, value) for fault in faults_of(activity, deep=deep)]
    return None if any(problem.level == "error" for problem in problems) else activity, problems


def faults_of(activity: Activity, *, deep: bool = True) -> list[Fault]:
    """List the faults of an activity; its roads are explored only if nothing else is wrong."""
    faults = list(activity.faults())
    if deep and not any(fault.level == "error" for fault in faults):
        faults += activity.explore()
    return faults


def _model(document: Document, path: Path, value: Any) -> tuple[type[Activity] | None, Problem | None]:
    if not isinstance(value, dict):
        return None, document.problem(path, "must be a record of fields; begin it with '- id:'")
    kind = value.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        return KINDS[kind], None
    known = ", ".join(KINDS)
    what = f"unknown kind {str(kind)[:40]!r}; use one of {known}" if "kind" in value else f"is missing; one of {known}"
    return None, document.problem((*path, "kind"), what, name_of(value), "kind")


def _locate(fault: Fault, document: Document, path: Path, value: Any) -> Problem:
    found = document.problem((*path, *fault.path), fault.message, name_of(value), show(fault.path, value))
    return found if fault.level == "error" else type(found)(**{**vars(found), "level": fault.level})


def _behind(model: type[Activity], value: Any, document: Document, path: Path) -> list[Problem]:
    """Find the faults that hide behind wrong fields, so that an author sees everything in one run."""
    repaired = copy.deepcopy(value)
    wrong: list[Path] = []
    try:
        model.model_validate(value)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            wrong.append(item["loc"])
            _repair(repaired, item["loc"], item["type"])
    try:
        activity = model.model_validate(repaired)
    except ValidationError:
        return []
    faults = [fault for fault in faults_of(activity, deep=False) if not any(_touches(fault.path, at) for at in wrong)]
    return [_locate(fault, document, path, value) for fault in faults]


def _repair(value: Any, path: Path, kind: str) -> None:
    """Take an unknown field out, put a stand-in where a text is missing; anything else stays wrong."""
    *outer, last = path
    for part in outer:
        value = inner(value, part)
    if not isinstance(value, dict):
        return
    if kind == "extra_forbidden":
        del value[last]
    elif kind in {"missing", "string_type", "string_too_short", "string_too_long"}:
        value[last] = ["?"] if last in {"roles", "sources"} else 1 if last in {"version", "tier"} else "?"


def _touches(one: Path, other: Path) -> bool:
    size = min(len(one), len(other))
    return size > 0 and one[:size] == other[:size]
