"""Exercises: how they are loaded, what learners get of them, and what the check says of broken ones."""

from __future__ import annotations

import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from steppingup.catalogue import load_catalogue
from steppingup.catalogue.check import check_course
from steppingup.catalogue.exercise_files import MAKE_SALT
from steppingup.catalogue.exercises import Exercise, load_exercises, slug_of
from steppingup.catalogue.messages import exercises_pot
from steppingup.catalogue.report import measure
from steppingup.common.errors import ContentError
from tests.exercises.answers import graded_course, harbour

TODAY = date(2026, 1, 15)
KINDS = ["choice", "choice", "match", "order", "classify", "spot", "scenario", "vignette", "text"]
INDEX, ITEMS, SALT = "exercises/harbour/index.md", "exercises/harbour/activities.yml", "exercises/salt.txt"


def problems(course: Path) -> list[str]:
    return [str(problem) for problem in check_course(course, TODAY)]


def edit(course: Path, name: str, old: str, new: str, count: int = 1) -> None:
    path = course / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), "utf-8")


def test_a_sound_exercise_has_no_problem(tmp_path: Path) -> None:
    assert problems(graded_course(tmp_path)) == []


def test_an_exercise_in_the_order_of_its_page(tmp_path: Path) -> None:
    exercise = harbour(tmp_path)
    assert (exercise.id, exercise.title, exercise.minutes) == ("harbour", "The harbour: a letter & a list", 20)
    assert (exercise.chapter, exercise.case, exercise.capstone, exercise.roles) == ("1", None, False, ("all",))
    assert [entry.model.kind for entry in exercise.items] == KINDS
    assert exercise.points == 15.5
    assert exercise.file == INDEX


def test_pieces_are_prose_and_items_by_turns(tmp_path: Path) -> None:
    exercise = harbour(tmp_path)
    pieces = exercise.pieces()
    assert [piece.id for piece in pieces if not isinstance(piece, str)] == [entry.id for entry in exercise.items]
    prose = [piece for piece in pieces if isinstance(piece, str)]
    assert prose[0].startswith("You work at the desk")
    assert ":::{story}\nNobody signed it.\n:::" in prose[1]
    assert not any("code-cell" in piece or "# The harbour" in piece for piece in prose)


def test_public_form(tmp_path: Path) -> None:
    exercise = harbour(tmp_path)
    public = exercise.public()
    head = {name: public[name] for name in ("format", "v", "course", "exercise", "title", "language", "minutes")}
    assert head == {
        "format": "stepping-up-exercise", "v": 1, "course": "stepping-up", "exercise": "harbour",
        "title": "The harbour: a letter & a list", "language": "en", "minutes": 20,
    }  # fmt: skip
    assert public["words"]["act.save"]
    assert [item["points"] for item in public["items"]] == [1, 2, 1.5, 1, 1, 1, 3, 1, 4]
    assert "SECRET" not in json.dumps(public)
    assert public == harbour(tmp_path / "again").public()


def test_maps_lead_back_to_full_marks(tmp_path: Path) -> None:
    exercise = harbour(tmp_path)
    maps = exercise.maps()
    for entry in exercise.items:
        key = entry.model.key()
        assert maps[entry.id].to_real(maps[entry.id].to_public(key)) == key


