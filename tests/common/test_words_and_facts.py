from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from steppingup.common.errors import ContentError, MessageError, SettingsError
from steppingup.common.facts import load_facts
from steppingup.common.language import Words, formats_of, languages, load_words
from steppingup.common.messages import english
from tests.catalogue.tiny import tiny_course, write

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "site.name"
msgid "{name}"
msgstr "Soli augšup"

#, fuzzy
msgctxt "fact/number:value"
msgid "112"
msgstr "aptuveni 112"

msgctxt "role/health_staff:name"
msgid "Health staff"
msgstr "Veselības darbinieki"

msgctxt "role/social_worker:name"
msgid "Social assistant"
msgstr "Sociālais asistents"

msgctxt "one"
msgid "{n} of {total}"
msgstr "{n} no visiem"

msgctxt "two"
msgid "Two"
msgstr ""
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    course = tiny_course(tmp_path)
    text = PO.replace("{name}", english("page")["site.name"], 1)
    for name in ("interface", "activities"):
        write(course, f"locale/lv/LC_MESSAGES/{name}.po", text)
    return course


def test_english_needs_no_catalogue(course: Path) -> None:
    words = load_words(course)
    assert words == Words()
    assert words.get("site.name") == english("page")["site.name"]
    assert words.text("anything", "as it is") == "as it is"
    assert words.group("activity") == english("activity")


def test_translation_fuzzy_and_changed_entries(course: Path) -> None:
    words = load_words(course, "lv")
    assert words.get("site.name") == "Soli augšup"
    assert words.group("page")["site.name"] == "Soli augšup"
    assert words.text("role/health_staff:name", "Health staff") == "Veselības darbinieki"
    # Fuzzy, empty, or made from another English text: English is shown.
    assert words.text("fact/number:value", "112") == "112"
    assert words.text("two", "Two") == "Two"
    assert words.text("role/social_worker:name", "Social worker") == "Social worker"


def test_lost_placeholders_are_reported_and_not_used(course: Path) -> None:
    words = load_words(course, "lv")
    assert words.text("one", "{n} of {total}") == "{n} of {total}"
    assert {str(problem) for problem in words.problems} == {
        f"locale/lv/LC_MESSAGES/{name}.po:22: one: msgstr: the words in braces differ from the English ones; "
        "copy them unchanged"
        for name in ("interface", "activities")
    }


def test_unknown_message() -> None:
    with pytest.raises(MessageError, match=r"No message 'no.such.key'"):
        Words().get("no.such.key")


@pytest.mark.parametrize("language", ["xx", "../lv", "LV", "", "l" * 50])
def test_unknown_language(course: Path, language: str) -> None:
    with pytest.raises(SettingsError, match="there is en, lv"):
        load_words(course, language)
    assert languages(course) == ["en", "lv"]


@pytest.mark.parametrize("raw", [b'msgid "a', b'msgid "a"\nmsgstr "\xff"\n', b"what is this\n"])
def test_broken_catalogue(course: Path, raw: bytes) -> None:
    (course / "locale/lv/LC_MESSAGES/interface.po").write_bytes(raw)
    with pytest.raises(ContentError, match=r"interface.po:\d+: not a readable .po file"):
        load_words(course, "lv")


def test_missing_catalogue_is_english(course: Path) -> None:
    (course / "locale/lv/LC_MESSAGES/interface.po").unlink()
    assert load_words(course, "lv").get("site.name") == english("page")["site.name"]


def test_facts_in_two_languages(course: Path) -> None:
    facts = load_facts(course)
    assert facts.problems == []
    assert facts.dated("number") == "112 (1 November 2025)"
    assert facts.fill("Call {fact:number}, not {fact:other}.") == "Call 112 (1 November 2025), not {fact:other}."
    latvian = load_facts(course, load_words(course, "lv"))
    assert latvian.roles["health_staff"].name == "Veselības darbinieki"
    assert latvian.dated("number") == "112 (1 novembris 2025)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2025-03-01", "1 March 2025"), ("2025-03", "March 2025"), ("2025", "2025"), ("spring 2025", "spring 2025")],
)
def test_days(text: str, shown: str, course: Path) -> None:
    assert load_facts(course).day(text) == shown


@pytest.mark.parametrize(
    ("today", "levels"),
    [(date(2026, 10, 31), []), (date(2026, 11, 1), ["warning"] * 2), (date(2026, 12, 31), ["warning"] * 2),
     (date(2027, 1, 1), ["error"] * 2)],
)  # fmt: skip
def test_stale(today: date, levels: list[str], course: Path) -> None:
    assert [problem.level for problem in load_facts(course).stale(today)] == levels


def test_what_is_late_says_so_beside_its_date(course: Path) -> None:
    for language, said in (("en", "not checked since 1 November 2025"), ("lv", "1 novembris 2025")):
        words = load_words(course, language)
        facts = load_facts(course, words)
        facts.mark_late(date(2026, 12, 31), words)
        assert facts.late == {}
        facts.mark_late(date(2027, 1, 1), words)
        assert said in facts.dated("number").partition("; ")[2]
        assert "; " in facts.fill("Call {fact:number}.")


def test_large_tables_in_several_files_go_stale_too(course: Path) -> None:
    record = (course / "facts/facts.yml").read_text("utf-8").replace("id: number", "id: more")
    write(course, "facts/facts-more.yml", record)
    found = {problem.file: problem for problem in load_facts(course).stale(date(2027, 1, 1))}
    more = found["facts/facts-more.yml"]
    assert (more.line, more.id, more.field, more.level) == (1, "more", "review_by", "error")
    assert {problem.level for problem in load_facts(course).stale(date(2026, 11, 1))} == {"warning"}
    assert load_facts(course).stale(date(2026, 10, 31)) == []


def test_missing_tables(course: Path) -> None:
    for name in ("facts", "helplines"):
        (course / "facts" / f"{name}.yml").unlink()
    assert load_facts(course).problems == []
    for name in ("roles", "competencies"):
        (course / "facts" / f"{name}.yml").unlink()
    facts = load_facts(course)
    assert [problem.file for problem in facts.problems] == ["facts/competencies.yml", "facts/roles.yml"]
    assert facts.broken == {"competencies", "areas", "roles"}


def test_unknown_role_of_a_competency(course: Path) -> None:
    text = (course / "facts/competencies.yml").read_text(encoding="utf-8")
    write(course, "facts/competencies.yml", text.replace("health_staff", "plumber"))
    assert [str(problem) for problem in load_facts(course).problems] == [
        "facts/competencies.yml:4: encounter.notice: required: unknown role 'plumber'; use an id of facts/roles.yml"
    ]


def test_references_between_tables(course: Path) -> None:
    text = (course / "facts/facts.yml").read_text(encoding="utf-8")
    write(course, "facts/facts.yml", text.replace("source: general", "source: nobody"))
    write(course, "facts/competencies.yml", "areas: []\ncompetencies: 3\n")
    assert [str(problem) for problem in load_facts(course).problems] == [
        "facts/competencies.yml:2: a list of records is missing under 'competencies'; begin each with '- id:'",
        "facts/facts.yml:1: number: source: unknown source 'nobody'; add it or correct the id",
    ]


@pytest.mark.parametrize(("language", "formats"), [("lv", "lv"), ("de-AT", "de_AT"), ("lv-xx", "lv"), ("xx", "en")])
def test_dates_follow_the_nearest_known_language(language: str, formats: str) -> None:
    assert formats_of(language) == formats
