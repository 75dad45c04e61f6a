"""The HTML of an exercise, from its public form alone: the parts of a book's page, and a page that stands alone.

No function here takes an item of the catalogue. What they get is the public form (``activities.public.json``) and the
prose, so that no key can come this way into a page.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from steppingup.activities.public_plain import public_blocks
from steppingup.book.activity_html import blocks_html, dom_id, json_for_script
from steppingup.book.exercise_prose import prose_html
from steppingup.book.icons import FAVICON, MARK, icon, sprite
from steppingup.book.state import STATIC

if TYPE_CHECKING:
    from steppingup.common.facts import Facts
    from steppingup.common.language import Words

Spec = dict[str, Any]

_MADE_UP = frozenset({"spot", "scenario", "vignette"})  # scenes are invented, and say so
_RULES = 12  # lines of a page of paper for a text of unknown length
_WORDS_PER_RULE = 9
# Nothing may be asked of any host: not by this page, and not by what somebody might smuggle into a text.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)


def standalone_page(
    public: Spec,
    words: Words,
    prose: str,
    *,
    code: str = "",
    facts: Facts | None = None,
) -> str:
    """Write an exercise as one HTML file that opens from disk: script, style and questions are inside.

    Args:
        public: the public form of the exercise, ``Exercise.public()``.
        words: the interface in the language of the exercise.
        prose: the MyST text of its ``index.md``; front matter is dropped.
        code: a short code to be filled in, if it is known for whom the file is.
        facts: what ``{fact}`` and ``{src}`` in the prose stand for.
    """
    say, title = words.get, str(public["title"])
    body = (
        f'<header class="bd-header d-print-none"><div class="bd-header__inner bd-page-width">\n'
        f'<div class="navbar-header-items__start"><span class="navbar-brand"><svg class="su-mark" viewBox="0 0 32 32" '
        f'aria-hidden="true">{MARK}</svg><span>{escape(say("site.name"))}</span></span></div>\n'
        f'<div class="navbar-header-items"><div class="navbar-header-items__end">{_safety(words)}</div></div>\n'
        f"</div></header>\n"
        f'<div class="bd-page-width"><main id="main-content" class="bd-main"><div class="bd-article-container">'
        f'<article class="bd-article">\n<p class="su-kicker">{escape(say("exercise.kicker"))}</p>\n'
        f"<h1>{escape(title)}</h1>\n{head_html(public, words, code)}\n"
        f"{prose_html(prose, words, lambda id_: item_html(public, id_, words), facts)}\n{foot_html()}\n"
        f"</article></div></main></div>\n"
    )
    style = "\n".join(map(_static, ("stepping-up.css", "exercise.css")))
    name = escape(say("site.title", title=title, site=say("site.name")))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(str(public["language"]))}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<title>{name}</title>\n'
        f'<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,{quote(FAVICON.strip())}">\n'
        f"<style>{style}</style>\n</head>\n<body data-su-alone>\n{sprite(body)}\n{body}"
        f"<script>{_static('exercise.js')}</script>\n</body>\n</html>\n"
    )


def head_html(public: Spec, words: Words, code: str = "") -> str:
    """Write what stands above the questions: how long, how many, the public form, and a place for the code."""
    say, items = words.get, public["items"]
    points = sum(item["points"] for item in items)
    facts = [
        ("time", say("exercise.minutes", n=public["minutes"])),
        ("pen", say("exercise.questions", n=len(items))),
        ("tier", say("exercise.points", n=f"{points:g}")),
    ]
    listed = "".join(f"<li>{icon(name)}{escape(text)}</li>" for name, text in facts)
    filled = f' data-code="{escape(code)}"' if code else ""
    return (
        f'<ul class="su-meta">{listed}</ul>\n'
        f'<script type="application/json" data-su-exercise>{json_for_script(public)}</script>\n'
        f"<div data-su-exercise-head{filled}>"
        f'<p class="su-small su-noprint">{escape(say("exercise.paper"))}</p></div>\n'
        f'<p class="su-printonly su-paper-code">{escape(say("exercise.paper-code"))} '
        f"<span>{escape(code)}</span></p>"
    )


def item_html(public: Spec, id_: str, words: Words) -> str:
    """Write the place of one question: readable and printable as it stands; the script makes it work.

    Raises:
        KeyError: the exercise has no such question.
    """
    items = public["items"]
    number = next((at for at, item in enumerate(items, 1) if item["id"] == id_), 0)
    if not number:
        raise KeyError(id_)
    spec, say = items[number - 1], words.get
    title = escape(say("exercise.question", n=number, total=len(items)))
    points = say("exercise.point" if spec["points"] == 1 else "exercise.points", n=f"{spec['points']:g}")
    return (
        f'<section class="su-item" id="{dom_id(id_)}" data-item="{escape(id_)}" data-kind="{spec["kind"]}" '
        f'data-state="open" aria-label="{title}">\n<div class="su-plain su-card">\n'
        f'<p class="su-head"><span>{title}</span><span>{escape(points)}</span></p>\n{_plain(spec, words)}</div>\n'
        f"</section>"
    )


def foot_html() -> str:
    """Write the place where answers are handed in; it stays empty without the script."""
    return "<div data-su-exercise-foot></div>"


def _plain(spec: Spec, words: Words) -> str:
    say = words.get
    label = f'<p class="su-label">{escape(say("story.label"))}</p>\n' if spec["kind"] in _MADE_UP else ""
    road = f'<p class="su-hint">{escape(say("exercise.paper-road"))}</p>\n' if spec["kind"] == "scenario" else ""
    lines = _lines(spec.get("words"), words) if spec["kind"] == "text" else ""
    return f"{label}{blocks_html(public_blocks(spec, say), words, paper=True)}\n{road}{lines}"


def _lines(length: int | None, words: Words) -> str:
    """Leave room to write on paper."""
    asked = words.get("exercise.paper-lines", n=length) if length else words.get("exercise.paper-line")
    rules = max(4, -(-length // _WORDS_PER_RULE)) if length else _RULES
    drawn = "<span></span>" * rules
    return f'<p class="su-small">{escape(asked)}</p>\n<div class="su-rules" aria-hidden="true">{drawn}</div>\n'


def _safety(words: Words) -> str:
    say = words.get
    danger = f'{escape(say("help.danger"))} <a class="su-tel" href="tel:112">112</a>'
    help_ = (
        f'<details class="su-help"><summary>{icon("phone")}{escape(say("help.button"))}</summary>'
        f'<div class="su-help-panel"><p>{danger}</p></div></details>'
    )
    leave = f'<a class="su-leave" href="about:blank" rel="noreferrer">{icon("leave")}{escape(say("help.leave"))}</a>'
    return f'<div class="su-safety">{help_}{leave}</div>'


def _static(name: str) -> str:
    """Read a bundle for use inside a page: nothing in it may end the element that holds it."""
    text = (STATIC / name).read_text("utf-8")
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--") if name.endswith(".js") else text
