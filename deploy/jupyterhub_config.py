"""JupyterHub for a class on one machine; everything that a town changes stands in class.toml.

JupyterHub runs this file. The name of class.toml comes from the variable STEPPINGUP_CLASS.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from jupyterhub.auth import PAMAuthenticator

from steppingup.common.errors import SteppingUpError
from steppingup.hub.config import configure, first_page, groups_of, login_name
from steppingup.hub.settings import ClassSettings, load_class

FILE = os.environ.get("STEPPINGUP_CLASS", "/etc/stepping-up/class.toml")


def settings() -> ClassSettings:
    """Read class.toml; an error ends the start of the hub with its sentences alone."""
    try:
        return load_class(Path(FILE))
    except SteppingUpError as error:
        sys.exit(str(error))


CLASS = settings()


class ClassAuthenticator(PAMAuthenticator):  # type: ignore[misc]
    """The accounts of this machine, for those whom class.toml names; it also tells who is a trainer."""

    def normalize_username(self, username: str) -> str:
        """Keep short codes as they are printed; JupyterHub would make small letters of them."""
        return login_name(username, CLASS)

    async def authenticate(self, handler: Any, data: dict[str, str]) -> dict[str, Any] | None:
        """Ask the system for the password of the account that a typed name stands for."""
        name = login_name(data["username"], CLASS)
        groups = groups_of(name, CLASS)
        if groups is None or not await super().authenticate(handler, {**data, "username": name}):
            return None
        return {"name": name, "groups": groups}

    def system_user_exists(self, user: Any) -> bool:
        """Tell who is still of the class: the others, and their log-ins, are forgotten when the hub starts."""
        return groups_of(user.name, CLASS) is not None and bool(super().system_user_exists(user))


def page(handler: Any) -> str:
    """Send everybody to the right window."""
    user = handler.current_user
    return first_page(user.name if user else "", CLASS)


c = get_config()  # type: ignore[name-defined]  # noqa: F821 - JupyterHub puts it there
c.JupyterHub.authenticator_class = ClassAuthenticator
c.JupyterHub.default_url = page
configure(c, CLASS)
