"""What all panels of the desk are made of: text, buttons that cannot fail silently, links, and a place for messages."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import ipywidgets as w

from steppingup.common.errors import SteppingUpError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

log = logging.getLogger("steppingup.desk")

FITTING = {"width": "max-content"}
FITTING_LABEL = {"description_width": "auto"}


class Told(w.HTML):  # type: ignore[misc] # ipywidgets comes without types
    """The place of a panel where its messages appear; a screen reader reads each of them out."""

    def say(self, lines: Iterable[str], kind: str = "done") -> None:
        """Show lines of HTML, or lists and tables of their own; ``kind`` is done, careful or wrong."""
        inside = "".join(line if line.startswith(("<ul", "<table")) else f"<p>{line}</p>" for line in lines)
        self.value = f'<div class="su-desk-told su-desk-{kind}" role="status">{inside}</div>' if inside else ""

    def clear(self) -> None:
        """Show nothing."""
        self.value = ""


class Progress(w.VBox):  # type: ignore[misc] # as above
    """How far something is that takes longer than two seconds: a bar, and what is being done."""

    def __init__(self) -> None:
        self.bar = w.IntProgress(min=0, max=1, layout=w.Layout(width="24em", max_width="100%", display="none"))
        self.doing = w.HTML()
        super().__init__([self.bar, self.doing])

    def tell(self, done: int, total: int) -> None:
        """Show how much is done."""
        self.bar.max, self.bar.value = max(total, 1), done

    @contextmanager
    def during(self, doing: str) -> Iterator[None]:
        """Show the bar while something is done, whatever comes of it."""
        self.bar.layout.display, self.bar.value, self.doing.value = "", 0, f"<p>{escape(doing)} …</p>"
        try:
            yield
        finally:
            self.bar.layout.display, self.doing.value = "none", ""


def text(content: str, kind: str = "text") -> w.HTML:
    """Show plain text as a paragraph; nothing in it means anything to HTML."""
    return w.HTML(f'<p class="su-desk-{kind}">{escape(content)}</p>')


def heading(content: str, level: int = 2) -> w.HTML:
    """Show a heading inside a part: who listens to the page finds the way by it."""
    return w.HTML(f"<h{level}>{escape(content)}</h{level}>")


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


def upload(label: str, start: w.Button, *, accept: str = "", several: bool = False) -> w.FileUpload:
    """Make a place for files; once some are chosen, ``start`` is pressed."""
    made = w.FileUpload(accept=accept, multiple=several, description=label, layout=w.Layout(width="auto"))
    made.observe(lambda change: start.click() if change["new"] else None, "value")
    return made


def link(path: Path, home: Path, label: str, *, save: bool = False, place: str = "files") -> str:
    """Write a link to a file below the folder that the server shows.

    Args:
        path: the file.
        home: the folder of the server.
        label: what the link says.
        save: whether the browser saves the file instead of showing it.
        place: where the server shows it: ``files``, or an address of our own (see `extension`).
    """
    inside = quote(path.resolve().relative_to(home.resolve()).as_posix())
    address = f"{base()}{place}/{inside}{'?download=1' if save else ''}"
    how = " download" if save else ' target="_blank" rel="noopener"'
    return f'<a href="{escape(address)}"{how}>{escape(label)}</a>'


def base() -> str:
    """Return the address of the server below its host: on a hub every person has their own."""
    return os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/")


def listed(items: Iterable[str]) -> str:
    """Write a list; the items are HTML already."""
    inside = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{inside}</ul>" if inside else ""
