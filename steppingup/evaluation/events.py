"""The two tables that every source is turned into: events (answers) and ratings. Columns, types and order stand here.

After the evaluation design of this course, whose event table takes the statements of xAPI (*answered*: actor, object,
result, context; ADL, Experience API 1.0.3, part 2) and leaves out whatever names or describes a person.

**Events**: one row is one answer of one person to one item.

==================  =======  =====================================================================================
``event_id``        text     UUID made from the row (:func:`event_ids`): the same answer read twice has the same id
``learner``         text     pseudonym of 32 hex digits (:mod:`steppingup.evaluation.pseudonym`)
``role``            text     id of ``facts/roles.yml``; empty if unknown
``municipality``    text     code of the town; empty if unknown
``country``         text     two small letters (ISO 3166); empty if unknown
``language``        text     BCP 47; empty if unknown
``course_version``  text     release of the course; empty if unknown
``form_id``         text     form of the instrument (``A``, ``B``), name of the quiz or assignment elsewhere
``phase``           text     ``T0`` before, ``T1`` at the end, ``T2`` 3 months, ``T3`` 6 to 12 months, or ``practice``
``item_id``         text     the item
``item_version``    whole    its version, from 1
``competency_id``   text     its competency; empty if unknown
``attempt``         whole    1 for the first attempt of this person at this item in this phase
``position``        whole    place in the order shown, from 1; missing if unknown
``response``        text     ids of the chosen options, ``|`` between several; missing if none. Never a text
``response_status`` text     ``answered``, ``omitted`` (seen and left out), ``not_reached``, ``not_administered``
``score``           number   0 to ``max_score``; missing if nobody has judged the answer, or there is none
``max_score``       number   above 0
``confidence``      whole    1 to 3; missing if not given
``time_ms``         whole    milliseconds, at most one hour; missing if unknown
``day``             text     YYYY-MM-DD, no time of the day; empty if unknown
``source``          text     ``needs``, ``nbgrader``, ``moodle``, ``xapi``, or ``simulated``
``schema_version``  whole    :data:`SCHEMA`
==================  =======  =====================================================================================

**Ratings**: one row is one rating of one person: ``scale`` is ``importance`` or ``ability``, ``value`` 0 to 3 on the
scale of required levels. The other columns are those of events.

Text that is missing is empty, but for ``response``. Whole numbers are ``Int64``, which knows a missing value.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any, Literal, get_args

import pandas as pd

from steppingup.common.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Phase = Literal["T0", "T1", "T2", "T3", "practice"]
Status = Literal["answered", "omitted", "not_reached", "not_administered"]
Scale = Literal["importance", "ability"]
Source = Literal["needs", "nbgrader", "moodle", "xapi", "simulated"]
Dtype = Literal["str", "Int64", "float64"]

SCHEMA = 1
PHASES: tuple[Phase, ...] = get_args(Phase)
STATUSES: tuple[Status, ...] = get_args(Status)
SCALES: tuple[Scale, ...] = get_args(Scale)
SOURCES: tuple[Source, ...] = get_args(Source)
LONGEST_MS = 3_600_000  # somebody who needs an hour for one answer had lunch

EVENTS: Mapping[str, Dtype] = {
    "event_id": "str", "learner": "str", "role": "str", "municipality": "str", "country": "str", "language": "str",
    "course_version": "str", "form_id": "str", "phase": "str", "item_id": "str", "item_version": "Int64",
    "competency_id": "str", "attempt": "Int64", "position": "Int64", "response": "str", "response_status": "str",
    "score": "float64", "max_score": "float64", "confidence": "Int64", "time_ms": "Int64", "day": "str",
    "source": "str", "schema_version": "Int64",
}  # fmt: skip
RATINGS: Mapping[str, Dtype] = {
    "learner": "str", "role": "str", "municipality": "str", "country": "str", "language": "str", "phase": "str",
    "competency_id": "str", "scale": "str", "value": "Int64", "day": "str", "source": "str", "schema_version": "Int64",
}  # fmt: skip
# What makes two rows one and the same.
RATING_KEY = ("learner", "phase", "competency_id", "scale", "day", "source")
# An answer that somebody gave again is another answer; a score that changed later is not.
ANSWER_KEY = (
    "source", "learner", "phase", "form_id", "item_id", "item_version", "attempt", "position", "response",
    "response_status", "confidence", "time_ms", "day",
)  # fmt: skip

_SPACE = uuid.UUID("5b1c7c9e-5d0b-5b55-8f6e-2f6b6b0f7a11")  # of the answers of this course (RFC 9562, version 5)
_DUCKDB = {"str": "VARCHAR", "Int64": "BIGINT", "float64": "DOUBLE"}
_MISSING = frozenset({"position", "response", "score", "confidence", "time_ms"})
_LEARNER = re.compile(r"[0-9a-f]{32}")
_EVENT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_COUNTRY = re.compile(r"([a-z]{2})?")
_DAY = re.compile(r"([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?")
# Ids have no blanks, are short and begin no formula: what somebody wrote does not get through.
_ID = re.compile(r"\w[^\s\"<>|]{0,199}")
_IDS = re.compile(r"\w[\w.:@/#+-]{0,99}(\|\w[\w.:@/#+-]{0,99}){0,40}")
CODE = re.compile(r"(\w[\w.:@/#+-]{0,99})?")

Check = tuple[str, "Callable[[pd.DataFrame], pd.Series[bool]]"]


def empty_events() -> pd.DataFrame:
    """Return events without a row."""
    return _empty(EVENTS)


def empty_ratings() -> pd.DataFrame:
    """Return ratings without a row."""
    return _empty(RATINGS)


def as_events(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the columns, types and order of events; columns that are missing are empty.

    Raises:
        EvaluationError: a column holds what cannot be its type.
    """
    return _typed(frame, EVENTS)


