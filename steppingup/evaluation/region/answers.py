"""Findings about answers from sums: certainty, stories, the Rasch scale, and bias between languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from steppingup.evaluation.contribution.parts import Side
from steppingup.evaluation.contribution.results import ALL, forms_of
from steppingup.evaluation.contribution.totals import score_sums_in
from steppingup.evaluation.findings.certainty import Certainty
from steppingup.evaluation.findings.forms import FormReliability
from steppingup.evaluation.findings.judging import Judged, Judging
from steppingup.evaluation.findings.questions import Bias, Questions, Scale, people_on
from steppingup.statistics.calibration import calibration_of
from steppingup.statistics.detection_sums import detection_of, roc_of
from steppingup.statistics.dif import dif_of_many, dif_of_two, flagged
from steppingup.statistics.disclosure import share
from steppingup.statistics.gates import few
from steppingup.statistics.rasch import Spread, abilities, rasch, spread, wright_map
from steppingup.statistics.reliability import reliability_of
from steppingup.statistics.sums import Key, Sums

if TYPE_CHECKING:
    from steppingup.evaluation.contribution.results import Form
    from steppingup.evaluation.region.study import SumsStudy
    from steppingup.statistics.rasch import ScoreSums


def base_forms(study: SumsStudy) -> list[Form]:
    """Return the forms of the base, each with all languages together and, where there are several, by language."""
    return [form for form in forms_of(study.made) if form.phase == study.base]


def certainty_from(study: SumsStudy) -> Certainty | None:
    """Hold certainty against right answers; which wrong answers people are sure of, sums do not tell."""
    values: Counter[Key] = Counter()
    people = 0.0
    for form in base_forms(study):
        some = {key: value for key, value in form.whole.values.items() if key.name in {"sure", "sure_right"}}
        if form.language == ALL and some:
            values.update(some)
            # whoever is sure or not of the item with most of them stands in the sums, others may
            people += max(sum(form.whole.levels(item, "sure").values()) for item in {key.item for key in some})
    if not values:
        return None
    most = {key.item: study.made.items[key.item].most for key in values}
    found = calibration_of(Sums(most, {**values, Key("", "people"): people}), study.gates)
    bounds = {
        one.level: told
        for one in found.levels
        if one.accuracy.value is not None
        and (told := share(round(one.accuracy.value * one.accuracy.n), one.accuracy.n, study.rule).bound)
    }
    return Certainty(found, dict(bounds), ())


def judging_from(study: SumsStudy) -> Judging:
    """Work out identification by phase and role; twins and what moved need the answers of each person."""
    sides = sorted(study.made.stories, key=lambda side: (study.phases.index(side.phase), side.role))
    judged = tuple(Judged(side.role, side.phase, detection_of(study.made.stories[side], study.gates)) for side in sides)
    sure = study.made.sure.get(Side(study.base, ""))
    people = int(study.made.stories.get(Side(study.base, ""), (0.0,))[0])
    return Judging(judged, roc=roc_of(sure, people, study.gates) if sure else None)


def questions_from(study: SumsStudy) -> Questions | None:
    """Work out the scale and the bias of all forms of the base together; items stand in tables of their own."""
    forms = base_forms(study)
    if not forms:
        return None
    tables = [table for form in forms if form.language == ALL and (table := score_sums_in(form.whole))]
    model = rasch(tables, study.gates)
    able = abilities(model)
    steps = wright_map(model, able)
    scale = Scale(model, spread(able, study.gates) if able else _no_spread(), people_on(steps, study.rule.least), steps)
    tests = [
        FormReliability(form.form, reliability_of(form.whole, study.gates)) for form in forms if form.language == ALL
    ]
    return Questions((), tuple(tests), scale, _bias(study, forms))


def _no_spread() -> Spread:
    return Spread(few(0), few(0), few(0))


def _bias(study: SumsStudy, forms: list[Form]) -> Bias:
    groups: dict[str, list[ScoreSums]] = defaultdict(list)
    for form in forms:
        if form.language != ALL and (table := score_sums_in(form.whole)):
            groups[form.language].append(table)
    people = {name: int(sum(table.people.sum() for table in tables)) for name, tables in groups.items()}
    languages = {name: n for name, n in sorted(people.items(), key=lambda one: (-one[1], one[0]))
                 if n >= study.rule.least}  # fmt: skip
    if len(languages) < 2:
        return Bias(languages, (), frozenset())
    parts = {language: groups[language] for language in languages}
    found = (dif_of_two if len(parts) == 2 else dif_of_many)(parts, study.gates)
    return Bias(languages, found, frozenset(one.item for one in found if flagged(one)))
