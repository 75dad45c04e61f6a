"""The trainer's handbook: its programmes add up, and take the minutes that lessons, tasks and exercises name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from steppingup.catalogue.trainer import TrainerBlock, load_blocks

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
PAGES = ("programmes", "new-trainers")
HANDBOOK = (*PAGES, "room-safety", "hard-questions", "room", "adapting")
HEAD = "| Start | Minutes | What | Where |"
BLOCKS = {"Group task": "group-task", "Role play": "role-play", "Debrief": "debrief"}
STAR = "\\*"
DAY = 7 * 60
PROMISED = {
    "60 minutes: a first meeting": 60,
    "60 minutes: for those who decide": 60,
    "60 minutes: for those who buy": 60,
    "120 minutes: signs and the next step": 120,
    "120 minutes: with a graded exercise": 120,
    "180 minutes: notice, talk, decide": 180,
    "Two days, day one: see": DAY,
    "Two days, day two: help and prevent": DAY,
    "A day for new trainers": DAY,
}


@dataclass(frozen=True)
class Row:
    start: int
    minutes: int
    what: str
    where: str

    @property
    def page(self) -> str:
        """The page that the row leads to, as the book calls it; empty for a row without a link."""
        found = re.search(r"\]\(([^)]+)\.md\)", self.where)
        return (BOOK / found[1]).resolve().relative_to(ROOT).as_posix() if found else ""


def programmes() -> Iterator[tuple[str, list[Row]]]:
    for page in PAGES:
        for part in re.split(r"^##+ ", (BOOK / f"{page}.md").read_text("utf-8"), flags=re.M)[1:]:
            title, _, text = part.partition("\n")
            if HEAD in text:
                yield title, [*rows(text)]


def rows(text: str) -> Iterator[Row]:
    for line in text.splitlines():
        if found := re.fullmatch(r"\| (\d+):(\d\d) \| (\d+) \| (.*?) \|(?: (.*?))? \|", line):
            hours, minutes, takes, what, where = found.groups()
            yield Row(int(hours) * 60 + int(minutes), int(takes), what, where or "")


ALL = dict(programmes())
EVERY = [pytest.param(row, id=f"{title}, {row.start}") for title, found in ALL.items() for row in found]


@pytest.fixture(scope="module")
def blocks() -> dict[str, tuple[TrainerBlock, ...]]:
    return load_blocks(ROOT)


def front(page: str) -> dict[str, object]:
    text = (ROOT / f"{page}.md").read_text("utf-8")
    found = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(found, dict)
    return found


def is_touching(page: str, blocks: dict[str, tuple[TrainerBlock, ...]]) -> bool:
    """Whether the lesson, or the first page of its case, has a note on safety."""
    near = [page, f"{page.rpartition('/')[0]}/index"] if page.startswith("case_studies/") else [page]
    return any(block.kind == "safety" for one in near for block in blocks.get(one, ()))


def test_all_programmes_are_there_and_every_line_of_their_tables_was_read() -> None:
    assert ALL.keys() == PROMISED.keys()
    lines = [line for page in PAGES for line in (BOOK / f"{page}.md").read_text("utf-8").splitlines()]
    assert len([line for line in lines if re.match(r"\| \d+:\d\d ", line)]) == sum(map(len, ALL.values()))


@pytest.mark.parametrize("title", PROMISED)
def test_each_row_begins_where_the_one_before_ends_and_all_together_take_the_time_that_is_named(title: str) -> None:
    found = ALL[title]
    clock = found[0].start
    for row in found:
        assert row.start == clock, row
        clock += row.minutes
    assert clock - found[0].start == PROMISED[title] == sum(row.minutes for row in found)


@pytest.mark.parametrize("row", EVERY)
def test_a_row_takes_what_its_lesson_task_or_exercise_takes(
    row: Row, blocks: dict[str, tuple[TrainerBlock, ...]]
) -> None:
    if kind := BLOCKS.get(row.what):
        assert [block.minutes for block in blocks[row.page] if block.kind == kind] == [row.minutes]
    elif row.what.startswith("Lesson, in pairs"):
        lesson = front(row.page)["lesson"]
        assert isinstance(lesson, dict)
        assert row.minutes == lesson["minutes"]
    elif row.what.startswith("Exercise"):
        exercise = yaml.safe_load((ROOT / "exercises" / Path(row.page).name / "index.md").read_text().split("---\n")[1])
        assert row.minutes == exercise["exercise"]["minutes"]
    if row.page:
        assert (ROOT / f"{row.page}.md").is_file()


@pytest.mark.parametrize("row", EVERY)
def test_a_star_stands_where_a_lesson_has_a_note_on_safety_and_nowhere_else(
    row: Row, blocks: dict[str, tuple[TrainerBlock, ...]]
) -> None:
    assert row.where.endswith(STAR) == is_touching(row.page, blocks)


@pytest.mark.parametrize("title", PROMISED)
def test_a_topic_that_may_touch_somebody_is_not_the_last_and_a_debrief_follows_each_task(title: str) -> None:
    found = ALL[title]
    assert not any(row.where.endswith(STAR) for row in found[-1:])
    assert found[-1].what.startswith("Close")
    for row, after in itertools.pairwise(found):
        if row.what == "Role play":
            assert (after.what, after.page) == ("Debrief", row.page)
    tasks = [row.page.rpartition("/")[0] for row in found if row.what in {"Group task", "Role play"}]
    debriefs = [row.page.rpartition("/")[0] for row in found if row.what == "Debrief"]
    assert set(tasks) <= set(debriefs)


@pytest.mark.parametrize("title", PROMISED)
def test_nobody_sits_longer_without_a_break_than_the_page_on_safety_says(title: str) -> None:
    said = re.search(r"A break after (\d+) minutes at most", (BOOK / "room-safety.md").read_text("utf-8"))
    assert said
    at = ALL[title][0].start
    for row in ALL[title]:
        if "break" in row.what.lower():
            assert row.start - at <= int(said[1]), row
            at = row.start + row.minutes
    assert ALL[title][-1].start + ALL[title][-1].minutes - at <= int(said[1])


def read_before() -> list[tuple[list[str], int]]:
    """What people read at home before one of the two days: pages, and the minutes that are named."""
    text = (BOOK / "programmes.md").read_text("utf-8")
    found = re.findall(r"everybody reads alone: (.*?)\. That takes (\d+) minutes", text, re.S)
    return [(re.findall(r"\(\.\./([^)]+)\.md\)", listed), int(minutes)) for listed, minutes in found]


def test_what_is_read_before_the_two_days_adds_up() -> None:
    found = read_before()
    assert len(found) == 2
    for pages, minutes in found:
        lessons = [front(page)["lesson"] for page in pages]
        assert sum(lesson["minutes"] for lesson in lessons if isinstance(lesson, dict)) == minutes


@pytest.mark.parametrize("title", [title for title in PROMISED if title != "A day for new trainers"])
def test_nobody_gets_a_task_of_a_lesson_that_was_not_read(title: str) -> None:
    stories = "chapters/04-identification/06-refer-or-consult"  # its task is to read them
    known = {stories} | {page for pages, _ in read_before() for page in pages if title.startswith("Two days")}
    for row in ALL[title]:
        if row.what.startswith("Lesson"):
            known |= {row.page, row.page.replace("01-what-happened", "02-decide")}
        if row.what in {"Group task", "Role play"}:
            assert row.page in known, row


def cells(page: str, heading: str) -> list[list[str]]:
    """The rows of the table below a heading, without its head."""
    text = (BOOK / f"{page}.md").read_text("utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    found = [re.split(r" *\| *", line.strip("| ")) for line in text.splitlines() if line.startswith("|")]
    return found[2:]


def taken_by(found: list[Row]) -> tuple[int, int]:
    """How long people are in the room, and how much of it is a break."""
    return sum(row.minutes for row in found), sum(row.minutes for row in found if "break" in row.what.lower())


def test_the_hours_to_write_down_are_those_of_the_tables() -> None:
    told = {name: tuple(map(int, row)) for name, *row in cells("programmes", "Hours to write down")}
    taken: dict[str, set[tuple[int, int, int]]] = {}
    for title, minutes in PROMISED.items():
        if title.startswith(("60", "120", "180")):
            name = "60 minutes, each of the three" if minutes == 60 else title
            taken.setdefault(name, set()).add((*taken_by(ALL[title]), 0))
    days = [row for title, found in ALL.items() if title.startswith("Two days") for row in found]
    taken["Two days"] = {(*taken_by(days), sum(before for _, before in read_before()))}
    assert {name: {row} for name, row in told.items()} == taken


def test_the_hour_of_preparation_is_an_hour() -> None:
    assert sum(int(minutes) for minutes, _ in cells("trainers", "If you have one hour to prepare")) == 60


def test_the_local_panel_and_the_path_of_a_trainer_add_up() -> None:
    adapting, path = ((BOOK / f"{name}.md").read_text("utf-8") for name in ("adapting", "new-trainers"))
    panel = [int(n) for n in re.findall(r"^\|.*\| (\d+) \|$", adapting, re.M)]
    [in_programme] = [row.minutes for row in ALL["Two days, day two: help and prevent"] if "panel" in row.what]
    assert sum(panel) == in_programme
    *hours, together = (int(n) for n in re.findall(r"^\|.*\| (\d+) \|$", path.partition("## A day")[0], re.M))
    assert sum(hours) == together


def test_ten_hard_questions_each_with_something_to_ask_back_and_a_way_to_read_on() -> None:
    parts = re.split(r"^## (?=\d)", (BOOK / "hard-questions.md").read_text("utf-8"), flags=re.M)[1:]
    assert [int(part.partition(".")[0]) for part in parts] == [*range(1, 11)]
    for part in parts:
        assert "*Ask back:*" in part
        assert re.search(r"More in \[", part)
        assert len(part.split()) <= 190, part[:60]


def test_the_handbook_is_told_to_trainers_and_stands_in_the_contents() -> None:
    told, contents = (BOOK / "trainers.md").read_text("utf-8"), (ROOT / "_toc.yml").read_text("utf-8")
    for name in HANDBOOK:
        assert f"({name}.md)" in told
        assert f"file: book/{name}\n" in contents


def test_safety_comes_first_and_help_is_shown() -> None:
    text = (BOOK / "room-safety.md").read_text("utf-8")
    for promise in ("may leave at any time", "no real cases", "112", "help.md", "Ask nothing about it"):
        assert promise in text, promise
