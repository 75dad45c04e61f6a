"""Prove that the committed derived files are what their sources give; see CONTRIBUTING.md, "Derived files"."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# tools that check what they made
NAMES = ("messages", "example_map", "example_evaluation", "vectors_mapping", "shapes")
STATIC = ROOT / "steppingup" / "static"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its relative name."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def stale_bundle() -> list[str]:
    """Build the script and style sheets again, elsewhere, and name the committed files that differ."""
    before = contents(STATIC)
    with tempfile.TemporaryDirectory() as folder:
        build = ["npm", "--prefix", "frontend", "run", "--silent", "build"]
        subprocess.run(build, cwd=ROOT, env={**os.environ, "SU_OUT": folder}, check=True)
        after = contents(Path(folder))
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def main() -> int:
    """Check the bundle, the message templates, the examples and what maps show."""
    stale = stale_bundle()
    if stale:
        print(f"steppingup/static is not what frontend/ gives ({', '.join(stale)}); run: make node")
    tools = [[sys.executable, f"tools/{name}.py", "--check"] for name in NAMES]
    failed = [subprocess.run(tool, cwd=ROOT, check=False).returncode != 0 for tool in tools]
    return int(bool(stale) or any(failed))


if __name__ == "__main__":
    raise SystemExit(main())
