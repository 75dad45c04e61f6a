"""Rules for the pages by country: every question has an answer, or says that none was found."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from steppingup.common.countries import answers
from steppingup.common.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steppingup.common.facts import Facts


def country_problems(facts: Facts) -> Iterator[Problem]:
    """Yield questions that a country leaves out, and lines in the file of another country."""
    for line in facts.lines.values():
        file, number = facts.places["lines", line.id]
        if line.country != PurePosixPath(file).stem:
            what = f"an id in this file begins with '{PurePosixPath(file).stem}.'; correct it or move the line"
            yield Problem(file, number, line.id, "id", what)
    if facts.broken & {"lines", "facts"}:
        return
    begun = {line.country for line in facts.lines.values()}
    for country in facts.countries.values():
        if country.id not in begun:
            what = f"has no answers; write facts/countries/{country.id}.yml, or delete the country"
            yield Problem(*facts.places["countries", country.id], country.id, "", what)
            continue
        for question in facts.questions.values():
            if not question.optional and not answers(facts, country.id, question.id):
                what = (
                    f"no line answers '{question.id}'; write one, or a line with 'open: nothing' and the day you looked"
                )
                yield Problem(f"facts/countries/{country.id}.yml", 1, country.id, "question", what)
