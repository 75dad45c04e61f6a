"""What a format does to a question, and the table that tells it: nothing is dropped in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Bank, Question

How = Literal["exact", "approximated", "refused"]
_ORDER: tuple[How, ...] = ("exact", "approximated", "refused")


@dataclass(frozen=True)
class Verdict:
    """How a question is written.

    Args:
        how: exact if parts, key, score and feedback stay; refused if it is not in the file.
        why: sentences on what differs.
    """

    how: How
    why: tuple[str, ...] = ()


def verdict(why: Iterable[str]) -> Verdict:
    """Return *exact* if nothing differs, else *approximated* with the reasons."""
    reasons = tuple(why)
    return Verdict("approximated" if reasons else "exact", reasons)


def table(bank: Bank, verdicts: Sequence[tuple[Question, Verdict]], words: Words) -> list[str]:
    """Write the table: kind, how many, how written, and why, one line for each kind and way."""
    rows = [tuple(words.get(f"questions.report.{name}") for name in ("kind", "many", "how", "why"))]
    found: dict[tuple[str, How], list[Verdict]] = {}
    for question, one in verdicts:
        found.setdefault((_name(question, words), one.how), []).append(one)
    for kind, _ in bank.left_out:
        left = Verdict("refused", (words.get("questions.why.tool"),))
        found.setdefault((words.get(f"questions.kind.{kind}"), "refused"), []).append(left)
    for (kind, how), ones in sorted(found.items(), key=lambda item: (item[0][0], _ORDER.index(item[0][1]))):
        rows.append((kind, str(len(ones)), words.get(f"questions.how.{how}"), _reasons(ones, words)))
    return [*_columns(rows), *_left_out(bank, verdicts, words)]


def _name(question: Question, words: Words) -> str:
    several = question.kind == "choice" and question.form == "multiple"
    return words.get("kind.several" if several else f"kind.{question.kind}")


def _reasons(ones: Sequence[Verdict], words: Words) -> str:
    """Join the reasons, each with how many questions it is about if not all."""
    counted = Counter(reason for one in ones for reason in one.why)
    told = [reason if n == len(ones) else f"{reason} ({n})" for reason, n in counted.items()]
    return "; ".join(told) or words.get("questions.report.nothing")


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows]


def _left_out(bank: Bank, verdicts: Sequence[tuple[Question, Verdict]], words: Words) -> list[str]:
    ids = [question.id for question, one in verdicts if one.how == "refused"] + [id_ for _, id_ in bank.left_out]
    return [f"{words.get('questions.report.ids')} {', '.join(ids)}"] if ids else []
