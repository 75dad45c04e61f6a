"""Numbers as people read them: a share in percent, a mean with one digit, or the reason why there is no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from steppingup.activities.interactions import Interaction, Part
    from steppingup.common.language import Words
    from steppingup.session.results.questions import Question
    from steppingup.statistics import Counted, ItemStatistics, Measure

NARROW = "\u00a0"  # a number and its sign stay on one line


def percent(value: float) -> str:
    """Write a share from 0 to 1."""
    return f"{100 * value:.0f}{NARROW}%"


def share(measure: Measure, words: Words) -> str:
    """Write a measure that is a share, with its interval if it has one."""
    if measure.value is None:
        return words.get(f"statistics.{measure.reason}")
    if measure.low is None or measure.high is None:
        return percent(measure.value)
    between = words.get("results.between", low=percent(measure.low), high=percent(measure.high))
    return f"{percent(measure.value)} ({between})"


def mean(measure: Measure, words: Words) -> str:
    """Write a measure that is a mean."""
    return words.get(f"statistics.{measure.reason}") if measure.value is None else f"{measure.value:.1f}"


def part_text(part: Part) -> str:
    """Write a part as one text, with who speaks before it."""
    return f"{part.lead}: {part.text}" if part.lead else part.text


def text_of(parts: tuple[Part, ...], id_: str) -> str:
    """Return the text of one of several parts."""
    return next(part_text(part) for part in parts if part.id == id_)


def choice_text(asked: Interaction, part: str, target: str, words: Words) -> str:
    """Say a choice: the option, or what was put where."""
    what = text_of(asked.parts, part)
    if asked.form not in {"match", "order"}:
        return what
    if not target:
        return words.get("results.left", part=what)
    key = "results.at-place" if asked.form == "order" else "results.put-to"
    return words.get(key, part=what, target=text_of(asked.targets, target))


def chosen_by(asked: Interaction, row: Counted, n: int, words: Words) -> str:
    """Say a choice and how many made it; ``row`` is above its gate."""
    text = choice_text(asked, row.part, row.target, words)
    return words.get("results.chosen-by", choice=text, n=row.count, total=n, share=percent(row.share or 0))


def misconception(question: Question, found: ItemStatistics, words: Words) -> str:
    """Say the most common misconception of a question, or why none can be told."""
    one = next((one for one in found.choices if one.interaction == found.misconception_in and one.misconception), None)
    if one is None or one.misconception is None:
        return words.get("statistics.none" if any(one.shown for one in found.choices) else "statistics.few")
    asked = question.interaction(one.interaction)
    said = chosen_by(asked, one.misconception, one.n, words)
    said = words.get("results.tied", choice=said, n=one.tied) if one.tied else said
    return f"{asked.title}: {said}" if asked.title else said


def left_out(question: Question, found: ItemStatistics, words: Words) -> str:
    """Say which right choice was missed most; nothing where there is none."""
    one = next((one for one in found.choices if one.left_out), None)
    if one is None or one.left_out is None:
        return ""
    return chosen_by(question.interaction(one.interaction), one.left_out, one.n, words)
