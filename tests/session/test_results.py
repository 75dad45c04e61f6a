"""Session results: from a real gradebook and real files to the page, the workbook and CSV."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from steppingup.common.errors import SessionError
from steppingup.common.language import Words
from steppingup.record.session_file import session_text
from steppingup.session.course import Session
from steppingup.session.results import ResultsReport, write_results
from steppingup.session.results.gather import Gathered, gather
from steppingup.statistics import item_statistics
from tests.grading.sessions import EXERCISE, keys_in, session_in
from tests.session import graded as g

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return g.graded(tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="module")
def report(session: Session) -> ResultsReport:
    return write_results(session.root, EXERCISE)


def gathered(session: Session) -> Gathered:
    return gather(session, keys_in(session), [], Words())


def read(session: Session, name: str) -> str:
    return (session.folder("results") / f"{EXERCISE}{name}").read_text("utf-8-sig")


def rows(session: Session, name: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(read(session, f"-{name}.csv")))]


def item(session: Session, slug: str) -> dict[str, str]:
    return next(row for row in rows(session, "items") if row["Item"].endswith(slug))


def test_files_are_the_trainers_and_the_page_comes_first(session: Session, report: ResultsReport) -> None:
    names = [path.name for path in report.paths]
    tables = [f"{EXERCISE}-{name}.csv" for name in ("items", "options", "learners", "about")]
    assert names == [f"{EXERCISE}.html", f"{EXERCISE}.xlsx", *tables]
    assert {path.stat().st_mode & 0o777 for path in report.paths} == {0o600}
    assert session.folder("results").stat().st_mode & 0o777 == 0o700
    assert report.sentences == (
        "Results of 'The harbour: a letter & a list': 10 handed in, 1 absent.",
        "Texts that nobody has read yet: 7. They are missing in the averages, not zero.",
        "This page is for the trainer to show.",
    )


def test_items_by_hand(session: Session, report: ResultsReport) -> None:
    desk = item(session, "desk-1")
    assert (desk["Answers"], desk["Average score"]) == ("10", "0.7")
    assert desk["Most common misconception"] == "Ask the cook to return on Monday \u2013 2 of 10 (20\u00a0%)"
    assert float(desk["How sure"]) == round(21 / 9, 4)
    assert float(desk["Very sure and not right"]) == round(2 / 9, 4)
    assert desk["How sure, if not right"] == "not enough answers"
    assert desk["Goes along with the others"] == "not enough answers"
    papers = item(session, "papers-1")
    assert (papers["Average score"], papers["How sure"]) == ("0.6", "not asked")
    assert papers["Most often left out"] == "The bills of the water tap \u2013 4 of 10 (40\u00a0%)"
    assert item(session, "pairs-1")["Most common misconception"].startswith("A bad tooth → The library \u2013 4 of 10")
    steps = item(session, "steps-1")["Most common misconception"]
    assert "(place 1)" in steps
    assert steps.endswith("; other wrong choices made as often: 1")
    assert item(session, "walk-1")["Most common misconception"].startswith("The gate: Climb over it \u2013 4 of 10")
    assert item(session, "story-1")["Most common misconception"] == "Consult. \u2013 4 of 10 (40\u00a0%)"
    assert item(session, "scene-1")["Most common misconception"].startswith("The kettle boils. \u2013 4 of 10")


def test_texts_that_wait_are_missing_and_not_zero(session: Session, report: ResultsReport) -> None:
    letter = item(session, "letter-1")
    assert (letter["Answers"], letter["Waiting to be read"], letter["Not answered"]) == ("0", "7", "3")
    assert letter["Average score"] == "none"


def test_options_count_everything_that_was_offered(session: Session, report: ResultsReport) -> None:
    found = rows(session, "options")
    desk = {row["Option, card, step or passage"]: row for row in found if row["Item"].endswith("desk-1")}
    assert {text: row["Chosen by"] for text, row in desk.items()} == {
        "Ask the cook to return on Monday": "2", "Call the interpreter by telephone": "7",
        "Let a colleague of the cook help": "1",
    }  # fmt: skip
    assert desk["Call the interpreter by telephone"]["In the key"] == "yes"
    wage = [row for row in found if row["Option, card, step or passage"] == "A missing wage"]
    assert [row["Chosen by"] for row in wage if row["Put to"] == "left open"] == ["10"]
    assert {row["Scene"] for row in found if row["Item"].endswith("walk-1")} == {"The gate", "The deck", "The cabin"}


def test_learners_have_codes_and_names_only_on_request(session: Session, report: ResultsReport, tmp_path: Path) -> None:
    found = rows(session, "learners")
    assert [*found[0]] == ["Code", "Points so far", "Of", "Status"]
    assert [row["Status"] for row in found] == ["needs reading"] * 7 + ["graded"] * 3 + ["absent"]
    assert found[-1]["Points so far"] == ""
    assert "Person" not in "".join(read(session, f"-{name}.csv") for name in ("items", "options", "learners", "about"))
    own = g.graded(tmp_path, 6)
    write_results(own.root, EXERCISE, with_names=True)
    assert [row["Name"] for row in rows(own, "learners")] == [f"Person {n}" for n in range(7)]
    page = read(own, ".html")
    assert "Person" not in page


def test_the_page_has_no_names_no_codes_and_no_texts(session: Session, report: ResultsReport) -> None:
    page = read(session, ".html")
    assert not any(code in page for code in g.codes_of(session))
    assert "lamp." not in page
    assert "Texts written: 7. They are never shown here. Not read yet: 7." in page
    assert "SECRET" not in page
    assert not re.search(r"https?://|src=|@import|url\(", page)


def test_the_page_shows_options_in_the_order_that_learners_saw(session: Session, report: ResultsReport) -> None:
    page = read(session, ".html")
    steps = keys_in(session).items[3].newest
    assert steps.model.kind == "order"
    seen = [step["text"] for step in steps.public["steps"]]
    places = [page.index(f">{text}<") for text in seen]
    assert places == sorted(places)
    assert [step["text"] for step in steps.model.items()] != seen


def test_the_workbook_reads_back(session: Session, report: ResultsReport) -> None:
    book = openpyxl.load_workbook(session.folder("results") / f"{EXERCISE}.xlsx")
    assert book.sheetnames == ["Items", "Options", "Learners", "About"]
    assert book.properties.title == "Results: The harbour: a letter & a list"
    assert book.properties.creator == "Stepping Up"
    assert book["Items"].max_row == 10
    assert book["Items"]["H2"].value == 0.7
    assert book["Items"]["H2"].number_format == "0%"
    meanings = {row[0].value for row in book["About"].iter_rows(min_row=2)}
    assert {"Average score", "Most common misconception", "Not enough answers"} <= meanings


def test_the_score_that_a_trainer_gave_counts(tmp_path: Path) -> None:
    session = g.graded(tmp_path, 6)
    for number, code in enumerate(g.codes_of(session)[:6]):
        g.regrade(session, code, {"letter-1": 3.0 if number < 3 else 1.0, "desk-1": 0.5})
    write_results(session.root, EXERCISE)
    assert item(session, "letter-1")["Average score"] == "0.5"
    assert item(session, "desk-1")["Average score"] == "0.5"
    assert {row["Status"] for row in rows(session, "learners")} == {"graded", "absent"}


def test_a_group_of_four_is_not_shown(tmp_path: Path) -> None:
    session = g.graded(tmp_path, 4)
    write_results(session.root, EXERCISE)
    page = read(session, ".html")
    assert page.count("Fewer than 5 answers: what was chosen is not shown.") == 10
    assert 'class="bars"' not in page
    assert not re.search(r"\d\u00a0%", page.replace("0 % to 100 %", "").split('class="meanings"')[0])
    assert {row["Average score"] for row in rows(session, "items")} <= {"not enough answers", "none"}
    assert {row["Chosen by"] for row in rows(session, "options")} == {"not enough answers"}
    assert {row["Most common misconception"] for row in rows(session, "items")} == {"not enough answers", ""}


def test_a_scene_that_few_met_is_not_shown(tmp_path: Path) -> None:
    ways = [{"walk-1": ["gate.bell", "deck.shout"]}] * 5 + [{"walk-1": ["gate.bell", "deck.wait", "cabin.tea"]}] * 3
    session = g.graded(tmp_path, 8, real=ways)
    write_results(session.root, EXERCISE)
    cabin = [row for row in rows(session, "options") if row["Scene"] == "The cabin"]
    assert {row["Chosen by"] for row in cabin} == {"not enough answers"}
    assert {row["Share"] for row in cabin} == {""}
    assert item(session, "desk-1")["Not answered"] == "8"


def test_late_ungraded_and_absent_are_told_apart(tmp_path: Path) -> None:
    session = g.graded(tmp_path, 5)
    first, *_, absent = g.codes_of(session)
    g.late(session, first)
    g.put(session, absent, b"{}", "submitted")
    report = write_results(session.root, EXERCISE)
    assert "Submissions that are not graded yet: 1. Grade, then ask for the results again." in report.sentences
    status = {row["Code"]: row["Status"] for row in rows(session, "learners")}
    assert (status[first], status[absent]) == ("late, needs reading", "not graded yet")


def test_answers_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    session = g.graded(tmp_path, 6)
    one, other, third, *_ = g.codes_of(session)
    path = session.submission(one, EXERCISE, "autograded") / "answers.json"
    path.write_bytes(b"\x00" * 300_000)
    file = g.answers(session, other, {"desk-1": ["b"], "papers-1": ["a"]})
    wrong = [
        replace(attempt, answer={"x": "y"}) if "papers" in attempt.activity else attempt for attempt in file.attempts
    ]
    path = session.submission(other, EXERCISE, "autograded") / "answers.json"
    path.write_text(session_text(replace(file, attempts=tuple(wrong))), "utf-8")
    g.without_answers(session, third)
    report = write_results(session.root, EXERCISE)
    assert "Answers that could not be read: 1. They are left out of all numbers." in report.sentences
    assert item(session, "desk-1")["Answers"] == "4"


def test_answers_count_after_a_corrected_key_if_they_still_fit(tmp_path: Path) -> None:
    session = g.graded(tmp_path, 6)
    g.new_version(session, "desk-1", {})
    g.new_version(session, "story-1", {})
    report = write_results(session.root, EXERCISE)
    assert not any("older version" in sentence for sentence in report.sentences)
    found = [row["Chosen by"] for row in rows(session, "options") if row["Item"].endswith("desk-1")]
    assert sorted(found) == ["0", "0", "6"]


def test_answers_that_no_longer_fit_have_a_score_and_no_choices(tmp_path: Path) -> None:
    session = g.graded(tmp_path, 6)
    g.new_version(session, "desk-1", {"b": "bell"})
    report = write_results(session.root, EXERCISE)
    assert any(sentence.startswith("Answers made with an older version") for sentence in report.sentences)
    desk = item(session, "desk-1")
    assert desk["Answers"] == "6"
    found = {row["Chosen by"] for row in rows(session, "options") if row["Item"] == desk["Item"]}
    assert found == {"not enough answers"}


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    session = g.graded(tmp_path, 6)
    g.edited(session, "Call the interpreter by telephone", HOSTILE)
    g.edited(session, "The gate", HOSTILE)
    write_results(session.root, EXERCISE)
    page = read(session, ".html")
    assert "<img" not in page
    assert page.count("<script>") == 1
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_formulas_stay_texts(tmp_path: Path) -> None:
    session = g.graded(tmp_path, 6)
    g.edited(session, "Call the interpreter by telephone", "=1+1")
    write_results(session.root, EXERCISE)
    book = openpyxl.load_workbook(session.folder("results") / f"{EXERCISE}.xlsx")
    cells = [cell for row in book["Options"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]
    assert '"\'=1+1"' in read(session, "-options.csv")


def test_statistics_are_those_of_the_rows(session: Session) -> None:
    found = gathered(session)
    numbers = item_statistics([question.asked for question in found.questions], found.rows)
    cards = numbers["exercises/harbour/cards-1"]
    assert cards.facility.value == pytest.approx((6 * 1 + 4 * 0.5) / 10)
    pairs = numbers["exercises/harbour/pairs-1"]
    assert pairs.facility.value == pytest.approx((6 * 2 / 3 + 4 * 1 / 3) / 10, abs=1e-4)


def test_a_session_that_was_moved_away_from_its_course_speaks_english(tmp_path: Path) -> None:
    session = g.graded(tmp_path, 5)
    path = session.root / "session.toml"
    path.write_text(path.read_text("utf-8").replace('language = "en"', 'language = "lv"'), "utf-8")
    assert write_results(session.root, EXERCISE).sentences[0].startswith("Results of ")


def test_without_grades_there_is_one_clear_sentence(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    with pytest.raises(SessionError, match="No answers to 'The harbour: a letter & a list' are graded yet"):
        write_results(session.root, EXERCISE)
    with pytest.raises(SessionError, match="no exercise 'other'"):
        write_results(session.root, "other")
    (session.root / "gradebook.db").unlink()
    with pytest.raises(SessionError, match="The gradebook does not know 'harbour'"):
        write_results(session.root, EXERCISE)


def test_results_are_replaced_and_leave_learners_folders_alone(session: Session, report: ResultsReport) -> None:
    before = {path: path.stat().st_mtime_ns for path in session.root.rglob("*") if path.is_file()}
    again = write_results(session.root, EXERCISE)
    assert again == report
    changed = {
        path for path in session.root.rglob("*") if path.is_file() and before.get(path) != path.stat().st_mtime_ns
    }
    assert {path.parent.name for path in changed} <= {"results"}
