"""The prose of an exercise as HTML without Sphinx, for a page that stands alone.

It knows what an ``index.md`` may hold: Markdown, frames such as ``{story}``, the places of questions, facts and
sources. A link into the book becomes plain words, as the book is not beside the page.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from steppingup.book.cells import call_of, without_front
from steppingup.book.icons import icon
from steppingup.book.tables import scroll

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from steppingup.common.facts import Facts
    from steppingup.common.language import Words

_LABELLED = {
    "story": ("su-story", "pen", "story.label"),
    "source-says": ("su-box su-says", "book", "says.label"),
    "content-note": ("su-box", "heart", "note.label"),
}
_TITLED = {"town": ("su-box su-town", "town.title"), "outcomes": ("su-box", "outcomes.title")}
_OUTSIDE = ("https:", "http:", "mailto:", "tel:")


def prose_html(text: str, words: Words, item: Callable[[str], str], facts: Facts | None = None) -> str:
    """Write the prose of an exercise.

    Args:
        text: MyST; front matter and a first heading are dropped, as the page has its title.
        words: the interface, for the labels of frames.
        item: writes the place of a question by its id.
        facts: what ``{fact}`` and ``{src}`` stand for.
    """
    return _Prose(words, item, facts).html(without_front(text))


class _Prose:
    """Turns Markdown into HTML; frames are parsed by the same parser again."""

    def __init__(self, words: Words, item: Callable[[str], str], facts: Facts | None) -> None:
        self._words, self._item, self._facts = words, item, facts
        self._parser = self._made()

    def html(self, text: str) -> str:
        tokens = self._parser.parse(text)
        if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
            tokens = tokens[3:]
        return str(self._parser.renderer.render(tokens, self._parser.options, {}))

    def _made(self) -> MarkdownIt:
        from markdown_it import MarkdownIt  # noqa: PLC0415 - only handouts need a parser of their own
        from mdit_py_plugins.colon_fence import colon_fence_plugin  # noqa: PLC0415
        from mdit_py_plugins.myst_role import myst_role_plugin  # noqa: PLC0415

        parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(colon_fence_plugin).use(myst_role_plugin)
        # set directly: the parser's own way to add a rule would bind a method a second time
        rules: dict[str, Any] = parser.renderer.rules  # type: ignore[attr-defined]
        rules |= {"fence": self._fence, "colon_fence": self._fence, "myst_role": self._role}
        rules |= {"link_open": self._link, "link_close": self._link_end}
        rules |= {"table_open": self._table, "table_close": lambda *_: "</table>\n</div>\n"}
        return parser

    def _fence(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        token = tokens[at]
        name = token.info.strip().partition("}")[0].removeprefix("{") if token.info.strip().startswith("{") else ""
        if name == "code-cell":
            call = call_of(token.content)
            return self._item(call[1]) + "\n" if call and call[0] == "activity" else ""
        if name in _LABELLED:
            css, sign, key = _LABELLED[name]
            label = f'<p class="su-label">{icon(sign)}{escape(self._words.get(key))}</p>'
            return f'<div class="{css}">\n{label}\n{self.html(token.content)}</div>\n'
        if name in _TITLED:
            css, key = _TITLED[name]
            title = f"<h2>{escape(self._words.get(key))}</h2>"
            return f'<section class="{css}">\n{title}\n{self.html(token.content)}</section>\n'
        return "" if name else f"<pre>{escape(token.content)}</pre>\n"

    def _table(self, *_: Any) -> str:
        return f"{scroll(self._words.get('exercise.table'))}<table>\n"

    def _role(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        token, facts = tokens[at], self._facts
        name, id_ = token.meta["name"], token.content.strip()
        if facts and name == "fact" and id_ in facts.facts:
            return escape(facts.dated(id_))
        if facts and name == "src" and id_ in facts.sources:
            return escape(f"({facts.sources[id_].title})")
        return "" if name in {"fact", "src"} else escape(token.content)

    def _link(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        href = str(tokens[at].attrGet("href") or "")
        return f'<a href="{escape(href)}" rel="noreferrer">' if href.startswith(_OUTSIDE) else "<span>"

    def _link_end(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        opening = next(token for token in reversed(tokens[:at]) if token.type == "link_open")
        return "</a>" if str(opening.attrGet("href") or "").startswith(_OUTSIDE) else "</span>"