def test_slugs() -> None:
    assert slug_of("exercises/harbour/desk-1") == "desk-1"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (ITEMS, "  points: 1\n  certainty", "  certainty", r"yml:1: exercises/harbour/desk-1: points: is missing"),
        (ITEMS, "  points: 1\n", "  points: 0\n", r":4: exercises/harbour/desk-1: points"),
        (ITEMS, "harbour/desk-1", "port/desk-1", r"id: items of this folder are called 'exercises/harbour/slug-1'"),
        (ITEMS, "harbour/desk-1", "harbour/at/desk-1", r"id: items of this folder are called"),
        (ITEMS, "harbour/desk-1", "harbour/desk-2", r"exercises/harbour/desk-2: its page does not show it"),
        (INDEX, "harbour/desk-1", "harbour/desk-9", r"md:14: exercises/harbour/desk-9: activity: no act"),
        (INDEX, "harbour/desk-1", "harbour/papers-1", r"md:19: exercises/harbour/papers-1: activity: alre"),
        (INDEX, 'activity("exercises/harbour/desk-1")', 'activity("start/one-1")', r"start/one-1: activity: an exerci"),
        (INDEX, 'activity("exercises/harbour/desk-1")', 'figure("two-steps")', r"two-steps: figure: figures do not tr"),
        (INDEX, '  chapter: "1"\n', "", r"write exactly one of 'chapter', 'case' and 'capstone: true'"),
        (INDEX, '  chapter: "1"\n', '  chapter: "1"\n  capstone: true\n', r"write exactly one of 'chapter'"),
        (INDEX, 'chapter: "1"', 'chapter: "7"', r"index.md:5: exercise: chapter: no folder chapters/NN-name"),
        (INDEX, 'chapter: "1"', "case: atlantis", r"case: there is no case_studies/atlantis"),
        (INDEX, "roles: [all]", "roles: [plumber]", r"index.md:6: exercise: roles: unknown role 'plumber'"),
        (INDEX, "minutes: 20", 'minutes: "20"', r"index.md:4: exercise: minutes: must be a whole number"),
        (INDEX, "exercise:\n", "lesson:\n", r"index.md:1: exercise: the front matter has no 'exercise:'"),
        (INDEX, "Your trainer", "Your <b>trainer</b>", r"raw HTML"),
        (INDEX, "Your trainer reads", "[Here](nowhere.md) reads", r"'nowhere.md' does not exist"),
        (SALT, "0123", "xyz", r"salt.txt:1: must be one line of 32 or more hex characters"),
        (SALT, "0123456789abcdef" * 4, "0123456789abcdef", r"salt.txt:1: must be one line of 32 or more"),
    ],
)  # fmt: skip
def test_what_the_check_says(tmp_path: Path, name: str, old: str, new: str, told: str) -> None:
    course = graded_course(tmp_path)
    edit(course, name, old, new)
    assert any(re.search(told, problem) for problem in problems(course)), problems(course)


def test_a_missing_secret_says_how_to_make_one(tmp_path: Path) -> None:
    course = graded_course(tmp_path)
    (course / SALT).unlink()
    assert problems(course) == [
        f"{SALT}:1: is missing, and opaque ids need it; make one: {MAKE_SALT}{SALT}",
    ]
    with pytest.raises(ContentError, match=r"salt\.txt"):
        load_exercises(load_catalogue(course))


def test_a_missing_page_is_said(tmp_path: Path) -> None:
    course = graded_course(tmp_path)
    (course / INDEX).unlink()
    assert problems(course) == [
        f"{ITEMS}:1: harbour: index.md: beside it is no index.md; write the page of the exercise there"
    ]
    with pytest.raises(ContentError, match="write the page"):
        load_exercises(load_catalogue(course))


@pytest.mark.parametrize("name", ["chapters/01-start/activities.yml", "book/bank/one.yml"])
def test_texts_and_points_are_for_exercises_only(tmp_path: Path, name: str) -> None:
    course = graded_course(tmp_path)
    text = (course / ITEMS).read_text("utf-8").partition("- id: exercises/harbour/letter-1")[2]
    (course / name).parent.mkdir(parents=True, exist_ok=True)
    with (course / name).open("a", encoding="utf-8") as file:
        file.write(f"- id: start/letter-1{text}")
    found = "\n".join(problems(course))
    assert "start/letter-1: points: only graded items have points; delete it" in found
    assert "start/letter-1: kind: a trainer has to read this kind" in found


