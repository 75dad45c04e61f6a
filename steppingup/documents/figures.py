"""`figure("id")`: one figure, drawn for the page and put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.common.course import find_course
from steppingup.common.facts import load_facts
from steppingup.common.language import SOURCE_LANGUAGE, load_words
from steppingup.documents.load import FigureNotFoundError, load_figures
from steppingup.documents.shapes import lay_out
from steppingup.documents.svg import svg_of
from steppingup.documents.text import FigureText, figure_rows

if TYPE_CHECKING:
    from pathlib import Path

    from steppingup.common.facts import Facts
    from steppingup.documents.models import Figure


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """A figure as a notebook or page shows it: `svg` to look at, `text` to read."""

    svg: str
    text: FigureText

    def _repr_html_(self) -> str:
        return self.svg

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.svg, "text/plain": "\n".join(self.text.lines())}

    def __repr__(self) -> str:
        """Return the title, for a console."""
        return self.text.title


def figure(id_: str, *, course: Path | str | None = None, language: str = SOURCE_LANGUAGE) -> DrawnFigure:
    """Draw a figure of the course.

    Args:
        id_: its id in a `figures.yml`.
        course: the course folder; found as `steppingup.common.course` tells if it is not given.
        language: the language of its texts.

    Raises:
        FigureNotFoundError: no lesson has it.
        ContentError: a `figures.yml` is broken, with file and line.
    """
    found, facts = _find(id_, course, language)
    return draw(found, facts)


def figure_text(id_: str, *, course: Path | str | None = None, language: str = SOURCE_LANGUAGE) -> FigureText:
    """Put a figure of the course into words, without drawing it; arguments and errors as `figure`."""
    found, facts = _find(id_, course, language)
    return figure_rows(found, facts.language)


def draw(found: Figure, facts: Facts) -> DrawnFigure:
    """Draw a figure that is at hand.

    Args:
        found: from `load_figures`, in the reader's language.
        facts: the facts of the course in the same language.
    """
    sources = (facts.sources[id_] for id_ in found.sources if id_ in facts.sources)
    credit = "; ".join(f"{source.title} ({source.year})" if source.year else source.title for source in sources)
    canvas = lay_out(found, facts.language, credit)
    return DrawnFigure(svg_of(canvas, found.id, found.title, found.alt), figure_rows(found, facts.language))


def _find(id_: str, course: Path | str | None, language: str) -> tuple[Figure, Facts]:
    folder = find_course(course)
    words = load_words(folder, language)
    facts = load_facts(folder, words)
    figures = load_figures(folder, words, facts)
    if id_ not in figures:
        known = ", ".join(sorted(figures)) or "none"
        raise FigureNotFoundError(f"There is no figure '{str(id_)[:60]}'. Figures of this course: {known}.")
    return figures[id_], facts
