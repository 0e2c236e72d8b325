"""What must hold of the files that only a container engine reads, where there is none."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from rkci.cycles.signing_key import VARIABLE as SIGNING
from rkci.ops import users
from rkci.survey.pseudonym import VARIABLE as SURVEY

ROOT = Path(__file__).resolve().parents[2]
COMPOSE_TEXT = (ROOT / "docker-compose.yaml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(COMPOSE_TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
EXAMPLE = dict(
    line.split("=", 1)
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
SECRET = re.compile("PASSWORD|SECRET|KEY|TOKEN|_CONN|_URL|BACKEND")
ENDS_BY_ITSELF = {"airflow-init"}

every_service = pytest.mark.parametrize("service", SERVICES)


def test_the_stack_has_every_part_of_airflow_and_celery_only_by_its_profile() -> None:
    airflow = {"airflow-init", "api-server", "scheduler", "dag-processor", "triggerer", "worker"}
    assert set(SERVICES) == airflow | {"postgres", "redis"}
    assert {name for name in SERVICES if "profiles" in SERVICES[name]} == {"worker", "redis"}


@every_service
def test_a_service_is_published_on_loopback_only(service: str) -> None:
    for port in SERVICES[service].get("ports", []):
        assert re.fullmatch(r"127\.0\.0\.1:\d+:\d+", port), f"{service} publishes {port}"


@every_service
def test_a_secret_comes_from_the_environment_and_has_no_default(service: str) -> None:
    for name, value in SERVICES[service].get("environment", {}).items():
        if (
            name not in (SIGNING, SURVEY)
            and SECRET.search(name)
            and (re.search(r"://[^/]*@", value) or "://" not in value)
        ):
            assert re.search(r"\$\{\w+:\?", value), f"{service}: {name} is written out in docker-compose.yaml"
            assert not re.search(r":[^$:@/]+@", re.sub(r"\$\{[^}]*\}", "$", value)), f"{service}: password in {name}"


@every_service
def test_a_service_that_runs_long_has_a_health_check(service: str) -> None:
    assert ("healthcheck" in SERVICES[service]) != (service in ENDS_BY_ITSELF)


@every_service
def test_a_service_waits_for_what_it_needs(service: str) -> None:
    for needed, how in SERVICES[service].get("depends_on", {}).items():
        expected = "service_completed_successfully" if needed in ENDS_BY_ITSELF else "service_healthy"
        assert how["condition"] == expected


@every_service
def test_an_image_is_pinned_to_a_version(service: str) -> None:
    assert re.search(r":\d+\.\d+", SERVICES[service]["image"])


def test_only_the_migration_knows_the_owner_and_only_what_runs_tasks_the_writer() -> None:
    knows = {
        password: {name for name in SERVICES if password in str(SERVICES[name])}
        for password in ("RKCI_OWNER_PASSWORD", "RKCI_WRITER_PASSWORD", "RKCI_BI_PASSWORD")
    }
    assert knows == {
        "RKCI_OWNER_PASSWORD": {"postgres", "airflow-init"},
        "RKCI_WRITER_PASSWORD": {"postgres", "airflow-init", "scheduler", "worker"},
        "RKCI_BI_PASSWORD": {"postgres"},
    }


@pytest.mark.parametrize("variable", [SIGNING, SURVEY])
def test_only_what_runs_tasks_sees_a_key_and_finds_it_where_it_is_mounted(variable: str) -> None:
    name = variable.lower()
    assert set(COMPOSE["secrets"]) == {SIGNING.lower(), SURVEY.lower()}
    assert re.fullmatch(rf"\$\{{{variable}_FILE:\?.+\}}", COMPOSE["secrets"][name]["file"])
    sees = {service for service in SERVICES if name in SERVICES[service].get("secrets", [])}
    told = {
        service: SERVICES[service]["environment"][variable]
        for service in SERVICES
        if variable in SERVICES[service].get("environment", {})
    }
    assert sees == {"scheduler", "worker"}
    assert told == dict.fromkeys(sees, f"/run/secrets/{name}")


def test_every_variable_of_the_compose_file_is_in_the_example() -> None:
    wanted = set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE_TEXT))
    assert wanted | {"COMPOSE_PROFILES"} == set(EXAMPLE)


def test_the_example_holds_no_secret_and_the_compose_file_requires_each() -> None:
    required = set(re.findall(r"\$\{(\w+):\?", COMPOSE_TEXT))
    assert {name for name in EXAMPLE if SECRET.search(name)} == required
    assert {name: EXAMPLE[name] for name in required if EXAMPLE[name]} == {}


def test_every_login_role_is_made_with_a_password_from_the_environment() -> None:
    roles = (ROOT / "docker/initdb/10-roles.sql").read_text(encoding="utf-8")
    made = dict(re.findall(r"create role (\w+) login password :'(\w+)'", roles))
    given = dict(re.findall(r"\\getenv (\w+) (\w+)", roles))
    assert set(made) == {"airflow", "rkci_owner", "rkci_writer", "rkci_bi"}
    assert {given[password] for password in made.values()} <= set(SERVICES["postgres"]["environment"])


def test_the_image_installs_by_hash_from_the_lock_and_does_not_run_as_root() -> None:
    installs = [line for line in re.sub(r"\\\n\s*", "", DOCKERFILE).split("&&") if "pip install" in line]
    assert installs
    assert all("--require-hashes" in line for line in installs)
    users = re.findall(r"^USER (\d+)", DOCKERFILE, flags=re.MULTILINE)
    assert users
    assert users[-1] != "0"


def test_the_image_gets_the_project_and_nothing_else() -> None:
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = set(re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, flags=re.MULTILINE))
    assert {name for line in copied for name in line.split()} == sent
    assert sent == {"dags", "plugins", "include", "expectations", "requirements.lock", "pyproject.toml"}


def test_the_celery_executor_imports_with_the_locked_packages() -> None:
    executor = importlib.import_module("airflow.providers.celery.executors.celery_executor")
    assert executor.CeleryExecutor.supports_ad_hoc_ti_run


@every_service
def test_a_service_has_a_limit_of_memory(service: str) -> None:
    assert re.search(r"\d+[gm]", str(SERVICES[service]["mem_limit"]))


@every_service
def test_no_password_becomes_part_of_a_command(service: str) -> None:
    words = " ".join(map(str, SERVICES[service].get("command", [])))
    assert not re.search(r"--password|--pwd|-p \"", words)
    assert not re.search(r"PASSWORD", words) or "printf 'requirepass" in words, "printf is a builtin of the shell"


def test_the_first_accounts_get_their_passwords_by_the_environment() -> None:
    assert "python -m rkci.ops.users" in str(SERVICES["airflow-init"]["command"])
    assert {variable for *_, variable in users.ACCOUNTS} <= set(SERVICES["airflow-init"]["environment"])
    place = [user for user, *_ in users.ACCOUNTS].index("approver") + 1
    assert EXAMPLE["RKCI_APPROVERS"] == f"{place}:approver"


def test_what_an_administrator_takes_from_roles_reaches_the_server_of_compose() -> None:
    roles = (ROOT / "docker/initdb/10-roles.sql").read_text(encoding="utf-8")
    (named,) = re.findall(r"^\\ir (\S+)$", roles, flags=re.MULTILINE)
    assert (ROOT / "docker/initdb" / named).resolve() == (ROOT / "include/sql/administrator.sql").resolve()
    assert "./include/sql/administrator.sql:/include/sql/administrator.sql:ro" in SERVICES["postgres"]["volumes"]
    assert re.search(r"^revoke all on database airflow, postgres, template1 from public;$", roles, flags=re.MULTILINE)
