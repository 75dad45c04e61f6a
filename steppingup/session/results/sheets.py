"""The tables: items, options, learners, and what all of it means. Below a gate stands a reason, never a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.tables import Column, Table
from steppingup.session.results.wording import left_out, misconception, text_of
from steppingup.statistics import MEASURES, Gates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from steppingup.common.language import Words
    from steppingup.documents.tables import Value
    from steppingup.session.results.gather import Gathered, Result
    from steppingup.session.results.questions import Question
    from steppingup.statistics import ItemStatistics, Measure

    Row = tuple[Value, ...]

PERCENT, TWO = "0%", "0.00"


def tables(
    gathered: Gathered,
    found: Mapping[str, ItemStatistics],
    words: Words,
    *,
    names: Mapping[str, str] | None = None,
    day: str = "",
) -> dict[str, Table]:
    """Make all tables, by the name of their file.

    Args:
        gathered: what was read.
        found: the numbers.
        words: the language.
        names: of learners by code, if the trainer asked for them.
        day: when the results were made.
    """
    return {
        "items": _items(gathered, found, words),
        "options": _options(gathered, found, words),
        "learners": _learners(gathered, words, names),
        "about": _about(gathered, words, day),
    }


def _items(gathered: Gathered, found: Mapping[str, ItemStatistics], words: Words) -> Table:
    handed = len({row.person for row in gathered.rows})
    columns = (
        Column(words.get("results.number")), Column(words.get("results.item")),
        Column(words.get("results.prompt"), wrap=True), Column(words.get("results.points")),
        *(Column(words.get(f"statistics.{name}")) for name in ("answers", "waiting")),
        Column(words.get("results.unanswered")),
        *_with_interval("facility", PERCENT, words),
        *(Column(words.get(f"statistics.{name}"), TWO) for name in ("certainty", "certainty-right", "certainty-other")),
        Column(words.get("statistics.sure-wrong"), PERCENT),
        Column(words.get("statistics.misconception"), wrap=True), Column(words.get("results.its-share"), PERCENT),
        Column(words.get("statistics.left-out"), wrap=True),
        *_with_interval("rest", TWO, words),
    )  # fmt: skip
    rows = tuple(_item(question, found[question.item.id], handed, words) for question in gathered.questions)
    return Table(words.get("results.sheet-items"), columns, rows)


def _item(question: Question, one: ItemStatistics, handed: int, words: Words) -> Row:
    certain = (one.certainty, one.certainty_right, one.certainty_other, one.sure_wrong)
    return (
        question.number, question.item.id, question.prompt, _number(question.item.points), one.answers, one.waiting,
        handed - one.answers - one.waiting,
        *_values(one.facility, words),
        *(_value(measure, words) if question.certain else words.get("results.not-asked") for measure in certain),
        misconception(question, one, words) if one.choices else "", _rounded(one.misconception.value),
        left_out(question, one, words),
        *_values(one.rest, words),
    )  # fmt: skip


def _options(gathered: Gathered, found: Mapping[str, ItemStatistics], words: Words) -> Table:
    columns = (
        Column(words.get("results.number")), Column(words.get("results.item")),
        Column(words.get("results.scene"), wrap=True), Column(words.get("results.option"), wrap=True),
        Column(words.get("results.target"), wrap=True), Column(words.get("results.in-key")),
        Column(words.get("results.asked")), Column(words.get("results.times")),
        Column(words.get("results.share"), PERCENT),
    )  # fmt: skip
    rows = [row for one in gathered.questions for row in _option_rows(one, found[one.item.id], words)]
    return Table(words.get("results.sheet-options"), columns, tuple(rows))


def _option_rows(question: Question, found: ItemStatistics, words: Words) -> Iterator[Row]:
    for one in found.choices:
        asked = question.interaction(one.interaction)
        for row in one.rows:
            target = text_of(asked.targets, row.target) if row.target else ""
            yield (
                question.number, question.item.id, asked.title, text_of(asked.parts, row.part),
                words.get("results.left-open") if row.left else target,
                words.get("results.yes" if row.right else "results.no"), one.n,
                words.get("statistics.few") if row.count is None else row.count, _rounded(row.share),
            )  # fmt: skip


def _learners(gathered: Gathered, words: Words, names: Mapping[str, str] | None) -> Table:
    columns = [Column(words.get("results.code"))]
    if names is not None:
        columns.append(Column(words.get("results.name")))
    columns += [Column(words.get(f"results.{key}")) for key in ("points-so-far", "points-most", "status")]
    most = _number(sum(question.item.points for question in gathered.questions))
    rows = tuple(_learner(one, most, words, names) for one in gathered.learners)
    return Table(words.get("results.sheet-learners"), tuple(columns), rows)


def _learner(one: Result, most: float, words: Words, names: Mapping[str, str] | None) -> Row:
    name = () if names is None else (names.get(one.code, ""),)
    status = ", ".join(words.get(f"results.status-{status}") for status in one.status)
    return (one.code, *name, None if one.points is None else _number(one.points), most, status)


def _about(gathered: Gathered, words: Words, day: str) -> Table:
    gates, say = Gates(), words.get
    facts: list[tuple[str, Value]] = [
        (say("results.exercise"), gathered.keys.title),
        (say("results.made"), day),
        (say("results.release"), gathered.keys.release),
        (say("results.learners"), len(gathered.learners)),
        *((say(f"results.status-{key}"), gathered.count(key)) for key in ("waiting", "late", "ungraded", "absent")),
        (say("results.refused"), gathered.refused),
        (say("results.older"), gathered.older),
    ]
    rows: list[Row] = [(title, value, "") for title, value in facts]
    rows.append((say("results.gates"), say("results.gates-are", **vars(gates)), ""))
    rows += [(say(f"statistics.{n}"), say(f"statistics.{n}.means"), say(f"statistics.{n}.not-when")) for n in MEASURES]
    columns = tuple(Column(say(f"results.about-{key}"), wrap=True) for key in ("what", "means", "care"))
    return Table(say("results.sheet-about"), columns, tuple(rows))


def _with_interval(name: str, form: str, words: Words) -> Iterator[Column]:
    what = words.get(f"statistics.{name}")
    yield Column(what, form)
    for end in ("from", "to"):
        yield Column(words.get(f"results.{end}", what=what), form)


def _values(measure: Measure, words: Words) -> Row:
    return (_value(measure, words), _rounded(measure.low), _rounded(measure.high))


def _value(measure: Measure, words: Words) -> Value:
    return words.get(f"statistics.{measure.reason}") if measure.value is None else round(measure.value, 4)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _number(value: float) -> float:
    return int(value) if value == int(value) else round(value, 4)
