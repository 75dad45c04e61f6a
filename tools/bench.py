"""Measure what the project promises about weight and speed; one JSON line per figure, ratios within one run.

Machines are shared and noisy: read the ratios and the medians, not a single time.

Usage: python tools/bench.py [PART ...]      (no part: all of them but evaluation-large)
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.mapping import measure_mapping
from benchmarks.on_ours import write_page
from benchmarks.stock import write_book

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "_build" / "bench"
BROWSER_TESTS = ROOT / "tests" / "browser"
NODE_MODULES = ROOT / "tools" / "benchmarks" / "node_modules"
PAGE, NEXT = "chapters/02-definition/01-three-elements", "chapters/02-definition/02-consent-and-control"
FIRST = "book/welcome"
KIT_SECONDS = 10
RUNS, SLOW, BUILDS = 5, 4, 3  # median of five; processor four times slower; builds in turn
VENDOR = {"require.js": "requirejs/require.js", "embed-amd.js": "@jupyter-widgets/html-manager/dist/embed-amd.js"}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A static server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing: the output is JSON lines."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file; a browser that leaves in the middle is no error."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)


def tell(bench: str, **figures: object) -> None:
    """Print one figure as a JSON line."""
    print(json.dumps({"bench": bench, **figures}), flush=True)


def run(*command: str, cwd: Path = ROOT) -> float:
    """Run a command quietly and return its seconds; stop with its output if it fails."""
    first = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": os.pathsep.join([first, os.environ["PATH"]]), "STEPPINGUP_COURSE": str(ROOT)}
    began = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-2000:]}")
    return time.perf_counter() - began


def imports() -> None:
    """Import times, the median of five fresh interpreters each."""
    first = json.loads(subprocess.check_output([sys.executable, "-m", "steppingup", "catalogue", "--json"], cwd=ROOT))
    name = first[0]["id"]
    for label, code in {
        "import steppingup": "import steppingup",
        "import and first activity()": f"import steppingup; steppingup.activity({name!r})",
    }.items():
        timed = f"import time; t=time.perf_counter(); {code}; print((time.perf_counter()-t)*1000)"
        times = [float(subprocess.check_output([sys.executable, "-c", timed], cwd=ROOT)) for _ in range(RUNS)]
        tell(label, median_ms=round(statistics.median(times)), all_ms=[round(t) for t in times])


def specs() -> dict[str, Any]:
    """Every activity in the form a page gets."""
    from steppingup.catalogue import load_catalogue  # noqa: PLC0415  (measured above, so not imported before)

    catalogue = load_catalogue(ROOT)
    return {name: catalogue.spec(name) for name in catalogue.activities}


def vendor() -> Path:
    """The HTML manager's files, from their package."""
    run("npm", "--prefix", str(NODE_MODULES.parent), "ci", "--no-audit", "--no-fund")
    folder = OUT / "vendor"
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in VENDOR.items():
        shutil.copy(NODE_MODULES / source, folder / name)
    return folder


def pages_of(site: Path) -> list[str]:
    """Every page of the built book that has a source, the first page first."""
    found = [p.relative_to(site).with_suffix("").as_posix() for p in sorted(site.rglob("*.html"))]
    return sorted((name for name in found if (ROOT / f"{name}.md").exists()), key=lambda name: name != FIRST)


def cold_build(site: Path) -> float:
    """Build our book with nothing left of an earlier build, results of code cells included."""
    shutil.rmtree(ROOT / "_build" / ".jupyter_cache", ignore_errors=True)
    return run(sys.executable, "-m", "steppingup", "build", "--fresh", "--out", str(site))


def builds() -> tuple[Path, Path, dict[str, Any], Path]:
    """Cold build against the stock way, in turn, and the unchanged rebuild."""
    site = OUT / "ours"
    cold = [cold_build(site)]
    data, files = specs(), vendor()
    stock = write_book(ROOT, pages_of(site), data, files, OUT / "stock")
    usual = [run("jupyter-book", "build", "--all", str(stock))]
    for _ in range(BUILDS - 1):
        cold.append(cold_build(site))
        usual.append(run("jupyter-book", "build", "--all", str(stock)))
    again = [run(sys.executable, "-m", "steppingup", "build", "--out", str(site)) for _ in range(BUILDS)]
    ratio = statistics.median(theirs / ours for ours, theirs in zip(cold, usual, strict=True))
    tell("cold build", ours_s=rounded(cold), stock_with_widget_cells_s=rounded(usual), ratio=round(ratio, 1))
    tell("unchanged rebuild", ours_s=rounded(again))
    return site, stock / "_build" / "html", data, files


def rounded(seconds: list[float]) -> list[float]:
    """Figures that a person can read."""
    return [round(one, 1) for one in seconds]


