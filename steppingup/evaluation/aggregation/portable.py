"""The five aggregations once more, for any engine: written as Ibis expressions, compiled to the SQL of a dialect.

A national agency has its own platform and does not move answers to a laptop. It runs the statements of
:func:`statements` on a table with the columns of :data:`steppingup.evaluation.events.EVENTS`; :func:`run` does so on
any connection of Python's database interface (PEP 249) and gives the same :class:`Aggregates` as DuckDB does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.aggregation.aggregates import BY, Aggregates, Row, check, of_people
from steppingup.evaluation.aggregation.sql import DUST
from steppingup.evaluation.events import EVENTS
from steppingup.statistics.scores import WITHOUT
from steppingup.statistics.sums import BANDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ibis import Table, Value

_TYPES = {"str": "string", "Int64": "int64", "float64": "float64"}


def statements(dialect: str, by: Sequence[str] = BY, table: str = "events") -> dict[str, str]:
    """Return the statements, by the names of :class:`Aggregates`.

    Args:
        dialect: what Ibis calls the engine: ``postgres``, ``clickhouse``, ``duckdb`` …
        by: the columns to split by.
        table: the name of the table of events.

    Raises:
        EvaluationError: Ibis is not installed, or does not know the dialect.
    """
    ibis = _ibis()
    try:
        return {name: str(ibis.to_sql(found, dialect=dialect)) for name, found in expressions(by, table).items()}
    except (AttributeError, ValueError, ImportError, ibis.IbisError) as error:
        raise EvaluationError(
            f"There is no SQL for '{dialect}' ({str(error)[:120]}). Try postgres or duckdb."
        ) from error


def expressions(by: Sequence[str] = BY, table: str = "events") -> dict[str, Table]:
    """Return the aggregations as Ibis tables, sorted by what they are about."""
    events = _ibis().table({name: _TYPES[dtype] for name, dtype in EVENTS.items()}, name=table)
    scored = _scored(events)
    people = _people(scored, by)
    placed = _placed(scored, people, by)
    return {
        "items": _items(placed, by),
        "options": _options(placed, by),
        "totals": _totals(people, by),
        "ladder": _ladder(placed, by),
        "heat": _heat(scored, of_people(by)),
        "certainty": _certainty(scored, by),
    }


def run(cursor: Any, dialect: str, by: Sequence[str] = BY, table: str = "events") -> Aggregates:
    """Run the statements on an open cursor.

    Raises:
        EvaluationError: see :func:`statements`; or an item has two highest scores.
    """
    found: dict[str, tuple[Row, ...]] = {}
    for name, statement in statements(dialect, by, table).items():
        cursor.execute(statement)
        titles = [one[0] for one in cursor.description]
        found[name] = tuple(dict(zip(titles, map(_plain, row), strict=True)) for row in cursor.fetchall())
    made = Aggregates(tuple(by), **{name: _sorted(rows) for name, rows in found.items()})
    check(made.items)
    return made


def _plain(value: Any) -> Any:
    """Engines count in decimals of their own; sums are whole numbers or floats."""
    return value if value is None or isinstance(value, (str, int, float)) else float(value)


def _sorted(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Sort here: engines sort texts by the rules of a country, and missing values first or last."""
    return tuple(sorted(rows, key=lambda row: [_order(value) for value in row.values()]))


def _order(value: Any) -> tuple[bool, Any]:
    return value is None, 0 if value is None else value


def _ibis() -> Any:
    try:
        import ibis  # noqa: PLC0415  # an extra: most towns do without
    except ImportError as error:
        raise EvaluationError("Ibis is not installed. Install it with: pip install 'steppingup[national]'") from error
    return ibis


def _scored(events: Table) -> Table:
    ibis, first = _ibis(), events.filter(events.attempt == 1)
    answered, omitted = first.response_status == "answered", first.response_status == "omitted"
    return first.mutate(
        most=first.max_score,
        points=ibis.cases((answered, first.score), (omitted, ibis.literal(0.0)), else_=ibis.null("float64")),
        status=ibis.ifelse(answered & first.score.isnull(), ibis.literal("waiting"), first.response_status),
        response=ibis.ifelse(answered, first.response, ibis.null("string")),
    )


