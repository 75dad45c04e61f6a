"""The example data in a notebook of the evaluator's handbook: frames, figures with a text, and filters.

    example = open_example()
    example.table(example.events.head())
    example.draw("heatmap")
    example.filters()

Frames hold pseudonyms, as they count people; what :class:`Shown` shows holds none.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from steppingup.common.course import find_course
from steppingup.common.language import SOURCE_LANGUAGE, load_words
from steppingup.evaluation.course import course_setting
from steppingup.evaluation.findings.all import findings
from steppingup.evaluation.findings.joined import shares
from steppingup.evaluation.findings.study import study_of, weighted
from steppingup.evaluation.pseudonym import passing_pseudonyms
from steppingup.evaluation.reading import read_inputs
from steppingup.evaluation.report.course import course_of
from steppingup.evaluation.report.figures.areas import areas
from steppingup.evaluation.report.figures.distractors import distractors
from steppingup.evaluation.report.figures.facility import facility
from steppingup.evaluation.report.figures.heatmap import heatmap
from steppingup.evaluation.report.figures.slope import slope
from steppingup.evaluation.report.view import View
from steppingup.evaluation.simulated_items import simulated_items
from steppingup.statistics.disclosure import LOCAL, SHARED
from steppingup.statistics.gates import Measure, few
from steppingup.statistics.intervals import mean_interval

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.evaluation.report.figures.drawn import Figure
    from steppingup.statistics.item_analysis import ItemAnalysis
    from steppingup.statistics.options import OptionAnalysis

PLACE = "facts/example/evaluation"
LANGUAGE = "STEPPINGUP_LANGUAGE"
HIDDEN = ("learner", "event_id")
FIGURES = {"facility": facility, "distractors": distractors, "heatmap": heatmap, "slopes": slope}
Name = Literal["facility", "distractors", "heatmap", "slopes"]


@dataclass(frozen=True)
class Shown:
    """What a cell shows: ``html`` to look at, ``text`` for a console."""

    html: str
    text: str

    def __repr__(self) -> str:
        """Return the text."""
        return self.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


@dataclass(frozen=True)
class Example:
    """The example data and what they say: nothing about fewer than five people, and in filters about fewer than ten."""

    view: View

    @property
    def events(self) -> pd.DataFrame:
        """First attempts, one row per answer; ``share`` is the share of its points."""
        return self.view.found.study.events

    @property
    def ratings(self) -> pd.DataFrame:
        """One row per person, competency, scale and phase."""
        return self.view.found.study.ratings

    @cached_property
    def items(self) -> pd.DataFrame:
        """One row per question: n, facility and rest correlation with their intervals, and what to look at."""
        found = self.view.found.questions
        rows = [
            {"item": one.numbers.item, "competency": one.competency, "n": one.numbers.facility.n,
             **_parts("facility", one.facility.measure), **_parts("rest", _key(one.numbers).rest),
             "look_at": ", ".join(one.flags)}
            for one in (found.questions if found else ())
        ]  # fmt: skip
        return pd.DataFrame(rows)

    @cached_property
    def bias(self) -> pd.DataFrame:
        """One row per question: how much harder it is in another language, on the delta scale."""
        found = self.view.found.questions
        bias, apart = (found.bias.items, found.bias.flagged) if found else ((), frozenset[str]())
        rows = [
            {"item": one.item, **_parts("delta", one.delta), "p_adjusted": one.p_adjusted, "size": one.size,
             "verdict": one.verdict, "stands_out": one.item in apart}
            for one in bias
        ]  # fmt: skip
        return pd.DataFrame(rows)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """One row per later phase, of the people who took part in it and before."""
        rows = [
            {"phase": one.phase, "n": one.change.difference.n, "before": one.change.before.value,
             "after": one.change.after.value, **_parts("difference", one.change.difference)}
            for one in self.view.found.changed
        ]  # fmt: skip
        return pd.DataFrame(rows)

    def table(self, frame: pd.DataFrame) -> Shown:
        """Show a frame with the names that its columns have in files; columns that stand for people stay out."""
        seen = frame.drop(columns=[name for name in HIDDEN if name in frame])
        name = self.view.words.get("table.scroll", columns=", ".join(map(str, seen.columns)))
        made = seen.round(3).to_html(index=False, border=0, na_rep="", justify="unset")
        html = f'<div class="su-frame su-scroll" role="region" tabindex="0" aria-label="{escape(name)}">{made}</div>'
        html = html.replace(' style="text-align: unset;"', "").replace("<th>", '<th scope="col">')
        return Shown(html, seen.to_string(index=False))

    def draw(self, name: Name) -> Shown:
        """Draw a figure of the report."""
        made = FIGURES[name](self.view)
        return _picture(made) if made else Shown("", "")

    def share_of(self, role: str = "", town: str = "", phase: str = "") -> dict[str, Measure]:
        """Return people's mean share of the points by area; a reason where fewer than ten people answered.

        Args:
            role: its id; empty for all.
            town: its code; empty for all.
            phase: T0 to T3; empty for the base.
        """
        study = self.view.found.study
        people = study.people[
            ((study.people["role"] == role) | (not role)) & ((study.people["municipality"] == town) | (not town))
        ]
        rows = weighted(study.at(phase or study.base), study.items, study.people)
        rows = rows[rows["learner"].isin(people.index)]
        area = rows["competency"].map({id_: one.area for id_, one in study.course.abilities.items()})
        found = {}
        for one in study.course.areas:
            mine = [float(value) for value in shares(rows[area == one])]
            found[one] = mean_interval(mine, study.gates) if len(mine) >= SHARED.least else few(0)
        return found

    def chosen(self, role: str = "", town: str = "", phase: str = "") -> Shown:
        """Draw what :meth:`share_of` returns."""
        return _picture(areas(self.view, self.share_of(role, town, phase)))

    def filters(self) -> Any:
        """Offer role, town and phase, and draw anew what is chosen; for JupyterLab and Notebook."""
        import ipywidgets as widgets  # noqa: PLC0415 - only a notebook needs it
        from IPython.display import display  # noqa: PLC0415 - as above

        study, say = self.view.found.study, self.view.say
        names = {
            "role": [(self.view.role(one), one) for one in study.roles.shown if one],
            "municipality": [(one, one) for one in study.counted("municipality").shown if one],
        }
        boxes = [
            widgets.Dropdown(options=[(say("everybody"), ""), *options], description=say(f"attribute.{name}"))
            for name, options in names.items()
        ]
        boxes.append(widgets.Dropdown(options=[(self.view.phase(one), one) for one in study.phases],
                                      description=say("col.phase")))  # fmt: skip
        place = widgets.Output()

        def anew(_change: object = None) -> None:
            place.clear_output(wait=True)
            with place:
                display(self.chosen(*(box.value for box in boxes)))  # type: ignore[no-untyped-call]

        for box in boxes:
            box.observe(anew, names="value")
        anew()
        return widgets.VBox([*boxes, place])


def open_example(course: Path | str | None = None, language: str = "") -> Example:
    """Read the example data of the course, and work everything out.

    Args:
        course: the course folder; found as :mod:`steppingup.common.course` tells if it is not given.
        language: of the words; that of the book being built if it is not given.
    """
    folder = find_course(course)
    words = load_words(folder, language or os.environ.get(LANGUAGE) or SOURCE_LANGUAGE)
    taken = read_inputs([folder / PLACE], course_setting(folder, passing_pseudonyms()))
    study = study_of(taken.events, taken.ratings, simulated_items(), course_of(folder, words), LOCAL)
    return Example(View(findings(study), words, "local"))


def _key(item: ItemAnalysis) -> OptionAnalysis | ItemAnalysis:
    """Where people met different questions, what is known is how choosing the right option goes with the rest."""
    return next((option for option in item.options if option.right), item)


def _parts(name: str, measure: Measure) -> dict[str, float | None]:
    return {name: measure.value, f"{name}_low": measure.low, f"{name}_high": measure.high}


def _picture(figure: Figure) -> Shown:
    drawn = base64.b64encode(figure.svg).decode()
    title, alt = escape(figure.title), escape(figure.alt)
    return Shown(
        f'<figure class="su-drawing"><img src="data:image/svg+xml;base64,{drawn}" alt="{title}">'
        f"<figcaption><strong>{title}.</strong> {alt}</figcaption></figure>",
        f"{figure.title}. {figure.alt}",
    )
