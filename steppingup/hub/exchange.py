"""nbgrader's exchange for a class on one machine: a submission must come from the account that it names.

Anybody may put anything into the exchange. The stock class only warns when a submission was put there by somebody else
than it says, and would let it take the place of the learner's own. Here it is left aside, and the learner's own one is
taken. What is inside of a submission is looked at by the parent.
"""

from __future__ import annotations

import pwd
from glob import glob
from pathlib import Path
from secrets import token_hex
from typing import Any

from nbgrader.exchange.default import ExchangeReleaseFeedback

from steppingup.grading.collect import CarefulCollect
from steppingup.grading.safe_files import FileTroubleError, read_plain, write_new

SECRET, TIMESTAMP = "submission_secret.txt", "timestamp.txt"


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


class ClassReleaseFeedback(ExchangeReleaseFeedback):  # type: ignore[misc]
    """Release feedback even if a submission lost the file that nbgrader puts beside it.

    A learner finds the own feedback by the secret in that file. The stock class stops at the first submission without
    one, and then nobody gets feedback; a folder put into the exchange by hand is enough for that.
    """

    def copy_files(self) -> None:
        """Give what has no usable secret one that nobody knows; such feedback reaches the learner by another way."""
        for page in glob(f"{self.src_path}/*.html"):  # noqa: PTH207 - the path may hold a star for every learner
            for name, instead in ((SECRET, token_hex(16)), (TIMESTAMP, "")):
                path = Path(page).with_name(name)
                if not _usable(path):
                    path.unlink(missing_ok=True)
                    write_new(path, instead.encode(), 0o600)
        super().copy_files()


def _usable(path: Path) -> bool:
    try:
        return read_plain(path, 200).isascii()
    except FileTroubleError:
        return False