def as_ratings(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the columns, types and order of ratings; see :func:`as_events`."""
    return _typed(frame, RATINGS)


def check_events(frame: pd.DataFrame) -> None:
    """Hold a table against the definition of events.

    Raises:
        EvaluationError: columns, order or types differ, or a row breaks a rule; the first fault is named.
    """
    _check(frame, EVENTS, "events")


def check_ratings(frame: pd.DataFrame) -> None:
    """Hold a table against the definition of ratings; see :func:`check_events`."""
    _check(frame, RATINGS, "ratings")


def faults(frame: pd.DataFrame, columns: Mapping[str, Dtype]) -> pd.Series[str]:
    """Return for each row the name of the first column that breaks a rule, or nothing.

    Args:
        frame: a table with the columns and types of ``columns``.
        columns: :data:`EVENTS` or :data:`RATINGS`.
    """
    found = pd.Series("", index=frame.index, dtype="str")
    for name in columns:
        wrong = ~_right(frame, name) & (found == "")
        found = found.mask(wrong, name)
    return found


def event_ids(frame: pd.DataFrame) -> pd.Series[str]:
    """Make the id of each answer from what it is (:data:`ANSWER_KEY`), so that reading it twice gives it once."""
    rows = frame[list(ANSWER_KEY)].astype(object).to_numpy()
    made = [str(uuid.uuid5(_SPACE, "\x1f".join("" if pd.isna(value) else str(value) for value in row))) for row in rows]
    return pd.Series(made, index=frame.index, dtype="str")


def numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """Number the attempts of each person at each item of a phase, by day and then in the order of the rows."""
    order = frame.sort_values("day", kind="stable")
    attempts = order.groupby(["learner", "phase", "item_id"], sort=False).cumcount() + 1
    return frame.assign(attempt=attempts.astype("Int64"))


def first_attempts(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the first attempt of each person at each item of a phase, as Moodle's statistics do by default."""
    return frame[numbered(frame)["attempt"] == 1].assign(attempt=pd.Series(1, index=frame.index, dtype="Int64"))


def duckdb_schema(columns: Mapping[str, Dtype]) -> str:
    """Return the columns of a table as DuckDB (and SQL) writes them, ``name TYPE, …``."""
    return ", ".join(f"{name} {_DUCKDB[dtype]}" for name, dtype in columns.items())


def _empty(columns: Mapping[str, Dtype]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})


