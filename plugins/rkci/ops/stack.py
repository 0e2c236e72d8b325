"""The whole stack on one machine: the embedded PostgreSQL and Airflow's services, all on loopback.

`python -m rkci.ops.stack up | down | url | psql` is what the Makefile calls. What runs is written to
`<local>/airflow/stack.json`: the session that `rkci.ops.supervisor` leads (one of its own, so that every process of
Airflow can be found and signalled) and the port of the API server and UI.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psutil

from rkci import paths, private
from rkci.database import embedded, migrate
from rkci.database.connection import is_embedded, owner_url, writer_url
from rkci.ops import supervisor

USERS = {"admin": "admin", "demo_approver": "op"}
"""User to role of Airflow's simple auth manager; passwords are generated into Airflow's home."""

START = 900.0
"""Seconds within which every service must be healthy: some 20 on an idle machine of two cores, minutes on a busy one.
What dies meanwhile, or is given up, is told at once."""


class StackError(RuntimeError):
    """The stack did not come up; the message says where to look."""


def home() -> Path:
    """Airflow's home."""
    return Path(os.environ.get("AIRFLOW_HOME", paths.local() / "airflow"))


def environment(port: int) -> dict[str, str]:
    """Variables under which every process of Airflow runs: the caller's, and what makes it this project's."""
    metadata = os.environ.get("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN") or embedded.url("airflow", "airflow").replace(
        "postgresql://", "postgresql+psycopg2://", 1
    )
    return (
        os.environ
        | ({"RKCI_EMBEDDED": "1"} if _uses_embedded() else {})
        | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "AIRFLOW_HOME": str(home()),
            "AIRFLOW_CONN_RKCI": writer_url(),
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": metadata,
            "AIRFLOW__CORE__DAGS_FOLDER": str(paths.DAGS),
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(paths.PLUGINS),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__EXECUTOR": "rkci.orchestration.executor.PreloadedLocalExecutor",
            "AIRFLOW__CORE__PARALLELISM": "4",
            "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.25",  # between two tasks nothing else is waited for
            "AIRFLOW__SCHEDULER__SCHEDULER_HEARTBEAT_SEC": "1",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": ",".join(f"{user}:{role}" for user, role in USERS.items()),
            "RKCI_APPROVERS": os.environ.get("RKCI_APPROVERS", ",".join(USERS)),
            "AIRFLOW__LOGGING__FILE_TASK_HANDLER_NEW_FOLDER_PERMISSIONS": "0o700",
            "AIRFLOW__LOGGING__FILE_TASK_HANDLER_NEW_FILE_PERMISSIONS": "0o600",
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(port),
            "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
            "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "60",
            "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "120",  # a file that changed is read at once
            "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
            "GX_ANALYTICS_ENABLED": "false",
            "PYTHONWARNINGS": "ignore",
        }
    )


def prepare_database() -> None:
    """Shut to others what is private, start PostgreSQL if it is the embedded one, and migrate the warehouse."""
    os.umask(private.UMASK)
    paths.local().mkdir(parents=True, exist_ok=True)
    for root in _private_folders():
        if opened := private.shut(root, apart=embedded.home()):
            print(f"{opened} files and folders under {root} were open to other users: they no longer are.")
    embedded.shut_home()
    if _uses_embedded():
        embedded.start()
    migrate.upgrade(owner_url())


def _private_folders() -> list[Path]:
    """Where telephone numbers, passwords and logs lie; the first holds the others unless they were moved."""
    moved = [Path(folder) for folder in (paths.inbox(), paths.archive()) if "://" not in folder]
    return [paths.local(), home(), *moved]


def up() -> str:
    """Start what is not up, wait until all of it is healthy, and return the address of the UI."""
    prepare_database()
    state = _state()
    if state is not None and _members(state):
        if is_supervised := _is_supervised(state):
            services = supervisor.read(home())
            is_supervised = all(service.state == "running" for service in services.values())
        if is_supervised:
            if ill := supervisor.unhealthy(home(), state["port"]):
                print(f"Not healthy: {_told(ill)}. Waiting until it is started again.")
            if not ill or _wait_until_healthy(state):
                return f"http://127.0.0.1:{state['port']}"
        print(f"Airflow runs in part ({diagnosis()}): all of it is started again.")
    stop_airflow()
    state = _launch(_free_port())
    if not _wait_until_healthy(state):
        print(f"Another program took port {state['port']} in the same moment: Airflow is started on another one.")
        stop_airflow()
        state = _launch(_free_port(0))
        _wait_until_healthy(state)
    return f"http://127.0.0.1:{state['port']}"


def running() -> str | None:
    """Address of the UI if Airflow is up, else nothing."""
    state = _state()
    if state is None or not _members(state):
        return None
    return f"http://127.0.0.1:{state['port']}"


def diagnosis() -> str:
    """Which services are not healthy, why, and which log says more; for whoever waited in vain."""
    state = _state()
    if state is None or not _members(state):
        return f"Airflow is not running; see {home() / 'supervisor.log'}"
    words = [] if _is_supervised(state) else ["its supervisor is dead"]
    for name, service in supervisor.read(home()).items():
        if service.state != "running" or service.ended:
            words.append(f"{name} is {service.state}, started {service.starts} times, last {service.ended}")
    if ill := supervisor.unhealthy(home(), state["port"]):
        words.append(f"not healthy: {_told(ill)}")
    return "; ".join(words) or "every service is healthy"


