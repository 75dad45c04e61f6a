"""The figures of the report, each with a text that says what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steppingup.documents.charts import Chart, Mark, Naming, Part, bars, grid
from steppingup.mapping import coverage, matrix
from steppingup.mapping.coverage import is_known
from steppingup.mapping.hours import MOMENTS
from steppingup.mapping.small import kept_back
from steppingup.mapping.workbook import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from steppingup.mapping.report.view import View

AGES = (12, 24)  # months: younger than a year, younger than two


def drawings(view: View) -> Iterator[Chart]:
    """Draw what there is to draw; a sheet that nobody filled has no figure."""
    yield _coverage(view)
    yield from _ages(view)
    if (view.found.seen.actors["state"] == matrix.ASKED).any():
        yield _who(view)
    if view.found.kinds["places"].sum():
        yield _places(view)
    if len(view.found.seen.directory):
        yield _times(view)
    yield from _roles(view)
    if len(view.found.actions):
        yield _effort(view)


def _coverage(view: View) -> Chart:
    table = view.found.forms
    names = [view.found.course.facts.mapping.forms[form].name for form in table["form"]]
    styles = dict(zip(coverage.STATES, ("dark", "warm", "light"), strict=True))
    parts = [Part(view.say(f"col.{state}"), style, _ints(table[state])) for state, style in styles.items()]
    lines = [
        view.say("alt.known", form=name, known=one.known, asked=one.asked, open=one.open, all=one.questions)
        for name, one in zip(names, lines_of(table), strict=True)
    ]
    return bars(_naming(view, "coverage", lines), names, parts, view.say("col.questions"))


def _ages(view: View) -> Iterator[Chart]:
    table = view.found.seen.questions
    known = table[table["state"] == coverage.KNOWN]
    mapping, counts = view.found.course.facts.mapping, []
    for form in mapping.forms:
        months = known.loc[known["row"].isin([one.id for one in mapping.asked(form)]), "months"]
        ages = [int((months < AGES[0]).sum()), int(((months >= AGES[0]) & (months < AGES[1])).sum())]
        counts.append([*ages, int((months >= AGES[1]).sum()), int(months.isna().sum())])
    if not len(known):
        return
    names = [form.name for form in mapping.forms.values()]
    words = [view.say(f"age.{name}") for name in ("year", "two", "older", "undated")]
    styles = ("dark", "middle", "warm", "light")
    parts = [Part(words[i], styles[i], [line[i] for line in counts]) for i in range(4)]
    lines = [f"{name}: {_told(words, line)}." for name, line in zip(names, counts, strict=True)]
    yield bars(_naming(view, "ages", lines), names, parts, view.say("col.answers"))


def _who(view: View) -> Chart:
    mapping = view.found.course.facts.mapping
    table = matrix.wide(view.found.pairs, "population").T
    marks = {
        matrix.ASKED: Mark(view.say("actor.asked"), "dark", "●"),
        matrix.OPEN: Mark(view.say("actor.open"), "light", "○"),
    }
    lines = []
    for form, part in view.found.seen.actors.groupby("form", sort=False):
        names = [mapping.actors[actor].name for actor in part.loc[part["state"] == matrix.ASKED, "actor"]]
        told = ", ".join(names) or view.say("nobody")
        lines.append(view.say("alt.who", form=mapping.forms[str(form)].name, names=told, of=len(part)))
    down = [mapping.actors[str(actor)].name for actor in table.index]
    across = [mapping.populations[str(population)].name for population in table.columns]
    states = [[str(state) for state in line] for line in table.to_numpy().tolist()]
    return grid(_naming(view, "who", lines), down, across, states, marks)


def _places(view: View) -> Chart:
    table = view.found.kinds[view.found.kinds["places"] > 0]
    kinds = view.found.course.facts.mapping.place_kinds
    names = [kinds[kind].name if kind in kinds else kind or view.say("no-kind") for kind in table["kind"]]
    options = view.found.course.sheets["places"].options["use"]
    styles = {"meet": "dark", "inform": "middle", "both": "warm", "open": "light"}
    parts = [
        Part(options.get(use) or view.say("col.open-places"), style, _ints(table[use])) for use, style in styles.items()
    ]
    lines = [f"{name}: {_told([part.name for part in parts], [part.values[i] for part in parts])}."
             for i, name in enumerate(names)]  # fmt: skip
    return bars(_naming(view, "places", lines), names, parts, view.say("col.places"))


def _times(view: View) -> Chart:
    table = view.found.seen.help
    kinds = view.found.course.facts.mapping.service_kinds
    looks = {"open": ("dark", "✓"), "part": ("middle", "±"), "perhaps": ("light", "?"), "closed": ("warm", "✗"),
             "rest": ("empty", "-"), "none": ("empty", "0")}  # fmt: skip
    marks = {state: Mark(view.say(f"help.{state}"), *look) for state, look in looks.items()}
    names, moments = [kinds[kind].name for kind in table["kind"]], [view.say(f"moment.{name}") for name in MOMENTS]
    states = [[str(getattr(line, moment)) for moment in MOMENTS] for line in lines_of(table)]
    lines = []
    for place, moment in enumerate(moments):
        groups = {
            state: [name for name, line in zip(names, states, strict=True) if line[place] == state] for state in looks
        }
        told = "; ".join(f"{marks[state].name}: {', '.join(found)}" for state, found in groups.items() if found)
        lines.append(f"{moment}: {told}.")
    return grid(_naming(view, "times", lines), names, moments, states, marks)


def _roles(view: View) -> Iterator[Chart]:
    table = view.found.roles
    people = [int(number) for number in table["people"]]
    kept = kept_back(people, view.limit).shown if view.public else tuple(people)
    chosen = [(line, number) for line, number in zip(lines_of(table), kept, strict=True) if number]
    if not chosen:
        return
    names = [view.found.course.facts.roles[line.role].name for line, _ in chosen]
    styles = {1: "middle", 2: "warm", 3: "dark"}
    parts = [
        Part(view.say("levels", n=gap), style, [number if line.gap == gap else 0 for line, number in chosen])
        for gap, style in styles.items()
    ]
    lines = [view.say("alt.role", role=name, people=number, gap=line.gap)
             for name, (line, number) in zip(names, chosen, strict=True)]  # fmt: skip
    hidden = len(kept) - len(chosen)
    lines += [view.say("alt.role-kept", n=hidden)] if hidden else []
    yield bars(_naming(view, "roles", lines), names, parts, view.say("col.people"))


def _effort(view: View) -> Chart:
    options = view.found.course.sheets["actions"].options
    efforts, costs = options["effort"], options["cost"]
    fields: dict[tuple[str, str], list[str]] = {}
    for line in lines_of(view.found.actions):
        if is_known(line.rank) and is_known(line.effort) and is_known(line.cost):
            fields.setdefault((str(int(line.effort)), str(int(line.cost))), []).append(str(int(line.rank)))
    found = {key: _signs(fields[key]) for effort in efforts for cost in costs if (key := (effort, cost)) in fields}
    marks = {sign: Mark("", "middle", sign) for sign in found.values()}
    states = [[found.get((effort, cost), "") for cost in costs] for effort in reversed(efforts)]
    lines = [view.say("alt.effort", effort=efforts[effort], cost=costs[cost], numbers=_signs(fields[effort, cost], 20))
             for effort, cost in found]  # fmt: skip
    naming = _naming(view, "effort", lines or [view.say("nothing")])
    rows = [f"{view.label('actions', 'effort')}: {efforts[effort]}" for effort in reversed(efforts)]
    across = [f"{view.label('actions', 'cost')}: {text}" for text in costs.values()]
    return grid(naming, rows, across, states, marks, legend=False)


def _signs(numbers: Sequence[str], most: int = 6) -> str:
    return ", ".join(numbers[:most]) + (" …" if len(numbers) > most else "")


def _naming(view: View, id_: str, lines: Sequence[str]) -> Naming:
    return Naming(id_, view.say(f"figure.{id_}"), " ".join([view.say(f"figure.{id_}.about"), *lines]))


def _told(words: Sequence[str], numbers: Sequence[int]) -> str:
    return ", ".join(f"{word} {number}" for word, number in zip(words, numbers, strict=True) if number) or "0"


def _ints(values: pd.Series[Any]) -> list[int]:
    return [int(value) for value in values]