def _typed(frame: pd.DataFrame, columns: Mapping[str, Dtype]) -> pd.DataFrame:
    return pd.DataFrame({name: _column(frame, name, dtype) for name, dtype in columns.items()}, index=frame.index)


def _column(frame: pd.DataFrame, name: str, dtype: Dtype) -> pd.Series[Any]:
    empty = pd.Series(None, index=frame.index, dtype=object)
    values: pd.Series[Any] = frame[name].astype(object) if name in frame else empty
    if dtype == "str":
        return values.where(values.notna(), None if name in _MISSING else "").astype("str")
    try:
        return values.astype(dtype)
    except (TypeError, ValueError) as error:
        raise EvaluationError(f"The column '{name}' holds something that is no {_spoken(dtype)}.") from error


def _spoken(dtype: Dtype) -> str:
    return {"Int64": "whole number", "float64": "number"}[dtype]


def _check(frame: pd.DataFrame, columns: Mapping[str, Dtype], table: str) -> None:
    if list(frame.columns) != list(columns):
        odd = [name for name in [*columns, *frame.columns] if (name in columns) != (name in frame.columns)]
        what = f"missing or unknown: {', '.join(map(str, odd))}" if odd else "their order is another one"
        raise EvaluationError(f"These are not the columns of {table}; {what}.")
    for name, dtype in columns.items():
        if str(frame[name].dtype) != dtype:
            raise EvaluationError(f"The column '{name}' of {table} is {frame[name].dtype}; it must be {dtype}.")
    found = faults(frame, columns)
    if (bad := found[found != ""]).size:
        value = frame.loc[bad.index[0], bad.iloc[0]]
        raise EvaluationError(f"{table}, row {bad.index[0]}: '{bad.iloc[0]}' cannot be {value!r}.")
    if table == "events" and frame["event_id"].duplicated().any():
        raise EvaluationError("Two events have the same id.")


def _right(frame: pd.DataFrame, name: str) -> pd.Series[bool]:
    values = frame[name]
    given = values.notna()
    if name in _FORM:
        known = [value for value in values.dropna().unique() if _FORM[name].fullmatch(value)]
        fits = values.isin(known)
    elif name in _ONE_OF:
        fits = values.isin(_ONE_OF[name])
    elif name in _RANGE:
        low, high = _RANGE[name]
        fits = values.between(low, high).fillna(value=False).astype(bool)
    else:
        fits = _score(frame) if name == "score" else (values > 0) & (values <= 1e6)
    return fits & given if name not in _MISSING else fits | ~given


def _score(frame: pd.DataFrame) -> pd.Series[bool]:
    # who gave no answer has no score: 0 for what was left out is the decision of the statistics, not of the data
    said = frame["response_status"] == "answered"
    most = frame["max_score"].where(frame["max_score"] > 0, frame["score"])
    return frame["score"].between(0, most) & said


_FORM: Mapping[str, re.Pattern[str]] = {
    "event_id": _EVENT, "learner": _LEARNER, "country": _COUNTRY, "day": _DAY, "item_id": _ID, "response": _IDS,
    "role": CODE, "municipality": CODE, "language": CODE, "course_version": CODE, "form_id": CODE,
    "competency_id": CODE,
}  # fmt: skip
_ONE_OF: Mapping[str, tuple[str, ...]] = {
    "phase": PHASES, "response_status": STATUSES, "source": SOURCES, "scale": SCALES,
}  # fmt: skip
_RANGE: Mapping[str, tuple[int, int]] = {
    "item_version": (1, 10**6), "attempt": (1, 10**6), "position": (1, 10**6), "confidence": (1, 3),
    "time_ms": (0, LONGEST_MS), "schema_version": (SCHEMA, SCHEMA), "value": (0, 3),
}  # fmt: skip
