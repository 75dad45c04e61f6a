"""Tables of what to do: gaps, measures in their order, and who should learn what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.documents.tables import Column, Table
from steppingup.mapping.coverage import is_known
from steppingup.mapping.plan import REACH
from steppingup.mapping.report.view import Sheet, View, ids, version_of, whole
from steppingup.mapping.small import is_small, kept_back
from steppingup.mapping.training import HANDED_ON
from steppingup.mapping.workbook import lines_of

if TYPE_CHECKING:
    from steppingup.documents.tables import Value

# gaps whose rows name what the public may not see
INSIDE = frozenset({"untraced", "differ"})


def gaps(view: View) -> Sheet:
    """What is missing, in the order of the four questions."""
    rows: list[tuple[Value, ...]] = []
    for gap in view.found.gaps:
        if not (view.public and gap.kind in INSIDE):
            what = view.say(f"gap.{gap.kind}", **gap.values)
            people = view.people_of(gap.role, gap.people) if gap.people else None
            rows.append((len(rows) + 1, what, _why(view, gap.order, people), people, ids(gap.rows)))
    return view.sheet("gaps", view.heads("rank", "what", "reason", "people", "rows"), rows)


def actions(view: View) -> Sheet:
    """The measures in their order, each with its reason."""
    fields = ("finding", "measure", "owner", "due", "cost", "effort", "sign", "status")
    rows: list[tuple[Value, ...]] = []
    for line in lines_of(view.found.actions):
        reason = _why(view, line.reason, view.people(line.people))
        late = f"{line.due} ({view.say('late')})" if line.late else line.due
        scales = [view.option("actions", name, whole(getattr(line, name))) for name in ("cost", "effort")]
        row = version_of(line.row, int(line.version), int(line.versions))
        texts = [view.text(value) for value in (line.finding, line.measure, line.owner)]
        end = (view.text(line.sign), view.option("actions", "status", line.status), row)
        rows.append((whole(line.rank), reason, *texts, late, *scales, *end))
    return view.sheet(
        "actions", [*view.heads("rank", "reason"), *view.heads(*fields, of="actions"), *view.heads("row")], rows
    )


def needs(view: View) -> Sheet:
    """Who should learn what; the level of a group that is too small tells about single people."""
    facts = view.found.course.facts
    rows = []
    for line in lines_of(view.found.seen.needs):
        if view.public and not line.traced:
            view.held["untraced"] += 1
            continue
        role, competency = facts.roles.get(line.role), facts.competencies.get(line.competency)
        few = view.public and is_known(line.people) and is_small(line.people, view.limit)
        levels = [
            None if few and name != "required" else whole(getattr(line, name)) for name in ("required", "level", "gap")
        ]
        named = (role.name if role else line.role, competency.statement if competency else line.competency)
        people = view.people_of(line.role, whole(line.people))
        rows.append((*named, people, *levels, view.text(line.source), line.as_of, line.row))
    heads = view.heads("role", "competency", "people", "required", "level", "gap", "source", "as_of", "row")
    return view.sheet("needs", heads, rows)


def roles(view: View) -> Sheet:
    """People to train by role with their sum, so that a small number cannot be reckoned from it."""
    table = view.found.roles
    people = [int(number) for number in table["people"]]
    line = kept_back(people, view.limit) if view.public else None
    shown = line.shown if line else people
    total = line.total if line else sum(people)
    view.held["small"] += sum(number is None for number in shown)
    rows: list[tuple[Value, ...]] = [
        (view.found.course.facts.roles[one.role].name, view.say("kept-number") if number is None else number,
         int(one.needs), int(one.gap), ids(one.rows))
        for one, number in zip(lines_of(table), shown, strict=True)
    ]  # fmt: skip
    if rows:
        rows.append((view.say("all-roles"), view.say("kept-number") if total is None else total, None, None, None))
    return view.sheet("roles", view.heads("role", "people", "needs", "gap", "rows"), rows)


def handed_on(view: View) -> Table:
    """The needs with ids, as the evaluation of training needs reads them: traced ones, to the public none of a few.

    A row whose role or competency this course does not have stays in the tables that people read.
    """
    facts, rows = view.found.course.facts, []
    for line in lines_of(view.found.seen.needs):
        if line.role not in facts.roles or line.competency not in facts.competencies:
            continue
        if not line.traced or (view.public and is_known(line.people) and is_small(line.people, view.limit)):
            continue
        texts = [
            str(value) if is_known(value) else None for value in (line.role, line.competency, line.source, line.as_of)
        ]
        people = None if line.role in view.hidden_roles else whole(line.people)
        numbers = [whole(value) for value in (line.required, line.level)]
        rows.append((*texts[:2], people, *numbers, view.text(texts[2]), texts[3]))
    return Table("training-needs", tuple(Column(name) for name in HANDED_ON), tuple(rows))


def _why(view: View, order: str, people: Value) -> str:
    """Say which of the four questions puts a line where it stands."""
    if order != REACH:
        return view.say(f"order.{order}")
    return view.say("order.reach", n=view.say("not-counted") if people is None else people)
