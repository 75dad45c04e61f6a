"""nbgrader's `collect` for a class on one machine: a submission is looked at before anything of it is copied.

The stock class follows links (to a key, say, which the learner's feedback would then show) and only warns when a
submission was handed in by somebody else than it says. Here both are refused, and an older, sound submission of the
same learner is taken instead.
"""

from __future__ import annotations

import pwd
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from steppingup.grading.safe_files import copy_folder, look


class ClassCollect(ExchangeCollect):  # type: ignore[misc]
    """Collect what learners handed in under their own account, as plain files."""

    def init_src(self) -> None:
        """Choose the newest sound submission of each learner."""
        self.refused: dict[str, str] = {}
        self.src_records: list[dict[str, Any]] = []
        super().init_src()
        self.src_records = [record for record in self.src_records if not self._why_not(record)]

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:  # noqa: ARG002 - the signature is nbgrader's
        """Copy plain files only: a file that has become a link since it was looked at is left out, too."""
        for trouble in copy_folder(Path(src), Path(dest), leave=[".ipynb_checkpoints"]):
            self.log.warning("%s: %s", Path(src).name, trouble.sentence)

    def _sort_by_timestamp(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        sound = [record for record in records if not self._why_not(record)]
        found: list[dict[str, Any]] = super()._sort_by_timestamp(sound or records)
        return found

    def _why_not(self, record: dict[str, Any]) -> str:
        name = record["filename"]
        if name not in self.refused:
            self.refused[name] = fault(Path(self.inbound_path) / name, record["username"])
            if self.refused[name]:
                self.log.warning("%s is refused: %s", name, self.refused[name])
        return self.refused[name]


def fault(folder: Path, learner: str) -> str:
    """Say in a sentence why a submission is not collected; empty if it is sound.

    Args:
        folder: what was handed in.
        learner: whose it says it is.
    """
    try:
        found = folder.lstat()
        owner = pwd.getpwuid(found.st_uid).pw_name
    except (OSError, KeyError):
        return "Nobody knows whose it is."
    if folder.is_symlink() or not folder.is_dir():
        return "It is a link or a file, not a folder. Ask the learner to submit again."
    if owner != learner:
        return f"It says that it is from {learner}, but {owner} handed it in. Talk to both."
    return " ".join(trouble.sentence for trouble in look(folder)[1])
