"""What may be published: nothing that could point at a person, or warn somebody, is in any file of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from steppingup.mapping.findings import findings
from steppingup.mapping.forms import Course
from steppingup.mapping.report.make import Report, make_report
from steppingup.mapping.report.write import contents
from steppingup.mapping.workbook import Workbook, lines_of, workbook
from steppingup.record.sheets import Sheets
from tests.mapping.maps import TODAY, written
from tests.mapping.reports import sheet, text_of, texts_of

TRACED = {"source": "an office", "as_of": "2025-04-30", "certainty": 3}
NEED = {"competency": "encounter.notice", "level": 1, "wanted": 3, "source": "an office", "as_of": "2025-04-30"}
# columns that are published, so that a place may have the name of a service
OPEN = {
    "services": ["service", "conditions"], "answers": ["source"], "gains": ["source"], "training": ["source"],
    "actions": ["finding", "measure", "owner"],
}  # fmt: skip


def public(course: Course, sheets: Sheets) -> Report:
    return make_report(findings(workbook(sheets, course.sheets), course, TODAY), public=True)


def all_text(report: Report, folder: Path) -> str:
    for name, data in contents(report).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return "\n".join(texts_of(folder).values())


def hidden_texts(town: Workbook, course: Course) -> dict[str, list[str]]:
    mapping = course.facts.mapping
    return {
        "notes": [str(one.note) for name in ("answers", "places", "about") for one in lines_of(town[name]) if one.note],
        "places": [one.place for one in lines_of(town["places"])],
        "who is there": [one.who for one in lines_of(town["places"])],
        "gains": [str(one.value) for one in lines_of(town["gains"]) if one.value not in mapping.options],
        "what they noticed": [one.notice for one in lines_of(town["actors"]) if one.notice],
        "answers": [one.value for one in lines_of(town["answers"])
                    if isinstance(one.value, str) and one.value not in mapping.options],
    }  # fmt: skip


def test_nothing_of_the_inside_is_in_any_file(public_report: Path, town: Workbook, course: Course) -> None:
    files = texts_of(public_report)
    open_ = {str(text) for name in ("services", "answers", "gains", "training", "actions") for column in OPEN[name]
             for text in town[name][column]} | {one.name for one in course.facts.mapping.actors.values()}  # fmt: skip
    leaks = [
        (kind, name, text)
        for kind, texts in hidden_texts(town, course).items()
        for text in texts
        for name, content in files.items()
        if text.removesuffix(" (invented)") in content
        and not any(text.removesuffix(" (invented)") in one for one in open_)
    ]
    assert leaks == []


def test_the_working_group_has_all_of_it(group_report: Path, town: Workbook, course: Course) -> None:
    book = text_of(group_report / "map-report.xlsx")
    missing = [text for texts in hidden_texts(town, course).values() for text in texts if text not in book]
    assert missing == []


def test_the_two_small_counts_are_kept_back_and_marked(public_report: Path, group_report: Path) -> None:
    shown = {row["Row"]: row["Answer"] for row in sheet(public_report / "map-report.xlsx", "Answers")}
    assert (shown["t1-07"], shown["t4-03"], shown["t5-04"]) == ("fewer than 5", "fewer than 5", 7.8)
    marked = {row["Row"]: row["To mind"] for row in sheet(group_report / "map-report.xlsx", "Answers")}
    assert "do not publish" in str(marked["t1-07"])
    assert "do not publish" in str(marked["t4-03"])
    assert [row for row, mind in marked.items() if "do not publish" in str(mind)] == ["t1-07", "t4-03"]


def test_it_says_how_much_it_keeps_back(public_report: Path) -> None:
    kept = {str(row["What"]): row["How many"] for row in sheet(public_report / "map-report.xlsx", "Kept back")}
    assert kept["notes"] == 24
    assert kept["places; their kinds and districts are shown"] == 18
    assert any(what.startswith("numbers of people below 5") for what in kept)


def test_a_share_is_no_count(course: Course) -> None:
    report = public(course, written("answers", {"t5-04": {"value": 3, **TRACED}, "t5-02": {"value": 3, **TRACED}}))
    assert {row[-1]: row[2] for row in report.sheets["answers"].table.rows} == {"t5-04": 3, "t5-02": "fewer than 5"}


def test_only_numbers_and_harmless_choices_are_published(course: Course) -> None:
    rows: dict[str, dict[str, Any]] = {
        "t2-01": {"value": "about 3", **TRACED}, "t2-02": {"value": "berries", **TRACED},
        "t3-09": {"value": "yes", **TRACED}, "t3-13": {"value": "yes", **TRACED}, "t1-99": {"value": "yes", **TRACED},
    }  # fmt: skip
    report = public(course, written("answers", rows))
    inside = "answered; kept in the working group"
    assert {row[-1]: row[2] for row in report.sheets["answers"].table.rows} == {
        "t2-01": inside, "t2-02": inside, "t3-09": inside, "t3-13": "yes", "t1-99": inside,
    }  # fmt: skip


def test_a_unit_with_numbers_could_tell_and_is_left_out(course: Course) -> None:
    rows = {"t2-01": {"value": 26, "unit": "people in 2024, of them 24 women", **TRACED}}
    report = public(course, written("answers", rows))
    assert report.sheets["answers"].table.rows[0][3] == "people"
    assert "24 women" not in " ".join(number.what for number in report.numbers)


def test_what_cannot_be_traced_is_not_published(course: Course) -> None:
    rows: dict[str, dict[str, Any]] = {
        "t2-01": {"value": 926, "source": "an office"},
        "t5-02": {"value": 817, **TRACED},
    }
    report = public(course, written("answers", rows))
    assert [row[-1] for row in report.sheets["answers"].table.rows] == ["t5-02"]
    assert [number.value for number in report.numbers] == ["817"]


def test_few_people_of_a_role_cannot_be_reckoned(course: Course, tmp_path: Path) -> None:
    rows = {
        "r-a": {"role": "procurement", "people": 3, **NEED},
        "r-b": {"role": "social_worker", "people": 5138, **NEED},
        "r-c": {"role": "health_staff", "people": 5757, **NEED},
    }
    report = public(course, written("training", rows))
    shown = {row[0]: row[1] for row in report.sheets["roles"].table.rows}
    assert shown == {
        "Procurement officer": "kept back", "Social worker": "kept back", "Health staff": 5757,
        "All roles": 10898,
    }  # fmt: skip
    needs = {row[0]: row[2:6] for row in report.sheets["needs"].table.rows}
    assert needs["Procurement officer"] == ("fewer than 5", 3, None, None)
    assert needs["Social worker"] == ("kept back", 3, 1, 2)
    assert [row[:3] for row in report.handed_on.rows] == [
        ("health_staff", "encounter.notice", 5757), ("social_worker", "encounter.notice", None),
    ]  # fmt: skip
    assert "5138" not in all_text(report, tmp_path)  # the sum less the others would give away the three


def test_findings_and_measures_lose_their_small_numbers(course: Course) -> None:
    rows = {"r-a": {"finding": "3 minors left care", "measure": "Find 4 rooms", "owner": "care", "due": "2025-08-01"}}
    report = public(course, written("actions", rows))
    assert report.sheets["actions"].table.rows[0][2:4] == ("fewer than 5 minors left care", "Find fewer than 5 rooms")
    assert not any("Find 4" in said.text for said in report.said)


def test_a_town_may_keep_back_more(course: Course) -> None:
    stricter = course.settings.model_copy(update={"mapping": course.settings.mapping.model_copy(update={"small": 10})})
    report = public(
        Course(course.facts, course.sheets, course.words, stricter),
        written("answers", {"t5-02": {"value": 9, **TRACED}}),
    )
    assert report.sheets["answers"].table.rows[0][2] == "fewer than 10"
