"""What Moodle does to a question, in whichever of its formats it comes: what it refuses, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steppingup.export.questions.moodle_partners import changes
from steppingup.export.questions.moodle_weights import nearest, odd_shares, percent, refusal
from steppingup.export.questions.verdict import Verdict, everywhere, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from steppingup.common.language import Words
    from steppingup.export.questions.model import Question


def judged(question: Question, words: Words, reasons: Iterable[str]) -> Verdict:
    """Return *refused* if Moodle would stop at a question, else what the reasons say."""
    if why := refusal(question):
        return Verdict("refused", (words.get(f"questions.why.{why}"),))
    return verdict(reasons)


def by_moodle(question: Question, words: Words) -> Iterator[str]:
    """Yield what differs in both formats."""
    yield from everywhere(question, words)
    if question.form in {"match", "order"}:
        yield words.get("questions.why.feedback-together")
    for share in odd_shares(question):
        yield words.get("questions.why.penalty", n=percent(nearest(share)), exact=f"{share:.1f}")
    yield from changes(question, words)
