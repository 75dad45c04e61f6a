"""What a format does to a question, and the table that tells it: nothing is dropped in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Bank, Question

How = Literal["exact", "approximated", "refused"]
HOW: tuple[How, ...] = ("exact", "approximated", "refused")


@dataclass(frozen=True)
class Verdict:
    """How a question is written.

    Args:
        how: exact if parts, key, score and feedback stay; refused if it is not in the file.
        why: sentences on what differs.
    """

    how: How
    why: tuple[str, ...] = ()


# Kind, id and verdict of something that was asked for.
Told = tuple[str, str, Verdict]


def verdict(why: Iterable[str]) -> Verdict:
    """Return *exact* if nothing differs, else *approximated* with the reasons."""
    reasons = tuple(why)
    return Verdict("approximated" if reasons else "exact", reasons)


def everywhere(question: Question, words: Words) -> Iterator[str]:
    """Yield what differs in every format."""
    if question.kind == "scenario":
        yield words.get("questions.why.decisions")
    if question.certainty:
        yield words.get("questions.why.certainty")


def table(bank: Bank, verdicts: Sequence[tuple[Question, Verdict]], words: Words) -> list[str]:
    """Write how many of each kind are exact, approximated or refused, then what differs, then what is left out."""
    told = [(_name(question, words), question.id, one) for question, one in verdicts]
    tool = Verdict("refused", (words.get("questions.why.tool"),))
    told += [(words.get(f"questions.kind.{kind}"), id_, tool) for kind, id_ in bank.left_out]
    return [*_counts(told, words), *_differences(told, words), *_refusals(told, words)]


def _name(question: Question, words: Words) -> str:
    several = question.kind == "choice" and question.form == "multiple"
    return words.get("kind.several" if several else f"kind.{question.kind}")


def _counts(told: Sequence[Told], words: Words) -> list[str]:
    found = Counter((kind, one.how) for kind, _, one in told)
    rows = [[words.get("questions.report.kind"), *(words.get(f"questions.how.{how}") for how in HOW)]]
    rows += [[kind, *(str(found[kind, how]) for how in HOW)] for kind in sorted({kind for kind, _ in found})]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]


def _differences(told: Sequence[Told], words: Words) -> Iterator[str]:
    """Tell each difference once, with how many questions of which kinds it is about; the most frequent first."""
    found: dict[str, Counter[str]] = {}
    for kind, _, one in told:
        for reason in one.why if one.how == "approximated" else ():
            found.setdefault(reason, Counter())[kind] += 1
    if found:
        yield from ("", words.get("questions.report.why"))
    for reason, kinds in sorted(found.items(), key=lambda item: (-item[1].total(), item[0])):
        about = ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items()))
        yield f"- {reason} ({about})"


def _refusals(told: Sequence[Told], words: Words) -> Iterator[str]:
    """Name what is not in the file, by the reason."""
    found: dict[str, list[str]] = {}
    for _, id_, one in told:
        if one.how == "refused":
            found.setdefault("; ".join(one.why), []).append(id_)
    if found:
        yield from ("", words.get("questions.report.ids"))
    for reason, ids in found.items():
        yield f"- {reason}: {', '.join(ids)}"
