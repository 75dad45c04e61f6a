"""What fits into a time: the minutes always add up, the talk afterwards is never saved on, reasons are told."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import replace

import pytest

from steppingup.catalogue import Catalogue
from steppingup.common.errors import KitError
from steppingup.kit.choose import MUST, Unit, named
from steppingup.kit.fit import IN_HAND, MOST, STRETCH, breaks, fit, span
from steppingup.kit.schedule import Row, schedule

ROLES = ("social_worker", "procurement", "decision_maker", "health_staff")


def rows_of(
    course: Catalogue, units: list[Unit], names: list[str], minutes: int, roles: tuple[str, ...] = ()
) -> list[Row]:
    return schedule(fit(named(names, units), roles, minutes, course.facts))


@pytest.mark.parametrize("names", [["1"], ["04-identification"], ["sweden"], ["oslo-begging", "6"]])
@pytest.mark.parametrize("minutes", [75, 80, 90, 119, 120])
def test_the_minutes_add_up(course: Catalogue, units: list[Unit], names: list[str], minutes: int) -> None:
    rows = rows_of(course, units, names, minutes)
    assert sum(row.minutes for row in rows) == minutes
    assert [row.begins for row in rows] == [sum(row.minutes for row in rows[:at]) for at in range(len(rows))]
    assert (rows[0].kind, rows[-1].kind) == ("welcome", "end")
    assert all(row.minutes > 0 for row in rows)


@pytest.mark.parametrize("name", ["finland", "oslo", "poland", "sweden", "sham"])
def test_a_case_alone_does_not_fill_a_day(course: Catalogue, units: list[Unit], name: str) -> None:
    """Whatever a page has more than the plan takes must not look like something that was left out."""
    with pytest.raises(KitError, match="480 minutes are too many"):
        fit(named([name], units), [], 480, course.facts)


@pytest.mark.parametrize("name", ["1", "4", "finland", "sweden", "sham"])
def test_a_time_is_filled_or_refused_with_a_time_that_works(course: Catalogue, units: list[Unit], name: str) -> None:
    found = named([name], units)
    with pytest.raises(KitError) as short:
        fit(found, [], 20, course.facts)
    least = told(r"Take (\d+) minutes or more", short)
    most = 480
    if name != "4":
        with pytest.raises(KitError) as long:
            fit(found, [], 480, course.facts)
        most = told(r"Take (\d+) minutes or fewer", long)
    for minutes in sorted({least, *range(least, most, 9), most}):
        made = fit(found, [], minutes, course.facts)
        assert sum(row.minutes for row in schedule(made)) == minutes
        assert all(one.steps()[-1].kind == "debrief" for one in made.chosen)
    for minutes in (least - 1, most + 1):
        with pytest.raises(KitError):
            fit(found, [], minutes, course.facts)


def told(pattern: str, error: pytest.ExceptionInfo[KitError]) -> int:
    found = re.search(pattern, str(error.value))
    assert found
    return int(found[1])


def test_breaks_come_after_seventy_five_minutes() -> None:
    assert [breaks(n) for n in (30, 75)] == [[], []]
    assert (breaks(76), breaks(150), breaks(180), breaks(240)) == ([10], [10], [15, 15], [15, 15, 15])
    assert breaks(300) == [15, 45, 15]
    assert breaks(480).count(45) == 1


@pytest.mark.parametrize("minutes", [90, 120, 180, 240, 300, 360, 480])
def test_nobody_sits_too_long_and_no_break_parts_a_task_from_its_talk(
    course: Catalogue, units: list[Unit], minutes: int
) -> None:
    rows = rows_of(course, units, ["4"], minutes)
    pauses = [at for at, row in enumerate(rows) if row.kind in {"break", "lunch"}]
    assert len(pauses) == len(breaks(minutes))
    begins = [0, *(rows[at].begins + rows[at].minutes for at in pauses)]
    ends = [*(rows[at].begins for at in pauses), minutes]
    assert max(end - begin for begin, end in zip(begins, ends, strict=True)) <= 85
    assert all(rows[at + 1].kind not in {"debrief", "end"} for at in pauses)


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_needs_first_comes_first(course: Catalogue, units: list[Unit], role: str) -> None:
    path = course.facts.paths[role]
    for unit in units[5:]:
        try:
            made = fit([unit], [role], 120, course.facts)
        except KitError:
            continue
        numbers = [one.module.lessons[0].number for one in made.chosen]
        needed = [number for number in path.must if number.split(".")[0] == unit.name[1]]
        assert numbers[: len(needed)] or not needed
        assert set(numbers) <= set(needed) or set(needed) <= set(numbers)
        assert all((one.need == MUST) == (one.module.lessons[0].number in needed) for one in made.chosen)


def test_what_is_left_out_is_told_with_its_reason(course: Catalogue, units: list[Unit]) -> None:
    made = fit(named(["6"], units), ["teacher_librarian_frontdesk"], 90, course.facts)
    taken = {one.module.title for one in made.chosen}
    left = {one.name: one.reason for one in made.left_out if one.reason != "task"}
    assert taken | set(left) == {module.title for module in units[-1].modules}
    assert left["6.4 Buying with open eyes: before the contract"] == "role"
    assert set(left.values()) == {"role", "time"}
    assert all(one.minutes > one.room for one in made.left_out if one.reason == "time")


def test_time_in_hand_is_short_unless_all_else_is_longer(course: Catalogue, units: list[Unit]) -> None:
    for minutes in range(60, 400, 7):
        made = fit(named(["4"], units), [], minutes, course.facts)
        assert made.in_hand <= IN_HAND


def test_a_time_that_needs_a_break_may_be_too_short_where_a_shorter_one_works(
    course: Catalogue, units: list[Unit]
) -> None:
    found = named(["finland", "sham"], units)
    fit(found, [], 75, course.facts)
    with pytest.raises(KitError, match=r"take 83 minutes at least, with the break that more than 75 minutes need"):
        fit(found, [], 76, course.facts)


def test_what_no_day_holds_is_told(course: Catalogue, units: list[Unit], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steppingup.kit.fit.MOST", 300)
    with pytest.raises(KitError, match="One session of a day is too short for so many chapters and cases"):
        fit(units, [], 200, course.facts)


@pytest.mark.parametrize("minutes", [14, 0, -60, 481, 10_000])
def test_no_session_is_shorter_or_longer_than_a_day(course: Catalogue, units: list[Unit], minutes: int) -> None:
    with pytest.raises(KitError, match=f"15 to 480 minutes, and you asked for {minutes}"):
        fit(units, [], minutes, course.facts)


def test_the_span_of_a_time_is_what_can_be_asked_for(course: Catalogue, units: list[Unit]) -> None:
    found = named(["sham"], units)
    least, most = span(found, [], course.facts)
    for minutes, fits in ((least - 1, False), (least, True), (most, True), (most + 1, False)):
        with nullcontext() if fits else pytest.raises(KitError):
            fit(found, [], minutes, course.facts)
    with pytest.raises(KitError, match="is for Procurement officer"):
        span(found, ["procurement"], course.facts)


def test_all_of_the_course_takes_most_of_a_day(course: Catalogue, units: list[Unit]) -> None:
    least, most = span(units, [], course.facts)
    assert STRETCH < least < most == MOST
    twice = [
        *units,
        *(replace(unit, first=replace(unit.first, page=f"cases/{n}/index")) for n, unit in enumerate(units)),
    ]
    with pytest.raises(KitError, match="too short for so many"):
        span(twice, [], course.facts)