def _told(ill: dict[str, str]) -> str:
    return ", ".join(f"{name} ({status}; see {home() / f'{name}.log'})" for name, status in ill.items())


def _launch(port: int) -> dict[str, Any]:
    """Start the supervisor in a session of its own, and the API server on a port."""
    home().mkdir(parents=True, exist_ok=True)
    _make_passwords()
    (home() / "services.json").unlink(missing_ok=True)
    log_file = os.open(home() / "supervisor.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(log_file, "w") as log:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "rkci.ops.supervisor"],
            env=environment(port),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=private.UMASK,
        )
    state = {"session": process.pid, "began": psutil.Process(process.pid).create_time(), "port": port}
    (home() / "stack.json").write_text(json.dumps(state))
    return state


def _make_passwords() -> None:
    """Generate what is missing ourselves: Airflow would print the passwords into a log."""
    file = home() / "simple_auth_manager_passwords.json.generated"
    known = json.loads(file.read_text()) if file.exists() and file.stat().st_size else {}
    missing = {user: secrets.token_urlsafe(16) for user in USERS if user not in known}
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as written:
        written.write(json.dumps(known | missing) + "\n")


def stop_airflow() -> None:
    """Stop every process of Airflow and wait until none is left."""
    state = _state()
    if state is None:
        return
    if _is_supervised(state):  # it ends its services and starts none of them again
        leader = psutil.Process(state["session"])
        with suppress(psutil.NoSuchProcess):
            leader.terminate()
            psutil.wait_procs([leader], supervisor.GRACE + 10)
    for attempt, wait in ((signal.SIGTERM, 20), (signal.SIGKILL, 10)):
        members = _members(state)
        for process in members:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(attempt)
        psutil.wait_procs(members, wait)
    if left := _members(state):
        raise StackError(f"These processes of Airflow did not end: {', '.join(str(process.pid) for process in left)}.")
    (home() / "stack.json").unlink(missing_ok=True)


def down() -> None:
    """Stop Airflow and the embedded server; leaves no process behind."""
    stop_airflow()
    embedded.stop()


def password(user: str) -> str:
    """Generated password of a user of the UI."""
    passwords: dict[str, str] = json.loads((home() / "simple_auth_manager_passwords.json.generated").read_text())
    return passwords[user]


def _wait_until_healthy(state: dict[str, Any]) -> bool:
    """True once every service is healthy; false if the port is another program's."""
    deadline = time.monotonic() + START
    looks = 0  # one alone may have met an API server that was being started again
    while ill := supervisor.unhealthy(home(), state["port"]):
        looks = looks + 1 if supervisor.ANOTHERS in ill.values() and supervisor.read(home()) else 0
        if looks == 5:
            return False
        given_up = [name for name, service in supervisor.read(home()).items() if service.state != "running"]
        if given_up or not _is_supervised(state):
            raise StackError(f"Airflow did not start: {diagnosis()}; see {home() / 'supervisor.log'}.")
        if time.monotonic() > deadline:
            raise StackError(f"Airflow was not healthy after {START:.0f} s: {diagnosis()}.")
        time.sleep(0.5)
    return True


def _uses_embedded() -> bool:
    return is_embedded() or "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN" not in os.environ


def _is_supervised(state: dict[str, Any]) -> bool:
    """Whether the supervisor of this state lives."""
    with suppress(psutil.NoSuchProcess):
        leader = psutil.Process(state["session"])
        return leader.create_time() == state["began"] and leader.status() != psutil.STATUS_ZOMBIE
    return False


def _members(state: dict[str, Any]) -> list[psutil.Process]:
    """Living processes of the session that the supervisor leads, task processes included."""
    session = state["session"]
    with suppress(psutil.NoSuchProcess):
        if psutil.Process(session).create_time() != state["began"]:
            return []  # the number is another process's by now
    members = []
    for process in psutil.process_iter():
        with suppress(ProcessLookupError, PermissionError, psutil.NoSuchProcess):
            if os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE:
                members.append(process)
    return members


def _state() -> dict[str, Any] | None:
    file = home() / "stack.json"
    return json.loads(file.read_text()) if file.exists() else None


def _free_port(preferred: int = 8080) -> int:
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            bound: int = probe.getsockname()[1]
            return bound
    raise StackError("No free port on 127.0.0.1.")


def main(command: str) -> None:
    """What the Makefile calls."""
    os.umask(private.UMASK)
    if command == "up":
        address = up()
        print(f"Airflow is up at {address} (user admin, password {password('admin')}).")
        print(f"Data Docs: {(paths.build() / 'data_docs' / 'index.html').resolve().as_uri()} (open it in a browser).")
        print("`make down` stops everything.")
    elif command == "down":
        down()
    elif command == "url":
        print(owner_url())
    elif command == "psql":
        psql = embedded.binary("psql")
        url = urlsplit(owner_url())
        shown = url._replace(netloc=url.netloc.replace(f":{url.password}@", "@")).geturl()
        os.execve(psql, [psql, shown], os.environ | {"PGPASSWORD": unquote(url.password or "")})  # noqa: S606
    else:
        raise SystemExit(f"unknown command {command!r}; valid are up, down, url, psql")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except (StackError, migrate.SchemaError, embedded.ServerError) as error:
        raise SystemExit(str(error)) from error
