"""From the map to the plan: what is missing becomes a finding, and findings and measures are put in order.

The order follows the four questions of lesson 3.6, which the course made for teaching:

1. *Danger or a child?* Then it is no finding: somebody is called today, and the map waits.
2. *Is there a date?* The nearest comes first.
3. *How many people does it reach?* The larger number comes first.
4. *Known or believed?* What nobody knows comes last, as a question for the next look.

Money has no place in the order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from steppingup.mapping import coverage, matrix, services
from steppingup.mapping.coverage import is_known
from steppingup.mapping.dates import day_of
from steppingup.mapping.hours import MOMENTS
from steppingup.mapping.workbook import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from steppingup.mapping.forms import Course

URGENT, DATED, REACH, BELIEVED = "urgent", "date", "reach", "believed"
CLASSES = (URGENT, DATED, REACH, BELIEVED)
DONE = "done"
URGENT_HELP = frozenset({"danger", "children"})  # kinds of help that answer the first question

ACTIONS = (
    "rank", "reason", "finding", "measure", "owner", "due", "late", "people", "cost", "effort", "sign", "status", "row",
    "version", "versions",
)  # fmt: skip
_COUNT = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d+")
# shares of a hundred, and times of the day
_OTHER = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|per\s*cent)|\b\d{1,2}[:.]\d{2}\b", re.IGNORECASE)
_YEAR = range(1900, 2101)


@dataclass(frozen=True)
class Gap:
    """Something that the map shows to be missing; the words come from the catalogue.

    Args:
        kind: what is missing, such as ``help-none``; its message is ``mapping.gap.<kind>``.
        values: what the message says.
        order: which of the four questions puts it where it stands.
        people: how many it concerns, 0 where nobody can say.
        rows: sheet and id of the rows that show it.
        role: whose need it is, if it is one of training.
    """

    kind: str
    values: dict[str, object]
    order: str
    people: int = 0
    rows: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True)
class Seen:
    """What the map shows, as far as gaps follow from it.

    Args:
        questions: of :func:`coverage.questions`.
        actors: of :func:`matrix.by_form`.
        directory: of :func:`services.directory`.
        help: of :func:`services.by_time`.
        needs: of :func:`training.needs`.
    """

    questions: pd.DataFrame
    actors: pd.DataFrame
    directory: pd.DataFrame
    help: pd.DataFrame
    needs: pd.DataFrame


def ranked_actions(table: pd.DataFrame, course: Course, today: date) -> pd.DataFrame:
    """Return the measures in their order, with the reason; what is done stands last, without a rank.

    Args:
        table: the sheet of actions.
        course: its words name what makes a finding urgent.
        today: a date before it is late, unless the measure is done.
    """
    listed = "|".join(re.escape(word) for word in _words(course.words.get("mapping.plan.urgent")))
    urgent = re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
    lines = [_action(line, urgent, today) for line in lines_of(table)]
    lines.sort(key=_place)
    ranks = iter(range(1, len(lines) + 1))
    for line in lines:
        line[0] = None if line[11] == DONE else next(ranks)
    made = pd.DataFrame(lines, columns=list(ACTIONS))
    return made.astype({"rank": "Int64", "people": "Int64", "cost": "Int64", "effort": "Int64"})


def gaps(seen: Seen, course: Course) -> list[Gap]:
    """Return what is missing, in order."""
    found = [
        *_help_gaps(seen.help, course),
        *_untried(seen.directory),
        *_training_gaps(seen.needs, course),
        *_actor_gaps(seen.actors, course),
        *_question_gaps(seen.questions, course),
    ]
    return sorted(found, key=lambda gap: (CLASSES.index(gap.order), -gap.people))


def _action(line: Any, urgent: re.Pattern[str], today: date) -> list[Any]:
    text = f"{line.finding or ''} {line.measure or ''}".casefold()
    due = day_of(line.due)
    people = largest_number(str(line.finding)) if is_known(line.finding) else 0
    reason = URGENT if urgent.search(text) else DATED if due else REACH if people else BELIEVED
    late = bool(due and due < today and line.status != DONE)
    scales = [int(value) if is_known(value) else None for value in (line.cost, line.effort)]
    return [
        None, reason, line.finding, line.measure, line.owner, due.isoformat() if due else None, late, people or None,
        *scales, line.sign, line.status, line.row, line.version, line.versions,
    ]  # fmt: skip


def _place(line: list[Any]) -> tuple[object, ...]:
    return (line[11] == DONE, CLASSES.index(line[1]), line[5] or "", -(line[7] or 0), str(line[12]), line[13])


def largest_number(text: str) -> int:
    """Return the largest whole number in a text that is no share, no time and no year; 0 if there is none."""
    numbers = [int(re.sub(r"\D", "", found)) for found in _COUNT.findall(_OTHER.sub(" ", text))]
    return max((number for number in numbers if number not in _YEAR and number < 10**7), default=0)


def _help_gaps(help_: pd.DataFrame, course: Course) -> Iterator[Gap]:
    for line in lines_of(help_):
        kind = course.facts.mapping.service_kinds[str(line.kind)]
        order = URGENT if kind.id in URGENT_HELP else REACH
        rows = tuple(f"services/{row}" for row in line.rows)
        states = {name: getattr(line, name) for name in MOMENTS if services.wanted(course, kind.id, name)}
        if not line.services:
            yield Gap("help-none", {"kind": kind.name}, order)
            continue
        for state, name in ((services.CLOSED, "help-closed"), (services.PART, "help-part")):
            when = [course.words.get(f"mapping.moment.{moment}") for moment, found in states.items() if found == state]
            if when:
                yield Gap(name, {"kind": kind.name, "when": ", ".join(when)}, order, rows=rows)
        if any(state == services.PERHAPS for state in states.values()):
            yield Gap("help-perhaps", {"kind": kind.name}, BELIEVED, rows=rows)


def _untried(directory: pd.DataFrame) -> Iterator[Gap]:
    rows = tuple(f"services/{row}" for row in directory.loc[~directory["tried"].astype(bool), "row"])
    if rows:
        yield Gap("untried", {"n": len(rows)}, REACH, rows=rows)


def _training_gaps(needs: pd.DataFrame, course: Course) -> Iterator[Gap]:
    for role, part in needs[needs["gap"].fillna(0) > 0].groupby("role", sort=False):
        known = course.facts.roles.get(str(role))
        people = int(part["people"].fillna(0).max())
        rows = tuple(f"training/{row}" for row in part["row"])
        values: dict[str, object] = {"role": known.name if known else role, "n": len(part)}
        yield Gap("training", values, REACH if people else BELIEVED, people, rows, str(role))


def _actor_gaps(actors: pd.DataFrame, course: Course) -> Iterator[Gap]:
    for form, part in actors.groupby("form", sort=False):
        if not (part["state"] == matrix.ASKED).any():
            continue  # a form that nobody has begun is no gap of this map
        missing = part.loc[part["state"] == matrix.OPEN, "actor"]
        if len(missing):
            names = ", ".join(course.facts.mapping.actors[actor].name for actor in missing)
            name = course.facts.mapping.forms[str(form)].name
            yield Gap(
                "not-asked",
                {"form": name, "asked": len(part) - len(missing), "of": len(part), "names": names},
                BELIEVED,
            )


def _question_gaps(questions: pd.DataFrame, course: Course) -> Iterator[Gap]:
    known = questions["state"] == coverage.KNOWN
    for form in course.facts.mapping.forms:
        mine = questions["row"].isin([one.id for one in course.facts.mapping.asked(form)])
        if not (known & mine).any():
            continue
        name = course.facts.mapping.forms[form].name
        for kind, chosen in (
            ("open", ~known), ("old", known & questions["old"]),
            ("unsure", known & (questions["certainty"].fillna(0) <= coverage.UNSURE)),
            ("untraced", known & ~questions["traced"].astype(bool)), ("differ", questions["versions"] > 1),
        ):  # fmt: skip
            rows = tuple(f"answers/{row}" for row in questions.loc[chosen & mine, "row"])
            if rows:
                yield Gap(kind, {"form": name, "n": len(rows)}, BELIEVED, rows=rows)


def _words(text: str) -> frozenset[str]:
    return frozenset(part.strip().casefold() for part in text.split(","))
