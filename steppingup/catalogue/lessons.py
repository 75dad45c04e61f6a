"""Rules for pages: the bones of a lesson, and that whatever a page names exists."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field

from steppingup.catalogue.references import role_faults
from steppingup.common.validation import validate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from steppingup.catalogue.model import Catalogue
    from steppingup.catalogue.pages import Page
    from steppingup.common.errors import Problem

DIRECTIVES = frozenset(
    {
        "code-cell",
        "outcomes",
        "story",
        "source-says",
        "town",
        "sources",
        "content-note",
        "timeline",
        "map-rows",
        "pattern",
        "trainer",
    }
)
CALL = re.compile(r"""(activity|figure)\(\s*["']([^"']*)["']\s*\)""")

_TABLES = {"fact": "facts", "src": "sources"}
_CODE = re.compile(r"(?<!\})(`+)(?!`).*?(?<!`)\1(?!`)")
_ROLE = re.compile(r"\{([\w:-]+)\}`([^`]*)`")
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(\s*(<[^>]*>|[^)\s]*)[^)]*\)")
_HTML = re.compile(r"<(?!https?://|mailto:)[A-Za-z/!][^>]*>?")


class Lesson(BaseModel):
    """The entry ``lesson`` of a page's front matter; only lessons, not chapter pages, have tier and competencies."""

    model_config = ConfigDict(extra="forbid", strict=True)

    number: Annotated[str, Field(min_length=1)]
    minutes: Annotated[int, Field(ge=1, le=600)]
    roles: Annotated[list[str], Field(min_length=1)]
    tier: Literal[1, 2, 3] | None = None
    competencies: list[str] = []


