"""Quiz reports of Moodle in the languages of the region: numbers, days, people, and two reports of one quiz."""

from __future__ import annotations

from pathlib import Path

import pytest

from steppingup.common.facts import Facts
from steppingup.evaluation.events import check_events
from steppingup.evaluation.readers.base import Setting
from steppingup.evaluation.readers.moodle import moodle_columns, quiz_of
from steppingup.evaluation.readers.moodle_cells import day_in, number_in
from steppingup.evaluation.reading import read_inputs
from tests.evaluation.sources import KEY, TODAY

HEAD = '"Last name","First name","Email address",Status,Started,Completed,Duration,"Grade/10.00",'
GRADES = (
    f'{HEAD}"Q. 1 /1.00","Q. 2 /2.00"\n'
    "Example,Vilja,vilja@example.org,Finished,1 October 2026 9:10 AM,x,x,7.50,1.00,-\n"
    "Example,Otto,otto@example.org,Finished,2 October 2026 9:10 AM,x,x,2.50,0.50,2.00\n"
    "Example,Nora,nora@example.org,In progress,2 October 2026 9:10 AM,-,-,-,-,-\n"
    '"Overall average",,,,,,,5.00,0.75,2.00\n'
)
RESPONSES = (
    f'{HEAD}"Response 1","Response 2"\n'
    'Example,Vilja,vilja@example.org,Finished,1 October 2026 9:10 AM,x,x,7.50,"Call the police","-"\n'
    'Example,Otto,otto@example.org,Finished,2 October 2026 9:10 AM,x,x,2.50,"=HYPERLINK(0)","I wrote a name"\n'
)
# language -> last name, first name, address, started, day as written, grade, question, response
HEADERS = {
    "en": ("Surname", "First name", "Email address", "Started on", "12 March 2026 10:15 AM", "Grade", "Q.", "Response"),
    "de": ("Nachname", "Vorname", "E-Mail-Adresse", "Begonnen am", "12. März 2026, 10:15", "Bewertung", "F", "Antwort"),
    "da": ("Efternavn", "Fornavn", "E-mailadresse", "Startet den", "12. marts 2026 10:15", "Karakter", "Sp.", "Svar"),
    "nb": ("Etternavn", "Fornavn", "E-postadresse", "Startet", "12. mars 2026 10:15", "Karakter", "Spm.", "Svar"),
    "sv": ("Efternamn", "Förnamn", "E-postadress", "Startade", "12 mars 2026 10:15", "Betyg", "Fr.", "Svar"),
    "fi": ("Sukunimi", "Etunimi", "Sähköpostiosoite", "Aloitettu", "torstai 12. maaliskuuta 2026, 10:15", "Arvosana",
           "Kys.", "Vastaus"),
    "et": ("Perekonnanimi", "Eesnimi", "E-posti aadress", "Alustatud", "12. märts 2026, 10:15", "Hinne", "K.",
           "Vastus"),
    "lv": ("Uzvārds", "Vārds", "E-pasta adrese", "Sākts", "2026. gada 12. marts, 10:15", "Vērtējums", "J.", "Atbilde"),
    "lt": ("Pavardė", "Vardas", "El. pašto adresas", "Pradėta", "2026 m. kovo 12 d., 10:15", "Įvertinimas", "Kl.",
           "Atsakymas"),
    "pl": ("Nazwisko", "Imię", "Adres e-mail", "Rozpoczęto", "czwartek, 12 marca 2026, 10:15", "Ocena", "Pyt.",
           "Odpowiedź"),
    "is": ("Eftirnafn", "Fornafn", "Netfang", "Byrjað", "12. mars 2026, 10:15", "Einkunn", "Sp.", "Svar"),
}  # fmt: skip


@pytest.fixture
def setting(facts: Facts) -> Setting:
    return Setting(KEY, facts, TODAY, role="procurement")


