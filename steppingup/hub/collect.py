"""nbgrader's `collect` for a class on one machine: a submission must come from the account that it names.

Anybody may put anything into the exchange. The stock class only warns when a submission was put there by somebody else
than it says, and would let it take the place of the learner's own. Here it is left aside, and the learner's own one is
taken. What is inside of a submission is looked at by the parent.
"""

from __future__ import annotations

import pwd
from pathlib import Path
from typing import Any

from steppingup.grading.collect import CarefulCollect


class ClassCollect(CarefulCollect):
    """Collect what learners handed in under their own account."""

    def init_src(self) -> None:
        """Choose the newest submission of each learner that is the learner's own."""
        self.refused: dict[str, str] = {}
        self.src_records: list[dict[str, Any]] = []
        super().init_src()
        self.src_records = [record for record in self.src_records if not self._why_not(record)]

    def _sort_by_timestamp(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        own = [record for record in records if not self._why_not(record)]
        found: list[dict[str, Any]] = super()._sort_by_timestamp(own or records)
        return found

    def _why_not(self, record: dict[str, Any]) -> str:
        name = record["filename"]
        if name not in self.refused:
            self.refused[name] = fault(Path(self.inbound_path) / name, record["username"])
            if self.refused[name]:
                self.log.warning("%r is refused: %s", name[:80], self.refused[name])
        return self.refused[name]


def fault(folder: Path, learner: str) -> str:
    """Say in a sentence why a submission is not collected; empty if it may be.

    Args:
        folder: what was handed in.
        learner: whose it says it is.
    """
    try:
        owner = pwd.getpwuid(folder.lstat().st_uid).pw_name
    except (OSError, KeyError):
        return "Nobody knows whose it is."
    if folder.is_symlink() or not folder.is_dir():
        return "It is a link or a file, not a folder. Ask the learner to submit again."
    if owner != learner:
        return f"It says that it is from {learner}, but {owner} handed it in. Talk to both."
    return ""
