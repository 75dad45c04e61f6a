"""Numbers from the sums of many towns: tables for people, and the same as a document for programs."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from steppingup.documents.tables import Column, Table
from steppingup.evaluation.contribution.form import NOTICE
from steppingup.evaluation.contribution.parts import KINDS, OF_ROLE, Part, sums_in
from steppingup.evaluation.contribution.totals import score_sums_in
from steppingup.statistics.calibration import calibration_of
from steppingup.statistics.detection_sums import detection_of
from steppingup.statistics.dif import dif_of_many, dif_of_two
from steppingup.statistics.gates import Gates, Measure, few
from steppingup.statistics.intervals import share_of
from steppingup.statistics.item_analysis import item_analysis_of
from steppingup.statistics.pooling import CellSums, pooled
from steppingup.statistics.rasch import rasch
from steppingup.statistics.reliability import reliability_of
from steppingup.statistics.sums import Key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from steppingup.documents.tables import Value
    from steppingup.evaluation.contribution.parts import Contribution
    from steppingup.statistics.options import OptionAnalysis
    from steppingup.statistics.rasch import ScoreSums
    from steppingup.statistics.sums import Sums

    Parts = Mapping[Part, Mapping[Key, float]]

# What goes to a region stands on ten people at least.
GATES = replace(Gates(), show=10)
ALL = ""
_PEOPLE = Key("", "people")
_JUDGED = ("sensitivity", "specificity", "d_prime", "criterion")
_MEASURE = ("value", "low", "high", "n", "reason")


@dataclass(frozen=True)
class Form:
    """The sums of one form in one phase, of one language or of all (:data:`ALL`).

    Args:
        whole: all parts that were given; each number takes what it needs.
        options: the same, with the options of every town that gave them, their score bands aside.
    """

    form: str
    phase: str
    language: str
    whole: Sums
    options: Sums


def forms_of(made: Contribution) -> list[Form]:
    """Put the blocks of a contribution together: every language for itself, and all together."""
    found = []
    for (form, phase), items in sorted(made.forms.items()):
        most = {item: made.items[item].most for item in items}
        here = {place.language: parts for place, parts in made.blocks.items() if place[:2] == (form, phase)}
        together = {ALL: _together(list(here.values()))} | (here if len(here) > 1 else {})
        for language, parts in sorted(together.items()):
            found.append(Form(form, phase, language, sums_in(parts, most), sums_in(parts, most, banded=False)))
    return found


def tables_of(made: Contribution) -> list[Table]:
    """Work out all tables."""
    forms = forms_of(made)
    form, cell = ("form", "phase", "language"), ("phase", "role", "competency")
    rated = (*cell, "importance", "ability", "mwds", "rds")
    bias = ("form", "phase", "languages", "item", "size", "verdict")
    of_item = (*form, "item", "competency", "missing")
    return [
        _table("Items", of_item, ("facility", "rest_correlation"), _items(made, forms)),
        _table("Options", (*form, "item", "option"), ("share", "rest_correlation"), _options(forms)),
        _table("Tests", form, ("alpha", "sem"), _tests(forms)),
        _table("Certainty", (*form, "level", "stated"), ("right",), _certainty(forms)),
        _table("Needs", cell, ("level", "shrunk"), _needs(made)),
        _table("Ratings", rated, ("pairs",), _rated(made)),
        _table("Stories", ("phase", "role", "signals", "noises"), _JUDGED, _stories(made)),
        _table("Difficulty", ("form", "phase", "item"), ("difficulty",), _rasch(forms)),
        _table("Languages", bias, ("delta",), _dif(forms)),
        _lost(made),
    ]


def document_of(made: Contribution, tables: Sequence[Table]) -> dict[str, Any]:
    """Return the tables for programs: one list of objects for each, keys as in the head of the table."""
    return {
        "format": "steppingup-merged",
        "schema": 1,
        "towns": made.towns,
        "day": made.day,
        "releases": list(made.releases),
        "rule": {"least": made.least} if made.protected else None,
        "notice": "" if made.protected else NOTICE,
        "simulated": made.simulated,
        "tables": {
            table.title.lower().replace(" ", "_"): [
                {column.title: value for column, value in zip(table.columns, row, strict=True)} for row in table.rows
            ]
            for table in tables
        },
    }


def lost_share(made: Contribution) -> float:
    """Return the share of cells that towns kept back."""
    had, gone = (sum(counts[place] for counts in made.lost.values()) for place in (0, 1))
    return gone / had if had else 0.0


def _together(blocks: Sequence[Parts]) -> dict[Part, dict[Key, float]]:
    found: dict[Part, Counter[Key]] = defaultdict(Counter)
    for parts in blocks:
        for part, sums in parts.items():
            found[part].update(sums)
    return {part: dict(sums) for part, sums in found.items()}


def _table(title: str, names: Sequence[str], measures: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> Table:
    """Write rows whose last values are measures: a number, its interval, its people, and why it is missing."""
    heads = [
        Column(f"{name}_{part}" if part != "value" else name, "" if part in {"n", "reason"} else "0.000")
        for name in measures
        for part in _MEASURE
    ]
    cells = [_cells(row, len(measures)) for row in rows]
    return Table(title, (*map(Column, names), *heads), tuple(cells))


def _cells(row: tuple[Any, ...], measures: int) -> tuple[Value, ...]:
    plain, rest = row[: len(row) - measures], row[len(row) - measures :]
    return (*plain, *(value for one in rest for value in (one.value, one.low, one.high, one.n, one.reason or None)))


def _items(made: Contribution, forms: Sequence[Form]) -> Iterator[tuple[Any, ...]]:
    for form in forms:
        for item, found in item_analysis_of(form.whole, gates=GATES).items():
            missing = sum(found.missing.values())
            shown = None if 0 < missing < GATES.show else missing
            competency = " ".join(made.items[item].competencies)
            yield form.form, form.phase, form.language, item, competency, shown, found.facility, found.rest


def _options(forms: Sequence[Form]) -> Iterator[tuple[Any, ...]]:
    for form in forms:
        for item, found in item_analysis_of(form.options, gates=GATES).items():
            for option in found.options:
                yield form.form, form.phase, form.language, item, option.option, *_option(option)


def _option(option: OptionAnalysis) -> tuple[Measure, Measure]:
    """Keep back a share of few people: it would count them."""
    if option.count is not None and 0 < option.count < GATES.show:
        return few(0), few(0)
    return option.share, option.rest


def _tests(forms: Sequence[Form]) -> Iterator[tuple[Any, ...]]:
    for form in forms:
        found = reliability_of(form.whole, GATES)
        yield form.form, form.phase, form.language, found.alpha, found.error


def _certainty(forms: Sequence[Form]) -> Iterator[tuple[Any, ...]]:
    for form in forms:
        # of towns that gave certainty and no sums of the form, the largest item counts their people at least
        people = max(
            [form.whole.of("", "people"), *(form.whole.of(item, "n") for item in form.whole.most)], default=0.0
        )
        values = {**form.whole.values, _PEOPLE: people}
        for level in calibration_of(replace(form.whole, values=values), GATES).levels:
            yield form.form, form.phase, form.language, level.level, level.stated, level.accuracy


def _needs(made: Contribution) -> Iterator[tuple[Any, ...]]:
    phases: dict[str, list[CellSums]] = defaultdict(list)
    for cell, (n, total, squares) in sorted(made.heat.items()):
        phases[cell.phase].append(CellSums(cell.role, cell.competency, int(n), total, squares))
    for phase, cells in phases.items():
        for one, found in zip(cells, pooled(cells, GATES), strict=True):
            yield phase, one.row, one.column, share_of(one.total, one.n, GATES), found.shrunk


def _rated(made: Contribution) -> Iterator[tuple[Any, ...]]:
    for cell, sums in sorted(made.ratings.items()):
        n, importance, ability, *_, below, above = sums
        if n < GATES.show:
            yield *cell, None, None, None, None, few(int(n))
            continue
        i, a = importance / n, ability / n
        yield *cell, i, a, i * (i - a), 100 * (above - below) / n, Measure(n, int(n))


def _stories(made: Contribution) -> Iterator[tuple[Any, ...]]:
    for (phase, role), sums in sorted(made.stories.items()):
        one = detection_of(sums, GATES)
        yield phase, role, one.signals, one.noises, *(getattr(one, name) for name in _JUDGED)


def _rasch(forms: Sequence[Form]) -> Iterator[tuple[Any, ...]]:
    for form in forms:
        if form.language == ALL and (table := score_sums_in(form.whole)):
            for item in rasch([table], GATES).items:
                yield form.form, form.phase, item.item, item.difficulty


def _dif(forms: Sequence[Form]) -> Iterator[tuple[Any, ...]]:
    groups: dict[tuple[str, str], dict[str, list[ScoreSums]]] = defaultdict(dict)
    for form in forms:
        if form.language != ALL and (table := score_sums_in(form.whole)):
            groups[form.form, form.phase][form.language] = [table]
    for place, languages in groups.items():
        if len(languages) > 1:
            order = dict(sorted(languages.items(), key=lambda one: (-int(one[1][0].people.sum()), one[0])))
            for one in (dif_of_two if len(order) == 2 else dif_of_many)(order, GATES):
                yield *place, " ".join(order), one.item, one.size or None, one.verdict, one.delta


def _lost(made: Contribution) -> Table:
    order = [kind for kind in ("blocks", *KINDS, *OF_ROLE) if kind in made.lost]
    rows = tuple((kind, *made.lost[kind], made.lost[kind][1] / max(1, made.lost[kind][0])) for kind in order)
    return Table("Kept back", (Column("cells"), Column("had"), Column("kept_back"), Column("share", "0%")), rows)
