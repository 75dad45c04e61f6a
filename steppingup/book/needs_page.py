"""The page of the training-needs self-check: what its script gets, and what stands there without the script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

if TYPE_CHECKING:
    from steppingup.book import nodes as su
    from steppingup.book.page_transform import PageTransform
    from steppingup.book.state import State


logger = logging.getLogger(__name__)


def needs_data(state: State) -> dict[str, Any]:
    """Return the public form of the self-check; empty for a course that has none, or that may not show it."""
    return state.instrument.public() if state.instrument else {}


def needs_html(page: PageTransform, _node: su.Table) -> str:
    """Leave a place to the script; without it, the notice can be read."""
    for problem in page.state.instrument_problems:
        logger.warning(
            "%s: %s", problem.field or problem.id, problem.message, location=f"{problem.file}:{problem.line}"
        )
    if page.state.instrument is None:
        return f"<p>{page.word('needs-check.none')}</p>"
    listed = needs_data(page.state)["notice"]
    notice = "\n".join(f"<p><strong>{escape(one['title'])}.</strong> {escape(one['text'])}</p>" for one in listed)
    said = page.word("needs-check.script")
    return f'<div data-su-needs-check>\n<p class="su-noscript">{said}</p>\n{notice}\n</div>'
