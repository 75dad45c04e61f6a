"""Paths by role, the Monday sheets and the referral card, as HTML that reads without a script."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from steppingup.book import tables
from steppingup.book.icons import MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from steppingup.book.course_pages import CoursePage
    from steppingup.book.state import State
    from steppingup.common.facts import Contact, RolePath

TIERS = (1, 2, 3)


@dataclass(frozen=True)
class Path:
    """A path as learners see it: of a role, or of everybody up to a tier.

    Args:
        id: the role, or ``tier-1`` to ``tier-3``.
        name: its name.
        about: whom it is for.
        must: the pages before the next working day; for a tier, all of its pages.
        should: the pages within three months.
    """

    id: str
    name: str
    about: str
    must: tuple[CoursePage, ...]
    should: tuple[CoursePage, ...] = ()


def paths_of(state: State, pages: Iterable[CoursePage]) -> list[Path]:
    """List the paths of all roles, then those of the three tiers; lessons that do not stand yet are left out."""
    lessons = {page.lesson.number: page for page in pages if page.parent and page.lesson.minutes}
    words, roles = state.words, state.facts.roles

    def known(numbers: Iterable[str]) -> tuple[CoursePage, ...]:
        return tuple(lessons[number] for number in numbers if number in lessons)

    found = [
        Path(id_, roles[id_].name, roles[id_].about, known(path.must), known(path.should))
        for id_, path in state.facts.paths.items()
        if id_ in roles
    ]
    for tier in TIERS if found else ():
        must = tuple(page for page in lessons.values() if page.lesson.tier and page.lesson.tier <= tier)
        found.append(Path(f"tier-{tier}", words.get(f"path.tier-{tier}"), words.get(f"path.tier-{tier}-about"), must))
    return found


def script_data(paths: Iterable[Path]) -> dict[str, Any]:
    """Return what the script needs of the paths: names, and pages by their place in the course."""
    return {
        path.id: {
            "name": path.name,
            "must": [page.docname for page in path.must],
            "should": [page.docname for page in path.should],
        }
        for path in paths
    }


def paths_html(state: State, paths: list[Path], uri: Callable[[str], str], sheets: Iterable[str]) -> str:
    """Write all paths, one section each; the script shows the chosen one alone."""
    links = "".join(f'<li><a href="#path-{path.id}">{escape(path.name)}</a></li>' for path in paths)
    sheets = set(sheets)
    sections = "\n".join(_section(state, path, uri, sheets) for path in paths)
    return f'<div data-su-paths>\n<ul class="su-plain-choice">{links}</ul>\n{sections}\n</div>'


def _section(state: State, path: Path, uri: Callable[[str], str], sheets: set[str]) -> str:
    word = _escaped(state)
    about = f"<p>{escape(path.about)}</p>" if path.about else ""
    if path.id.startswith("tier-"):
        lists = _rows(path.must, word("path.all", n=_minutes(path.must)), state, uri)
    else:
        lists = _rows(path.must, word("path.must", n=_minutes(path.must)), state, uri)
        lists += _rows(path.should, word("path.should", n=_minutes(path.should)), state, uri)
    sheet = sheet_page(path.id)
    if sheet in sheets:
        lists += f'<p><a href="{uri(sheet)}">{word("path.monday", role=path.name)}</a></p>\n'
    name = escape(path.name)
    return f'<section id="path-{path.id}" data-path="{path.id}">\n<h2>{name}</h2>\n{about}\n{lists}</section>'


def _rows(pages: tuple[CoursePage, ...], title: str, state: State, uri: Callable[[str], str]) -> str:
    word = _escaped(state)
    rows = "".join(
        f'<li><span class="su-n">{escape(page.lesson.number)}</span>'
        f'<div><a href="{uri(page.docname)}">{escape(page.title)}</a></div>'
        f'<span class="su-end">{word("lesson.minutes", n=page.lesson.minutes)}</span></li>'
        for page in pages
    )
    return f'<h3>{title}</h3>\n<ol class="su-rows">{rows}</ol>\n' if rows else ""


def _minutes(pages: Iterable[CoursePage]) -> int:
    return sum(page.lesson.minutes for page in pages)


def sheet_page(role: str) -> str:
    """Return the page of a role's Monday sheet."""
    return f"book/monday/{role.replace('_', '-')}"


