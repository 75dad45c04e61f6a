"""Every word that a reader meets goes through gettext: a build in a pseudo language shows what does not."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

from steppingup.book.messages import prose_pots, stale, templates
from steppingup.common.facts import load_facts
from tests.book.books import pages, site, tiny

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ("_config.yml", "_toc.yml", "settings.toml", "book", "chapters", "case_studies", "exercises", "facts")

# Where English stands on purpose, and why.
ALLOWED = {
    "su-bibliography": "titles and authors of sources are proper names",
    "su-sources": "the same, in the list of a lesson",
    "cell_input": "code is code",
    "notranslate": "a command is typed as it stands",
    "su-frame": "columns and ids have the names that they have in files",
    "su-day": "days are written by Babel, which knows every language but the pseudo one",
}
READ = {
    "alt",
    "aria-label",
    "title",
    "placeholder",
    "content",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
}


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pseudo", ROOT / "tools" / "pseudo.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Reader(HTMLParser):
    """Gathers every text that a reader can meet, outside the allowed places."""

    void = frozenset({"meta", "link", "br", "img", "input", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []
        self.drawn: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in self.void:
            self.open.append((tag, values.get("class") or ""))
        if tag == "meta" and values.get("name") not in {"description"}:
            return
        self.found += [value for name, value in attrs if name in READ and value and not self.allowed()]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.void:
            return
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":  # a title that is longer than a line is drawn as several texts
            self.found.append(" ".join(self.drawn))
            self.drawn = []
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.allowed() and not {"style", "script", "code"} & {tag for tag, _ in self.open}:
            into = self.drawn if "svg" in {tag for tag, _ in self.open} else self.found
            into.append(data.strip())

    def allowed(self) -> bool:
        return any(ALLOWED.keys() & set(css.split()) for _, css in self.open)


def escaped(text: str) -> list[str]:
    """Words of plain ASCII letters: the pseudo language has none."""
    return re.findall(r"(?<![\w.@/-])[A-Za-z]{2,}(?![\w/@-])", text)


def texts_of(page: str) -> list[str]:
    reader = Reader()
    reader.feed(page)
    scripts = re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    return reader.found + [text for script in scripts for text in spoken(json.loads(script))]


NOT_SPOKEN = {
    "id",
    "kind",
    "select",
    "start",
    "var",
    "op",
    "match",
    "group",
    "visited",
    "chose",
    "goto",
    "when",
    "effects",
    "truth",
    "form",
    "twin",
    "type",
    "rows",
    "tags",
    "follows",
    "step",
    "cells",
    "actors",
    "services",
}
ADDRESS = re.compile(r"[\w./-]+\.html(#\S*)?|[0-9a-f]{8}")


def spoken(value: object, name: str = "") -> list[str]:
    if isinstance(value, str):
        return [value] if name not in NOT_SPOKEN and not ADDRESS.fullmatch(value) else []
    if isinstance(value, list):
        return [text for item in value for text in spoken(item, name)]
    if isinstance(value, dict):
        return [text for key, item in value.items() if key not in NOT_SPOKEN for text in spoken(item, key)]
    return []


def leaks(out: Path, titles: set[str]) -> list[str]:
    found, longest = [], sorted(titles, key=len, reverse=True)
    for name, page in pages(out).items():
        for text in texts_of(page):
            rest = re.sub(r"\{\w+\}", "", text)  # words of a script, with their gaps
            if not escaped(rest):
                continue
            for title in longest:
                rest = rest.replace(title, "")  # a figure and a fact name their source
            if escaped(rest):
                found.append(f"{name}: {text[:80]}")
    words = (out / "_static/su/words.js").read_text("utf-8")
    data = json.loads(words.removeprefix("globalThis.SteppingUpWords=").rstrip(";\n"))
    return found + [f"{key}: {text}" for key, text in data.items() if escaped(re.sub(r"\{\w+\}", "", text))]


def proper_names(course: Path) -> set[str]:
    sources = load_facts(course).sources.values()
    return {name for source in sources for name in (source.title, source.author) if name}


def test_tiny_course_has_no_word_that_escaped(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    tool().write(course)
    out, _ = site(course, language="en_XA")
    assert leaks(out, proper_names(course)) == []
    assert 'lang="en-XA"' in pages(out)["book/help.html"]


@pytest.mark.no_cover  # the whole book: what it runs is measured on tiny ones, and measuring takes half as long again
def test_the_course_has_no_word_that_escaped(tmp_path: Path) -> None:
    course = tmp_path / "course"
    course.mkdir()
    for name in CONTENT:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, course / name)
    tool().write(course)
    out, _ = site(course, language="en_XA", jobs=2)
    assert "\n".join(leaks(out, proper_names(course))) == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Read [this](a/b.md) {fact}`x-y` now", ["](a/b.md)", "{fact}`x-y`"]),
        ("{n} of {total} `code` &amp;", ["{n}", "{total}", "`code`", "&amp;"]),
        ("{fact:fi-one} men", ["{fact:fi-one}"]),
    ],
)
def test_markup_comes_through(text: str, kept: list[str]) -> None:
    found = tool().pseudo(text)
    assert all(part in found for part in kept)
    rest = found
    for part in kept:
        rest = rest.replace(part, "")
    assert not re.search(r"[A-Za-z]", rest)


def test_template_of_the_prose_is_stable(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    first = prose_pots(course)["lessons.pot"]
    assert first == prose_pots(course)["lessons.pot"]
    assert "POT-Creation-Date" not in first
    assert str(tmp_path) not in first
    assert '#: chapters/01-start/01-first.md\nmsgid "A door in Havmere stands open."' in first
    assert 'msgid "I read"' in first
    assert 'msgid "Begin"' in first


def test_stale_templates_are_named(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    (course / "locale").mkdir()
    assert stale(course) == ["interface.pot", "activities.pot", "exercises.pot", "example.pot", "lessons.pot"]
    for name, text in templates(course).items():
        (course / "locale" / name).write_text(text, "utf-8")
    assert stale(course) == []


def test_tool_says_what_is_stale(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.spec_from_file_location("messages_tool", ROOT / "tools" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    course = tiny(tmp_path)
    (course / "locale").mkdir()
    monkeypatch.setattr(module, "ROOT", course)
    assert module.main(["--check"]) == 1
    assert "run: make messages" in capsys.readouterr().out
    assert module.main([]) == 0
    assert module.main(["--check"]) == 0
    (course / "facts/roles.yml").write_text("- [", "utf-8")
    assert module.main([]) == 1
    assert "facts/roles.yml:" in capsys.readouterr().err
    assert sys.modules.get("messages_tool") is None
