"""The first accounts of docker compose, made as its init makes them: by FAB's auth manager, on a real PostgreSQL."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
import yaml
from werkzeug.security import check_password_hash

from rkci import paths
from rkci.database import embedded
from rkci.ops import users
from rkci.orchestration import context

COMPOSE = yaml.safe_load((paths.ROOT / "docker-compose.yaml").read_text(encoding="utf-8"))
AUTH_MANAGER = COMPOSE["services"]["airflow-init"]["environment"]["AIRFLOW__CORE__AUTH_MANAGER"]
Init = Callable[..., str]


@pytest.fixture
def metadata() -> str:
    """URL of the database for Airflow's metadata on the tests' own server, emptied; no other test needs it."""
    embedded.start()
    url = embedded.url("airflow", "airflow")
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("drop schema if exists public cascade")
        cursor.execute("create schema public")
    return url


@pytest.fixture
def init(metadata: str, tmp_path: Path) -> Init:
    """Runs a command of the init with these passwords; gives what it printed."""

    def run(*command: str, **passwords: str) -> str:
        environment = os.environ | passwords | {
            "AIRFLOW_HOME": str(tmp_path / "airflow"),
            "AIRFLOW__CORE__AUTH_MANAGER": AUTH_MANAGER,
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": metadata.replace("postgresql:", "postgresql+psycopg2:", 1),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        }  # fmt: skip
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def test_the_accounts_are_made_once_and_the_approver_is_whom_the_dags_ask(
    init: Init, metadata: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    airflow = str(Path(sys.executable).with_name("airflow"))
    init(airflow, "db", "migrate")
    made = init(sys.executable, "-m", "rkci.ops.users", ADMIN_PASSWORD="first1", APPROVER_PASSWORD="second2")  # noqa: S106
    again = init(sys.executable, "-m", "rkci.ops.users", ADMIN_PASSWORD="other3", APPROVER_PASSWORD="other4")  # noqa: S106
    for user, role, *_ in users.ACCOUNTS:
        assert f"The account {user} was made, with the role {role}" in made
        assert f"The account {user} is there already" in again
    assert not any(password in made + again for password in ("first1", "second2", "other3", "other4"))
    with closing(psycopg2.connect(metadata)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select ab_user.id, username, ab_role.name, password from ab_user"
            " join ab_user_role on user_id = ab_user.id join ab_role on ab_role.id = role_id order by 1"
        )
        found = cursor.fetchall()
    assert [(user, role) for _, user, role, _ in found] == [("admin", "Admin"), ("approver", "Op")]
    for (*_, kept), password in zip(found, ("first1", "second2"), strict=True):
        assert check_password_hash(kept, password), "a second start changes no password"
    default = COMPOSE["services"]["scheduler"]["environment"]["RKCI_APPROVERS"].partition(":-")[2].rstrip("}")
    monkeypatch.setenv("RKCI_APPROVERS", default)
    ((number, name, *_),) = (account for account in found if account[1] == "approver")
    assert context.approvers() == [{"id": str(number), "name": name}]
