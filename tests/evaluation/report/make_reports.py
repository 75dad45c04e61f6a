"""Make reports for the browser tests: python -m tests.evaluation.report.make_reports FOLDER; prints JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from steppingup.common.facts import load_facts
from steppingup.common.language import Words
from steppingup.evaluation.events import empty_events, empty_ratings
from steppingup.evaluation.quality import Quality
from steppingup.evaluation.report.course import course_of
from steppingup.evaluation.report.view import Audience
from steppingup.evaluation.report.write import Answers, write_report
from steppingup.evaluation.simulation.run import Design, simulate

ROOT = Path(__file__).resolve().parents[3]


def main(folder: Path) -> None:
    """Write a report of 160 people for each audience, and one of nobody."""
    made, course = simulate(Design(people=160, towns=4, seed=2), load_facts(ROOT)), course_of(ROOT, Words())
    full = Answers(made.events, made.ratings, Quality().frame(), made.items)
    nobody = Answers(empty_events(), empty_ratings(), Quality().frame())
    plan: list[tuple[str, Answers, Audience]] = [
        ("local", full, "local"), ("shared", full, "shared"), ("empty", nobody, "shared"),
    ]  # fmt: skip
    pages = {
        name: str(write_report(answers, folder / name, course, "2026-11-23", audience=audience).page)
        for name, answers, audience in plan
    }
    sys.stdout.write(json.dumps(pages))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
