"""The report of a hundred merged maps of 500 rows: seconds and megabytes of one fresh process, imports included.

Nearly nothing repeats: each colleague added more than 400 rows of their own, answered every question, and on five of
them says something else than all others. So the united map has over 40,000 rows.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steppingup.common.facts import load_facts
from steppingup.record.map_file import map_text
from steppingup.record.sheets import sheets_from, sheets_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from steppingup.record.sheets import Sheets

ROOT = Path(__file__).resolve().parents[2]
FILES, ROWS, DISPUTED = 100, 500, 5
SECONDS, MEGABYTES = 10, 300
RUN = """\
import resource, sys
from steppingup.cli import main
main(sys.argv[1:], standalone_mode=False)
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
DAY = "2025-05-02"
FREE: dict[str, dict[str, Any]] = {
    "places": {
        "place": "Bus stop {n}", "kind": "transport", "district": "District {m}", "use": "both", "who": "drivers",
    },
    "services": {
        "service": "Service {n}", "kind": "health", "own": "own", "for_whom": "everybody", "hours": "Mon-Fri 9-16",
        "phone": "1{n}", "languages": "three", "conditions": "an appointment", "checked": "2025-04-30",
    },
    "actors": {"actor": "ngos", "form": "labour", "notice": "what people ask on day {n}", "contacted": "2025-04-30"},
    "training": {
        "role": "social_worker", "competency": "encounter.notice", "people": 12, "level": 1, "wanted": 2,
        "source": "personnel", "as_of": "2025-04-30",
    },
    "actions": {
        "finding": "{n} beds are not inspected", "measure": "Inspect {n} beds", "owner": "fire inspection",
        "due": "2025-09-30", "cost": 1, "effort": 2, "sign": "beds inspected", "status": "planned",
    },
}  # fmt: skip


def measure_mapping(folder: Path, tell: Callable[..., None], files: int = FILES) -> None:
    """Write maps, report on all of them, and tell what it took as one JSON line."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    paths = [str(path) for path in write_maps(folder, files)]
    words = [
        "--course",
        str(ROOT),
        "mapping",
        "report",
        *paths,
        "--out",
        str(folder / "report"),
        "--today",
        "2025-06-30",
    ]
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", RUN, *words], capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    wall = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"the report failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    cpu, megabytes = float(done.stdout.split()[-2]), int(done.stdout.split()[-1]) / 1024
    tell(
        "map report", files=files, rows_each=ROWS, wall_s=round(wall, 1), cpu_s=round(cpu, 1),
        peak_mb=round(megabytes), within=wall <= SECONDS and megabytes <= MEGABYTES,
    )  # fmt: skip


def write_maps(folder: Path, files: int) -> Iterator[Path]:
    """Write the maps of colleagues who began with one map and went on alone."""
    mapping = load_facts(ROOT).mapping
    common = _common([*mapping.questions], [*mapping.gains])
    for number in range(files):
        path = folder / f"map-{number}.json"
        path.write_text(map_text(_colleague(common, number, [*mapping.questions]), "0.1.0"), "utf-8")
        yield path


def _common(questions: list[str], gains: list[str]) -> Sheets:
    entries = [_entry("answers", row, field, value, "keeperkeeper", number)
               for number, row in enumerate(questions, 1)
               for field, value in _answer(row, 0).items()]  # fmt: skip
    entries += [_entry("gains", row, field, value, "keeperkeeper", 500 + number)
                for number, row in enumerate(gains)
                for field, value in _answer(row, 0).items() if field != "certainty"]  # fmt: skip
    return sheets_from(entries)


def _colleague(common: Sheets, number: int, questions: list[str]) -> Sheets:
    by, count, entries = f"colleague{number:03d}", 1000, []
    for row in questions[:DISPUTED]:
        entries += [
            _entry("answers", row, field, value, by, count) for field, value in _answer(row, number + 1).items()
        ]
    kinds = list(FREE.items())
    for place in range(ROWS - len({entry["r"] for entry in sheets_json(common)})):
        sheet, cells = kinds[place % len(kinds)]
        count += 1
        row = f"r-{number:03d}x{place:06d}"
        for field, value in cells.items():
            said = value.format(n=number * 1000 + place, m=number) if isinstance(value, str) else value
            entries.append(_entry(sheet, row, field, said, by, count))
    return common.merge(sheets_from(entries))


def _answer(row: str, number: int) -> dict[str, Any]:
    return {"value": 100 + number, "source": f"office {number} on {row}", "as_of": "2025-04-30", "certainty": 2}


def _entry(sheet: str, row: str, field: str, value: object, *writer: Any) -> dict[str, Any]:
    by, number = writer
    return {"s": f"map/{sheet}", "r": row, "f": field, "v": value, "by": by, "n": number, "seen": {}, "day": DAY}
