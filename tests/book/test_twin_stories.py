"""Twin stories in a site: each of the two places carries both versions, and the learner's pattern has its place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from steppingup.book.activity_html import dom_id
from steppingup.lab.run import make_notebooks
from tests.book.books import edit, main_part, pages, site, tiny

FIRST, SECOND = "chapters/01-start/01-first.html", "chapters/01-start/02-second.html"
ANSWERS = "".join(f"    - {{id: {step}, feedback: Why {step}.}}\n" for step in ("other-help", "refer", "consult"))
REST = "He asks for a form. " * 12


def story(id_: str, town: str, twin: str = "") -> str:
    return (
        f"- id: {id_}\n  version: 1\n  kind: vignette\n  competency: area.first\n  roles: [all]\n  tier: 1\n"
        f"  prompt: A man from {town} comes in. {REST}\n  truth: refer\n  form: labour\n  answers:\n{ANSWERS}"
        f"  ordinary: A late wage.\n  moves: A threat.\n  sources: [book-one]\n{twin}"
    )


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The tiny course with a pair, one version on each lesson, and the learner's pattern on the second."""
    found = tiny(tmp_path)
    path = found / "chapters/01-start"
    twin = "  twin: {of: start/story-1, differs: nationality}\n"
    texts = story("start/story-1", "Riga") + story("start/story-1b", "Hanoi", twin)
    (path / "activities-stories.yml").write_text(texts, "utf-8")
    for name, id_ in (("01-first.md", "start/story-1"), ("02-second.md", "start/story-1b")):
        cell = f'\n```{{code-cell}} python\n:tags: [remove-input]\nactivity("{id_}")\n```\n'
        with (path / name).open("a", encoding="utf-8") as file:
            file.write(cell + ("\n```{pattern}\n```\n" if name.startswith("02") else ""))
    return found


def spec_of(page: str, id_: str) -> dict[str, Any]:
    found = re.search(rf'<su-activity id="{dom_id(id_)}".*?<script type="application/json">(.*?)</script>', page, re.S)
    assert found
    return dict(json.loads(found[1]))


def test_each_place_carries_both_versions(course: Path) -> None:
    made = pages(site(course)[0])
    first, second = spec_of(made[FIRST], "start/story-1"), spec_of(made[SECOND], "start/story-1b")
    assert first["other"] == {key: value for key, value in second.items() if key != "other"}
    assert second["other"] == {key: value for key, value in first.items() if key != "other"}
    assert second["twin"] == {"of": "start/story-1", "differs": "nationality"}
    assert "form" not in first


def test_the_plain_story_is_readable_and_tells_no_key(course: Path) -> None:
    out, _ = site(course)
    plain = re.sub(r"<script.*?</script>", "", main_part(pages(out)[FIRST]), flags=re.S)
    assert "Made up for teaching" in plain
    assert "what is the next step?" in plain
    assert "Use the agreed route today." in plain
    assert "Why refer" not in plain


def test_the_script_knows_what_fits_and_which_are_twins(course: Path) -> None:
    text = (site(course)[0] / "_static/su/course.js").read_text("utf-8")
    data = json.loads(text.partition("=")[2].rstrip(";\n"))
    stories = [one for page in data["pages"] for one in page["activities"] if one["kind"] == "vignette"]
    assert [(one["truth"], one["twin"]) for one in stories] == [("refer", "start/story-1b"), ("refer", "start/story-1")]
    assert all("truth" not in one for page in data["pages"] for one in page["activities"] if one["kind"] != "vignette")


def test_the_search_finds_the_story_and_not_the_words_that_all_stories_share(course: Path) -> None:
    text = (site(course)[0] / "_static/su/search-index.js").read_text("utf-8")
    assert "A man from Hanoi" in text
    assert "agreed route" not in text
    assert "Why refer" not in text


def test_an_edit_of_one_version_writes_the_pages_of_both(course: Path) -> None:
    out, _ = site(course)
    before = {name: (out / name).stat().st_mtime_ns for name in pages(out)}
    edit(course / "chapters/01-start/activities-stories.yml", "from Hanoi", "from Lima")
    site(course)
    assert [name for name in pages(out) if (out / name).stat().st_mtime_ns != before[name]] == [FIRST, SECOND]
    assert "from Lima" in spec_of(pages(out)[FIRST], "start/story-1")["other"]["prompt"]


def test_examples_of_the_front_matter_count_nowhere(course: Path) -> None:
    (course / "book/activities.yml").write_text(story("gallery/story-1", "Turku"), "utf-8")
    with (course / "book/help.md").open("a", encoding="utf-8") as file:
        file.write('\n```{code-cell} python\n:tags: [remove-input]\nactivity("gallery/story-1")\n```\n')
    text = (site(course)[0] / "_static/su/course.js").read_text("utf-8")
    assert '{"id":"gallery/story-1","version":1,"kind":"vignette"}' in text


def test_in_a_notebook_the_pattern_is_a_sentence(course: Path) -> None:
    made = make_notebooks(course, course / "_build" / "lab", "en")
    [second] = [path for path in made if path.name == "02-second.ipynb"]
    assert "This notebook does not." in second.read_text("utf-8")


def test_the_pattern_has_a_place_and_a_sentence(course: Path) -> None:
    page = main_part(pages(site(course)[0])[SECOND])
    assert re.search(r"<div data-su-pattern>\s*<p>[^<]*JavaScript\.</p>", page)