def serve(folder: Path) -> http.server.ThreadingHTTPServer:
    """Serve a folder on a free port of this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def pages(site: Path, stock: Path, data: dict[str, Any], files: Path) -> None:
    """Weight and time of the same lesson three ways."""
    manager = OUT / "ours-manager"
    write_page(site, PAGE, data, files, manager)
    folders = {"ours": site, "HTML manager on the stock theme": stock, "HTML manager on our theme": manager}
    servers = {name: serve(folder) for name, folder in folders.items()}
    targets = [{"name": name, "url": f"http://127.0.0.1:{s.server_port}/{PAGE}.html"} for name, s in servers.items()]
    targets[0]["next"] = targets[0]["url"].replace(PAGE, NEXT)
    config = OUT / "measure.json"
    chromium = shutil.which("chromium") or "chromium"
    config.write_text(
        json.dumps(
            {"modules": str(BROWSER_TESTS), "chromium": chromium, "runs": RUNS, "slow": SLOW, "targets": targets}
        )
    )
    run("npm", "--prefix", str(BROWSER_TESTS), "ci", "--no-audit", "--no-fund")
    first = str(Path(sys.executable).parent / "node")
    node = first if Path(first).exists() else "node"
    out = subprocess.check_output([node, str(ROOT / "tools" / "benchmarks" / "measure.mjs"), str(config)], text=True)
    ours, *others = [json.loads(line) for line in out.splitlines()]
    tell("page", **ours)
    for other in others:
        tell(
            "page",
            **other,
            times_heavier=round(other["first_kb"] / ours["first_kb"], 1),
            times_later=round(other["usable_ms"] / ours["usable_ms"], 1),
        )
    for server in servers.values():
        server.shutdown()


def packages() -> None:
    """Packages for platforms: seconds beyond a build without work, megabytes, the first screen in a player."""
    run("npm", "--prefix", str(BROWSER_TESTS), "ci", "--no-audit", "--no-fund")
    own = Path(sys.executable).parent / "node"
    node = str(own) if own.exists() else "node"
    environment = {**os.environ, "STEPPINGUP_PYTHON": sys.executable}
    run(sys.executable, "-m", "steppingup", "build")
    for version in ("scorm12", "scorm2004"):
        out = OUT / f"{version}.zip"
        out.unlink(missing_ok=True)
        beyond = run(sys.executable, "-m", "steppingup", "export", version, "--out", str(out))
        beyond -= run(sys.executable, "-m", "steppingup", "build")
        command = [node, str(ROOT / "tools" / "benchmarks" / "first_screen.mjs"), version, str(RUNS), str(SLOW)]
        found = json.loads(subprocess.check_output(command, cwd=ROOT, env=environment, text=True))
        tell("package", version=version, beyond_build_s=round(beyond, 1), **found)


def grading() -> None:
    """Sixty submissions of twenty items three ways, then a thousand in one run."""
    from benchmarks.grading import measure_grading  # noqa: PLC0415  (imports nbgrader, and imports are measured above)

    measure_grading(OUT / "grading", tell)


def mapping() -> None:
    """The report of a hundred merged maps."""
    measure_mapping(OUT / "mapping", tell)


def kit() -> None:
    """What a trainer takes into a room, for each chapter: the whole command in a process of its own."""
    chapters = sorted(path.name for path in (ROOT / "chapters").iterdir() if path.is_dir())
    times = {}
    for chapter in chapters:
        out = OUT / "kit" / chapter
        shutil.rmtree(out, ignore_errors=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        words = ["kit", chapter, "--minutes", "180", "--out", str(out)]
        times[chapter] = run(sys.executable, "-m", "steppingup", *words)
    slowest = max(times, key=lambda chapter: times[chapter])
    tell(
        "kit for one chapter",
        median_s=round(statistics.median(times.values()), 1),
        slowest=slowest,
        slowest_s=round(times[slowest], 1),
        promised_s=KIT_SECONDS,
        kept=times[slowest] < KIT_SECONDS,
    )


def privacy() -> None:
    """Ten thousand random tables, protected and attacked."""
    from benchmarks.privacy import measure_privacy  # noqa: PLC0415  (the same)

    measure_privacy(tell)


def bias() -> None:
    """Simulated bias between two languages, found and not found."""
    from benchmarks.bias import measure_bias  # noqa: PLC0415  (the same)

    measure_bias(tell)


def evaluation() -> None:
    """The sums of ten million answers."""
    from benchmarks.evaluation import measure_evaluation  # noqa: PLC0415  (the same)

    measure_evaluation(OUT / "evaluation", tell)


def evaluation_large() -> None:
    """The sums of a hundred million answers."""
    from benchmarks.evaluation import measure_large  # noqa: PLC0415  (the same)

    measure_large(OUT / "evaluation", tell)


PARTS = {
    "imports": imports,
    "book": lambda: pages(*builds()),
    "packages": packages,
    "grading": grading,
    "mapping": mapping,
    "kit": kit,
    "privacy": privacy,
    "bias": bias,
    "evaluation": evaluation,
    "evaluation-large": evaluation_large,
}
ON_REQUEST = {"evaluation-large"}  # it takes minutes and a gigabyte of the disk


def main(arguments: list[str]) -> None:
    """Run the measurements that were asked for, or every one that takes no request."""
    unknown = set(arguments) - set(PARTS)
    if unknown:
        sys.exit(f"No such part: {', '.join(sorted(unknown))}. Parts: {', '.join(PARTS)}")
    OUT.mkdir(parents=True, exist_ok=True)
    for name, part in PARTS.items():
        if name in arguments or (not arguments and name not in ON_REQUEST):
            part()


if __name__ == "__main__":
    main(sys.argv[1:])
