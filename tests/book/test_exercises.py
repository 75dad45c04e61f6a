"""Exercises in a built book: pages from the public form alone, links to them, and nothing of a key anywhere."""

from __future__ import annotations

import base64
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from steppingup.book.exercise_html import standalone_page
from steppingup.book.exercise_pages import page_text
from steppingup.book.run import Job, build
from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import Exercise, load_exercises
from steppingup.common.language import Words
from tests.book.books import edit, main_part, pages, problems, site, tiny

GRADED = Path(__file__).resolve().parents[1] / "books" / "graded" / "exercises"
STUB = "---\nexercise: harbour\n---\n\n# Exercise: harbour\n\nRead from the folder of exercises.\n"
TEXTLESS = (
    "correct",
    "rank",
    "signal",
    "credit",
    "cap",
    "truth",
    "rubric",
    "anchors",
    "feedback",
    "debrief",
    "explanation",
)


def with_exercises(folder: Path, *, where: Path | None = None) -> Path:
    course = tiny(folder)
    exercises = Path(shutil.copytree(GRADED, where or course / "exercises"))
    items = exercises / "harbour" / "activities.yml"
    text = items.read_text("utf-8").replace("encounter.notice", "area.first").replace("[general]", "[book-one]")
    items.write_text(text, "utf-8")
    (course / "book/exercise").mkdir()
    (course / "book/exercise/harbour.md").write_text(STUB, "utf-8")
    (course / "book/exercises.md").write_text("# Exercises\n\nAll of them.\n\n```{exercise-list}\n```\n", "utf-8")
    toc = "      - file: book/exercises\n        sections:\n          - file: book/exercise/harbour\n"
    edit(course / "_toc.yml", "      - file: book/help\n", f"{toc}      - file: book/help\n")
    return course


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"SOURCE_DATE_EPOCH": "1780000000", "STEPPINGUP_COURSE": "", "IPYTHONDIR": ""}.items():
            patch.setenv(name, value)
        made = with_exercises(tmp_path_factory.mktemp("exercises"))
        site(made)
        return made


@pytest.fixture(scope="module")
def out(course: Path) -> Path:
    return course / "_build" / "html"


@pytest.fixture(scope="module")
def exercise(course: Path) -> Exercise:
    return load_exercises(load_catalogue(course))["harbour"]


