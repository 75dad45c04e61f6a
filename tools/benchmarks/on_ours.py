"""One of our built pages with its activities shown by ipywidgets' HTML manager instead of our script."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

ELEMENT = re.compile(r'<su-activity[^>]*data-activity="([^"]+)".*?</su-activity>', re.DOTALL)
SCRIPTS = """
<script src="{root}_static/vendor/require.js"></script>
<script src="{root}_static/vendor/embed-amd.js"></script>
<script type="application/vnd.jupyter.widget-state+json">{state}</script>
</body>"""


def views(page: str, specs: dict[str, Any]) -> tuple[str, list[Any]]:
    """The page with a widget view in the place of each activity, and the widgets."""
    from benchmarks import bench_widgets  # noqa: PLC0415  (ipywidgets is heavy and wanted here only)

    boxes: list[Any] = []

    def view(found: re.Match[str]) -> str:
        boxes.append(bench_widgets.box(specs[found.group(1)]))
        reference = {"version_major": 2, "version_minor": 0, "model_id": boxes[-1].model_id}
        return f'<script type="application/vnd.jupyter.widget-view+json">{json.dumps(reference)}</script>'

    return ELEMENT.sub(view, page), boxes


def write_page(site: Path, name: str, specs: dict[str, Any], vendor: Path, out: Path) -> Path:
    """Copy the site and rewrite one page.

    Args:
        site: our built book.
        name: path of the page without suffix.
        specs: the activities, by id.
        vendor: folder with require.js and embed-amd.js.
        out: where the copy goes.
    """
    from ipywidgets.embed import dependency_state  # noqa: PLC0415  (heavy)

    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(site, out)
    shutil.copytree(vendor, out / "_static" / "vendor")
    path = out / f"{name}.html"
    page, boxes = views(path.read_text("utf-8"), specs)
    state = {"version_major": 2, "version_minor": 0, "state": dependency_state(boxes)}
    text = json.dumps(state).replace("<", "\\u003c")
    scripts = SCRIPTS.format(root="../" * name.count("/"), state="@@STATE@@").replace("@@STATE@@", text)
    path.write_text(page.replace("</body>", scripts), "utf-8")
    return path
