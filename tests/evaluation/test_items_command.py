"""``evaluate items``: any table gives its numbers, or a sentence that says what to change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from steppingup.cli import main
from tests.evaluation.foreign import Line, analysed, lsat6_lines, refused, said, written

HEAD: Line = ["id", "a", "b", "c"]


def cycle(people: int = 40) -> list[Line]:
    return [HEAD, *([f"p{n}", n % 2, n // 2 % 2, int(n % 4 in {0, 3})] for n in range(people))]


def by_decimal_comma(lines: list[Line]) -> list[Line]:
    return [[str(one).replace(".", ",") if isinstance(one, float) else one for one in line] for line in lines]


@pytest.mark.parametrize("way", ["wide", "long", "excel"])
def test_lsat6_gives_the_published_numbers(tmp_path: Path, way: str) -> None:
    lines = lsat6_lines()
    if way == "long":
        lines = [["learner", "item", "score", "language"],
                 *([row[0], item, score, row[6]] for row in lines[1:]
                   for item, score in zip("abcde", row[1:6], strict=True))]  # fmt: skip
    found = analysed(written(tmp_path / ("t.xlsx" if way == "excel" else "t.csv"), lines), "--group", "language")
    items, test = found["items"], found["test"]
    assert found["read"] == {"shape": "long" if way == "long" else "wide", "scoring": "scores"}
    assert [item["id"] for item in items] == list("abcde")
    assert [item["n"] for item in items] == [1000] * 5
    assert [item["facility"] for item in items] == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870], abs=1e-12)
    assert [round(item["rest_correlation"], 3) for item in items] == [0.113, 0.153, 0.173, 0.144, 0.122]
    assert round(test["alpha"], 4) == 0.2950
    assert [round(end, 4) for end in test["alpha_interval"]] == [0.2235, 0.3618]
    logits = [round(one["difficulty"], 4) for one in found["rasch"]["items"]]
    assert logits == [-1.2561, 0.4749, 1.2360, 0.1684, -0.6232]
    assert sum(step["people"] for step in found["rasch"]["wright"]) == 1000
    one, each = found["curves"]
    assert [item["difficulty"] for item in one["items"]] == pytest.approx(
        [-3.6153, -1.3224, -0.3176, -1.7301, -2.7802], abs=1e-4
    )
    assert (round(one["log_likelihood"], 3), round(each["log_likelihood"], 3)) == (-2466.938, -2466.653)
    assert [(one["id"], one["people"], one["reference"]) for one in found["groups"]] == [
        ("x", 500, True), ("y", 500, False),
    ]  # fmt: skip
    assert {one["verdict"] for one in found["dif"]} == {"no sign"}
    assert test["error_ratio"] == pytest.approx(100 * (1 - test["alpha"]) ** 0.5)


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (";", "cp1252"), ("|", "utf-8")],
)
def test_separators_and_code_pages_change_nothing(tmp_path: Path, separator: str, encoding: str) -> None:
    lines: list[Line] = [["id", "söka/2", "b"], *([f"p{n}", [0.5, 1.5, 2.0, 0.0][n % 4], n % 2] for n in range(40))]
    shown = by_decimal_comma(lines) if separator != "," else lines
    found = analysed(written(tmp_path / "t.csv", shown, separator, encoding))
    assert [item["id"] for item in found["items"]] == ["söka/2", "b"]
    assert [item["max_score"] for item in found["items"]] == [2, 1]
    assert found["items"][0]["facility"] == pytest.approx(0.5)
    assert found["items"][0]["rest_correlation"] == pytest.approx(found["items"][1]["rest_correlation"])


def test_chosen_options_and_a_key(tmp_path: Path) -> None:
    lines: list[Line] = [["name", "q1", "q2"], *([f"n{n}", "ABBC"[n % 4], " b" if n % 2 else "A"] for n in range(60))]
    lines[5][1] = ""
    table = written(tmp_path / "t.csv", lines, ";")
    key = written(
        tmp_path / "key.csv", [["item", "key", "max_score"], ["q1", "B|C", 2], ["q2", "B", 1], ["q9", "A", 1]]
    )
    found = analysed(table, "--key", str(key))
    assert (found["read"]["scoring"], [item["n"] for item in found["items"]]) == ("key", [59, 60])
    options = {one["id"]: one for one in found["items"][0]["distractors"]}
    assert {name: (one["right"], one["count"]) for name, one in options.items()} == {
        "a": (False, 14), "b": (True, 30), "c": (True, 15),
    }  # fmt: skip
    assert sum(options["b"]["by_score_band"]) == 30
    assert found["items"][0]["facility"] == pytest.approx(45 / 59)
    assert said(found) == [
        "Cells without a score count nowhere. If people saw these items and left them out, say --empty zero.",
        "column 'name': The key does not know this column; it was left aside.",
        "q9: The key has items that the table has not.",
    ]
    across = written(tmp_path / "across.csv", [["q1", "q2"], ["B|C", "b"]])
    again = analysed(table, "--key", str(across), "--empty", "zero")
    assert again["items"][0]["facility"] == pytest.approx(45 / 60)


def test_long_with_options_attempts_and_statuses(tmp_path: Path) -> None:
    lines: list[Line] = [["Learner", "Item ID", "Answer", "Attempt", "Status", "Group"]]
    for n in range(40):
        lines.append([f"p{n}", "q1", "ab"[n % 2], 1, "answered", "sv"])
        lines.append([f"p{n}", "q2", "" if n < 3 else "ba"[n % 2], 1, "omitted" if n < 3 else "answered", "sv"])
    lines += [["p1", "q1", "a", 2, "answered", "fi"], ["", "q1", "a", 1, "", ""], ["p2", "q3", "a", 1, "", ""],
              ["p50", "q1", "b", "x", "hm", "fi"]]  # fmt: skip
    table, key = (
        written(tmp_path / "t.csv", lines),
        written(tmp_path / "k.csv", [["item", "key"], ["q1", "a"], ["q2", "a"]]),
    )
    lines.append(["p60", "q1", "b", 1, "", "fi"])
    found = analysed(written(table, lines), "--key", str(key), "--group", "group", "--id", "learner")
    assert [item["n"] for item in found["items"]] == [42, 40]
    assert found["items"][1]["missing"] == {"omitted": 3, "not_reached": 0, "not_administered": 2, "waiting": 0}
    assert [item["facility"] for item in found["items"]] == pytest.approx([20 / 42, 19 / 40])
    assert said(found) == [
        "Groups with too few people were left out of the comparison.",
        "There are fewer than two groups with enough people; nothing was compared.",
        "item 'q3': The key does not know this item; it was left aside.",
        "row 82 and others: A person has several rows for an item; only the first attempt counts.",
        "row 83: The row names no person or no item; it was left out.",
        "row 85: The status is unknown; the row counts as answered.",
        "row 85, column 'Attempt': The cell holds no number; it counts nowhere.",
    ]


def test_long_scores_that_cannot_be_are_named(tmp_path: Path) -> None:
    lines: list[Line] = [["student", "question", "points", "max", "response"]]
    lines += [[f"p{n}", "q", n % 3, 2, f"text {n}"] for n in range(40)]
    lines += [["x1", "q", 5, 2, ""], ["x2", "q", 1, 4, ""], ["x3", "q", "ill", 2, ""], ["x4", "q", "", 2, ""]]
    found = analysed(written(tmp_path / "t.csv", lines), "--group", "max")
    assert (found["items"][0]["n"], found["items"][0]["max_score"], found["items"][0]["distractors"]) == (40, 2, [])
    assert said(found) == [
        "Rows without a score count nowhere. If people saw these items and left them out, say --empty zero.",
        "There are fewer than two groups with enough people; nothing was compared.",
        "column 'q': The answers are no options; they are not shown.",
        "item 'q': Rows with another highest score were left out.",
        "row 42, item 'q': The score is outside 0 to its highest; it counts nowhere.",
        "row 44, column 'points': The cell holds no number; it counts nowhere.",
    ]


def test_what_is_no_item_is_left_aside_and_said(tmp_path: Path) -> None:
    lines: list[Line] = [["Nr", "remark", "a", "b", "Total", "age"]]
    lines += [[n, "good", n % 2, n // 2 % 2, n % 2 + n // 2 % 2, 30 + n % 3] for n in range(20)]
    lines[3][2], lines[4][2], lines[5][3] = "x", -1, "n/a"
    table = written(tmp_path / "t.csv", lines)
    found = analysed(table, "--ignore", "AGE")
    assert [item["id"] for item in found["items"]] == ["a", "b"]
    assert [item["n"] for item in found["items"]] == [18, 19]
    assert said(found) == [
        "Cells without a score count nowhere. If people saw these items and left them out, say --empty zero.",
        "column 'Nr': The column has another whole number in each row, as a list of people has; it was left aside.",
        "column 'Total': The column looks like a total; it was left aside.",
        "column 'remark': The column holds no numbers; it was left aside.",
        "row 4, column 'a': The cell holds no number; it counts nowhere.",
        "row 5, column 'a': The score is below 0; it counts nowhere.",
    ]
    assert "The highest score found, 32," in " ".join(said(analysed(table)))


def test_maxima_from_a_key_without_keys(tmp_path: Path) -> None:
    lines: list[Line] = [HEAD, *([f"p{n}", n % 5, n % 2, 1] for n in range(12))]
    key = written(tmp_path / "k.csv", [["item", "key", "max_score"], ["a", "", "3,0"], ["c", "", ""]], ";")
    found = analysed(written(tmp_path / "t.csv", lines, ";"), "--key", str(key))
    assert [item["max_score"] for item in found["items"]] == [3, 1, 1]
    assert "row 6, column 'a': The score is above 3; it counts nowhere." in said(found)


def test_a_person_counts_once(tmp_path: Path) -> None:
    lines = [*cycle(), ["p3", 0, 0, 0]]
    found = analysed(written(tmp_path / "t.csv", lines))
    assert found["test"]["people"] == 40
    assert said(found) == ["row 42: A person stands in a second row; only the first one counts."]
    assert analysed(written(tmp_path / "u.csv", lines), "--id", "a")["test"]["people"] == 2


@pytest.mark.parametrize(
    ("people", "alpha", "rest", "facility"),
    [(0, "none", "none", "none"), (1, "few", "few", "few"), (4, "few", "few", "few"), (9, "few", "few", None),
     (29, "few", "few", None), (30, None, None, None)],
)  # fmt: skip
def test_gates_by_the_number_of_people(
    tmp_path: Path, people: int, alpha: str | None, rest: str | None, facility: str | None
) -> None:
    found = analysed(written(tmp_path / "t.csv", cycle(people)))
    item = found["items"][0]
    reasons = [item["reasons"].get(name) for name in ("rest_correlation", "facility")]
    assert [found["test"]["reasons"].get("alpha"), *reasons] == [alpha, rest, facility]
    assert (item["missing"] is None) == (people < 5)


def test_without_gates_every_number_is_given_that_can_be_and_that_is_said(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", cycle(8))
    found = analysed(table, "--no-gates", "--group", "c")
    assert found["gates"]["applied"] is False
    assert found["test"]["alpha"] is not None
    assert found["items"][0]["rest_correlation"] is not None
    assert {one["verdict"] for one in found["dif"]} == {"cannot tell"}
    assert found["rasch"]["exploratory"] is True
    done = CliRunner().invoke(main, ["evaluate", "items", str(table), "--out", str(tmp_path / "o.json"), "--no-gates"])
    assert "Do not publish them." in done.output


def degenerate() -> dict[str, list[Line]]:
    lines = cycle()
    rows = lines[1:]
    return {
        "a constant item": [HEAD, *([*row[:3], 1] for row in rows)],
        "all constant": [HEAD, *([row[0], 1, 0, 1] for row in rows)],
        "an item without any score": [HEAD, *([*row[:3], ""] for row in rows)],
        "nothing at all": [HEAD, *([row[0], "", "", ""] for row in rows)],
        "one item": [HEAD[:2], *(row[:2] for row in rows)],
        "against each other": [HEAD, *([row[0], row[1], 1 - row[1], row[1]] for row in rows)],
        "a sum that is constant": [HEAD[:3], *([row[0], row[1], 1 - row[1]] for row in rows)],
        "items that nobody had together": [
            HEAD[:3], *([r[0], r[1] if n % 2 else "", "" if n % 2 else r[2]] for n, r in enumerate(rows)),
        ],
        "a tail that was not reached": [HEAD, *([*row[:3], row[3] if n % 3 else ""] for n, row in enumerate(rows))],
        "eight points, in thirds": [HEAD, *([row[0], *(one * 8 / 3 for one in row[1:])] for row in rows)],
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(degenerate()))
@pytest.mark.parametrize("words", [(), ("--no-gates",)])
def test_degenerate_tables_give_reasons_and_no_nonsense(tmp_path: Path, name: str, words: tuple[str, ...]) -> None:
    found = analysed(written(tmp_path / "t.csv", degenerate()[name]), *words)
    assert len(found["items"]) == len(degenerate()[name][0]) - 1
    if name == "against each other":
        assert found["test"]["alpha"] < 0
        assert found["test"]["error_ratio"] > 100


def test_percent_exponents_and_a_caption_are_read(tmp_path: Path) -> None:
    lines: list[Line] = [
        ["Quiz of the autumn"],
        ["id", "a", "b"],
        *([f"p{n}", f"{n % 11 * 10} %", f"{n % 11}e-1"] for n in range(22)),
    ]
    found = analysed(written(tmp_path / "t.csv", lines))
    assert [item["facility"] for item in found["items"]] == pytest.approx([0.5, 0.5])
    assert "row 1: The line is no names of columns, but a caption; it was left aside." in said(found)


def test_a_table_without_rows_says_so(tmp_path: Path) -> None:
    found = analysed(written(tmp_path / "t.csv", [HEAD]))
    assert "There is no row below the names of the columns." in said(found)


def test_many_places_are_told_by_their_number_and_all_stand_in_the_file(tmp_path: Path) -> None:
    lines = cycle()
    for line in lines[1:21]:
        line[1] = -1
    path = written(tmp_path / "t.csv", lines)
    told = CliRunner().invoke(main, ["evaluate", "items", str(path), "--out", str(tmp_path / "o.json")]).output
    assert "- 9 more places; all stand in the file, under quality." in told
    assert len(json.loads((tmp_path / "o.json").read_text("utf-8"))["quality"]) == 21


def test_a_key_of_another_test_is_refused(tmp_path: Path) -> None:
    key = written(tmp_path / "k.csv", [["item", "key"], ["X1", "A"]])
    told = refused(written(tmp_path / "t.csv", [["id", "Q1"], ["p", "A"]]), "--key", str(key))
    assert "no column is called as an item of the key (X1)" in told


def test_more_than_two_groups(tmp_path: Path) -> None:
    lines = lsat6_lines()
    for n, line in enumerate(lines[1:]):
        line[6] = ["sv", "fi", "et", ""][n % 4] if n > 3 else "rare"
    found = analysed(written(tmp_path / "t.csv", lines), "--group", "language")
    assert sorted(one["id"] for one in found["groups"]) == ["et", "fi", "sv"]
    assert all(len(one["against_first"]) == 2 for one in found["dif"])
    assert {one["verdict"] for one in found["dif"]} == {"cannot tell"}
    assert "People without a group were left out of the comparison." in said(found)
    for n, line in enumerate(lines[1:]):
        line[6] = f"g{n}"
    many = analysed(written(tmp_path / "u.csv", lines), "--group", "language")
    assert said(many)[0] == "The column of groups has 1000 different values; nothing was compared."


@pytest.mark.parametrize(
    ("lines", "words", "sentence"),
    [
        ([[1, 0], [0, 1]], (), "the first row holds no names"),
        ([["id", "a", "a"], ["p", 0, 1]], (), "two columns are called 'a'"),
        ([["id", "a"], ["p", "yes"]], (), "no column holds points of an item"),
        ([["id", "a"], ["p", 1]], ("--group", "tongue"), "has no column 'tongue'. Its columns are: id, a."),
        ([["id", "a"], ["p", 1]], ("--key", "no.csv"), "no.csv cannot be read (No such file or directory)"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, lines: list[Line], words: tuple[str, ...], sentence: str
) -> None:
    told = refused(written(tmp_path / "t.csv", lines), *words)
    assert sentence in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "is empty"), (b"\xd0\xcf\x11\xe0", "an Excel file of 1997"), (b"PK\x03\x04x", "is damaged"),
     (b"a\x00b\x01" * 9, "is no table")],
)  # fmt: skip
def test_hostile_files_are_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    table = tmp_path / "t.csv"
    table.write_bytes(content)
    assert sentence in refused(table)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([["x", "y"], [1, "2a"], [3, 4]], "is no key"),
        ([["item", "key"], ["a", "b"], ["a", "c"]], "row 3: 'a' has two keys"),
        ([["item", "max_score"], ["a", "zero"]], "row 2: the highest score must be a number above 0"),
    ],
)
def test_bad_keys_are_refused(tmp_path: Path, lines: list[Line], sentence: str) -> None:
    table, key = written(tmp_path / "t.csv", cycle(5)), written(tmp_path / "k.csv", lines)
    assert sentence in refused(table, "--key", str(key))


def test_sheets_and_columns_that_are_not_read_are_said(tmp_path: Path) -> None:
    path = written(tmp_path / "t.xlsx", [[*HEAD, None], *([*row, "note"] for row in cycle(12)[1:])])
    book = load_workbook(path)
    book.create_sheet("Notes").append(["read me"])
    book.save(path)
    assert said(analysed(path)) == [
        "Only the sheet 'Sheet' was read.",
        "column 5: The column has no name and was left aside.",
    ]
    broken = tmp_path / "b.csv"
    broken.write_bytes("id;a;b\r\np1;1;å\x81\r\np2;0;1\r\n".encode("latin-1"))
    assert analysed(broken)["items"][0]["n"] == 2


def test_true_and_false_are_points(tmp_path: Path) -> None:
    table = written(tmp_path / "t.xlsx", [HEAD[:2], *([f"p{n}", n % 4 > 0] for n in range(12))])
    assert analysed(table)["items"][0]["facility"] == 0.75


def test_a_long_table_with_empty_scores_as_zero(tmp_path: Path) -> None:
    lines: list[Line] = [
        ["user", "task", "score", "response"],
        *([f"p{n}", "t", "" if n < 5 else 1, ""] for n in range(20)),
    ]
    found = analysed(written(tmp_path / "t.csv", lines), "--empty", "zero")
    assert (found["items"][0]["facility"], found["items"][0]["missing"]["omitted"]) == (0.75, 5)
    both: list[Line] = [["user", "task", "score", "answer"], *([f"p{n}", "t", 0, "ab"[n % 2]] for n in range(20))]
    key = written(tmp_path / "k.csv", [["item", "key"], ["t", "a"]])
    found = analysed(written(tmp_path / "u.csv", both), "--key", str(key))
    assert found["items"][0]["facility"] == 0.5
    assert said(found) == ["Scores were made from the key; those of the table were left aside."]


def test_the_result_names_nobody(tmp_path: Path) -> None:
    found = analysed(
        written(tmp_path / "t.csv", [["id", *HEAD[1:], "who"], *([*row, "Somebody"] for row in cycle()[1:])])
    )
    assert "p3" not in json.dumps(found)
    assert "Somebody" not in json.dumps(found)


def test_help_and_schema_say_what_the_keys_mean(tmp_path: Path) -> None:
    run = CliRunner().invoke
    schema = json.loads(run(main, ["evaluate", "items", "--schema"]).output)
    assert "Moodle" in schema["properties"]["items"]["items"]["properties"]["rest_correlation"]["description"]
    assert "facility_interval" in run(main, ["evaluate", "items", "--help"]).output
    assert "Name the table" in run(main, ["evaluate", "items"]).output
    (tmp_path / "file").write_text("")
    table = written(tmp_path / "t.csv", cycle(5))
    done = run(main, ["evaluate", "items", str(table), "--out", str(tmp_path / "file" / "o.json")])
    assert "cannot be written" in done.output
