"""Write facts/example/evaluation/: answers that nobody gave, to try a report for evaluators with.

    python tools/example_evaluation.py            write the files
    python tools/example_evaluation.py --check    only tell whether they are what this tool gives

400 people of six invented towns, made by `steppingup/evaluation/simulation/run.py` with a fixed seed. Every row says
`simulated`. Items are invented, too (`sim/…`), and their keys lie beside them: they open no item of the course. Events
lack the column `event_id`, two thirds of the file, as readers make it anew.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from steppingup.common.facts import load_facts
from steppingup.evaluation.parquet import read_parquet, write_parquet
from steppingup.evaluation.simulation.files import EVENT_ORDER, EVENTS, ITEMS, RATING_ORDER, RATINGS, items_csv
from steppingup.evaluation.simulation.run import Design, Simulated, simulate

if TYPE_CHECKING:
    import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "facts" / "example" / "evaluation"
DESIGN = Design(people=400, seed=2026)
README = "README.md"


def tables(made: Simulated) -> dict[str, tuple[pd.DataFrame, str]]:
    """Return the tables by file, with the columns by which they are sorted."""
    return {
        EVENTS: (made.events.drop(columns="event_id"), EVENT_ORDER),
        RATINGS: (made.ratings, RATING_ORDER),
    }


def about(made: Simulated) -> str:
    """Tell what was put in, so that a report can be held against it."""
    design, truth = made.truth.design, made.truth
    stay = ", ".join(f"{round(share * 100)} % at {phase}" for phase, share in design.stay.items())
    shift = ", ".join(f"{value:+.1f} at {phase}" for phase, value in design.criterion.items())
    gain = ", ".join(f"{value:+.1f} at {phase}" for phase, value in design.gain.items())
    return f"""# Simulated answers

Nobody gave these answers. `tools/example_evaluation.py` makes them with seed {design.seed}: {design.people} people of
{design.towns} invented towns before a course (T0), {stay}. What was put in, to be found again:

- Knowledge, in logits: {gain}. Who knows less leaves earlier.
- Vignettes: people refer more readily after the course (criterion {shift}) and see no
  better (d' stays).
- The second twin is referred more readily, by {design.twin}.
- `{truth.dif_item}` is harder for those who answer in `{design.dif_language}`, by {design.dif} logit.
- `{truth.wrong_key}` has a wrong key. Most wrong answers to `{truth.misconception}` are the same one.
- Half of the role `procurement` is too sure of itself, half of `health_staff` not sure enough.

The same with other numbers: `.venv/bin/python -m steppingup evaluate simulate --out DIR`
"""


def stale(made: Simulated) -> list[str]:
    """Name the files that differ from what this tool gives; of Parquet, the rows count, not how they are packed."""
    found = [name for name, (table, order) in tables(made).items() if not same_rows(TARGET / name, table, order)]
    texts = {ITEMS: items_csv(made), README: about(made).encode()}
    return found + [name for name, data in texts.items() if not same_bytes(TARGET / name, data)]


def same_rows(path: Path, table: pd.DataFrame, order: str) -> bool:
    """Tell whether a file holds the rows of a table, in their order."""
    if not path.is_file():
        return False
    kept, columns = read_parquet(path).astype(dict(table.dtypes)), [name.strip() for name in order.split(",")]
    wanted = table.sort_values(columns).reset_index(drop=True)
    return bool(kept.sort_values(columns).reset_index(drop=True).equals(wanted))


def same_bytes(path: Path, data: bytes) -> bool:
    """Tell whether a file holds these bytes."""
    return path.is_file() and path.read_bytes() == data


def main(words: list[str]) -> int:
    """Write the files, or check them."""
    made = simulate(DESIGN, load_facts(ROOT))
    if "--check" in words:
        names = stale(made)
        if names:
            print(f"facts/example/evaluation is old ({', '.join(names)}); run: python tools/example_evaluation.py")
        return int(bool(names))
    for name, (table, order) in tables(made).items():
        write_parquet(table, TARGET / name, order=order)
    (TARGET / ITEMS).write_bytes(items_csv(made))
    (TARGET / README).write_text(about(made), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
