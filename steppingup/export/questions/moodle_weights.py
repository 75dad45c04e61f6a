"""How Moodle counts marks: in percentages of a fixed list, which Moodle XML and GIFT share.

The list is that of ``question_bank::fraction_options_full``; an import with another percentage fails. It also stops,
with all that follows, at a question whose right marks do not make 100 together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from steppingup.export.questions.model import Question

# as percent; seven digits are what Moodle compares
KNOWN = (
    100.0, 90.0, 250 / 3, 80.0, 75.0, 70.0, 200 / 3, 60.0, 50.0, 40.0, 100 / 3,
    30.0, 25.0, 20.0, 100 / 6, 100 / 7, 12.5, 100 / 9, 10.0, 5.0,
)  # fmt: skip
MOST_RIGHT = 10  # equal shares of eleven right marks and more are not on the list


def refusal(question: Question) -> str:
    """Return why Moodle would stop at a question, as the end of a key of words; empty if it would not."""
    if question.rule == "net" and len(question.key) > MOST_RIGHT:
        return "many-right"
    if question.rule == "best" and all(part.worth < 1 for part in question.parts):
        return "no-full"
    return ""


def weights(question: Question) -> dict[str, float]:
    """Return what marking each part earns, in percent of the points, as Moodle can say it."""
    if question.rule == "best":
        return {part.id: nearest(100 * part.worth) if part.worth else 0.0 for part in question.parts}
    key = set(question.key)
    gain, loss = nearest(100 / len(key)), nearest(100 / (len(question.parts) - len(key)))
    return {part.id: gain if part.id in key else -loss for part in question.parts}


def nearest(percent: float) -> float:
    """Return the percentage of the list that is nearest."""
    return min(KNOWN, key=lambda known: abs(known - percent))


def is_known(percent: float) -> bool:
    """Tell whether Moodle knows a percentage."""
    return abs(nearest(percent) - percent) < 1e-6


def odd_shares(question: Question) -> list[float]:
    """Return the shares of marks that Moodle does not know, in percent."""
    if question.rule == "best":
        return [share for part in question.parts if part.worth and not is_known(share := 100 * part.worth)]
    if question.rule != "net":
        return []
    right = len(question.key)
    return [share for many in (right, len(question.parts) - right) if not is_known(share := 100 / many)]


def percent(value: float) -> str:
    """Write a percentage as Moodle compares it."""
    return f"{value:.5f}".rstrip("0").rstrip(".")
