"""The configuration: what `_config.yml` says, without what only other themes need."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from steppingup.common.course import MARK
from steppingup.common.errors import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config

# Jupyter Book loads ten extensions more (copy buttons, launch buttons, tabs, another theme …). None of them gives
# anything to our pages, and their imports cost more than the rest of an unchanged build.
EXTENSIONS = ["myst_nb", "sphinx_external_toc", "steppingup.book"]
_THEIRS = ("comments_config", "bibtex", "use_jupyterbook_latex", "latex_", "html_theme_options")


def sphinx_config(course: Path) -> dict[str, Any]:
    """Turn the `_config.yml` of a course into a Sphinx configuration.

    Raises:
        ContentError: the file is not what Jupyter Book accepts.
    """
    import yaml  # noqa: PLC0415 - only builds need these

    with _without("rfc3987_syntax"):
        from jsonschema import ValidationError  # type: ignore[import-untyped]  # noqa: PLC0415
        from jupyter_book.config import get_final_config, validate_yaml  # noqa: PLC0415

    path = course / MARK
    try:
        content = yaml.safe_load(path.read_text("utf-8")) or {}
        validate_yaml(content, raise_on_errors=True)
        found, _ = get_final_config(user_yaml=content, cli_config={"latex_individualpages": False}, validate=False)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ContentError([Problem(MARK, line, "", "", f"broken YAML: {error}".replace("\n", " "))]) from error
    except (ValidationError, ValueError) as error:
        raise ContentError([Problem(MARK, 1, "", "", str(error).replace("\n", " "))]) from error
    kept = {key: value for key, value in found.items() if not key.startswith(_THEIRS)}
    extra = (content.get("sphinx") or {}).get("extra_extensions") or []
    return {**kept, "extensions": [*EXTENSIONS, *(name for name in extra if name not in EXTENSIONS)]}


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Import as if a module were not installed.

    jsonschema builds 38 grammars of internet addresses from this one while it is imported: a third of an unchanged
    build, for checks that no schema of ours asks for.
    """
    known = sys.modules.get(module)
    # None is Python's own sign for "cannot be imported"
    sys.modules[module] = known  # type: ignore[assignment]
    try:
        yield
    finally:
        if known is None:
            del sys.modules[module]


def _settle(app: Sphinx, config: Config) -> None:
    config.html_permalinks = False  # headings of a lesson carry no sign
    config.html_copy_source = False
    config.html_domain_indices = False
    config.html_use_index = False
    config.numfig = False
    config.exclude_patterns = [*config.exclude_patterns, "_build", ".*", "**/.*"]
    for extension in app.extensions.values():
        # sphinx_multitoc_numbering and a few others do not say; they keep no state of their own between pages, and
        # their silence alone would make the whole build serial.
        for name in ("parallel_read_safe", "parallel_write_safe"):
            if getattr(extension, name, None) is None:
                setattr(extension, name, True)


def setup(app: Sphinx) -> None:
    """Settle the options that all our pages share, however Sphinx was started."""
    app.connect("config-inited", _settle, priority=950)
