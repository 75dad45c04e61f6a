"""Collect the words to translate into locale/*.pot, or prove with --check that they are collected.

Usage: python tools/messages.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from steppingup.book.messages import stale, templates
from steppingup.common.errors import SteppingUpError

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str]) -> int:
    """Write or check."""
    try:
        if "--check" in arguments:
            return check()
        for name, text in templates(ROOT).items():
            (ROOT / "locale" / name).write_text(text, "utf-8", newline="\n")
            print(f"locale/{name}: {text.count('msgid ') - 1} texts")
    except SteppingUpError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def check() -> int:
    """Name what is stale."""
    old = stale(ROOT)
    if old:
        print(f"locale: {', '.join(old)} not what the content gives; run: make messages")
    return 1 if old else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
