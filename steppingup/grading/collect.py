"""nbgrader's own collecting, made safe: nothing is copied that is not a plain file of a bounded size.

The stock classes copy what a link points to and unpack whatever an archive claims. These two are named in a session's
configuration and change nothing else.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.plugins.zipcollect import ExtractorPlugin

from steppingup.grading.prepare import LEFT, prepare
from steppingup.grading.safe_files import FileTroubleError, Trouble, copy_folder, look, read_plain, write_new
from steppingup.grading.safe_zip import unpack

_NOBODY = {"", ".", ".."}


class CarefulCollect(ExchangeCollect):
    """Collects submissions from the exchange (``c.ExchangeFactory.collect``)."""

    src_records: list[dict[str, Any]]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """Read name and time from the name of a submission; one that says neither would end the whole collecting."""
        try:
            record: dict[str, Any] = super()._path_to_record(path)
        except Exception:  # noqa: BLE001 - any learner can make a folder of any name in the exchange
            name = os.path.basename(path)  # noqa: PTH119 - nbgrader's paths are texts
            return {"username": "", "filename": name, "timestamp": dt.datetime.min}  # noqa: DTZ901 - as nbgrader's
        return record

    def init_src(self) -> None:
        """Find what to collect, without folders whose names name nobody."""
        super().init_src()
        records = list(self.src_records)
        for record in records:
            if record["username"] in _NOBODY:
                self.log.warning("Left in the exchange, as its name names nobody: %r", record["filename"][:80])
        self.src_records = [record for record in records if record["username"] not in _NOBODY]

    def do_copy(self, src: str, dest: str, log: object = None) -> None:  # noqa: ARG002 - the signature is nbgrader's
        """Copy one submission: plain files only; what does not pass stays in the exchange and is told."""
        folder, root = Path(dest), Path(self.coursedir.root)
        troubles = copy_folder(Path(src), folder, LEFT)
        run = folder.name in self.parent.config.GradeResponses.get("execute", []) if self.parent else False
        prepare(folder, root, run=run, troubles=troubles)
        for trouble in troubles:
            self.log.warning("%s: %s", folder.parent.name, trouble.sentence)


class CarefulExtractor(ExtractorPlugin):
    """Unpacks zip files of a learning platform (``c.ZipCollectApp.extractor_plugin``)."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack every zip file of a folder and copy its other files; tell what does not pass."""
        source, target = Path(archive_path), Path(extracted_path)
        good, bad = look(source)
        for name in good:
            bad += self._take(source / name, target / name)
        for trouble in bad:
            self.log.warning("%s", trouble.sentence)

    def _take(self, path: Path, target: Path) -> list[Trouble]:
        try:
            if path.suffix.lower() not in self.zip_ext:
                write_new(target, read_plain(path))
                return []
            found = unpack(path)
        except FileTroubleError as error:
            return [error.trouble]
        for name, data in dict(found.files).items():  # the last of two with one name, as zip programs do
            write_new(target.with_suffix("") / name, data)
        return found.troubles
