"""A small part of the Jupyter server: the way to nbgrader's formgrader for one session, and to reports.

Pages that Jupyter itself shows stand in a sandbox from which no link leads to another file. The page of a report on
a map or of an evaluation links to its Word and Excel files, so it has an address of its own here, and may run nothing.

formgrader keeps one gradebook open from its first page on, so after a change of session it would show the old one, and
after grading it could show old grades. Each press on the link of the desk therefore begins anew.
"""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from steppingup.evaluation.folder import is_of_report as is_of_evaluation
from steppingup.mapping.folder import is_of_report as is_of_map
from steppingup.session.course import CONFIG


class FormgraderHandler(JupyterHandler):
    """Opens formgrader for the session ``path``, which must lie below the folder that the server shows."""

    @web.authenticated
    def get(self) -> None:
        """Forget the gradebook that was open, and go to formgrader."""
        path = Path(self.get_query_argument("path")).resolve()
        home = Path(self.serverapp.root_dir).resolve() if self.serverapp else path
        if home not in path.parents or not (path / CONFIG).is_file():
            raise web.HTTPError(404, "There is no session of that name.")
        gradebook = self.settings.get("nbgrader_gradebook")
        if gradebook is not None:
            gradebook.close()
            self.settings["nbgrader_gradebook"] = None
        self.redirect(url_path_join(self.base_url, "formgrader") + "?" + urlencode({"path": str(path)}))


class ReportHandler(JupyterHandler):
    """Shows the files of reports: ``folder/reports/report/file`` below the folder that the server shows."""

    @property
    def content_security_policy(self) -> str:
        """Allow pictures and styles, and nothing that runs or asks another host."""
        return "default-src 'none'; img-src data: 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

    @web.authenticated
    def get(self, path: str) -> None:
        """Send a file of a report; a page is shown, anything else saved."""
        home = Path(self.serverapp.root_dir if self.serverapp else ".").resolve()
        file = (home / path).resolve()
        if home not in file.parents or not (is_of_map(file) or is_of_evaluation(file)) or not file.is_file():
            raise web.HTTPError(404, "There is no report of that name.")
        self.set_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        if file.suffix != ".html":
            self.set_attachment_header(file.name)
        self.finish(file.read_bytes())


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the addresses to a server; the name of this function is Jupyter's."""
    base = url_path_join(server.web_app.settings["base_url"], "stepping-up")
    ways = [(f"{base}/formgrader", FormgraderHandler), (f"{base}/report/(.+)", ReportHandler)]
    server.web_app.add_handlers(".*$", ways)
