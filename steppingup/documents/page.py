"""Pages for people who get one file: style and script inside, light and dark, readable in a narrow window and on paper.

A page asks nothing from anywhere. Its security policy names the one script and the one style sheet by their hashes, so
even a text that slipped through the escaping of the template could not run. Templates are Jinja's, everything escaped.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).resolve().parent / "templates"


def page(template: Path, *, style: str = "", script: str = "", language: str = "en", **values: object) -> str:
    """Write a page.

    Args:
        template: a file that extends ``page.html``.
        style: more style, after that of every page.
        script: the one script of the page; without one, nothing can run.
        language: of its words.
        values: what the template shows; texts are escaped.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not given.
    """
    styles = f"{(FOLDER / 'page.css').read_text('utf-8')}{style}"
    inside = {"style": Markup(styles), "script": Markup(script), "policy": _policy(styles, script)}  # noqa: S704 - ours
    return _environment(template.parent).get_template(template.name).render(language=language, **inside, **values)


@cache
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader([folder, FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _policy(style: str, script: str) -> str:
    allowed = f"'{_hash(script)}'" if script else "'none'"
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {allowed}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
