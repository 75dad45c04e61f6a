"""What towns contribute adds up to what all rows give."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppingup.common.errors import EvaluationError
from steppingup.evaluation.contribution.form import NOTICE, document_of, read_contribution, written
from steppingup.evaluation.contribution.merge import merged
from steppingup.evaluation.contribution.parts import Cell, Contribution, Place, Side, parts_of, sums_in
from steppingup.evaluation.contribution.results import forms_of, tables_of
from steppingup.evaluation.contribution.run import contribute, mark_of, save_contribution
from steppingup.evaluation.contribution.size import FIRST_OUT, fitted
from steppingup.evaluation.contribution.totals import score_sums_in
from steppingup.evaluation.pseudonym import Pseudonyms
from steppingup.evaluation.quality import Quality
from steppingup.evaluation.readers.base import Taken
from steppingup.evaluation.simulation.run import Simulated
from steppingup.evaluation.stories import judged_stories
from steppingup.evaluation.versions import newest
from steppingup.statistics.borich import rated_needs
from steppingup.statistics.detection import counts_of, detection
from steppingup.statistics.dif import dif_of_two
from steppingup.statistics.item_analysis import item_analysis
from steppingup.statistics.rasch import sums_of as rasch_sums
from steppingup.statistics.reliability import reliability
from tests.evaluation import answers
from tests.evaluation.contributions import DAY, ITEMS, Named, made, protected_town, rows, same, town_rows, towns

KEY = Pseudonyms("a purpose", b"k" * 32)


@cache
def parted(thirds: bool) -> tuple[Contribution, Named]:
    """All rows together, and the same people in four towns."""
    frame, rated = rows(1, 40, 8, thirds, 0.2), answers.ratings(1, 40)
    return made(frame, rated), towns(frame, rated, 1, 4)


@settings(max_examples=12, deadline=None)
@given(st.booleans(), st.permutations(range(4)), st.integers(0, 4), st.integers(1, 4))
def test_towns_add_up_to_all_rows_in_any_order_and_grouping(
    thirds: bool, order: list[int], cut: int, second: int
) -> None:
    pooled, named = parted(thirds)
    assert pooled.stories
    assert sum(sum(sums) for sums in pooled.sure.values()) > 0
    named = [named[place] for place in order]
    groups = [group for group in (named[:cut], named[cut : cut + second], named[cut + second :]) if group]
    regions = [(f"region-{number}", merged(group)) for number, group in enumerate(groups)]
    whole = merged(regions)
    same(whole, pooled)
    assert whole.towns == len(named)
    assert whole.sources == tuple(sorted(f"s{number}" for number in range(4)))


def test_a_file_holds_all_of_it(tmp_path: Path) -> None:
    one = made(rows(2, 60, 8, thirds=True), answers.ratings(2))
    for name in ("town.json", "town.json.gz"):
        (tmp_path / name).write_bytes(written(one, zipped=name.endswith("gz")))
        back = read_contribution(tmp_path / name)
        same(back, one)
        assert (back.sources, back.simulated) == (one.sources, True)
    assert written(one) == written(made(rows(2, 60, 8, thirds=True), answers.ratings(2)))
    assert (tmp_path / "town.json.gz").read_bytes()[:2] == b"\x1f\x8b"
    text = (tmp_path / "town.json").read_text("utf-8")
    assert "truth" not in text
    assert NOTICE in text


def test_numbers_of_merged_towns_are_those_of_all_rows() -> None:
    frame, rated = rows(5, 700, 8, missing=0.02), answers.ratings(5, 100)
    whole = merged(towns(frame, rated, 5, 6))
    part = frame[(frame["form_id"] == "A") & (frame["phase"] == "T0")]
    table = answers.table_of(part)
    analysed = item_analysis(table)
    tables = {one.title: [dict(zip([c.title for c in one.columns], row, strict=True)) for row in one.rows]
              for one in tables_of(whole)}  # fmt: skip
    here = [row for row in tables["Items"] if (row["form"], row["phase"], row["language"]) == ("A", "T0", "")]
    for row in here:
        assert row["facility"] == pytest.approx(analysed[str(row["item"])].facility.value, rel=1e-12)
        assert row["facility_n"] == analysed[str(row["item"])].n
    full = table.points.dropna()
    only = answers.table_of(part[part["learner"].isin(full.index)])
    alpha = next(row for row in tables["Tests"] if (row["form"], row["phase"], row["language"]) == ("A", "T0", ""))
    assert alpha["alpha"] == pytest.approx(reliability(only).alpha.value, rel=1e-12)
    bias = {row["item"]: row["delta"] for row in tables["Languages"] if (row["form"], row["phase"]) == ("A", "T0")}
    groups = {
        name: rasch_sums(answers.table_of(part[(part["language"] == name) & part["learner"].isin(full.index)]))
        for name in ("sv", "fi")
    }
    assert bias == {one.item: pytest.approx(one.delta.value, rel=1e-12) for one in dif_of_two(groups)}
    pairs = rated.pivot(index=["learner", "role", "competency_id"], columns="scale", values="value").reset_index()
    for row in tables["Ratings"]:
        some = pairs[pairs["role"] == row["role"]].rename(columns={"competency_id": "competency"})
        wanted = {one.competency: one for one in rated_needs(some)}[str(row["competency"])]
        assert (row["mwds"], row["rds"]) == pytest.approx((wanted.mwds.value, wanted.rds.value), abs=1e-9)
    assert {row["phase"] for row in tables["Needs"]} == {"T0", "T1"}
    assert {row["level"] for row in tables["Certainty"]} == {1, 2, 3}
    assert len({row["item"] for row in tables["Difficulty"]}) == 16
    for row in tables["Stories"]:
        mine = frame[(frame["phase"] == row["phase"]) & ((frame["role"] == row["role"]) | (row["role"] == ""))]
        rated_alike = detection(counts_of(judged_stories(answers.first(mine), ITEMS)))
        names = ("sensitivity", "specificity", "d_prime", "criterion")
        values = [getattr(rated_alike, name).value for name in names]
        assert [row[name] for name in names] == pytest.approx(values, rel=1e-12)
        assert row["d_prime_n"] == rated_alike.people
    assert len(tables["Stories"]) == 2 * (1 + len(answers.ROLES))


def test_two_towns_without_anything_to_give_add_up_and_one_file_twice_does_not(tmp_path: Path) -> None:
    few = [contribute(Taken(rows(seed, 8)), ITEMS, DAY) for seed in (1, 2)]
    assert all(not any((one.blocks, one.heat, one.ratings, one.stories)) for one in few)
    assert few[0].sources != few[1].sources
    both = merged([("Bro", few[0]), ("Havn", few[1])])
    assert (both.towns, len(both.sources)) == (2, 2)
    with pytest.raises(EvaluationError, match="Havn and Bro hold the same town's sums"):
        merged([("Bro", few[0]), ("Havn", few[0])])
    with pytest.raises(EvaluationError, match="Havn and all hold the same town's sums"):
        merged([("all", both), ("Havn", few[0])])


def test_a_town_that_makes_its_sums_again_is_found_by_its_sums_or_by_its_key() -> None:
    taken = Taken(town_rows(1, 150), answers.ratings(1, 150))
    one, again = (contribute(Taken(taken.events, taken.ratings), ITEMS, DAY) for _ in range(2))
    assert one.sources != again.sources
    with pytest.raises(EvaluationError, match="hold the same town's sums"):
        merged([("Bro", one), ("Bro again", again)])
    shuffled = Taken(taken.events.sample(frac=1, random_state=1), taken.ratings.sample(frac=1, random_state=2))
    mark = mark_of(taken, KEY)
    assert mark_of(shuffled, KEY) == mark
    assert mark_of(taken, Pseudonyms("a purpose", b"l" * 32)) != mark
    assert mark_of(Taken(taken.events[1:], taken.ratings), KEY) != mark
    assert mark_of(Taken(taken.events, taken.ratings[1:]), KEY) != mark
    assert contribute(taken, ITEMS, DAY, pseudonyms=KEY).sources == (mark,)
    # the same people, all of their sums: the mark says so, whatever was kept back
    bare = contribute(taken, ITEMS, DAY, suppressed=False, pseudonyms=KEY)
    with pytest.raises(EvaluationError, match="hold the same town's sums"):
        merged([("Bro", bare), ("Bro again", replace(bare, heat={}))])


def test_protected_and_unprotected_sums_are_added_up_only_if_somebody_asks() -> None:
    safe, bare = protected_town(1, 150), replace(made(town_rows(2, 150)), sources=("bare",))
    with pytest.raises(EvaluationError, match="Havn is not protected: it was made with --unsuppressed") as error:
        merged([("Bro", safe), ("Havn", bare)])
    assert len(str(error.value).splitlines()) == 1
    both = merged([("Bro", safe), ("Havn", bare)], mixed=True)
    assert not both.protected
    document = document_of(both)
    assert (document["rule"], document["notice"]) == (None, NOTICE)
    with pytest.raises(EvaluationError, match="region is not protected"):
        merged([("region", both), ("third", protected_town(3, 150))])
    assert (document_of(safe)["rule"], document_of(safe)["notice"]) == ({"least": 10}, "")


def test_the_sums_of_two_merges_that_differ_by_a_town_are_those_that_it_sent() -> None:
    three = [(f"town-{seed}", protected_town(seed, 150)) for seed in (1, 2, 3)]
    more, less = merged(three), merged(three[:2])
    sent = three[2][1]
    for cell, sums in more.heat.items():
        rest = [a - b for a, b in zip(sums, less.heat.get(cell, (0.0,) * 3), strict=True)]
        assert rest == pytest.approx(sent.heat.get(cell, (0.0,) * 3), abs=1e-9)
    for side, sums in more.stories.items():
        rest = [a - b for a, b in zip(sums, less.stories.get(side, (0.0,) * len(sums)), strict=True)]
        assert rest == pytest.approx(sent.stories.get(side, (0.0,) * len(sums)), abs=1e-9)


def test_a_large_town_needs_less_than_100_kilobytes(made: Simulated, tmp_path: Path) -> None:
    town = made.events["municipality"].mode()[0]
    mine = made.events["municipality"] == town
    taken = Taken(made.events[mine], made.ratings[made.ratings["municipality"] == town])
    assert taken.events["learner"].nunique() >= 200
    for suppressed in (True, False):
        one = contribute(taken, made.items, DAY, suppressed=suppressed)
        told = save_contribution(one, tmp_path / "town.json")
        name = told[0].partition(":")[0]
        assert Path(name).stat().st_size <= 100_000
        same(read_contribution(Path(name)), one)
        assert (told[1] == f"WARNING: {NOTICE}") == (not suppressed)


def test_what_is_still_too_large_leaves_out_what_says_least(tmp_path: Path) -> None:
    one = made(rows(1, 60, 8), answers.ratings(1, 60))
    size = len(written(one, zipped=True))
    small, data, left = fitted(one, zipped=False, most=size - 1)
    assert left == FIRST_OUT[: len(left)] != ()
    assert len(data) < size
    assert {part.kind for parts in small.blocks.values() for part in parts} & set(left) == set()
    assert all(small.lost[kind][0] == small.lost[kind][1] > 0 for kind in left)
    (tmp_path / "town.json.gz").write_bytes(data)
    same(read_contribution(tmp_path / "town.json.gz"), small)
    with pytest.raises(EvaluationError, match="a town sends 1 kB at most"):
        fitted(one, zipped=False, most=1000)


def test_what_does_not_add_up_is_refused() -> None:
    one = replace(made(rows(1, 30, 3)), sources=("a",))
    other = replace(one, heat={})
    newer = replace(other, items={**one.items, "a0": replace(one.items["a0"], version=2)}, sources=("b",))
    with pytest.raises(EvaluationError, match=r"Havn has version 2 of 'a0', others have version 1"):
        merged([("Bro", one), ("Havn", newer)])
    worth = replace(other, items={**one.items, "a0": replace(one.items["a0"], most=2.0)}, sources=("b",))
    with pytest.raises(EvaluationError, match="means another item by 'a0'"):
        merged([("Bro", one), ("Havn", worth)])
    shorter = replace(other, forms={**one.forms, ("A", "T0"): ("a0", "a1")}, sources=("b",))
    with pytest.raises(EvaluationError, match=r"other items in form 'A' \(T0\) than the other files, such as 'a2'"):
        merged([("Bro", one), ("Havn", shorter)])


def damaged() -> dict[str, tuple[Any, str]]:
    good = document_of(made(answers.events(1, 30, 3), answers.ratings(1, 30)))
    block = good["blocks"][0]
    bad_part = {**block, "parts": {**block["parts"], "items": {"a0": {"secrets": {"n": 3}}}}}
    return {
        "no object": ([1], "is no contribution. Such files are made by"),
        "another format": ({**good, "format": "steppingup-needs"}, "is no contribution"),
        "a later schema": ({**good, "schema": 3}, "adds up in another way"),
        "other bands": ({**good, "bands": 4}, "with 4 score bands, not 2 with 5"),
        "an earlier schema": ({**good, "schema": 1}, "(form 1 with 5 score bands, not 2 with 5)"),
        "no mark": ({**good, "sources": []}, "is damaged"),
        "short stories": ({**good, "stories": {"T0": {"": [10, 1]}}}, "is damaged"),
        "no items": ({**good, "items": {}}, "is damaged"),
        "no blocks": ({name: value for name, value in good.items() if name != "blocks"}, "is damaged"),
        "an unknown part": ({**good, "blocks": [bad_part]}, "is damaged"),
        "a text for a number": ({**good, "heat": {"T0": {"police": {"act": ["10", 1, 1]}}}}, "is damaged"),
        "a short cell": ({**good, "heat": {"T0": {"police": {"act": [10, 1]}}}}, "is damaged"),
        "a negative sum": ({**good, "ratings": {"T0": {"police": {"act": [-1] * 8}}}}, "is damaged"),
    }


@pytest.mark.parametrize("name", sorted(damaged()))
def test_damaged_files_are_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    document, sentence = damaged()[name]
    path = tmp_path / "town.json"
    path.write_text(json.dumps(document))
    with pytest.raises(EvaluationError, match=r"town\.json") as error:
        read_contribution(path)
    assert sentence in str(error.value)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\x1f\x8b\x00", gzip.compress(b"x", mtime=0)[:9], b'{"format": NaN}\xff']
)
def test_hostile_bytes_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "town.json"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match="is no contribution"):
        read_contribution(path)
    with pytest.raises(EvaluationError, match="is no contribution"):
        read_contribution(tmp_path / "nothing.json")


def test_older_versions_are_left_out_and_said() -> None:
    frame = answers.events(1, 30, 3)
    older = frame["learner"] == f"{1:032x}"
    mixed = frame.assign(item_version=frame["item_version"].mask(~older, 2))
    quality = Quality()
    assert set(newest(mixed, {}, quality)["item_version"]) == {2}
    assert "older version of the item" in quality.sentences()[0]


def test_totals_count_what_is_fully_right_as_rows_do() -> None:
    frame = rows(2, 60, 4, thirds=True, missing=0.05)
    for form in forms_of(made(frame)):
        if form.language:
            mine = frame[(frame["form_id"] == form.form) & (frame["phase"] == form.phase)]
            mine = mine[mine["language"] == form.language]
            whole_people = answers.table_of(mine).points.dropna().index
            [wanted] = rasch_sums(answers.table_of(mine[mine["learner"].isin(whole_people)]))
            found = score_sums_in(form.whole)
            assert found is not None
            assert found.items == wanted.items
            assert (found.people.tolist(), found.right.tolist()) == (wanted.people.tolist(), wanted.right.tolist())


def test_what_is_not_there_is_no_number_and_no_fault() -> None:
    whole = made(rows(2, 60, 4, missing=0.0))
    tables = [score_sums_in(form.whole) for form in forms_of(whole)]
    assert all(table is not None for table in tables)
    nothing = replace(whole, blocks={Place("A", "T0", "sv"): {}}, heat={Cell("T0", "r", "c"): (3.0, 1.0, 1.0)},
                      ratings={Cell("T0", "r", "c"): (3.0, *[1.0] * 7)},
                      stories={Side("T0", ""): (3.0, *[1.0] * 14)})  # fmt: skip
    assert all(len(table.rows) >= 0 for table in tables_of(nothing))
    parts = parts_of(forms_of(whole)[0].whole)
    assert sums_in({}, {}).values == {}
    assert {part.kind for part in parts} == {"item", "missing", "options", "bands", "certainty", "test", "score"}