def public_in(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" data-su-exercise>(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_the_page_is_the_text_of_the_exercise_with_its_public_form(out: Path, exercise: Exercise) -> None:
    page = (out / "book/exercise/harbour.html").read_text("utf-8")
    main = main_part(page)
    assert "<h1>The harbour: a letter &amp; a list</h1>" in main  # its own heading
    assert main.count("<h1>") == 1
    assert '<p class="su-kicker">Exercise for chapter 1</p>' in main
    assert "<h2>The list</h2>" in main
    assert "Nobody signed it." in main
    assert "Read from the folder of exercises." not in page
    assert public_in(page) == exercise.public()
    assert re.findall(r'data-item="([^"]+)"', main) == [entry.id for entry in exercise.items]
    assert "_static/su/exercise.js" in page
    assert "_static/su/exercise.css" in page


def test_other_pages_load_nothing_of_it(out: Path) -> None:
    for name, page in pages(out).items():
        if name not in {"book/exercise/harbour.html", "book/exercises.html"}:
            assert "exercise.js" not in page, name
            assert "exercise.css" not in page, name


def test_questions_read_and_print_without_a_script(out: Path, exercise: Exercise) -> None:
    page = re.sub(r"<script.*?</script>", "", (out / "book/exercise/harbour.html").read_text("utf-8"), flags=re.DOTALL)
    for item in exercise.public()["items"]:
        part = page.split(f'data-item="{item["id"]}"')[1].split("</section>")[0]
        assert "Question" in part
        for word in re.findall(r"\w{4,}", item["prompt"]):
            assert word in part
    assert page.count('data-sign="circle"') >= 2
    assert page.count('class="su-rules"') == 1
    assert "Short code:" in page


def test_the_overview_and_the_last_lesson_lead_to_it(out: Path) -> None:
    overview = main_part((out / "book/exercises.html").read_text("utf-8"))
    assert '<a href="exercise/harbour.html">The harbour: a letter &amp; a list</a>' in overview
    assert "About 20 minutes · 9 questions · For everyone" in overview
    last, first = ((out / f"chapters/01-start/{name}.html").read_text("utf-8") for name in ("02-second", "01-first"))
    assert 'href="../../book/exercise/harbour.html">The harbour: a letter &amp; a list</a>' in main_part(last)
    assert "su-exercise-next" not in first


def secrets(course: Path) -> list[str]:
    """What only the key holds: the marked feedback, and every text of rubric and anchors."""
    text = (course / "exercises/harbour/activities.yml").read_text("utf-8")
    return sorted(set(re.findall(r"SECRET[\w-]*", text)))


def test_no_key_is_anywhere_in_the_site(course: Path, out: Path) -> None:
    assert len(secrets(course)) > 20
    for path in sorted(out.rglob("*")):
        if not path.is_file() or path.name == "activities.yml":
            continue
        data = path.read_bytes()
        for secret in secrets(course):
            assert secret.encode() not in data, path
            assert base64.b64encode(secret.encode()).rstrip(b"=")[:-1] not in data, path
        assert (course / "exercises/salt.txt").read_bytes().strip() not in data, path
    assert not list(out.rglob("*.yml"))
    assert not list(out.rglob("_sources"))


def test_the_course_data_tell_nothing_of_graded_items(out: Path, exercise: Exercise) -> None:
    for name in ("course.js", "search-index.js", "words.js"):
        text = (out / "_static/su" / name).read_text("utf-8")
        for entry in exercise.items:
            assert entry.id not in text, name
            assert entry.model.prompt not in text, name
    assert "Nobody signed it" in (out / "_static/su/search-index.js").read_text("utf-8")


def fields(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(fields, value.values()))
    return set().union(*map(fields, value)) if isinstance(value, list) else set()


def test_the_page_carries_no_field_of_a_key(out: Path) -> None:
    public = public_in((out / "book/exercise/harbour.html").read_text("utf-8"))
    assert not fields(public["items"]) & set(TEXTLESS)


def test_nothing_of_an_exercise_goes_to_another_page(tmp_path: Path) -> None:
    course = with_exercises(tmp_path)
    page = course / "chapters/01-start/02-second.md"
    cell = '\n```{code-cell} python\n:tags: [remove-input]\nactivity("exercises/harbour/desk-1")\n```\n'
    page.write_text(page.read_text("utf-8") + cell, "utf-8")
    said = problems(course)
    assert any("'exercises/harbour/desk-1' is a graded activity and belongs on the page of its" in one for one in said)
    assert all("SECRET" not in text for text in pages(course / "_build/html").values())


def test_a_private_folder_outside_the_course(tmp_path: Path) -> None:
    course = with_exercises(tmp_path, where=tmp_path / "private")
    settings = course / "settings.toml"
    settings.write_text(settings.read_text("utf-8") + f'\n[folders]\nexercises = "{tmp_path / "private"}"\n', "utf-8")
    out, _ = site(course)
    page = (out / "book/exercise/harbour.html").read_text("utf-8")
    assert len(public_in(page)["items"]) == 9
    assert str(tmp_path) not in page


def test_a_course_without_its_exercises_says_so(tmp_path: Path) -> None:
    course = with_exercises(tmp_path)
    shutil.rmtree(course / "exercises")
    out, _ = site(course)
    assert "This exercise is not part of this copy of the course." in (out / "book/exercise/harbour.html").read_text()
    assert "This copy of the course has no exercises." in (out / "book/exercises.html").read_text()
    assert "su-exercise-next" not in (out / "chapters/01-start/02-second.html").read_text()


def test_exercises_that_cannot_be_handed_out_stop_the_build_with_their_own_lines(tmp_path: Path) -> None:
    course = with_exercises(tmp_path)
    (course / "exercises/salt.txt").unlink()
    assert any(line.startswith("exercises/salt.txt:1: is missing") for line in problems(course))


def test_an_edit_rewrites_the_pages_that_show_it(tmp_path: Path) -> None:
    course = with_exercises(tmp_path)
    site(course)
    edit(course / "exercises/harbour/activities.yml", "Ask the cook to return on Monday", "Ask the cook to come again")
    out = course / "_build" / "html"
    assert build(Job(course, out)).written == 1
    assert "Ask the cook to come again" in (out / "book/exercise/harbour.html").read_text("utf-8")
    edit(course / "exercises/harbour/index.md", "minutes: 20", "minutes: 25")
    build(Job(course, out))
    assert "About 25 minutes" in (out / "book/exercises.html").read_text("utf-8")
    assert "About 25 minutes" in (out / "chapters/01-start/02-second.html").read_text("utf-8")


def test_every_line_of_the_text_stays_in_its_place() -> None:
    with_title = "---\na: 1\n---\n# Title\n\nText\n"
    assert page_text(with_title, "Other") == with_title.replace("Title", "Other")
    assert "# A \\*plain\\* title" in page_text(with_title, "A *plain* title")
    assert page_text("---\na: 1\n---\n\nText\n", "New").splitlines() == ["---", "a: 1", "---", "# New", "Text"]
    assert page_text("---\na: 1\n---\nText\n", "New").splitlines() == ["---", "a: 1", "---", "# New", "Text"]


def test_a_page_that_stands_alone_asks_nobody_for_anything(exercise: Exercise) -> None:
    page = standalone_page(exercise.public(), Words(), exercise.source, code="2H5T6")
    assert public_in(page) == exercise.public()
    assert not re.findall(r'<(?:script|link|img|iframe)[^>]* (?:src|href)="(?!data:)', page)
    assert "default-src 'none'" in page
    assert 'data-code="2H5T6"' in page
    assert re.findall(r'data-item="([^"]+)"', page) == [entry.id for entry in exercise.items]
    assert page.count("<h1>") == 1
    assert "Nobody signed it." in page
    assert "SECRET" not in page
    # the script and the style are whole, and nothing in them ends their element
    assert page.count("</script>") == 2
    assert page.count("</style>") == 1


def test_prose_alone_is_plain_and_safe(exercise: Exercise) -> None:
    prose = (
        "[A lesson](../../chapters/01-start/index.md), [a site](https://example.org), <b>bold</b>, `code`.\n\n"
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n:::{town}\nLook it up.\n:::\n\n```{sources}\nbook-one\n```\n"
    )
    page = standalone_page(exercise.public(), Words(), prose)
    assert "<span>A lesson</span>" in page
    assert '<a href="https://example.org" rel="noreferrer">a site</a>' in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert '<section class="su-box su-town">' in page
    assert 'role="region"' in page
    assert "book-one" not in page


def test_an_unknown_question_in_the_prose_is_an_error(exercise: Exercise) -> None:
    prose = '```{code-cell} python\nactivity("exercises/harbour/gone-1")\n```\n'
    with pytest.raises(KeyError):
        standalone_page(exercise.public(), Words(), prose)
