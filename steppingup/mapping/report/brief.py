"""What the map says in a dozen sentences, each with the rows or the table that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.mapping import coverage, matrix, services
from steppingup.mapping.coverage import is_known
from steppingup.mapping.hours import MOMENTS
from steppingup.mapping.plan import DONE
from steppingup.mapping.report.view import View, ids, version_of, whole
from steppingup.mapping.small import kept_back
from steppingup.mapping.workbook import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_NAMES = 6


@dataclass(frozen=True)
class Said:
    """A sentence, and what it rests on: tables by name, and rows."""

    text: str
    tables: tuple[str, ...]
    rows: str = ""


@dataclass(frozen=True)
class Number:
    """A number that can be traced, as a council reads it."""

    what: str
    value: str
    source: str
    as_of: str
    row: str


def sentences(view: View) -> Iterator[Said]:
    """Yield the summary."""
    yield _known(view)
    yield from _help(view)
    yield from _learning(view)
    yield from _doing(view)
    yield from _noticing(view)
    yield from _weak(view)


def _known(view: View) -> Said:
    table = view.found.seen.questions
    counts = {state: int((table["state"] == state).sum()) for state in coverage.STATES}
    return Said(view.say("brief.known", all=len(table), **counts), ("answers", "forms"))


def _weak(view: View) -> Iterator[Said]:
    table, settings = view.found.seen.questions, view.found.course.settings.mapping
    known = table[table["state"] == coverage.KNOWN]
    old, unsure = known[known["old"]], known[known["certainty"].fillna(0) <= coverage.UNSURE]
    yield Said(
        view.say("brief.weak", old=len(old), months=settings.old_months, unsure=len(unsure)),
        ("answers",),
        ids(dict.fromkeys([*old["row"], *unsure["row"]])) or "",
    )
    untraced = known.loc[~known["traced"].astype(bool), "row"]
    if len(untraced):
        yield Said(view.say("brief.untraced", n=len(untraced)), ("answers",), ids(untraced) or "")
    differ = table.loc[table["versions"] > 1, "row"]
    if len(differ):
        yield Said(view.say("brief.differ", n=len(differ)), ("answers",), ids(differ) or "")


def _noticing(view: View) -> Iterator[Said]:
    forms = view.found.course.facts.mapping.forms
    for form, part in view.found.seen.actors.groupby("form", sort=False):
        asked = part[part["state"] == matrix.ASKED]
        if len(asked):
            rows = ids(row for found in asked["rows"] for row in found) or ""
            name = forms[str(form)].name
            yield Said(view.say("brief.asked", form=name, n=len(asked), of=len(part)), ("actors",), rows)


def _help(view: View) -> Iterator[Said]:
    table, kinds = view.found.seen.help, view.found.course.facts.mapping.service_kinds
    directory = view.found.seen.directory
    yield Said(
        view.say("brief.help", n=directory["row"].nunique(), kinds=int((table["services"] > 0).sum()), of=len(table)),
        ("services", "times"),
    )
    for key, wanted in (("none", [services.NONE]), ("closed", [services.CLOSED]), ("part", [services.PART])):
        lists = {moment: table.loc[table[moment].isin(wanted), "kind"] for moment in MOMENTS}
        moment = "morning" if key == "none" else "night"
        if names := [kinds[kind].name for kind in lists[moment]]:
            yield Said(view.say(f"brief.help-{key}", names=_listed(names), n=len(names)), ("times",))
    untried = directory.loc[~directory["tried"].astype(bool), "row"]
    if len(untried):
        yield Said(view.say("brief.untried", n=untried.nunique()), ("services",), ids(dict.fromkeys(untried)) or "")


def _learning(view: View) -> Iterator[Said]:
    table = view.found.roles
    if not len(table):
        return
    people = [int(number) for number in table["people"]]
    total = kept_back(people, view.limit).total if view.public else sum(people)
    shown = view.say("kept-number") if total is None else total
    names = [view.found.course.facts.roles[role].name for role in table["role"]]
    rows = ids(row for found in table["rows"] for row in found) or ""
    yield Said(view.say("brief.learn", people=shown, n=len(names), names=_listed(names)), ("needs", "roles"), rows)


def _doing(view: View) -> Iterator[Said]:
    table = view.found.actions
    if not len(table):
        return
    done = table[table["status"] == DONE]
    late = table[table["late"].astype(bool)]
    counts = {"n": table["row"].nunique(), "done": done["row"].nunique(), "late": late["row"].nunique()}
    yield Said(view.say("brief.plan", **counts), ("actions",), ids(dict.fromkeys(table["row"])) or "")
    for line in list(lines_of(table[table["status"] != DONE]))[:3]:
        values = {
            "measure": _sentence(view.text(line.measure)), "owner": view.text(line.owner) or view.say("nobody-yet"),
            "due": line.due or view.say("no-date"),
        }  # fmt: skip
        yield Said(view.say("brief.next", **values), ("actions",), str(line.row))


def numbers(view: View, most: int) -> list[Number]:
    """Return the numbers that can be traced and are not unsure, those of the short route first."""
    mapping, found = view.found.course.facts.mapping, []
    for line in lines_of(view.found.book["answers"]):
        question = mapping.questions.get(line.row)
        if question is None or not isinstance(line.value, int | float) or not is_known(line.value):
            continue
        if not coverage.is_traced(line, view.found.today) or whole(line.certainty) in {None, coverage.UNSURE}:
            continue
        value = line.value if question.share else view.people(line.value)
        named = mapping.populations[question.population].name
        unit = _plain_unit(view, line.unit, question.unit)
        row = version_of(line.row, line.version, line.versions)
        number = Number(f"{named}: {unit}", str(value), view.text(line.source) or "", line.as_of, row)
        found.append((not question.short, number))
    return [number for _, number in sorted(found, key=lambda one: one[0])][:most]


def _plain_unit(view: View, own: object, usual: str) -> str:
    text = str(own) if is_known(own) else usual
    return usual if view.public and any(sign.isdigit() for sign in text) else text


def _listed(names: list[str]) -> str:
    more = f" … (+{len(names) - MOST_NAMES})" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more


def _sentence(text: str | None) -> str:
    return (text or "").rstrip(". ")
