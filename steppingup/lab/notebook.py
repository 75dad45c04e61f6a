"""A notebook, cell by cell, that looks finished before anything has run."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass, field
from typing import Any

# as a kernel writes it itself: otherwise every notebook asks to be saved as soon as it is opened
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": platform.python_version(),
    },
}


@dataclass
class Notebook:
    """Collects cells. Ids are counted, so that the same page gives the same file."""

    cells: list[dict[str, Any]] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)

    def text(self, markdown: str) -> None:
        """Add prose; blocks between two code cells come into one cell."""
        if markdown.strip():
            self._texts.append(markdown.strip())

    def code(self, source: str, shown: dict[str, str] | None = None, *, folded: bool = True) -> None:
        """Add a code cell.

        Args:
            source: the code; its first line is what a folded cell shows.
            shown: what stands below it until it runs, by media type.
            folded: whether the code is folded away, as it is where readers come for what it shows.
        """
        self._flush()
        outputs = [{"output_type": "display_data", "data": shown, "metadata": {}}] if shown else []
        metadata = {"jupyter": {"source_hidden": True}} if folded else {}
        self._add("code", source, metadata, execution_count=None, outputs=outputs)

    def json(self) -> str:
        """Write the notebook."""
        self._flush()
        whole = {"cells": self.cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

    def _flush(self) -> None:
        if self._texts:
            self._add("markdown", "\n\n".join(self._texts), {})
        self._texts = []

    def _add(self, kind: str, source: str, metadata: dict[str, Any], **more: Any) -> None:
        id_ = f"{kind}-{len(self.cells) + 1}"
        lines = source.splitlines(keepends=True)
        self.cells.append({"cell_type": kind, "id": id_, "metadata": metadata, "source": lines, **more})
