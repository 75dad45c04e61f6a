"""The page to show in the room: first what was chosen, then, when the trainer opens it, the key and the numbers.

No name, no code and no text that anybody wrote stands on it. It holds the key, so it is the trainer's: it lies in
`results/`, and its first line says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from steppingup.documents.page import page
from steppingup.session.results.wording import left_out, mean, misconception, part_text, percent, share, text_of
from steppingup.statistics import Gates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from steppingup.activities.interactions import Interaction
    from steppingup.common.language import Words
    from steppingup.session.results.gather import Gathered
    from steppingup.session.results.questions import Question
    from steppingup.statistics import Choosing, Counted, ItemStatistics

FOLDER = Path(__file__).resolve().parent / "page"
SHOWN = (
    "chosen", "facility", "interval", "certainty", "certainty-right", "certainty-other", "sure-wrong", "misconception",
    "left-out",
)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """One bar, readable as text: what was chosen, by how many, and whether the key has it."""

    text: str
    count: int
    percent: str
    width: str
    right: bool


@dataclass(frozen=True)
class Group:
    """Bars that belong together: all options of a question, or all that one card was put to (``title``)."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Asked:
    """One thing that was asked, with what was chosen; below the gate there are no groups."""

    title: str
    ask: str
    n: int
    shown: bool
    groups: tuple[Group, ...]
    key: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True)
class Line:
    """A number with its sentence."""

    title: str
    value: str
    means: str


@dataclass(frozen=True)
class Shown:
    """One question of the page."""

    number: int
    story: bool
    prompt: tuple[str, ...]
    written: bool
    answers: int
    waiting: int
    asked: tuple[Asked, ...]
    lines: tuple[Line, ...]


def room_page(gathered: Gathered, statistics: Mapping[str, ItemStatistics], words: Words) -> str:
    """Make the page."""
    questions = [_shown(one, statistics[one.item.id], words) for one in gathered.questions]
    meanings = [_meaning(name, words) for name in SHOWN]
    return page(
        FOLDER / "results.html",
        style=(FOLDER / "results.css").read_text("utf-8"),
        script=(FOLDER / "results.js").read_text("utf-8"),
        language=words.language,
        title=words.get("results.title", exercise=gathered.keys.title),
        say=words.get,
        questions=questions,
        meanings=meanings,
        least=Gates().show,
        handed=len(gathered.learners) - gathered.count("absent"),
        absent=gathered.count("absent"),
    )


def _shown(question: Question, found: ItemStatistics, words: Words) -> Shown:
    written = not found.choices
    asked = [_asked(question.interaction(one.interaction), one, words) for one in found.choices]
    model = question.item.newest.model
    return Shown(
        question.number,
        model.opening == "story",
        tuple(question.prompt.split("\n\n")),
        written,
        found.answers + found.waiting,
        found.waiting,
        tuple(asked),
        tuple(_lines(question, found, words)),
    )


def _asked(asked: Interaction, found: Choosing, words: Words) -> Asked:
    groups = tuple(_groups(asked, found, words)) if found.shown else ()
    key = tuple(_key(asked, words))
    return Asked(asked.title, asked.ask, found.n, found.shown, groups, key, asked.form == "order")


def _groups(asked: Interaction, found: Choosing, words: Words) -> Iterable[Group]:
    if not asked.targets:
        bars = [_bar(text_of(asked.parts, row.part), row) for row in found.rows]
        yield Group("", tuple(bars))
        return
    for part in asked.parts:
        rows = [row for row in found.rows if row.part == part.id and row.count]
        if asked.form == "match":
            rows.sort(key=lambda row: -(row.count or 0))
        yield Group(part_text(part), tuple(_bar(_target(asked, row, words), row) for row in rows))


def _target(asked: Interaction, row: Counted, words: Words) -> str:
    if row.left:
        return words.get("results.left-open")
    text = text_of(asked.targets, row.target)
    return words.get("results.place", n=text) if asked.form == "order" else text


def _bar(text: str, row: Counted) -> Bar:
    part = row.share or 0.0
    return Bar(text, row.count or 0, percent(part), f"{100 * part:.1f}", row.right)


def _key(asked: Interaction, words: Words) -> Iterable[str]:
    """Say the right answer; steps in their order, those of equal rank with all their places."""
    if asked.form == "order":
        places = {part.id: sorted(int(at) for id_, at in asked.right if id_ == part.id) for part in asked.parts}
        for id_, at in sorted(places.items(), key=lambda item: item[1]):
            between = str(at[0]) if len(at) == 1 else words.get("results.places", first=at[0], last=at[-1])
            yield words.get("results.right-place", place=between, part=text_of(asked.parts, id_))
        return
    for part in asked.parts:
        for id_, target in sorted(asked.right):
            if id_ == part.id:
                to = text_of(asked.targets, target) if target else ""
                yield words.get("results.put-to", part=part_text(part), target=to) if to else part_text(part)


def _lines(question: Question, found: ItemStatistics, words: Words) -> Iterable[Line]:
    facility = _line("facility", share(found.facility, words), words)
    between = "" if found.facility.low is None else words.get("statistics.interval.means")
    yield replace(facility, means=f"{facility.means} {between}".strip())
    if question.certain:
        yield _line("certainty", mean(found.certainty, words), words)
        yield _line("certainty-right", mean(found.certainty_right, words), words)
        yield _line("certainty-other", mean(found.certainty_other, words), words)
        yield _line("sure-wrong", share(found.sure_wrong, words), words)
    if found.choices:
        yield _line("misconception", misconception(question, found, words), words)
    left = left_out(question, found, words)
    if left:
        yield _line("left-out", left, words)


def _line(name: str, value: str, words: Words) -> Line:
    return Line(words.get(f"statistics.{name}"), value, words.get(f"statistics.{name}.means"))


def _meaning(name: str, words: Words) -> Line:
    means = f"{words.get(f'statistics.{name}.means')} {words.get(f'statistics.{name}.not-when')}"
    return Line(words.get(f"statistics.{name}"), "", means)
