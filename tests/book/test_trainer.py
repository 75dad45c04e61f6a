"""The trainer's edition holds what lessons tell trainers; nothing that learners get holds a word of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from steppingup.book.messages import templates
from steppingup.book.run import Job, build
from steppingup.catalogue.check import check_course
from steppingup.lab.run import make_notebooks
from tests.book.books import edit, main_part, pages, problems, site, tiny

TOWN = ":::{town}"
# Every way to write a block that a page may hold; each word stands nowhere else.
PLANTED = {
    "quillwort": ":::{trainer} group-task\n:minutes: 20\n\n**Two quillwort doors.** Draw them.\n:::\n",
    "umbellate": "::::{trainer} debrief\n:minutes: 10\n- Who found the umbellate door?\n- Who did not?\n::::\n",
    "zephyrine": "```{trainer} safety\nSomebody may know a zephyrine door.\n```\n",
    "marmoreal": "  :::{trainer} talk\n  :minutes: 5\n  Say marmoreal.\n  :::\n",
    "corposant": "```{trainer} role-play\n:minutes: 7\n**A corposant** has {fact}`doors` doors {src}`book-one`.\n```\n",
    "galangale": ":::   {trainer}   talk\n:minutes: 3\nA galangale\nthat goes on.\n:::\n",
}
# These the check refuses, and they are taken out all the same.
ODD = {
    "tilde": "~~~{trainer} talk\n:minutes: 3\nSay saxifrage.\n~~~\n",
    "capital": ":::{Trainer} talk\n:minutes: 3\nSay saxifrage.\n:::\n",
    "bare": ":::{trainer}\nSay saxifrage.\n:::\n",
    "crowded": "A line.\n:::{trainer} talk\n## Say saxifrage\n```{note}\n| saxifrage |\n```\n:::\nA line.\n",
    "within": "::::{story}\nA day.\n:::{trainer} talk\nSay saxifrage.\n:::\n::::\n",
}
CASE, INDEX = "tarantula", "oropendola"
WORDS = (*PLANTED, CASE, INDEX)


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    course = tiny(tmp_path)
    edit(course / "chapters/01-start/01-first.md", TOWN, "\n".join([*PLANTED.values(), TOWN]))
    for name, word in (("case_studies/one/index.md", CASE), ("chapters/01-start/index.md", INDEX)):
        path = course / name
        block = f"\n:::{{trainer}} talk\n:minutes: 4\nTell of the {word}.\n:::\n"
        path.write_text(path.read_text("utf-8") + block, "utf-8")
    return course


def holding(folder: Path) -> dict[str, set[str]]:
    """Files below a folder that hold planted words, in any letters."""
    found = {}
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes().lower()
        if words := {word for word in WORDS if word.encode() in data}:
            found[path.relative_to(folder).as_posix()] = words
    return found


def trainer_site(course: Path, out: Path | None = None) -> Path:
    out = out or course / "_build" / "trainer"
    build(Job(course, out, trainer=True))
    return out


def test_the_learners_edition_and_all_that_a_build_remembers_hold_none(planted: Path) -> None:
    out, _ = site(planted)
    assert (out / "chapters/01-start/01-first.html").is_file()
    assert holding(planted / "_build") == {}
    page = (out / "chapters/01-start/01-first.html").read_text("utf-8")
    assert "su-trainer" not in "".join(pages(out).values())
    assert not (out / "_static/su/trainer.css").exists()
    assert "In your municipality" in page  # what comes after the blocks is there


def test_a_page_is_the_same_with_blocks_and_without(planted: Path, built: Path) -> None:
    # the tiny site as it is without blocks is held by golden files
    ours, golden = pages(site(planted)[0]), pages(built)
    assert ours == golden


def test_the_live_notebooks_hold_none(planted: Path) -> None:
    out = planted / "_build" / "lab"
    made = make_notebooks(planted, out, "en")
    assert made
    assert holding(planted / "_build") == {}


def test_learners_words_and_trainers_words_have_templates_of_their_own(planted: Path) -> None:
    made = {name: text.lower() for name, text in templates(planted).items()}
    for word in WORDS:
        assert [name for name, text in made.items() if word in text] == ["trainers.pot"], word
    assert "a door in havmere stands open" in made["lessons.pot"]
    assert "a door in havmere stands open" not in made["trainers.pot"]
    assert '#: chapters/01-start/01-first.md\nmsgid "say marmoreal."' in made["trainers.pot"]


def test_a_course_without_blocks_has_no_template_for_trainers(tmp_path: Path) -> None:
    assert "trainers.pot" not in templates(tiny(tmp_path))


def test_the_same_folder_built_for_learners_afterwards_holds_none(planted: Path) -> None:
    out = planted / "_build" / "html"
    trainer_site(planted, out)
    assert {word for words in holding(out).values() for word in words} == set(WORDS)
    site(planted)
    assert holding(out) == {}
    assert not (out / "_static/su/trainer.css").exists()


def test_the_trainers_edition_shows_blocks_where_they_stand(planted: Path) -> None:
    out = trainer_site(planted)
    assert set(WORDS) <= {word for words in holding(out).values() for word in words}
    page = main_part((out / "chapters/01-start/01-first.html").read_text("utf-8"))
    shown = re.findall(r'<div class="su-trainer" data-kind="([\w-]+)">\n<p class="su-label">(.*?)</p>', page)
    assert [kind for kind, _ in shown] == ["group-task", "debrief", "safety", "talk", "role-play", "talk"]
    labels = [re.sub(r"<.*?>", "", label).replace("&middot;", "-") for _, label in shown]
    assert labels[0] == "For the trainer - Group task - 20 minutes"
    assert labels[2] == "For the trainer - Safety in the room"
    assert page.index("umbellate") < page.index("In your municipality")
    assert '<span class="su-fact">' in page[page.index("corposant") :].partition("</p>")[0]


def test_every_page_of_it_says_what_it_is(planted: Path) -> None:
    out = trainer_site(planted)
    for name, page in pages(out).items():
        assert re.search(r"<title>Trainer.{1,6}s edition", page), name
        if name != "index.html":
            assert '<p class="su-edition">' in page, name
            assert "trainer.css?v=" in page, name
    learner = pages(site(planted)[0])
    assert not [name for name, page in learner.items() if "su-edition" in page or "s edition" in page]
    assert (out / "_static/su/mark.svg").read_text("utf-8") != (planted / "_build/html/_static/su/mark.svg").read_text(
        "utf-8"
    )


def test_the_plan_adds_up_the_minutes(planted: Path) -> None:
    out = trainer_site(planted)
    page = (out / "chapters/01-start/index.html").read_text("utf-8")
    plan = page[page.index('<section class="su-trainer su-plan"') :].partition("</section>")[0]
    plan = re.sub(r'<span class="su-narrow">.*?</span>', "", plan)
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(\d+)</td><td>(\d+)</td>', plan)
    told = [(re.sub(r"<.*?>", "", name), int(alone), int(room)) for name, alone, room in rows]
    assert told[0] == ("1 The start", 0, 4)
    assert told[1] == ("1.1 First", 10, 45)
    assert told[-1] == ("All together", sum(row[1] for row in told[:-1]), sum(row[2] for row in told[:-1]))
    assert '<a href="01-first.html">' in plan
    assert "<li>Group task, 20 minutes: Two quillwort doors</li>" in plan
    assert "<li>Safety in the room</li>" in plan
    assert page.index("</h1>") < page.index("su-plan") < page.index("<p>Two lessons that are")
    lesson = (out / "chapters/01-start/01-first.html").read_text("utf-8")
    assert "45 minutes together in the room" in lesson
    assert "su-plan" not in lesson


def test_a_search_in_it_finds_them(planted: Path) -> None:
    found = (trainer_site(planted) / "_static/su/search-index.js").read_text("utf-8")
    entries = json.loads(found[found.index("[") : found.rindex("]") + 1])
    assert [entry["path"] for entry in entries if "quillwort" in entry["text"]] == ["chapters/01-start/01-first"]


def test_an_edit_of_a_block_writes_its_page_and_the_plan_again(planted: Path) -> None:
    out = trainer_site(planted)
    edit(planted / "chapters/01-start/01-first.md", ":minutes: 20", ":minutes: 25")
    report = build(Job(planted, out, trainer=True))
    index = (out / "chapters/01-start/index.html").read_text("utf-8")
    assert "</span>50</td>" in index, index[index.index("su-plan") :][:1500]
    assert report.read == 1
    assert report.written == 2


def test_words_for_trainers_are_translated(planted: Path) -> None:
    folder = planted / "locale/lv/LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (folder / "trainers.po").write_text(f'{head}msgid "Say marmoreal."\nmsgstr "Sakiet: durvis ķēķī."\n', "utf-8")
    (folder / "lessons.po").write_text(
        f'{head}msgid "A door in Havmere stands open."\nmsgstr "Durvis ir vaļā."\n', "utf-8"
    )
    out = planted / "_build" / "trainer"
    build(Job(planted, out, "lv", trainer=True))
    page = (out / "chapters/01-start/01-first.html").read_text("utf-8")
    assert "Sakiet: durvis ķēķī." in page
    assert "Durvis ir vaļā." in page
    learner = planted / "_build" / "learner"
    build(Job(planted, learner, "lv"))
    assert "Durvis ir vaļā." in (learner / "chapters/01-start/01-first.html").read_text("utf-8")
    assert "ķēķī".encode() not in b"".join(path.read_bytes() for path in learner.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- one\n- :::{trainer} talk\n  :minutes: 3\n  Say saxifrage.\n  :::\n", "was not taken out"),
        ("> :::{trainer} talk\n> :minutes: 3\n> Say saxifrage.\n> :::\n", "was not taken out"),
        (":::{trainer} talk\n:minutes: 3\nSay saxifrage.\n", "is never closed"),
    ],
    ids=["list", "quotation", "open"],
)
def test_a_block_that_cannot_be_taken_out_stops_the_build(text: str, said: str, tmp_path: Path) -> None:
    course = tiny(tmp_path)
    path = course / "chapters/01-start/02-second.md"
    path.write_text(path.read_text("utf-8") + "\n" + text, "utf-8")
    (found,) = problems(course)[:-1]
    assert found.startswith("chapters/01-start/02-second.md:")
    assert said in found
    out = course / "_build"
    assert not [path for path in out.rglob("*") if path.is_file() and b"saxifrage" in path.read_bytes()]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_block_is_taken_out_too(name: str, tmp_path: Path) -> None:
    course = tiny(tmp_path)
    path = course / "chapters/01-start/02-second.md"
    path.write_text(f"{path.read_text('utf-8')}\n{ODD[name]}\n", "utf-8")
    site(course)
    made = [path for path in (course / "_build").rglob("*") if path.is_file()]
    assert not [path for path in made if b"saxifrage" in path.read_bytes()]
    assert [one for one in check_course(course) if one.field in {"trainer", "minutes"}]


def test_an_included_file_cannot_bring_one_in(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    (course / "chapters/01-start/more.txt").write_text(":::{trainer} talk\n:minutes: 3\nSay saxifrage.\n:::\n", "utf-8")
    path = course / "chapters/01-start/02-second.md"
    path.write_text(path.read_text("utf-8") + "\n```{include} more.txt\n```\n", "utf-8")
    assert "was not taken out" in problems(course)[0]


def test_the_trainers_edition_tells_what_the_check_would(tmp_path: Path) -> None:
    course = tiny(tmp_path)
    edit(course / "chapters/01-start/01-first.md", TOWN, f":::{{trainer}} game\n:minutes: 5\nPlay.\n:::\n\n{TOWN}")
    assert any("unknown kind 'game'" in line for line in problems(course, trainer=True))