def _people(scored: Table, by: Sequence[str]) -> Table:
    forms = scored.group_by(by).agg(size=scored.item_id.nunique())
    persons = scored.group_by([*by, "learner"]).agg(
        earned=_sum(scored.points), answers=scored.points.count(), given=_sum(_where(scored.points, scored.most)),
    )  # fmt: skip
    joined = persons.join(forms, list(by))
    return joined.select(*by, "learner", "earned", "given", whole=joined.answers == joined.size)


def _placed(scored: Table, people: Table, by: Sequence[str]) -> Table:
    ibis, joined = _ibis(), scored.join(people, [*by, "learner"])
    other = joined.given - ibis.ifelse(joined.points.isnull(), ibis.literal(0.0), joined.most)
    rest = joined.earned - joined.points.coalesce(0.0)
    nothing = ibis.null("float64")
    return joined.mutate(
        share=ibis.ifelse(joined.given > DUST, joined.earned / joined.given, nothing),
        rest=ibis.ifelse(other > DUST, rest / other, nothing),
    )


def _chose(placed: Table) -> Value:
    return placed.response.notnull() & placed.rest.notnull() & placed.share.notnull()


def _items(placed: Table, by: Sequence[str]) -> Table:
    points, whole, chose = placed.points, placed.whole, _chose(placed)
    rest = placed.earned - points
    sums: Mapping[str, Value] = {
        "wx": _sum(points, whole), "wxx": _sum(points * points, whole), "r": _sum(rest, whole),
        "rr": _sum(rest * rest, whole), "xr": _sum(points * rest, whole), "cr": _sum(placed.rest, chose),
        "crr": _sum(placed.rest * placed.rest, chose),
    }  # fmt: skip
    missing = {reason: placed.count(where=placed.status == reason) for reason in WITHOUT}
    return placed.group_by([*by, "item_id"]).agg(
        most=placed.most.max(), least_most=placed.most.min(), had=placed.count(), n=points.count(), x=_sum(points),
        xx=_sum(points * points), c=placed.count(where=chose), **missing, **sums,
    )  # fmt: skip


def _options(placed: Table, by: Sequence[str]) -> Table:
    ibis, kept = _ibis(), placed.filter(_chose(placed))
    band = (kept.share * BANDS + DUST).floor().cast("int64")
    kept = kept.mutate(band=ibis.ifelse(band > BANDS - 1, ibis.literal(BANDS - 1), band))
    return kept.group_by([*by, "item_id", "response", "band"]).agg(n=kept.count(), rest=kept.rest.sum())


def _totals(people: Table, by: Sequence[str]) -> Table:
    level = _ibis().ifelse(people.whole, people.earned.round(6), _ibis().null("float64"))
    found = people.mutate(level=level)
    squares = found.earned * found.earned
    return found.group_by([*by, "level"]).agg(n=found.count(), t=found.earned.sum(), tt=squares.sum())


def _ladder(placed: Table, by: Sequence[str]) -> Table:
    kept = placed.filter(placed.whole)
    kept = kept.mutate(level=kept.earned.round(6))
    return kept.group_by([*by, "level", "item_id"]).agg(x=kept.points.sum())


def _heat(scored: Table, by: Sequence[str]) -> Table:
    kept = scored.filter(scored.points.notnull() & (scored.competency_id != ""))
    share = kept.points.sum() / kept.most.sum()
    people = kept.group_by([*by, "role", "learner", "competency_id"]).agg(answers=kept.count(), share=share)
    return people.group_by([*by, "role", "competency_id"]).agg(
        n=people.count(), total=people.share.sum(), squares=(people.share * people.share).sum(),
        answers=people.answers.sum(),
    )  # fmt: skip


def _certainty(scored: Table, by: Sequence[str]) -> Table:
    kept = scored.filter(scored.points.notnull() & scored.confidence.notnull())
    right = kept.points >= kept.most * (1 - DUST)
    return kept.group_by([*by, "item_id", "confidence"]).agg(n=kept.count(), right_n=kept.count(where=right))


def _sum(value: Value, where: Value | None = None) -> Value:
    return value.sum(where=where).coalesce(0.0)


def _where(given: Value, value: Value) -> Value:
    return _ibis().ifelse(given.notnull(), value, _ibis().null("float64"))