def test_exercises_may_lie_elsewhere(tmp_path: Path) -> None:
    course, private = graded_course(tmp_path), tmp_path / "private"
    (course / "exercises").rename(private)
    (course / "settings.toml").write_text(f"[folders]\nexercises = '{private}'\n", "utf-8")
    assert problems(course) == []
    exercises = load_exercises(load_catalogue(course))
    assert exercises["harbour"].public()["items"] == harbour(tmp_path / "again").public()["items"]
    edit(private.parent, "private/harbour/index.md", '"1"', '"9"')
    assert problems(course)[0].startswith(f"{private}/harbour/index.md:5: exercise: chapter")


def test_a_course_without_exercises_has_none(tmp_path: Path) -> None:
    course = graded_course(tmp_path)
    for path in (course / "exercises" / "harbour").iterdir():
        path.unlink()
    assert load_exercises(load_catalogue(course)) == {}
    assert problems(course) == []


def test_the_report_measures_pages_of_exercises(tmp_path: Path) -> None:
    found = measure(load_catalogue(graded_course(tmp_path)), "exercises/harbour")
    assert INDEX in {reading["of"] for reading in found["reading"]}
    assert {"graded", "all"} >= {guess["group"] for guess in found["guesses"]}


def test_a_practice_page_shows_no_graded_item(tmp_path: Path) -> None:
    course = graded_course(tmp_path)
    edit(course, "chapters/01-start/01-lesson.md", "start/one-1", "exercises/harbour/desk-1")
    assert any("its key is kept, so it must not stand on a page" in problem for problem in problems(course))


def test_an_exercise_tells_its_secret_to_no_log(tmp_path: Path) -> None:
    exercise: Exercise = harbour(tmp_path)
    assert exercise.salt.hex() not in repr(exercise)
    assert str(exercise.salt) not in repr(exercise)


def po(folder: Path, course: Path) -> str:
    """The template of the exercise, every text translated by putting it between signs."""
    catalogue = read_po(BytesIO(exercises_pot([harbour(folder)]).encode()))
    for message in catalogue:
        if message.id:
            message.string = f"«{message.id}»"
    target = course / "locale" / "lv" / "LC_MESSAGES" / "exercises.po"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_po(file, catalogue)
    return target.read_text("utf-8")


def test_translators_get_what_learners_read_and_nothing_of_the_key(tmp_path: Path) -> None:
    exercise = harbour(tmp_path)
    template = exercises_pot([exercise])
    assert "SECRET" not in template
    assert 'msgid "Call the interpreter by telephone"' in template
    assert 'msgid "The list"' in template
    assert ":::" not in template
    shown = json.dumps(exercise.public()["items"])
    for context in re.findall(r'msgctxt "exercises/harbour/[a-z]+-1@[12]:([^"]+)"', template):
        assert all(part in shown for part in context.split(".") if part.startswith("i") and len(part) == 6), context
        assert not {"a", "b", "c", "greet", "bell", "gate", "trust"} & set(context.split(".")), context


def test_an_exercise_in_another_language(tmp_path: Path) -> None:
    course = graded_course(tmp_path)
    po(tmp_path / "english", course)
    exercise = load_exercises(load_catalogue(course, "lv").require())["harbour"]
    english = harbour(tmp_path / "again").public()
    public = exercise.public()
    assert (public["language"], public["title"]) == ("lv", f"«{english['title']}»")
    for item, source in zip(public["items"], english["items"], strict=True):
        assert item["prompt"] == f"«{source['prompt']}»"
    assert public["items"][0]["options"][0]["text"] == f"«{english['items'][0]['options'][0]['text']}»"
    walk = next(item for item in public["items"] if item["kind"] == "scenario")
    assert walk["scenes"][0]["options"][0]["text"].startswith("«")
    assert walk["endings"][0]["title"].startswith("«")
    assert walk["variables"][1]["text"] == ""
    assert "## «The list»" in exercise.source
    assert ":::{story}\n«Nobody signed it.»\n:::" in exercise.source
    assert exercise.source.replace("«", "").replace("»", "") == harbour(tmp_path / "third").source
    assert [piece.id for piece in exercise.pieces() if not isinstance(piece, str)] == [e.id for e in exercise.items]