def monday_html(state: State, path: RolePath) -> str:
    """Write the Monday sheet of a role: contacts on top, then the lines, then room for two of one's own."""
    word = _escaped(state)
    lines = "".join(f"<li>{escape(line)}</li>" for line in path.monday)
    contacts = [contact for contact in state.facts.contacts.values() if contact.sheet]
    return _sheet(
        word("monday.title", role=state.facts.roles[path.id].name),
        f'<p class="su-now"><span>{word("card.now")}</span><strong>{tables.EMERGENCY}</strong></p>\n'
        f"{_contact_rows(state, contacts)}\n<h3>{word('monday.lines')}</h3>\n<ol>{lines}"
        f'<li class="su-own">{word("monday.own")}</li><li class="su-own">{word("monday.own")}</li></ol>\n'
        f'<p class="su-small">{word("monday.foot")}</p>',
    )


def card_html(state: State) -> str:
    """Write the referral card with empty places; the script fills in what the town or the reader has entered."""
    word = _escaped(state)
    do, avoid = _listed(state, "card.do"), _listed(state, "card.not")
    card = _sheet(
        word("card.title"),
        f'<p class="su-now"><span>{word("card.now")}</span><strong>{tables.EMERGENCY}</strong></p>\n'
        f'<div class="su-cols"><div><h3>{word("card.do")}</h3><ol>{do}</ol></div>'
        f"<div><h3>{word('card.not')}</h3><ul>{avoid}</ul></div></div>\n"
        f"<h3>{word('card.whom')}</h3>\n{_contact_rows(state, state.facts.contacts.values())}\n"
        f'<p class="su-small">{word("card.foot")} <span data-su-checked></span></p>',
        page="su-sheet-page",
    )
    return f'{card}\n<div data-su-card class="su-noprint">\n<p>{word("card.script")}</p>\n</div>'


def help_data(state: State) -> list[dict[str, str]]:
    """Return the help lines as the card's form offers them."""
    return [
        {
            "id": line.id, "country": line.country, "who": line.service, "number": line.number,
            "day": tables.as_of(line, state),
        }
        for line in tables.ordered_lines(state)
        if line.country != tables.EVERYWHERE
    ]  # fmt: skip


def _sheet(title: str, body: str, page: str = "") -> str:
    mark = f'<svg class="su-mark" viewBox="0 0 32 32" aria-hidden="true">{MARK}</svg>'
    head = f'<header>{mark}<div><h2 id="sheet">{title}</h2><p data-su-town></p></div></header>'
    return f'<section class="{f"su-sheet {page}".strip()}" aria-labelledby="sheet">\n{head}\n{body}\n</section>'


def _contact_rows(state: State, contacts: Iterable[Contact]) -> str:
    word = _escaped(state)
    head = "".join(f'<th scope="col">{word(f"card.{name}")}</th>' for name in ("for", "who", "number"))
    rows = "".join(
        f'<tr data-contact="{contact.id}" data-hint="{escape(contact.hint)}">'
        f'<th scope="row">{escape(contact.purpose)}</th><td></td><td></td></tr>'
        for contact in contacts
    )
    line = f'<tr data-contact="national"><th scope="row">{word("card.national")}</th><td></td><td></td></tr>'
    return f'<table class="su-contacts"><thead><tr>{head}</tr></thead><tbody>{rows}{line}</tbody></table>'


def _listed(state: State, key: str) -> str:
    words = state.words.group("page")
    return "".join(f"<li>{escape(words[name])}</li>" for name in sorted(words) if name.startswith(f"{key}."))


def _escaped(state: State) -> Callable[..., str]:
    return lambda key, **values: escape(state.words.get(key, **values))
