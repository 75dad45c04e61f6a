"""What looks like personal data in a cell of a map: a reason to ask, before it lands in a file that travels.

Who uses it: the page, while somebody writes; the import of a file; the report. What can go wrong: it cries wolf until
nobody listens (so single first names, office numbers and office mailboxes pass), it misses (no list holds every
name), and what it found is written into some log (so a finding says where and of which kind, never what).

In the sheet on who gains, the name of a person or a firm is refused, not only warned of: a town has no task and no
means to test a suspicion, a wrong line ruins the innocent, and a right one warns the guilty and exposes those who
spoke. It belongs to the police, by the lawful route.

``frontend/src/personal/look.ts`` is the same in the page; ``tests/vectors/personal.json`` holds both together.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from steppingup.mapping.codes import codes
from steppingup.mapping.finders import addresses, ages, mails, phones, plates
from steppingup.mapping.found import KINDS, Finding
from steppingup.mapping.names import names
from steppingup.mapping.suspects import suspects

if TYPE_CHECKING:
    from steppingup.common.language import Words

GAINS = "map/gains"


def findings(text: str, sheet: str = "", field: str = "") -> list[Finding]:
    """List what looks like personal data in a text, in the order of the text.

    Args:
        text: what somebody wrote into one cell.
        sheet: the id of its sheet; on `map/gains` names are refused.
        field: the id of its column.
    """
    plain = unicodedata.normalize("NFC", text)
    people = names(plain)
    found = [Finding("code", code.start, code.end, code.countries) for code in codes(plain)]
    found += [*mails(plain), *addresses(plain, people), *ages(plain, people), *plates(plain)]
    found += phones(plain, people, found)
    found += [Finding("name", one.start, one.end) for one in people if one.full]
    if sheet == GAINS:
        found += suspects(plain, people, found, field)
    return sorted(found, key=lambda one: (one.start, KINDS.index(one.kind)))


def sentence(finding: Finding, say: Words) -> str:
    """Say what a finding is and what to write instead; why it is refused, and where it belongs."""
    return say.get(f"personal.{finding.kind}")
