"""Whose answers these are: by the code in the file, and by nothing that could be a guess.

Who uses it: the trainer, through the report of `collect`. What can go wrong: a code with a typing error (the nearest
one is suggested, never taken), the code of another session, no code at all as in JupyterLab (then a folder that the
trainer or the platform named after a person tells), and a file in one person's folder with another one's code
(nothing is decided; the trainer is asked).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steppingup.documents.letters import same
from steppingup.record.code import CodeError, normal_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from steppingup.common.language import Words
    from steppingup.session.inbox import Found
    from steppingup.session.returned import Answers
    from steppingup.session.roster import Learner, Roster

_WORD = re.compile(r"[^\W_]+")
_CODE_IN_NAME = re.compile(r"(?<![^\W_])[2-9A-HJKMNP-Za-hjkmnp-z]{5}(?![^\W_])")
NEAR = 2


@dataclass(frozen=True)
class Owner:
    """A decision about a file: the code of a learner, or a reason why there is none; and what the trainer should know.

    Args:
        code: of the learner; empty if nobody was found.
        reason: why nobody was found; empty otherwise.
        advice: what to do then.
        note: how the learner was found, when it was not by the code in the file.
        suggestion: the code of the roster that the typed one resembles most.
    """

    code: str = ""
    reason: str = ""
    advice: str = ""
    note: str = ""
    suggestion: str = ""


def owner_of(answers: Answers, roster: Roster, decided: Mapping[str, str], words: Words) -> Owner:
    """Find whose answers these are.

    Args:
        answers: a file that was read.
        roster: who takes part.
        decided: what the trainer said of single files: SHA-256 of the file -> code.
        words: the language of the report.
    """
    say = words.get
    if (named := decided.get(answers.found.mark)) and roster.find(named):
        return Owner(named, note=say("collect.by-trainer"))
    near = _by_folder(answers.found, roster)
    typed = answers.content.code
    if not typed:
        return _without_code(near, words)
    owner = _by_code(typed, roster, words)
    if not owner.code and near and near.code in _codes(answers.found.own_folders):
        return Owner(near.code, note=say("collect.by-folder"))
    if owner.code and near and near.code != owner.code:
        return Owner(reason=say("collect.conflict", code=owner.code, other=near.code), advice=say("collect.decide"))
    return owner


def code_in_name(name: str) -> str:
    """Find a code in the name of a file or folder; empty without one."""
    return next(iter(_codes([name])), "")


def distance(one: str, other: str) -> int:
    """Count the typing errors between two codes: wrong, missing, added or exchanged signs (Damerau 1964)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _by_code(typed: str, roster: Roster, words: Words) -> Owner:
    say = words.get
    try:
        code = normal_code(typed)
    except CodeError:
        nearest = _nearest(typed, roster)
        advice = say("collect.typing-near", code=nearest) if nearest else say("collect.typing-do")
        return Owner(reason=say("collect.typing", code=_shown(typed)), advice=advice, suggestion=nearest)
    if roster.find(code):
        return Owner(code)
    return Owner(reason=say("collect.stranger", code=code), advice=say("collect.stranger-do"))


def _without_code(near: Learner | None, words: Words) -> Owner:
    say = words.get
    if near:
        return Owner(near.code, note=say("collect.by-folder"))
    return Owner(reason=say("collect.no-code"), advice=say("collect.decide"))


def _nearest(typed: str, roster: Roster) -> str:
    plain = "".join(_WORD.findall(typed.upper()))
    ranked = sorted((distance(plain, code), code) for code in roster.codes)
    alone = len(ranked) < 2 or ranked[0][0] < ranked[1][0]
    return ranked[0][1] if ranked and ranked[0][0] <= NEAR and alone else ""


def _by_folder(found: Found, roster: Roster) -> Learner | None:
    """Find the one learner whose code or whole name a folder around the file carries."""
    folders = found.folders
    codes = [learner for learner in roster if learner.code in _codes(folders)]
    if codes:
        return codes[0] if len(codes) == 1 else None
    named = [learner for learner in roster if any(_names(folder, learner.name) for folder in folders)]
    return named[0] if len(named) == 1 else None


def _codes(names: list[str] | tuple[str, ...]) -> set[str]:
    found = set()
    for match in (match for name in names for match in _CODE_IN_NAME.findall(name)):
        try:
            found.add(normal_code(match))
        except CodeError:
            continue
    return found


def _names(folder: str, name: str) -> bool:
    """Tell whether a folder such as ``Berg Mia_4711_assignsubmission_file`` is named after a person."""
    person = folder.split("_", 1)[0]
    words = sorted(map(same, _WORD.findall(name)))
    return len(words) > 1 and words == sorted(map(same, _WORD.findall(person)))


def _shown(typed: str) -> str:
    return "".join(sign for sign in typed if sign.isprintable())[:20]