def page_problems(page: Page, catalogue: Catalogue, figures: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong on one page of the course, whatever its sort."""
    titles = [heading for heading in page.headings if heading.level == 1]
    if len(titles) != 1:
        line = titles[1].line if titles else 1
        yield page.problem(line, "title", f"{len(titles)} headings of the first level ('# …'); write exactly one")
    yield from _calls(page, catalogue, figures)
    yield from text_problems(page, catalogue, figures)


def text_problems(page: Page, catalogue: Catalogue, figures: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong in the text of a page of the course, or of an exercise."""
    for block in page.blocks:
        # Front and back matter have directives of their own; Sphinx knows them.
        if block.name and block.name not in DIRECTIVES and not page.file.startswith("book/"):
            known = ", ".join(sorted(DIRECTIVES))
            yield page.problem(block.line, block.name, f"unknown directive; use one of {known}")
    for block in page.named("timeline"):
        if block.argument not in figures:
            yield page.problem(block.line, "timeline", "no figures.yml has this id; correct it", block.argument)
    yield from _source_list(page, catalogue)
    for number, text in page.prose:
        yield from _line(page, number, text, catalogue)


def front_problems(page: Page, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong in the front matter of a page."""
    data = page.front.data if isinstance(page.front.data, dict) else {}
    lesson = lesson_of(page)
    if page.named("code-cell") and not {"jupytext", "kernelspec"} <= data.keys():
        yield page.problem(1, "jupytext", "a page with cells needs jupytext and kernelspec; copy them from a lesson")
    if "lesson" not in data:
        return
    if lesson is None:
        yield from validate(Lesson, data["lesson"], page.front, ("lesson",), "lesson")[1]
        return
    if page.path.name != "index.md":
        for name in ("tier", "competencies"):
            if not getattr(lesson, name):
                yield page.problem(page.front.line(("lesson",)), name, "is missing; add it", "lesson")
    for index, fault in role_faults(lesson.roles, catalogue.facts):
        yield page.problem(page.front.line(("lesson", "roles", index)), "roles", fault, "lesson")
    for index, name in enumerate(lesson.competencies):
        if catalogue.facts.unknown("competencies", name):
            what = f"unknown competency '{name}'; use an id of facts/competencies.yml"
            yield page.problem(page.front.line(("lesson", "competencies", index)), "competencies", what, "lesson")


def lesson_of(page: Page) -> Lesson | None:
    """Return the lesson entry of a page, if it has a sound one."""
    data = page.front.data if isinstance(page.front.data, dict) else {}
    return validate(Lesson, data.get("lesson"), page.front, ("lesson",))[0] if "lesson" in data else None


def calls(page: Page, name: str) -> list[tuple[int, str]]:
    """List (line, id) of every ``activity("id")`` or ``figure("id")`` in the cells of a page."""
    found = []
    for block in page.named("code-cell"):
        for number, text in block.body:
            found += [(number, call[2]) for call in CALL.finditer(text) if call[1] == name]
    return found


def reference_counts(pages: list[Page], catalogue: Catalogue) -> Iterator[Problem]:
    """Yield activities that no lesson shows, and those shown twice."""
    shown = [(page, line, id_) for page in pages for line, id_ in calls(page, "activity")]
    counts = Counter(id_ for _, _, id_ in shown)
    first: dict[str, str] = {}
    for page, line, id_ in shown:
        if id_ in first:
            yield page.problem(line, "activity", f"already shown at {first[id_]}; show it once", id_)
        first.setdefault(id_, f"{page.file}:{line}")
    for entry in catalogue.activities.values():
        if entry.set == "practice" and not counts[entry.id]:
            what = f'no lesson shows this activity; add a cell with activity("{entry.id}"), or delete it'
            yield entry.problem("", what)


def _calls(page: Page, catalogue: Catalogue, figures: Collection[str]) -> Iterator[Problem]:
    for line, id_ in calls(page, "activity"):
        entry = catalogue.activities.get(id_)
        if id_ in catalogue.broken:
            continue
        if entry is None:
            yield page.problem(line, "activity", "no activity has this id; correct it or write the activity", id_)
        elif entry.kept:
            yield page.problem(line, "activity", "its key is kept, so it must not stand on a page; move it", id_)
    for line, id_ in calls(page, "figure"):
        if id_ not in figures:
            yield page.problem(line, "figure", "no figures.yml has this id; correct it or add the figure", id_)
    for block in page.named("code-cell"):
        code = block.text()
        if re.match(r"(activity|figure)\b", code) and not CALL.fullmatch(code):
            yield page.problem(block.line, "code-cell", 'write one call in a cell, such as activity("area/slug-1")')


def _source_list(page: Page, catalogue: Catalogue) -> Iterator[Problem]:
    for block in page.named("sources"):
        for number, text in block.body:
            id_ = text.strip().removeprefix("- ").strip()
            if id_ and catalogue.facts.unknown("sources", id_):
                yield page.problem(number, "sources", f"unknown source '{id_}'; add it to facts/sources.yml")


def _line(page: Page, number: int, text: str, catalogue: Catalogue) -> Iterator[Problem]:
    for role, id_ in _ROLE.findall(text):
        if role not in _TABLES:
            yield page.problem(number, role, "unknown role of MyST; only {fact} and {src} exist here")
        elif catalogue.facts.unknown(_TABLES[role], id_):
            yield page.problem(number, role, f"unknown id '{id_}'; use one of facts/{_TABLES[role]}.yml")
    bare = _CODE.sub("", _ROLE.sub("", text))
    if found := _HTML.search(_LINK.sub("", bare)):
        yield page.problem(number, "", f"raw HTML ({found[0][:30]!r}); use Markdown")
    for image, label, target in _LINK.findall(bare):
        if image and not label.strip():
            yield page.problem(number, "image", "has no text alternative; write what it shows between the brackets")
        if not _exists(page, target):
            yield page.problem(number, "link", f"'{target}' does not exist; correct the path")


def _exists(page: Page, target: str) -> bool:
    path = unquote(target.strip("<>").partition("#")[0])
    return not path or re.match(r"[a-z]+:", path) is not None or (page.path.parent / path).exists()
