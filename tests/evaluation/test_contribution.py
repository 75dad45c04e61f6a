"""What towns contribute adds up to what all rows give, and tells nothing about few people."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from steppingup.cli import main
from steppingup.common.errors import EvaluationError
from steppingup.evaluation.contribution.form import document_of, read_contribution, written
from steppingup.evaluation.contribution.make import contribution_of
from steppingup.evaluation.contribution.merge import merged
from steppingup.evaluation.contribution.parts import Cell, Contribution, Part, Place, parts_of, sums_in
from steppingup.evaluation.contribution.results import forms_of, lost_share, score_sums_in, tables_of
from steppingup.evaluation.contribution.run import contribute, merge_files, save_contribution
from steppingup.evaluation.item_table import empty_items
from steppingup.evaluation.parquet import write_parquet
from steppingup.evaluation.quality import Quality
from steppingup.evaluation.readers.base import Taken
from steppingup.evaluation.simulate import Simulated
from steppingup.evaluation.versions import newest
from steppingup.statistics.borich import rated_needs
from steppingup.statistics.dif import dif_of_two
from steppingup.statistics.disclosure.rule import BOTTOM, NEVER, TOP
from steppingup.statistics.item_analysis import item_analysis
from steppingup.statistics.rasch import sums_of as rasch_sums
from steppingup.statistics.reliability import reliability
from steppingup.statistics.sums import Key
from tests.evaluation import answers

DAY = "2026-11-23"
ITEMS = pd.DataFrame({"item_id": ["a0", "b0"], "second": ["act", "refer"]}).astype("str")
Named = list[tuple[str, Contribution]]


def made(events: pd.DataFrame, ratings: pd.DataFrame | None = None) -> Contribution:
    return contribution_of(events, answers.ratings(1, 0) if ratings is None else ratings, ITEMS)


def towns(frame: pd.DataFrame, rated: pd.DataFrame, seed: int, parts: int) -> Named:
    """One contribution for each of several towns, among which people are drawn."""
    draw = np.random.default_rng(seed)
    town = {learner: int(draw.integers(parts)) for learner in sorted({*frame["learner"], *rated["learner"]})}
    found = []
    for number in range(parts):
        mine = frame[frame["learner"].map(town) == number]
        if len(mine):
            one = made(mine, rated[rated["learner"].map(town) == number])
            found.append((f"town-{number}", replace(one, sources=(f"s{number}",))))
    return found


def numbers(one: Contribution) -> dict[Any, float]:
    """Every sum of a contribution under a name of its own; sums of 0 need not be there."""
    found: dict[Any, float] = {}
    for place, parts in one.blocks.items():
        found |= {(place, part, key): value for part, sums in parts.items() for key, value in sums.items() if value}
    for name, cells in (("heat", one.heat), ("ratings", one.ratings)):
        found |= {(name, cell, n): value for cell, sums in cells.items() for n, value in enumerate(sums) if value}
    return found


def same(one: Contribution, other: Contribution) -> None:
    a, b = numbers(one), numbers(other)
    assert set(a) == set(b)
    assert [a[key] for key in a] == pytest.approx([b[key] for key in a], rel=1e-12)
    assert (one.items, one.forms) == (other.items, other.forms)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 300), st.booleans(), st.integers(1, 5), st.randoms(use_true_random=False))
def test_towns_add_up_to_all_rows_in_any_order_and_grouping(seed: int, thirds: bool, parts: int, order: Any) -> None:
    frame, rated = answers.events(seed, 40, 4, thirds, 0.2, gaps=0), answers.ratings(seed, 40)
    pooled, named = made(frame, rated), towns(frame, rated, seed, parts)
    order.shuffle(named)
    cut = order.randint(0, len(named))
    groups = [group for group in (named[:cut], named[cut:]) if group]
    regions = [(f"region-{number}", merged(group)) for number, group in enumerate(groups)]
    whole = merged(regions)
    same(whole, pooled)
    same(whole, merged(named))
    assert whole.towns == len(named)


def test_a_file_holds_all_of_it(tmp_path: Path) -> None:
    one = made(answers.events(2, 60, 5, thirds=True), answers.ratings(2))
    for name in ("town.json", "town.json.gz"):
        (tmp_path / name).write_bytes(written(one, packed=name.endswith("gz")))
        back = read_contribution(tmp_path / name)
        same(back, one)
        assert len(back.sources) == 1
    assert written(one) == written(made(answers.events(2, 60, 5, thirds=True), answers.ratings(2)))
    assert (tmp_path / "town.json.gz").read_bytes()[:2] == b"\x1f\x8b"


def test_numbers_of_merged_towns_are_those_of_all_rows() -> None:
    frame, rated = answers.events(5, 700, 5, missing=0.02, gaps=0), answers.ratings(5, 200)
    whole = merged(towns(frame, rated, 5, 6))
    part = frame[(frame["form_id"] == "A") & (frame["phase"] == "T0")]
    table = answers.table_of(part)
    rows = item_analysis(table)
    tables = {one.title: [dict(zip([c.title for c in one.columns], row, strict=True)) for row in one.rows]
              for one in tables_of(whole)}  # fmt: skip
    here = [row for row in tables["Items"] if (row["form"], row["phase"], row["language"]) == ("A", "T0", "")]
    for row in here:
        assert row["facility"] == pytest.approx(rows[str(row["item"])].facility.value, rel=1e-12)
        assert row["facility_n"] == rows[str(row["item"])].n
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
    assert len({row["item"] for row in tables["Difficulty"]}) == 10


def protected_town(seed: int, people: int, items: int = 6, missing: float = 0.05) -> tuple[Contribution, Contribution]:
    """A town, protected, and all of its sums; some items are easy, some roles rare."""
    frame, rated = answers.events(seed, people, items, missing=missing, gaps=0), answers.ratings(seed, people)
    rare = frame["learner"].isin([f"{person:032x}" for person in range(0, people, 9)])
    easy = frame["item_id"].isin([f"a{seed % items}"]) & frame["score"].notna()
    frame = frame.assign(role=frame["role"].mask(rare, "mayor"), score=frame["score"].mask(easy, 1.0))
    taken = Taken(frame, rated)
    return contribute(taken, ITEMS, DAY), contribute(Taken(frame, rated), ITEMS, DAY, suppressed=False)


def telling(total: float, n: float) -> bool:
    return (n - total < NEVER and total >= TOP * n) or (total < NEVER and total <= BOTTOM * n)


@pytest.mark.parametrize("people", [12, 30, 60, 150, 400])
@pytest.mark.parametrize("seed", range(6))
def test_nothing_about_few_people_leaves_the_house(seed: int, people: int) -> None:
    one, whole = protected_town(seed, people)
    counts = {"n", "c", "chosen", "option", "sure", "people", "whole", "score", "omitted", "not_reached",
              "not_administered", "waiting"}  # fmt: skip
    for parts in one.blocks.values():
        for part, sums in parts.items():
            for key, value in sums.items():
                assert key.name not in counts or value == 0 or value >= 10, (part, key, value)
            if part.kind == "item":
                assert not telling(sums[Key(part.item, "x")], sums[Key(part.item, "n")])
    assert all(sums[0] >= 10 for cells in (one.heat, one.ratings) for sums in cells.values())
    assert one.least == 10
    assert len(one.blocks) <= len(whole.blocks)
    json.dumps(document_of(one))


@pytest.mark.parametrize("seed", range(8))
def test_what_is_kept_back_does_not_follow_from_the_rest(seed: int) -> None:
    frame = answers.events(seed, 150, 6, missing=0.03, gaps=0)
    easy = frame["item_id"].isin([f"a{seed % 6}"]) & frame["score"].notna()
    frame = frame.assign(score=frame["score"].mask(easy, 1.0))
    one = contribute(Taken(frame, answers.ratings(seed, 0)), empty_items(), DAY)
    hidden: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place, parts in one.blocks.items():
        gone = [item for item in one.forms[place.form, place.phase] if Part("item", item) not in parts]
        for item in gone:
            hidden[place.phase, one.items[item].competencies[0]].append(item)
            assert {part.kind for part in parts if part.item == item} == set()
        if gone:
            assert Part("test") not in parts
            assert Part("score") not in parts
        if Part("test") in parts:
            whole = parts[Part("test")][Key("", "whole")]
            for item in one.forms[place.form, place.phase]:
                rest = parts[Part("item", item)][Key(item, "n")] - whole
                assert rest == 0 or rest >= 10
    assert hidden
    assert all(len(items) >= 2 for items in hidden.values())


def test_an_item_alone_in_its_competency_takes_the_heatmap_with_it() -> None:
    frame = answers.events(3, 80, 1, missing=0.0, gaps=0)
    frame = frame[(frame["form_id"] == "A") & (frame["phase"] == "T0") & (frame["language"] == "sv")]
    assert contribute(Taken(frame), empty_items(), DAY).heat
    one = contribute(Taken(frame.assign(score=1.0)), empty_items(), DAY)
    assert one.heat == {}
    assert [dict(parts) for parts in one.blocks.values()] == [{}]


def test_a_role_that_is_kept_back_has_company() -> None:
    frame = answers.events(4, 200, 4, missing=0.0, gaps=0)
    people = {f"{person:032x}" for person in range(0, 60, 10)}
    frame = frame.assign(role=frame["role"].mask(frame["learner"].isin(people), "mayor"))
    one, whole = (contribute(Taken(frame), empty_items(), DAY, suppressed=flag) for flag in (True, False))
    gone = set(whole.heat) - set(one.heat)
    for phase, competency in {(cell.phase, cell.competency) for cell in gone}:
        roles = [cell for cell in gone if (cell.phase, cell.competency) == (phase, competency)]
        assert len(roles) >= 2
        assert sum(whole.heat[cell][0] for cell in roles) >= 10
    assert {cell.role for cell in gone} > {"mayor"}
    assert one.heat


def test_small_blocks_are_in_no_sum() -> None:
    frame = answers.events(6, 200, 4, missing=0.0, gaps=0)
    few = frame["learner"].isin(sorted(set(frame["learner"]))[:5])
    frame = frame.assign(language=frame["language"].mask(few, "xx"))
    one = contribute(Taken(frame), empty_items(), DAY)
    assert {place.language for place in one.blocks} == {"sv", "fi"}
    assert one.lost["blocks"][1] == 4
    assert sum(sums[0] for cell, sums in one.heat.items() if cell.phase == "T0") % 195 == 0
    nobody = contribute(Taken(frame[few]), empty_items(), DAY)
    assert (nobody.blocks, nobody.heat) == ({}, {})
    assert lost_share(nobody) == 1


def test_few_people_without_a_full_set_of_scores_are_left_out_and_said() -> None:
    frame = answers.events(8, 120, 4, missing=0.0, gaps=0)
    late = frame["learner"].isin([f"{1:032x}", f"{2:032x}"]) & frame["item_id"].isin(["a3", "b3"])
    frame = frame.assign(
        response_status=frame["response_status"].mask(late, "not_reached"), score=frame["score"].mask(late),
        response=frame["response"].mask(late),
    )  # fmt: skip
    taken = Taken(frame)
    one = contribute(taken, empty_items(), DAY)
    assert any("without a score on every item" in line for line in taken.quality.sentences())
    for parts in one.blocks.values():
        counts = {sums[Key(part.item, "n")] for part, sums in parts.items() if part.kind == "item"}
        assert len(counts) <= 1


def test_protected_towns_merge_and_say_what_is_lost(tmp_path: Path) -> None:
    paths = []
    for seed in range(4):
        one, _ = protected_town(seed, 120)
        path = tmp_path / f"town-{seed}.json"
        told = save_contribution(one, path)
        assert "nothing is about fewer than 10 people" in told[1]
        assert path.stat().st_size <= 100_000
        paths.append(path)
    told = merge_files(paths, tmp_path / "out")
    whole = read_contribution(tmp_path / "out" / "merged.json")
    assert told[0].startswith("Towns: 4, files: 4.")
    assert told[1] == (
        f"Towns kept back {lost_share(whole):.0%} of their cells; those are in no number. The sheet 'Kept back' counts "
        "them by kind."
    )
    assert 0 < lost_share(whole) < 1
    book = load_workbook(tmp_path / "out" / "results.xlsx")
    assert book.sheetnames == ["Items", "Options", "Tests", "Certainty", "Needs", "Ratings", "Difficulty", "Languages",
                               "Kept back"]  # fmt: skip
    results = json.loads((tmp_path / "out" / "results.json").read_text("utf-8"))
    assert results["rule"] == {"least": 10}
    for row in results["tables"]["items"]:
        assert (row["facility"] is None) == bool(row["facility_reason"])
        assert row["facility"] is None or row["facility_n"] >= 10
    with pytest.raises(EvaluationError, match="hold the same town's sums"):
        merge_files([*paths, tmp_path / "out" / "merged.json"], tmp_path / "twice")


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
        assert ("WARNING: NOTHING WAS KEPT BACK" in told[1]) == (not suppressed)


def test_the_commands(made: Simulated, tmp_path: Path) -> None:
    town = made.events["municipality"].mode()[0]
    write_parquet(made.events[made.events["municipality"] == town], tmp_path / "in" / "events.parquet")
    write_parquet(made.ratings[made.ratings["municipality"] == town], tmp_path / "in" / "ratings.parquet")
    write_parquet(made.items, tmp_path / "items.parquet")
    run, words = CliRunner().invoke, ["evaluate", "contribute", str(tmp_path / "in"), "--out"]
    done = run(main, [*words, str(tmp_path / "town.json.gz"), "--items", str(tmp_path / "items.parquet")])
    assert "nothing is about fewer than 10 people" in done.output, done.output
    done = run(main, ["evaluate", "merge", str(tmp_path / "town.json.gz"), "--out", str(tmp_path / "region")])
    assert "Towns: 1, files: 1." in done.output, done.output
    done = run(main, [*words, str(tmp_path / "all.json.gz"), "--unsuppressed"])
    assert "WARNING: NOTHING WAS KEPT BACK." in done.output
    done = run(main, ["evaluate", "merge", str(tmp_path / "all.json.gz"), "--out", str(tmp_path / "r2")])
    assert "WARNING: some towns kept nothing back." in done.output


def test_what_does_not_add_up_is_refused() -> None:
    one = replace(made(answers.events(1, 30, 3, gaps=0)), sources=("a",))
    newer = replace(one, items={**one.items, "a0": replace(one.items["a0"], version=2)}, sources=("b",))
    with pytest.raises(EvaluationError, match=r"Havn has version 2 of 'a0', others have version 1"):
        merged([("Bro", one), ("Havn", newer)])
    worth = replace(one, items={**one.items, "a0": replace(one.items["a0"], most=2.0)}, sources=("b",))
    with pytest.raises(EvaluationError, match="means another item by 'a0'"):
        merged([("Bro", one), ("Havn", worth)])
    shorter = replace(one, forms={**one.forms, ("A", "T0"): ("a0", "a1")}, sources=("b",))
    with pytest.raises(EvaluationError, match=r"other items in form 'A' \(T0\) than the other files, such as 'a2'"):
        merged([("Bro", one), ("Havn", shorter)])


def damaged() -> dict[str, tuple[Any, str]]:
    good = document_of(made(answers.events(1, 30, 3), answers.ratings(1, 30)))
    block = good["blocks"][0]
    bad_part = {**block, "parts": {**block["parts"], "items": {"a0": {"secrets": {"n": 3}}}}}
    return {
        "no object": ([1], "is no contribution. Such files are made by"),
        "another format": ({**good, "format": "steppingup-needs"}, "is no contribution"),
        "a later schema": ({**good, "schema": 2}, "adds up in another way"),
        "other bands": ({**good, "bands": 4}, "with 4 score bands, not 1 with 5"),
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


def test_points_that_are_no_marks_have_no_rasch_table() -> None:
    one = made(answers.events(2, 60, 4, thirds=True, missing=0.0, gaps=0))
    assert all(score_sums_in(form.whole) is None for form in forms_of(one))
    whole = made(answers.events(2, 60, 4, missing=0.0, gaps=0))
    tables = [score_sums_in(form.whole) for form in forms_of(whole)]
    assert all(table is not None for table in tables)
    nothing = replace(whole, blocks={Place("A", "T0", "sv"): {}}, heat={Cell("T0", "r", "c"): (3.0, 1.0, 1.0)},
                      ratings={Cell("T0", "r", "c"): (3.0, *[1.0] * 7)})  # fmt: skip
    assert all(len(table.rows) >= 0 for table in tables_of(nothing))
    parts = parts_of(forms_of(whole)[0].whole)
    assert sums_in({}, {}).values == {}
    assert {part.kind for part in parts} == {"item", "missing", "options", "bands", "certainty", "test", "score"}
