"""The simulator: sound tables, the same for the same seed, and what was put in can be found again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from steppingup.cli import main
from steppingup.common.errors import EvaluationError
from steppingup.common.facts import Facts
from steppingup.evaluation.events import check_events, check_ratings
from steppingup.evaluation.item_table import ITEMS, empty_items, items_of, options_of, without_keys
from steppingup.evaluation.parquet import read_parquet
from steppingup.evaluation.simulation.run import Design, Simulated, simulate
from steppingup.statistics.detection import counts_of, detection
from tests.evaluation.conftest import ROOT


def test_tables_are_sound_and_say_that_they_are_simulated(made: Simulated) -> None:
    check_events(made.events)
    check_ratings(made.ratings)
    assert set(made.events["source"]) == set(made.ratings["source"]) == {"simulated"}
    assert set(made.events["course_version"]) == {"simulated"}
    assert made.items["item_id"].str.startswith("sim/").all()


def test_the_same_seed_gives_the_same_tables_and_another_seed_others(facts: Facts) -> None:
    one, again, other = (simulate(Design(people=40, seed=seed), facts) for seed in (5, 5, 6))
    pd.testing.assert_frame_equal(one.events, again.events)
    pd.testing.assert_frame_equal(one.ratings, again.ratings)
    assert not set(one.events["learner"]) & set(other.events["learner"])


def test_forms_are_those_of_the_instrument(made: Simulated) -> None:
    for form in "AB":
        mine = made.items[made.items["forms"].str.contains(form)]
        assert (mine["kind"] == "choice").sum() == 14
        assert mine["truth"].value_counts().drop("").to_dict() == {"refer": 2, "consult": 2, "other-help": 2}
    assert made.items["anchor"].sum() == 8
    forms = made.events.groupby(["learner", "phase"])["form_id"].first().unstack()
    assert (forms["T0"] != forms["T1"])[forms["T1"].notna()].all()
    assert (forms["T0"] == forms["T2"])[forms["T2"].notna()].all()


def test_people_leave_and_those_who_know_less_leave_first(made: Simulated) -> None:
    people = made.events.groupby("phase")["learner"].agg(set)
    stayed = {phase: len(people[phase] & people["T0"]) / len(people["T0"]) for phase in ("T1", "T2", "T3")}
    assert stayed == pytest.approx(made.truth.design.stay, abs=0.01)
    before = made.events[made.events["phase"] == "T0"].groupby("learner")["score"].mean()
    assert before[list(people["T2"])].mean() > before[list(people["T0"] - people["T2"])].mean()


def test_knowledge_follows_the_difficulties_that_were_put_in(made: Simulated) -> None:
    known = made.events[(made.events["phase"] == "T0") & made.events["item_id"].str.contains("knowledge")]
    share = known.groupby("item_id")["score"].mean().drop([made.truth.wrong_key])
    hardness = pd.Series(made.truth.hardness)[share.index]
    assert np.corrcoef(share, hardness)[0, 1] < -0.85
    right = options_of(made.items)
    scored = known[known["response_status"] == "answered"]
    assert [right[item][option] for item, option in zip(scored["item_id"], scored["response"], strict=True)] == [
        score == 1 for score in scored["score"]
    ]


def test_an_item_with_a_wrong_key_punishes_those_who_know(made: Simulated) -> None:
    before = made.events[made.events["phase"] == "T0"].pivot(index="learner", columns="item_id", values="score")
    rest = before.drop(columns=made.truth.wrong_key).mean(axis="columns")
    assert before[made.truth.wrong_key].corr(rest) < 0
    assert before[made.truth.dif_item].corr(rest) > 0


def test_one_item_is_harder_in_one_language(made: Simulated) -> None:
    rows = made.events[made.events["phase"] == "T0"]
    share = rows.assign(here=rows["language"] == "sv").groupby(["item_id", "here"])["score"].mean().unstack()
    gap = share[False] - share[True]
    assert gap[made.truth.dif_item] == gap.max()


def test_the_course_moves_the_criterion_and_not_what_people_see(facts: Facts) -> None:
    made = simulate(Design(people=4000, twin=0.0), facts)
    rows = made.events.merge(made.items[["item_id", "truth"]])
    rows = rows[(rows["truth"] != "") & (rows["response_status"] == "answered")]
    rows = rows.assign(signal=rows["truth"] == "refer", yes=rows["response"] == "refer")
    before, after = (detection(counts_of(rows[rows["phase"] == phase])) for phase in ("T0", "T1"))
    assert (after.criterion.value or 0) - (before.criterion.value or 0) == pytest.approx(-0.6, abs=0.12)
    assert abs((after.d_prime.value or 0) - (before.d_prime.value or 0)) < 0.12


def test_over_confident_people_are_surer_than_right(made: Simulated) -> None:
    rows = made.events[made.events["confidence"] == 3]
    share = rows.groupby(rows["learner"].map(dict(made.truth.groups)))["score"].mean()
    assert share["over"] < share["fair"] < share["under"]


def test_the_tail_that_nobody_reached_is_a_tail(made: Simulated) -> None:
    for _, rows in made.events.groupby(["learner", "phase"]):
        missed = rows.loc[rows["response_status"] == "not_reached", "position"]
        assert sorted(missed) == list(range(21 - len(missed), 21))


def test_ratings_ask_only_for_what_the_role_needs(made: Simulated, facts: Facts) -> None:
    lines = made.ratings[made.ratings["scale"] == "ability"].groupby(["learner", "phase"]).size()
    assert lines.max() <= 16
    pairs = set(zip(made.ratings["role"], made.ratings["competency_id"], strict=True))
    assert all(facts.competencies[skill].required[role] >= 2 for role, skill in pairs)


def test_one_person_and_no_later_phase_are_fine(facts: Facts) -> None:
    made = simulate(Design(people=1, stay={}), facts)
    check_events(made.events)
    assert set(made.events["phase"]) == {"T0"}


def test_the_item_table_refuses_what_cannot_be() -> None:
    item = {"item_id": "a/b-1", "version": 1, "options": "a b", "keys": "c", "anchor": False, "max_score": 1}
    item |= dict.fromkeys(("competency", "second", "kind", "truth", "twin", "differs", "forms"), "")
    with pytest.raises(EvaluationError, match="none of its options"):
        items_of([item])
    with pytest.raises(EvaluationError, match="stands twice"):
        items_of([item | {"keys": "a"}] * 2)
    assert list(items_of([]).columns) == list(empty_items().columns) == list(ITEMS)
    shown = without_keys(items_of([item | {"keys": "a", "truth": "refer"}]))
    assert shown[["keys", "truth"]].to_numpy().tolist() == [["", ""]]
    assert {name: str(dtype) for name, dtype in shown.dtypes.items()} == dict(ITEMS)


def test_the_command_writes_the_same_files_again(tmp_path: Path) -> None:
    for name in ("one", "two"):
        words = ["--course", str(ROOT), "evaluate", "simulate", "--people", "30", "--out", str(tmp_path / name)]
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, done.output
        assert "30 people" in done.output
    names = {path.name for path in (tmp_path / "one").iterdir()}
    assert names == {"simulated-events.parquet", "simulated-ratings.parquet", "simulated-items.csv"}
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)


def test_a_folder_that_is_a_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    done = CliRunner().invoke(
        main, ["--course", str(ROOT), "evaluate", "simulate", "--out", str(tmp_path / "taken" / "x")]
    )
    assert done.exit_code == 1
    assert "cannot be written" in done.output


def test_what_is_no_parquet_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "it's.parquet").write_text("PAR1 no", "utf-8")
    with pytest.raises(EvaluationError, match="cannot be read as Parquet"):
        read_parquet(tmp_path / "it's.parquet")


def test_the_group_lists_its_commands() -> None:
    assert "simulate" in CliRunner().invoke(main, ["evaluate", "--help"]).output
    assert "No such command" in CliRunner().invoke(main, ["evaluate", "nothing"]).output
