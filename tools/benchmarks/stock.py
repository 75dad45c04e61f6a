"""The same lessons the usual way: stock theme, ipywidgets, kernels that run every cell.

This book exists only to be measured against ours in the same run.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TOOLS = Path(__file__).resolve().parent
FENCE = re.compile(r"^:{3,}.*\n|^:(?:link|go):.*\n", re.MULTILINE)
PLACE = re.compile(r"^```\{(?!code-cell)[\w-]+\}.*?^```\n", re.MULTILINE | re.DOTALL)
ROLE = re.compile(r"\{(?:fact|src)\}`([^`]*)`")
CALL = re.compile(r'^activity\("([^"]+)"\)$', re.MULTILINE)
FIGURE = re.compile(r'^figure\("([^"]+)"\)$', re.MULTILINE)
FRONT = re.compile(r"^lesson:.*\n", re.MULTILINE)

CONFIG = """\
title: Stock
author: Bench
only_build_toc_files: true
execute: {execute_notebooks: force, timeout: 120}
sphinx:
  config:
    html_static_path: [assets]
    nb_ipywidgets_js: {vendor/require.js: {}, vendor/widgets-config.js: {}, vendor/embed-amd.js: {}}
    suppress_warnings: [myst.xref_missing, myst.header]
"""

WIDGETS_CONFIG = """\
(function () {
  requirejs.config({ baseUrl: document.documentElement.dataset.content_root || "./" });
})();
"""


def stock_page(text: str) -> str:
    """A page with our directives taken off and our activities as ipywidgets cells."""
    text = FENCE.sub("", PLACE.sub("", FRONT.sub("", text)))
    text = ROLE.sub(r"\1", text)
    text = CALL.sub(r'import bench_widgets\nbench_widgets.show("\1")', text)
    return FIGURE.sub(r'import steppingup\nsteppingup.figure("\1")', text)


def write_book(course: Path, pages: Iterable[str], specs: dict[str, object], vendor: Path, out: Path) -> Path:
    """Write the stock book.

    Args:
        course: folder of the real course.
        pages: paths of lessons without suffix, in reading order.
        specs: the activities, by id.
        vendor: folder with require.js and embed-amd.js.
        out: where to write.

    Returns:
        The folder of the stock book.
    """
    shutil.rmtree(out, ignore_errors=True)
    names = list(pages)
    for name in names:
        target = out / f"{name}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(stock_page((course / f"{name}.md").read_text("utf-8")), "utf-8")
        shutil.copy(TOOLS / "bench_widgets.py", target.parent)
        (target.parent / "specs.json").write_text(json.dumps(specs), "utf-8")
    (out / "_config.yml").write_text(CONFIG, "utf-8")
    toc = ["format: jb-book", f"root: {names[0]}", "chapters:", *[f"- file: {name}" for name in names[1:]]]
    (out / "_toc.yml").write_text("\n".join(toc) + "\n", "utf-8")
    shutil.copytree(vendor, out / "assets" / "vendor")
    (out / "assets" / "vendor" / "widgets-config.js").write_text(WIDGETS_CONFIG, "utf-8")
    return out
