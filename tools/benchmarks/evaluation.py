"""The sums of ten million answers: ours beside a bare DuckDB query that does the same, and beside pandas.

Each runs in a fresh process, imports included, in turn; peak memory is what the system counted. The answers are made by
DuckDB itself: 200 items for each person, 12 roles, 16 competencies, nothing missing, so that the bare query needs none
of our care for what is. It, too, splits by form and phase, and takes first attempts alone. "report" goes on from our
sums to the whole folder of a report: page, workbook, numbers and figures.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
ANSWERS, LARGE = 10_000_000, 100_000_000
ITEMS, ROUNDS = 200, 3
BYTES_EACH = 60  # of room on the disk, with what the engine puts there for a while
# What is promised: against the bare query, against pandas, and megabytes.
RATIO, FASTER, ENGINE_MB, REPORT_MB, LARGE_MB = 1.5, 4, 200, 400, 1000

_MADE = """
COPY (
    SELECT '' AS event_id, learner, role, municipality, 'xx' AS country, 'sv' AS language, '1' AS course_version,
        'A' AS form_id, 'T0' AS phase, item_id, 1::BIGINT AS item_version, competency_id, 1::BIGINT AS attempt,
        item + 1 AS position, CASE WHEN score = 1 THEN 'k' ELSE chr((97 + draw % 3)::INTEGER) END AS response,
        'answered' AS response_status, score::DOUBLE AS score, 1.0::DOUBLE AS max_score,
        (1 + draw % 7 % 3)::BIGINT AS confidence, 9000::BIGINT AS time_ms, '2026-02-02' AS day, 'simulated' AS source,
        1::BIGINT AS schema_version
    FROM (
        SELECT *, hash(person, item) AS draw,
            (hash(person, item, 1) % 1000 < 1000 / (1 + exp((item - {items} / 2) / ({items} / 4) - able)))::INTEGER
                AS score
        FROM (
            SELECT range AS person, md5(range::VARCHAR) AS learner, 'role-' || range % 12 AS role,
                't' || range % 60 AS municipality, 4 * (hash(range) % 1000 / 1000 - 0.5) AS able
            FROM range({people}))
        CROSS JOIN (
            SELECT range AS item, 'item-' || lpad(range::VARCHAR, 3, '0') AS item_id, 'c' || range % 16 AS competency_id
            FROM range({items})))
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""

_HEAD = """
import json, resource, shutil, sys, tempfile, time
began = time.perf_counter()
path = sys.argv[1]
"""
_TAIL = r"""
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print("\n" + json.dumps({"seconds": time.perf_counter() - began, "mb": used, "check": check}))
"""
_ENGINE = """
from steppingup.evaluation.aggregation.aggregates import aggregate, engine_of, sums_from
engine = engine_of(*sys.argv[2:3])
made = aggregate(engine, f"read_parquet('{path}')")
sums = sums_from(made)["A", "T0"]
check = [sum(row[name] for row in made.items) for name in ("n", "x", "xr")] + [
    len(made.options), len(made.ladder), sum(row["n"] for row in made.heat), sum(row["total"] for row in made.heat),
    sum(row["right_n"] for row in made.certainty)]
"""
_REPORT = """
from pathlib import Path
from steppingup.common.course import find_course
from steppingup.common.language import load_words
from steppingup.evaluation.aggregation.aggregates import cells_from
from steppingup.evaluation.contribution.form import written
from steppingup.evaluation.contribution.parts import Cell, Contribution, Item, Place, parts_of
from steppingup.evaluation.findings.course import Ability, Course
from steppingup.evaluation.region.write import report_sums
named = engine.execute(f"SELECT DISTINCT item_id, competency_id FROM read_parquet('{path}')").fetchall()
whole = Contribution(
    {item: Item(1, 1.0, (skill,)) for item, skill in named}, {("A", "T0"): tuple(sorted(dict(named)))},
    {Place("A", "T0", "sv"): parts_of(sums)}, day="2026-02-02", sources=("bench",), simulated=True,
    heat={Cell("T0", one.row, one.column): (float(one.n), one.total, one.squares) for one in cells_from(made)[("T0",)]})
roles = sorted({cell.role for cell in whole.heat})
skills = {skill: Ability(skill, f"area-{at % 4}", skill, dict.fromkeys(roles, 1 + at % 3))
          for at, skill in enumerate(sorted({skill for _, skill in named}))}
course = Course(dict(zip(roles, roles)), {f"area-{at}": f"Area {at}" for at in range(4)}, skills, (), "bench")
where = Path(tempfile.mkdtemp(dir=Path(path).parent))
(where / "sums.json").write_bytes(written(whole))
done = report_sums([where / "sums.json"], where / "report", course, load_words(find_course(None), "en"), "2026-02-02",
                   audience="local")
assert len(list((where / "report" / "figures").glob("*.png"))) >= 2, done
shutil.rmtree(where)
"""
_BARE = """
import duckdb
engine = duckdb.connect(config={"threads": 2})
engine.execute(f"CREATE VIEW e AS FROM read_parquet('{path}') WHERE attempt = 1")
run = lambda text: engine.execute(text).fetchall()
run('''CREATE TEMP TABLE t AS SELECT form_id, phase, learner, SUM(score) AS total, SUM(max_score) AS most FROM e
    GROUP BY ALL''')
items = run('''SELECT form_id, phase, item_id, COUNT(*), SUM(score), SUM(score * score), SUM(total - score),
    SUM((total - score) ** 2), SUM(score * (total - score))
    FROM e JOIN t USING (form_id, phase, learner) GROUP BY ALL''')
options = run('''SELECT form_id, phase, item_id, response, LEAST(4, FLOOR(total / most * 5 + 1e-9)), COUNT(*),
    SUM((total - score) / (most - max_score)) FROM e JOIN t USING (form_id, phase, learner) GROUP BY ALL''')
totals = run("SELECT form_id, phase, total, COUNT(*) FROM t GROUP BY ALL")
ladder = run('''SELECT form_id, phase, total, item_id, SUM(score) FROM e JOIN t USING (form_id, phase, learner)
    GROUP BY ALL''')
sure = run('''SELECT form_id, phase, item_id, confidence, COUNT(*), SUM((score >= max_score)::INTEGER) FROM e
    GROUP BY ALL''')
heat = run('''SELECT phase, role, competency_id, COUNT(*), SUM(s), SUM(s * s) FROM (
    SELECT phase, role, learner, competency_id, SUM(score) / SUM(max_score) AS s FROM e GROUP BY ALL) GROUP BY ALL''')
check = [sum(row[at] for row in items) for at in (3, 4, 8)] + [
    len(options), len(ladder), sum(row[3] for row in heat), sum(row[4] for row in heat), sum(row[5] for row in sure)]
"""
_PANDAS = """
import duckdb, numpy as np
columns = "learner, role, item_id, competency_id, response, confidence, score, max_score"
e = duckdb.sql(f"SELECT {columns} FROM read_parquet('{path}')").df()
t = e.groupby("learner")[["score", "max_score"]].sum().rename(columns={"score": "total", "max_score": "most"})
e = e.join(t, on="learner")
e["rest"] = e["total"] - e["score"]
e["xx"], e["rr"], e["xr"] = e["score"] ** 2, e["rest"] ** 2, e["score"] * e["rest"]
items = e.groupby("item_id")[["score", "xx", "rest", "rr", "xr"]].agg("sum").assign(n=e.groupby("item_id").size())
e["band"] = np.minimum(4, np.floor(e["total"] / e["most"] * 5 + 1e-9))
e["share"] = e["rest"] / (e["most"] - e["max_score"])
options = e.groupby(["item_id", "response", "band"])["share"].agg(["size", "sum"])
totals = t.groupby("total").size()
ladder = e.groupby(["total", "item_id"])["score"].sum()
e["right"] = e["score"] >= e["max_score"]
sure = e.groupby(["item_id", "confidence"])["right"].agg(["size", "sum"])
people = e.groupby(["role", "learner", "competency_id"])[["score", "max_score"]].sum()
people["s"] = people["score"] / people["max_score"]
people["ss"] = people["s"] ** 2
heat = people.groupby(["role", "competency_id"])[["s", "ss"]].agg("sum")
check = [int(items["n"].sum()), items["score"].sum(), items["xr"].sum(), len(options), len(ladder), len(people),
         people["s"].sum(), int(sure["sum"].sum())]
"""
SCRIPTS = {
    "ours": _HEAD + _ENGINE + _TAIL,
    "report": _HEAD + _ENGINE + _REPORT + _TAIL,
    "bare DuckDB": _HEAD + _BARE + _TAIL,
    "pandas": _HEAD + _PANDAS + _TAIL,
}


def measure_evaluation(
    folder: Path, tell: Callable[..., None], answers: int = ANSWERS, rounds: int = ROUNDS, *, pandas: bool = True
) -> None:
    """Make answers, add them up in each way, and tell seconds, megabytes and ratios."""
    path = make_answers(folder, answers)
    found: dict[str, list[dict[str, Any]]] = {"ours": [], "bare DuckDB": []}
    for _ in range(rounds):
        for way, runs in found.items():
            runs.append(timed(way, path))
    found["report"] = [timed("report", path)]
    if pandas:
        found["pandas"] = [timed("pandas", path)]
    ours = found["ours"]
    bare = [one["seconds"] / other["seconds"] for one, other in zip(ours, found["bare DuckDB"], strict=True)]
    for way, runs in found.items():
        tell(
            "evaluation", way=way, answers=answers, wall_s=[round(one["seconds"], 2) for one in runs],
            peak_mb=round(max(one["mb"] for one in runs)), same_sums=all(alike(one, ours[0]) for one in runs),
        )  # fmt: skip
    ratio, engine_mb = statistics.median(bare), max(one["mb"] for one in ours)
    faster = found["pandas"][0]["seconds"] / statistics.median(one["seconds"] for one in ours) if pandas else None
    report_mb = found["report"][0]["mb"]
    tell(
        "evaluation ratios", answers=answers, to_bare=round(ratio, 2), faster_than_pandas=faster and round(faster, 1),
        engine_mb=round(engine_mb), report_mb=round(report_mb),
        within=ratio <= RATIO and (faster is None or faster >= FASTER)
        and engine_mb <= ENGINE_MB and report_mb <= REPORT_MB,
    )  # fmt: skip


def measure_large(folder: Path, tell: Callable[..., None], answers: int = LARGE) -> None:
    """Add up a hundred million answers once; this takes minutes."""
    found = timed("report", make_answers(folder, answers), "400MB")
    tell(
        "evaluation large", answers=answers, wall_s=round(found["seconds"], 1), peak_mb=round(found["mb"]),
        within=found["mb"] <= LARGE_MB,
    )  # fmt: skip


def make_answers(folder: Path, answers: int) -> Path:
    """Write the answers of as many people as it needs; answers that are there already stay."""
    folder.mkdir(parents=True, exist_ok=True)
    path, people = folder / f"answers-{answers}.parquet", max(1, answers // ITEMS)
    if path.exists():
        return path
    free = shutil.disk_usage(folder).free
    if free < answers * BYTES_EACH:
        sys.exit(f"{answers} answers need {answers * BYTES_EACH // 10**6} MB on the disk; {free // 10**6} MB are free.")
    half = path.with_suffix(".part")
    with duckdb.connect(config={"preserve_insertion_order": "false", "memory_limit": "1GB"}) as engine:
        engine.execute(_MADE.format(items=ITEMS, people=people, path=half))
    half.replace(path)
    return path


def timed(way: str, path: Path, *words: str) -> dict[str, Any]:
    """Run one way in a process of its own, in a folder where the engine may put what does not fit."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "STEPPINGUP_COURSE": str(ROOT)}
    command = [sys.executable, "-c", SCRIPTS[way], str(path), *words]
    done = subprocess.run(command, cwd=path.parent, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{way} failed:\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])  # DuckDB shows its progress before
    return found


def alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two ways came to the same sums."""
    pairs = zip(one["check"], other["check"], strict=True)
    return all(abs(a - b) <= 1e-9 * max(abs(a), abs(b)) for a, b in pairs)
