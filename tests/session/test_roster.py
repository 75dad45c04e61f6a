"""The roster: lists as offices send them, codes that stay, and nothing kept that is not needed."""

from __future__ import annotations

import csv
import io
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from steppingup.common.errors import SessionError
from steppingup.documents.letters import decode, same
from steppingup.record.code import normal_code
from steppingup.session.people import people_of
from steppingup.session.roster import (
    FILE,
    Learner,
    Roster,
    add_anonymous,
    import_list,
    read_roster,
    write_roster,
)
from steppingup.session.sheet import MAX_BYTES, MAX_ROWS, read_rows

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = "Name,E-mail\nMia Berg,mia@havmere.example\nOlli Saari,olli@havmere.example\n"


def excel(rows: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.create_sheet("people")
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def names(data: bytes) -> list[str]:
    return [learner.name for learner in import_list(Roster(), data).roster]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_reads_the_same_however_it_was_saved(separator: str, encoding: str, end: str) -> None:
    lines = ["Förnamn;Efternamn;E-post;Född", "Åsa;Öberg;asa@havmere.example;1980", "Jón;Þór;;1979", ";;;"]
    text = end.join(lines).replace(";", separator).replace("Förnamn", "Fornamn")
    found = import_list(Roster(), text.encode(encoding)).roster
    assert [(one.name, one.mail) for one in found] == [("Åsa Öberg", "asa@havmere.example"), ("Jón Þór", "")]


@pytest.mark.parametrize(
    ("page", "name"),
    [("cp1257", "Jānis Bērziņš"), ("cp1257", "Žiedė Šarūnaitė"), ("cp1250", "Łucja Wiśniewska-Żak"),
     ("cp1252", "Þórður Ægisson"), ("cp1252", "Jürgen Groß"), ("cp1257", "Tõnu Rüütel")],
)  # fmt: skip
def test_letters_of_one_byte_are_read_by_the_page_that_fits(page: str, name: str) -> None:
    assert decode(f"Name\n{name}\n".encode(page)).splitlines()[1] == name


def test_excel_gives_its_first_sheet_with_rows_and_only_names_and_addresses() -> None:
    data = excel([["Vards", "Uzvārds", "Personas kods"], ["Anna", "Kalna", 12345], [None, None, None]])
    assert import_list(Roster(), data).roster.learners[0].name == "Anna Kalna"
    assert people_of(read_rows(data))[0].mail == ""


def test_a_list_without_titles_is_names_and_addresses() -> None:
    assert names(b"Mia Berg\nOlli Saari\n") == ["Mia Berg", "Olli Saari"]
    found = import_list(Roster(), b"7;Mia;Berg;mia@havmere.example;Desk 4\n").roster.learners[0]
    assert (found.name, found.mail) == ("Mia Berg", "mia@havmere.example")


def test_the_separator_that_excel_was_told() -> None:
    assert names(b"sep=|\r\nName|E-mail\r\nMia; Berg|\r\n") == ["Mia; Berg"]


def test_every_code_is_one_and_they_differ() -> None:
    roster = import_list(Roster(), PLAIN.encode()).roster
    assert [normal_code(code) for code in roster.codes] == roster.codes
    assert len(set(roster.codes)) == 2


def test_who_is_imported_again_keeps_the_code() -> None:
    first = import_list(Roster(), PLAIN.encode()).roster
    later = b"Name;E-mail\nNora Lind;\nMIA  Berg-Holm;Mia@Havmere.example\nOlli Saari;\n"
    again = import_list(first, later)
    assert [one.name for one in again.new] == ["Nora Lind"]
    assert again.missing == ()
    assert again.roster.codes[:2] == first.codes
    assert [one.name for one in again.roster] == ["MIA Berg-Holm", "Olli Saari", "Nora Lind"]
    assert import_list(again.roster, later).new == ()


def test_who_is_not_in_the_second_list_keeps_the_code_and_is_named() -> None:
    first = import_list(Roster(), PLAIN.encode()).roster
    again = import_list(first, b"Name\nOlli Saari\n")
    assert [one.name for one in again.missing] == ["Mia Berg"]
    assert again.roster.codes == first.codes


def test_two_people_of_one_name_have_a_code_each_and_keep_them() -> None:
    data = b"Name\nMia Berg\nMia Berg\n"
    first = import_list(Roster(), data).roster
    assert len(set(first.codes)) == 2
    assert import_list(first, data).roster == first
    apart = import_list(Roster(), b"Name,Mail\nMia Berg,one@havmere.example\nMia Berg,two@havmere.example\n").roster
    assert len(apart) == 2


def test_a_corrected_roster_can_be_imported(tmp_path: Path) -> None:
    roster = import_list(Roster(), PLAIN.encode()).roster
    write_roster(tmp_path, roster)
    text = (tmp_path / FILE).read_text("utf-8-sig").replace("Mia Berg", "Mia Holm").replace(",", ";")
    again = import_list(roster, text.encode("cp1252"))
    assert again.roster.codes == roster.codes
    assert again.roster.learners[0].name == "Mia Holm"


def test_numbers_of_an_office_are_no_codes_of_ours() -> None:
    found = import_list(Roster(), b"Code;Name\n0042;Mia Berg\n").roster
    assert found.codes != ["0042"]
    assert normal_code(found.codes[0])


def test_one_code_for_two_people_is_refused() -> None:
    code = import_list(Roster(), b"Name\nMia Berg\n").roster.codes[0]
    with pytest.raises(SessionError, match="to two people"):
        import_list(Roster(), f"Code;Name\n{code};Mia Berg\n{code};Olli Saari\n".encode())


def test_codes_without_names() -> None:
    twenty = add_anonymous(Roster(), 20)
    assert len(set(twenty.roster.codes)) == 20
    assert {one.name for one in twenty.roster} == {""}
    assert add_anonymous(twenty.roster, 20).new == ()
    assert len(add_anonymous(twenty.roster, 22).new) == 2
    mixed = import_list(twenty.roster, PLAIN.encode())
    assert len(mixed.new) == 2
    assert mixed.missing == ()
    for wrong in (0, 501):
        with pytest.raises(SessionError, match="between 1 and 500"):
            add_anonymous(Roster(), wrong)


def test_the_file_is_the_owners_alone_and_reads_back(tmp_path: Path) -> None:
    roster = Roster((Learner(import_list(Roster(), b"Name\nx\n").roster.codes[0], '=Ōsa; "Å"', "@mail"),))
    write_roster(tmp_path, roster)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert read_roster(tmp_path) == roster
    cells = next(iter(list(csv.reader((tmp_path / FILE).read_text("utf-8-sig").splitlines()))[1:]))
    assert cells[1:] == ['\'=Ōsa; "Å"', "'@mail"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE]


def test_nobody_yet(tmp_path: Path) -> None:
    assert len(read_roster(tmp_path)) == 0
    write_roster(tmp_path, Roster())
    assert list(read_roster(tmp_path)) == []


def test_a_roster_damaged_by_hand_says_where(tmp_path: Path) -> None:
    good = add_anonymous(Roster(), 1).roster.codes[0]
    for text, what in [(f"{good},A\n{good},B", "twice"), (",A", "without a code"), ("AAAAA,A", "where a code")]:
        (tmp_path / FILE).write_text(f"code,name\n{text}\n", "utf-8")
        with pytest.raises(SessionError, match=what):
            read_roster(tmp_path)


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"", "no rows"), (b"\n\n;;\n", "no rows"), (b"1;2\n3;4\n", "No names"),
     (b"\xd0\xcf\x11\xe0" + bytes(99), "old kind"),
     (b"PK\x03\x04 nothing", "cannot be read as Excel"), (b"\x00\x01\x02" * 9, "not a table"),
     (b"x" * (MAX_BYTES + 1), "larger than"), (b"a\n" * (MAX_ROWS + 1), "more than"),
     (b'"' + b"a" * 200_000, "not a table")],
    ids=range(9),
)  # fmt: skip
def test_what_is_no_list_is_a_sentence(data: bytes, what: str) -> None:
    with pytest.raises(SessionError, match=what):
        import_list(Roster(), data)


def test_an_excel_bomb_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(SessionError, match="unpacks to more"):
        read_rows(stream.getvalue())


def test_control_characters_and_long_names_are_cut() -> None:
    assert names(("Name\nMia\x07\u202e Berg\n" + "x" * 500 + "\n").encode()) == ["Mia Berg", "x" * 120]


def test_names_are_equal_without_case_accents_and_signs() -> None:
    assert same("Jānis  BĒRZIŅŠ") == same("janis berzins")
    assert same("Łucja") != same("Lucja")


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    (tmp_path / FILE / "held").touch()
    with pytest.raises(SessionError, match="cannot be written"):
        write_roster(tmp_path, Roster())
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE]