def report(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_grades_and_responses_of_one_quiz_are_joined(tmp_path: Path, setting: Setting) -> None:
    report(tmp_path / "Course-Quiz one-grades.csv", GRADES)
    report(tmp_path / "Course-Quiz one-responses.csv", RESPONSES)
    taken = read_inputs([tmp_path], setting)
    check_events(taken.events)
    rows = taken.events.set_index(["learner", "item_id"])
    vilja, otto = (KEY.of("moodle", f"{name}@example.org") for name in ("vilja", "otto"))
    one, two = "Course-Quiz-one/q1", "Course-Quiz-one/q2"
    assert rows.loc[(vilja, one), "response"] == KEY.option(one, "Call the police")
    assert rows["score"][(otto, two)] == rows["max_score"][(otto, two)] == 2
    assert rows["day"][(otto, two)] == "2026-10-02"
    assert rows.loc[(vilja, two), "response_status"] == "omitted"
    assert len(rows) == 4
    said = "\n".join(taken.quality.sentences())
    assert "a row without a person" in said
    assert "not handed in" in said
    assert not [word for word in ("Vilja", "example.org", "wrote", "HYPERLINK") if word in taken.events.to_csv() + said]


def test_reports_are_joined_by_what_they_hold_not_by_their_names_alone(tmp_path: Path, setting: Setting) -> None:
    report(tmp_path / "Kurs-Test-antworten.csv", "Email address,Response 1\na@example.org,ja\nb@example.org,-\n")
    report(tmp_path / "Kurs-Test-bewertungen.csv", "Email address,Q. 1 /2.00\na@example.org,2.00\nb@example.org,1.00\n")
    taken = read_inputs([tmp_path], setting)
    assert taken.events[["item_id", "score", "max_score", "response_status"]].to_numpy().tolist() == [
        ["Kurs-Test/q1", 2, 2, "answered"], ["Kurs-Test/q1", 1, 2, "answered"],
    ]  # fmt: skip
    report(tmp_path / "Kurs-Test-antworten.csv", "Email address,Q. 1 /2.00\na@example.org,0.00\n")
    assert set(read_inputs([tmp_path], setting).events["form_id"]) == {"Kurs-Test-antworten", "Kurs-Test-bewertungen"}


def test_responses_alone_have_no_score_but_for_a_right_answer_beside(tmp_path: Path, setting: Setting) -> None:
    report(tmp_path / "q-responses.csv", RESPONSES)
    taken = read_inputs([tmp_path], setting)
    assert taken.events["score"].isna().all()
    assert "counted as missing, not as zero (3 times)" in "\n".join(taken.quality.sentences())
    text = 'Email address,"Response 1","Right answer 1"\na@example.org,"Yes ","yes"\nb@example.org,no,yes\n'
    report(tmp_path / "q-responses.csv", text)
    assert read_inputs([tmp_path], setting).events["score"].tolist() == [1, 0]


@pytest.mark.parametrize("language", HEADERS)
def test_every_language_of_the_region(tmp_path: Path, setting: Setting, language: str) -> None:
    last, first, address, started, day, grade, question, response = HEADERS[language]
    head = [last, first, address, started, f"{grade}/10,00", f"{question} 1 /1,00", f"{question} 2 /0,50"]
    row = ["Example", "Vilja", "vilja@example.org", f'"{day}"', "7,5", "0,25", "0,50"]
    report(tmp_path / "quiz-grades.csv", "\ufeff" + ";".join(head) + "\n" + ";".join(row) + "\n")
    said = [last, first, address, started, f"{response} 1", f"{response} 2"]
    report(tmp_path / "quiz-responses.csv", "\t".join(said) + "\n" + "\t".join([*row[:4], "ja", "-"]) + "\n")
    taken = read_inputs([tmp_path], setting)
    check_events(taken.events)
    assert taken.events[["score", "max_score", "day"]].to_numpy().tolist() == [
        [0.25, 1, "2026-03-12"], [0.5, 0.5, "2026-03-12"],
    ]  # fmt: skip
    assert taken.events["response"].notna().tolist() == [True, False]
    assert set(taken.events["learner"]) == {KEY.of("moodle", "vilja@example.org")}
    assert all("Moodle knows no competencies" in line for line in taken.quality.sentences())


def test_old_code_pages_are_read(tmp_path: Path, setting: Setting) -> None:
    report(tmp_path / "q.csv", "Sähköpostiosoite;Kys. 1 /1,00\nä@example.org;1,00\n".encode("cp1252"))
    assert read_inputs([tmp_path], setting).events["score"].tolist() == [1]


def test_people_without_an_address_are_known_by_number_or_name(tmp_path: Path, setting: Setting) -> None:
    text = "Surname,First name,ID number,Q. 1 /1.00\nExample,Vilja,77,1.00\nExample,Otto,,0.00\nEXAMPLE,otto,,1.00\n"
    report(tmp_path / "q.csv", text)
    taken = read_inputs([tmp_path], setting)
    assert taken.events["learner"].tolist() == [KEY.of("moodle", "77"), KEY.of("moodle", "example\x1fotto")]
    assert "a further attempt; the first one counts" in "\n".join(taken.quality.sentences())


BAD = [
    ("a@example.org,NaN", "no number", "answered"),
    ("a@example.org,=1+1", "no number", "answered"),
    ("a@example.org,Not yet graded", "no number", "answered"),
    ("a@example.org,-1.00", "score: a value that cannot be", ""),
    ("a@example.org,7.00", "score: a value that cannot be", ""),
    (",1.00", "a row without a person", ""),
]


@pytest.mark.parametrize(("row", "sentence", "status"), BAD)
def test_cells_that_cannot_be_are_counted(
    tmp_path: Path, setting: Setting, row: str, sentence: str, status: str
) -> None:
    report(tmp_path / "q.csv", f"Email address,Q. 1 /1.00\n{row}\n")
    taken = read_inputs([tmp_path], setting)
    assert taken.events["response_status"].tolist() == ([status] if status else [])
    assert taken.events["score"].isna().all()
    assert sentence in "\n".join(taken.quality.sentences())


FILES = [
    (b"", "no rows"),
    (b"a,b\n1,2\n", "neither a quiz report"),
    (b"Email address,Grade/10.00\na@example.org,7.00\n", "neither a quiz report"),
    (b"Q. 1 /1.00\n1\n", "neither a quiz report"),
    (b"\x00\x01\x02\x03\x00\x00\x00\x00\x05\x00,", "no text"),
    ('Email address,"' + "x" * 200_000, "a cell that never ends"),
    ("Email address,Q. 1 /1.00\n\ufffda@example.org,1\n", "some letters made no sense"),
]


@pytest.mark.parametrize(("data", "sentence"), FILES)
def test_files_that_are_no_reports_are_told(tmp_path: Path, setting: Setting, data: str | bytes, sentence: str) -> None:
    report(tmp_path / "q.csv", data)
    assert sentence in "\n".join(read_inputs([tmp_path], setting).quality.sentences())


def test_without_a_role_it_is_said_once_a_file(tmp_path: Path, facts: Facts) -> None:
    report(tmp_path / "q.csv", "Email address,Q. 1 /1.00\na@example.org,1.00\n")
    assert "Moodle knows neither roles" in "\n".join(
        read_inputs([tmp_path], Setting(KEY, facts, TODAY)).quality.sentences()
    )


def test_numbers_days_and_names_of_quizzes() -> None:
    assert [number_in(cell) for cell in ("1,5", "-2.25", "1.5e3", "", "inf", "1,000,000")] == [1.5, -2.25] + [None] * 4
    days = ("12.03.26 10:15", "03/04/2026", "2026-03-12 10:15", "31. Februar 2026", "soon", "March 2026", "1 moon 2026")
    assert [day_in(day) for day in days] == ["2026-03-12", "2026-04-03", "2026-03-12", "", "", "", ""]
    assert [quiz_of(name) for name in ("A-B-grades.csv", "Quiz.CSV", "Ä & Ö-responses.csv", "-.csv")] == [
        "A-B", "Quiz", "Ä-Ö", "quiz",
    ]  # fmt: skip


def test_two_kinds_of_columns_without_a_known_word_are_not_guessed() -> None:
    assert moodle_columns(["Email address", "Foo 1", "Bar 1"]) is None
    alone = moodle_columns(["Email address", "Foo 1", "Question 1"])
    assert alone is not None
    assert alone.responses == {1: 1}
