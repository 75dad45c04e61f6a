"""Slips of paper: each learner's code, what to do with it, and what it does not tell.

Who uses it: the trainer, who prints the page, cuts it and gives each slip to its person. What they do first: print
it at 100 % on A4. What can go wrong: a slip is lost (print again, codes never change), slips lie about (the page and
every slip say what they are), names on slips are not wanted (leave them out and read them from the roster).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from steppingup.common.language import Words
    from steppingup.session.roster import Learner

FILE = "slips.html"
_STEPS = ("slip.do-open", "slip.do-code", "slip.do-answer", "slip.do-send")
_STYLE = """
@page { size: A4; margin: 10mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 190mm; font: 9.5pt/1.3 system-ui, sans-serif; color: #111; background: #fff }
.tip { margin: 6mm 0 }
body > ul { display: grid; grid-template-columns: 1fr 1fr; margin: 0; padding: 0; list-style: none }
body > ul > li { break-inside: avoid; min-height: 68mm; padding: 4mm 6mm; border: .3mm dashed #777 }
.code { margin: 0 0 2mm; font: 700 26pt/1.1 ui-monospace, Consolas, monospace; letter-spacing: .12em }
p { margin: 0 0 1.2mm } ol { margin: 0 0 1.5mm; padding-left: 5mm } small { font-size: 8pt }
@media print { .tip { display: none } }
"""


def slips_page(learners: Iterable[Learner], exercises: Sequence[str], words: Words, *, names: bool = True) -> str:
    """Make the page of slips, eight to a sheet.

    Args:
        learners: who gets one.
        exercises: the titles of the exercises, as learners know them.
        words: the language of the slips.
        names: whether each slip says whose it is.
    """
    say = words.get
    slips = "\n".join(_slip(learner, exercises, words, names=names) for learner in learners)
    return f"""<!doctype html>
<html lang="{escape(words.language)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(say("slip.title"))}</title><style>{_STYLE}</style>
<h1 class="tip">{escape(say("slip.title"))}</h1>
<p class="tip">{escape(say("slip.print"))}</p>
<ul>
{slips}
</ul>
</html>
"""


def _slip(learner: Learner, exercises: Sequence[str], words: Words, *, names: bool) -> str:
    say = words.get
    lines = [say("slip.for", name=learner.name)] if names and learner.name else []
    lines += [say("slip.exercises", list=", ".join(exercises))] if exercises else []
    steps = "".join(f"<li>{escape(say(step))}</li>" for step in _STEPS)
    return (
        f'<li><p>{escape(say("slip.code"))}</p><p class="code">{escape(learner.code)}</p>'
        f"{''.join(f'<p>{escape(line)}</p>' for line in lines)}<ol>{steps}</ol>"
        f"<p><small>{escape(say('slip.privacy'))}</small></p></li>"
    )
