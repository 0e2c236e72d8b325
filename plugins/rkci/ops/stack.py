"""The whole stack on one machine: the embedded PostgreSQL and `airflow standalone`, all on loopback.

`python -m rkci.ops.stack up | down | url | psql` is what the Makefile calls. What runs is written to
`<local>/airflow/stack.json`: the session of Airflow (one of its own, so that every process of it can be found and
signalled) and the port of its API server and UI.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
import psutil

from rkci import paths
from rkci.database import embedded, migrate
from rkci.database.connection import is_embedded, owner_url, writer_url

USERS = {"admin": "admin", "demo_approver": "op"}
"""User to role of Airflow's simple auth manager; passwords are generated into Airflow's home."""


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
    return os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "AIRFLOW_HOME": str(home()),
        "AIRFLOW_CONN_RKCI": writer_url(),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": metadata,
        "AIRFLOW__CORE__DAGS_FOLDER": str(paths.DAGS),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(paths.PLUGINS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": ",".join(f"{user}:{role}" for user, role in USERS.items()),
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "60",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        "GX_ANALYTICS_ENABLED": "false",
        "PYTHONWARNINGS": "ignore",
    }


def prepare_database() -> None:
    """Start PostgreSQL if it is the embedded one, and bring the warehouse to the newest schema."""
    if is_embedded() or "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN" not in os.environ:
        embedded.start()
    migrate.upgrade(owner_url())


def up() -> str:
    """Start what is not up, wait until it is healthy, and return the address of the UI."""
    prepare_database()
    if address := running():
        return address
    home().mkdir(parents=True, exist_ok=True)
    port = _free_port()
    log_file = os.open(home() / "standalone.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(log_file, "w") as log:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("airflow")), "standalone"],
            env=environment(port),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    state = {"session": process.pid, "began": psutil.Process(process.pid).create_time(), "port": port}
    (home() / "stack.json").write_text(json.dumps(state))
    _wait_until_healthy(port, process)
    return f"http://127.0.0.1:{port}"


def running() -> str | None:
    """Address of the UI if Airflow is up, else nothing."""
    state = _state()
    if state is None or not _members(state):
        return None
    return f"http://127.0.0.1:{state['port']}"


def stop_airflow() -> None:
    """Stop every process of Airflow and wait until none is left."""
    state = _state()
    if state is None:
        return
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


def _wait_until_healthy(port: int, process: "subprocess.Popen[bytes]") -> None:
    needed = ("metadatabase", "scheduler", "dag_processor")

    def is_waiting() -> bool:
        if process.poll() is not None:
            raise StackError(f"Airflow ended with exit code {process.returncode}; see {home() / 'standalone.log'}.")
        try:
            health = httpx.get(f"http://127.0.0.1:{port}/api/v2/monitor/health", timeout=5).json()
        except (httpx.HTTPError, json.JSONDecodeError):
            return True
        return any(health[part]["status"] != "healthy" for part in needed)

    if not _wait_while(is_waiting, 180):
        raise StackError(f"Airflow was not healthy after 180 s; see {home() / 'standalone.log'}.")


def _wait_while(condition: Any, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.5)
    return True


def _members(state: dict[str, Any]) -> list[psutil.Process]:
    """Living processes of the session that `standalone` leads, its task processes included."""
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
    main(sys.argv[1])
