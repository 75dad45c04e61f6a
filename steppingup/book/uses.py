"""What each page uses of the catalogue: kept in Sphinx's environment, so that an edit finds its pages.

A key is ``table:id``: ``activity:definition/elements-1``, ``fact:fi-reflection``, ``source:…``, ``figure:…`` (its
text), ``drawn:…`` (its picture), ``country:fi`` (its lines), ``question:reflection`` (what all countries answer),
``changed:eu`` (facts that changed), and ``table:sources`` or ``table:helplines`` for a page that shows a whole table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def uses(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the keys that each page uses, in the order of the page."""
    found: dict[str, list[str]] = _shelf(env).setdefault("uses", {})
    return found


def digests(env: BuildEnvironment) -> dict[str, str]:
    """Return what each key stood for when its pages were last written."""
    found: dict[str, str] = _shelf(env).setdefault("digests", {})
    return found


def note(env: BuildEnvironment, docname: str, key: str) -> None:
    """Note that a page uses something."""
    keys = uses(env).setdefault(docname, [])
    if key not in keys:
        keys.append(key)


def page_with(env: BuildEnvironment, key: str) -> str | None:
    """Return the page that uses something, the first by name if several do."""
    return next((docname for docname, keys in sorted(uses(env).items()) if key in keys), None)


def activities_of(env: BuildEnvironment, docname: str) -> list[str]:
    """List the activities of a page in their order."""
    return [key.partition(":")[2] for key in uses(env).get(docname, ()) if key.startswith("activity:")]


def _shelf(env: BuildEnvironment) -> dict[str, Any]:
    # An attribute of the environment is saved, loaded and sent between processes together with it.
    if not hasattr(env, "steppingup"):
        env.steppingup = {}  # type: ignore[attr-defined]
    shelf: dict[str, Any] = env.steppingup  # type: ignore[attr-defined]
    return shelf


def purge(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page that is read again or gone."""
    uses(env).pop(docname, None)


def merge(_app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take over what another process has read."""
    for docname in docnames:
        if docname in uses(other):
            uses(env)[docname] = uses(other)[docname]
