"""What all panels of the desk are made of: text, buttons that cannot fail silently, links, and a place for messages."""

from __future__ import annotations

import logging
import os
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import ipywidgets as w

from steppingup.common.errors import SteppingUpError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

log = logging.getLogger("steppingup.desk")

FITTING = {"width": "max-content"}


class Told(w.HTML):  # type: ignore[misc] # ipywidgets comes without types
    """The place of a panel where its messages appear; a screen reader reads each of them out."""

    def say(self, lines: Iterable[str], kind: str = "done") -> None:
        """Show lines; ``kind`` is done, careful or wrong."""
        inside = "".join(f"<p>{line}</p>" for line in lines)
        self.value = f'<div class="su-desk-told su-desk-{kind}" role="status">{inside}</div>' if inside else ""

    def clear(self) -> None:
        """Show nothing."""
        self.value = ""


def text(content: str, kind: str = "text") -> w.HTML:
    """Show plain text as a paragraph; nothing in it means anything to HTML."""
    return w.HTML(f'<p class="su-desk-{kind}">{escape(content)}</p>')


def button(
    label: str, action: Callable[[], None], told: Told, *, first: bool = False, trouble: str = "{error}"
) -> w.Button:
    """Make a button.

    Args:
        label: what it does, verb first.
        action: is called when it is pressed.
        told: where a sentence appears if the action cannot be done.
        first: whether it is what most people press here.
        trouble: what is said of an error that nobody foresaw, with ``{error}``.
    """
    made = w.Button(description=label, button_style="primary" if first else "", layout=w.Layout(**FITTING))

    def press(_: Any) -> None:
        made.disabled = True  # a second press while the first one works would do it twice
        told.clear()
        try:
            action()
        except SteppingUpError as error:
            told.say([escape(line) for line in str(error).splitlines()], "wrong")
        except Exception as error:  # whatever it is, the trainer gets a sentence, and the file of the desk the rest
            log.exception("The button '%s' failed.", label)
            told.say([escape(trouble.format(error=f"{type(error).__name__}: {error}"))], "wrong")
        finally:
            made.disabled = False

    made.on_click(press)
    return made


def link(path: Path, home: Path, label: str, *, save: bool = False) -> str:
    """Write a link to a file below the folder that the server shows.

    Args:
        path: the file.
        home: the folder of the server.
        label: what the link says.
        save: whether the browser saves the file instead of showing it.
    """
    inside = quote(path.resolve().relative_to(home.resolve()).as_posix())
    address = f"{base()}files/{inside}{'?download=1' if save else ''}"
    how = " download" if save else ' target="_blank" rel="noopener"'
    return f'<a href="{escape(address)}"{how}>{escape(label)}</a>'


def base() -> str:
    """Return the address of the server below its host: on a hub every person has their own."""
    return os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/")


def listed(items: Iterable[str]) -> str:
    """Write a list; the items are HTML already."""
    inside = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{inside}</ul>" if inside else ""
