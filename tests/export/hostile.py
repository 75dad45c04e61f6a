"""A bank whose texts hold everything that a format could trip over, and what a reader must find."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from steppingup.activities.interactions import Form
from steppingup.common.language import Words
from steppingup.export.questions import gift
from steppingup.export.questions.clean import clean
from steppingup.export.questions.model import Bank, Part, Place, Question, Rule

SIGNS = r"~ = # { } : \ :: // [html] %50% #### ~%-25% \n \= \\ $CATEGORY: a <- b"
MARKUP = "<b>bold</b> & <script>alert(1)</script> ]]> <![CDATA[x]]> &amp; &lt; \"quoted\" 'single' <!-- x -->"
LETTERS = "\u0141\u00f3d\u017a, \u0123imene, \u00e5r, \u00f5htu, \u0439\u043e\u0434, \u00df, \u4e2d, \U0001f642"
FIRST = "%50% begins like a weight", "[html] begins like a format", "= begins like an answer", "// like a comment"
STRANGE = "bell\x07, escape\x1b[0m, zero\x00, turned \u202eround, half \ud83d"
TITLES = (f"{LETTERS} / with a slash", f"{MARKUP} #1")


def _question(id_: str, form: Form, rule: Rule, **more: Any) -> Question:
    return Question(
        id=f"hostile/{id_}", activity=f"hostile/{id_}", version=1, kind="choice", set="practice", form=form,
        rule=rule, name=f"hostile/{id_}: {SIGNS} {LETTERS}", prompt=(SIGNS, f"{MARKUP}\nsecond line", LETTERS),
        place=Place("chapters/01-start", TITLES), competency="encounter.notice", roles=("all",), tier=1, hint=SIGNS,
        after=(MARKUP, SIGNS), **more,
    )  # fmt: skip


def _parts(*texts: str) -> tuple[Part, ...]:
    return tuple(
        Part(f"{place}p", text, f"Why: {text}", float(place == 1), place) for place, text in enumerate(texts, 1)
    )


def bank() -> Bank:
    """A question of each form."""
    parts = _parts(SIGNS, MARKUP, LETTERS, *FIRST)
    targets = (Part("1p", f"{MARKUP} right"), Part("b", SIGNS), Part("c", LETTERS))
    pairs = {("1p", "b"), ("2p", "b"), ("3p", "1p"), ("4p", "1p"), ("5p", "1p"), ("6p", "1p"), ("7p", "1p")}
    return Bank(f"Course {LETTERS}", "en", (
        _question("single", "single", "best", parts=parts, right=frozenset({("1p", "")})),
        _question("several", "multiple", "net", parts=parts, right=frozenset({("1p", ""), ("2p", "")})),
        _question("pairs", "match", "share", parts=parts, targets=targets, right=frozenset(pairs)),
        _question("order", "order", "pairs", parts=parts[::-1]),
        _question("text", "text", "trainer", grader=(SIGNS, MARKUP)),
    ))  # fmt: skip


def cleaned() -> str:
    """What is left of a text with control characters."""
    return clean(STRANGE)


def main(folder: Path) -> None:
    """Write the bank as GIFT, and what a reader must find, for the test that reads it in JavaScript."""
    made = bank()
    (folder / "hostile.gift").write_bytes(gift.render(made, "A [tag:no] report", Words()))
    wanted = {
        question.id: {
            "prompt": list(question.prompt),
            "parts": {part.text: part.feedback for part in question.parts},
            "targets": [target.text for target in question.targets],
        }
        for question in made.questions
    }
    (folder / "hostile.json").write_text(json.dumps(wanted), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
