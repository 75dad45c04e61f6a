"""A small part of the Jupyter server: the way to nbgrader's formgrader for one session.

formgrader keeps one gradebook open from its first page on, so after a change of session it would show the old one, and
after grading it could show old grades. Each press on the link of the desk therefore begins anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

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


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the address to a server; the name of this function is Jupyter's."""
    address = url_path_join(server.web_app.settings["base_url"], "stepping-up", "formgrader")
    server.web_app.add_handlers(".*$", [(address, FormgraderHandler)])
