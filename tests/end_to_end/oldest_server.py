"""A server of the oldest PostgreSQL that is promised, made ready as docs/runbook.md says, for one test alone."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rkci import paths
from rkci.database import embedded

VERSION = 15
PROGRAMS = Path(f"/usr/lib/postgresql/{VERSION}/bin")
"""Where Debian's package `postgresql-15` has them."""

ROLES = {
    "airflow": "AIRFLOW_DB_PASSWORD",
    "rkci_owner": "RKCI_OWNER_PASSWORD",
    "rkci_writer": "RKCI_WRITER_PASSWORD",
    "rkci_bi": "RKCI_BI_PASSWORD",
}
"""Login role to the variable of its password in the file below."""

ROLES_FILE = paths.ROOT / "docker" / "initdb" / "10-roles.sql"


@contextmanager
def oldest_server() -> Iterator[dict[str, str]]:
    """The variables by which the stack finds the server, as in docs/runbook.md; it is stopped and gone afterwards."""
    passwords = {variable: secrets.token_hex(16) for variable in ROLES.values()}
    home = Path(tempfile.mkdtemp(prefix="rkci-oldest-"))
    data = home / "data"
    control = ["-D", str(data), "-w", "-t", "300"]
    server_user = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root; the package made this user
        shutil.chown(home, "postgres", "postgres")
        server_user = {"user": "postgres", "group": "postgres", "extra_groups": []}

    def run(program: str, *arguments: str, environment: dict[str, str] | None = None, **user: Any) -> bool:
        """Run one of the server's programs; its output goes to a file, since a server would keep a pipe open."""
        with (home / f"{program}.log").open("w") as output:
            return not subprocess.run(
                [PROGRAMS / program, *arguments], stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=home,
                env={"LC_ALL": "C.UTF-8", **(environment or {})}, check=False, **user,
            ).returncode  # fmt: skip

    def log() -> str:
        return "\n".join(file.read_text(errors="replace")[-2000:] for file in home.glob("*.log"))

    def start() -> int:
        """Start it on a port that is free, and on another one where somebody was faster."""
        for _ in range(10):
            port = embedded._free_port()
            # all else as the package has it, but for a time zone in which the warehouse does not think
            options = f"-p {port} -h 127.0.0.1 -k {home} -N 200 -c timezone=Asia/Jayapura"
            if run("pg_ctl", *control, "-l", str(home / "server.log"), "-o", options, "start", **server_user):
                return port
        raise AssertionError(log())

    try:
        cluster = ["-D", str(data), "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256"]
        assert run("initdb", *cluster, **server_user), log()
        port = start()
        administrator = ["-h", str(home), "-p", str(port), "-U", "postgres", "-v", "ON_ERROR_STOP=1"]
        assert run("psql", *administrator, "-f", str(ROLES_FILE), environment=passwords), log()

        def url(role: str, database: str) -> str:
            return f"{role}:{passwords[ROLES[role]]}@127.0.0.1:{port}/{database}"

        yield {
            "AIRFLOW_CONN_RKCI": f"postgresql://{url('rkci_writer', 'rkci')}",
            "RKCI_OWNER_URL": f"postgresql://{url('rkci_owner', 'rkci')}",
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"postgresql+psycopg2://{url('airflow', 'airflow')}",
        }
    finally:
        if (data / "postmaster.pid").exists():
            assert run("pg_ctl", *control, "-m", "fast", "stop", **server_user), log()
        shutil.rmtree(home)
