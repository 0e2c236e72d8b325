"""Airflow's services on one machine, watched: what dies, or beats no more, is started again.

`rkci.ops.stack` starts it in a session of its own; every process of Airflow belongs to that session, and each service
leads a process group, so that what it leaves behind when it is killed goes with it. What it does is said in
`supervisor.log` of Airflow's home, what each service says in `<service>.log`, and how they stand in `services.json`.
"""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import distributions
from pathlib import Path
from typing import IO

import httpx
import psutil
import psycopg2

from rkci import private
from rkci.database import embedded
from rkci.database.connection import connect

SERVICES = {
    "scheduler": "scheduler", "dag-processor": "dag_processor", "triggerer": "triggerer", "api-server": "metadatabase",
}  # fmt: skip
"""Airflow's command to the part that its health report names; the API server answers for the metadata database."""

AIRFLOW = str(Path(sys.executable).with_name("airflow"))

RESTARTS, WITHIN = 5, 600.0
"""So many restarts of one service within so many seconds, and it is given up: `make up` begins again."""

SILENCE = 180.0
"""Seconds for which a living service that was healthy before may be reported unhealthy, until it counts as dead."""

FIRST_SIGN = 600.0
"""Seconds that a service has for its first sign of life: on a busy machine one that starts slowly would else be started
again and again, and never be up."""

GRACE = 30.0
"""Seconds that services get to end by themselves."""


@dataclass
class Service:
    """How a service stands; `state` is running, or given up."""

    pid: int
    began: float
    """Seconds since 1970."""
    starts: int
    state: str = "running"
    ended: str = ""
    """Why and when it was last started again."""


def read(home: Path) -> dict[str, Service]:
    """How the services stand by `services.json`; empty if nothing has started yet."""
    try:
        found = json.loads((home / "services.json").read_text())
    except FileNotFoundError:
        return {}
    return {name: Service(**service) for name, service in found.items()}


ANOTHERS = "the port is another program's"


def unhealthy(home: Path, port: int) -> dict[str, str]:
    """Services that are not up, each with why: dead, or not healthy by Airflow's own report, or without a sign of life
    since they were last started (the report calls healthy what died within the last half minute).

    Where another program answers on the port, as another stack does that was started in the same moment, nothing is
    known of any service, and ANOTHERS is told of each.
    """
    services = read(home)
    try:
        health = httpx.get(f"http://127.0.0.1:{port}/api/v2/monitor/health", timeout=10).json()
    except (httpx.ConnectError, httpx.TimeoutException):
        health = None
    except (httpx.HTTPError, ValueError):
        health = {}
    if health is not None and not ("api-server" in services and _listens(services["api-server"].pid, port)):
        return dict.fromkeys(SERVICES, ANOTHERS)
    found = {}
    for name, part in SERVICES.items():
        if name not in services or not _lives(services[name].pid):
            found[name] = "dead"
        elif health is None:
            found[name] = "the API server does not answer"
        elif (health.get(part) or {}).get("status") != "healthy":
            found[name] = str((health.get(part) or {}).get("status"))
        elif (beat := health[part].get(f"latest_{part}_heartbeat")) and _at(beat) < services[name].began:
            found[name] = "starting"
    return found


def _listens(pid: int, port: int) -> bool:
    """Whether a process, or one that it started, is who listens on the port."""
    with suppress(psutil.NoSuchProcess):
        leader = psutil.Process(pid)
        for process in (leader, *leader.children(recursive=True)):
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                for held in process.net_connections("tcp"):
                    if held.status == psutil.CONN_LISTEN and held.laddr.port == port:
                        return True
    return False


def _at(beat: str) -> float:
    return datetime.fromisoformat(beat).timestamp()


def _lives(pid: int) -> bool:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


class Supervisor:
    """Runs until it is told to end, then ends everything that it started."""

    def __init__(self, home: Path, port: int, silence: float = SILENCE) -> None:
        self.home, self.port, self.silence = home, port, silence
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.services: dict[str, Service] = {}
        self.starts: dict[str, list[float]] = {name: [] for name in SERVICES}
        self.silent_since: dict[str, float] = {}
        self.was_healthy: set[str] = set()
        self.is_ending = False

    def run(self) -> None:
        """Start the services and watch them."""
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, self._end)
        try:
            for name in SERVICES:
                self._start(name)
            last_look = time.monotonic()
            while not self.is_ending:
                self._restart_what_ended()
                if time.monotonic() - last_look > 10:
                    self._look_closer()
                    last_look = time.monotonic()
                time.sleep(0.5)
        finally:
            self._stop_all()

    def _end(self, number: int, frame: object) -> None:
        self.is_ending = True

    def _start(self, name: str, why: str = "") -> None:
        now = time.monotonic()
        self.starts[name] = [start for start in self.starts[name] if now - start < WITHIN] + [now]
        with _private_log(self.home / f"{name}.log") as log:
            self.running[name] = subprocess.Popen(
                [AIRFLOW, name],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        self.was_healthy.discard(name)
        starts = self.services[name].starts + 1 if name in self.services else 1
        self.services[name] = Service(self.running[name].pid, time.time(), starts, ended=why)
        self._write()

    def _restart_what_ended(self) -> None:
        for name, process in list(self.running.items()):
            code = process.poll()
            if code is not None:
                what = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
                self._restart(name, what)

    def _look_closer(self) -> None:
        """The server of the metadata database, if it is the embedded one, and who lives and beats no more."""
        if "RKCI_EMBEDDED" in os.environ and not embedded.is_running():
            self._say("PostgreSQL is down: it is started again")
            try:
                embedded.start()
            except embedded.ServerError as error:  # as while what it left behind still ends: the next look tries again
                self._say(str(error))
            return
        silent = unhealthy(self.home, self.port)
        if "api-server" in silent:
            silent = {"api-server": silent["api-server"]}  # of the others nobody knows
        else:
            self.was_healthy |= SERVICES.keys() - silent.keys()
        now = time.monotonic()
        self.silent_since = {name: self.silent_since.get(name, now) for name in silent if name in self.running}
        for name, since in list(self.silent_since.items()):
            patience = self.silence if name in self.was_healthy else FIRST_SIGN
            if now - since > patience:
                del self.silent_since[name]
                self._restart(name, f"was not healthy for {patience:.0f} s ({silent[name]})")

    def _restart(self, name: str, what: str) -> None:
        """Start a service again after it `what`, unless it has ended too often; what it left behind is killed first."""
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        why = f"{what} at {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
        recent = [start for start in self.starts[name] if time.monotonic() - start < WITHIN]
        if len(recent) > RESTARTS:
            self._say(f"{name} {what}, {len(recent)} times within {WITHIN:.0f} s: it is given up; see {name}.log")
            self.services[name] = replace(self.services[name], state="given up", ended=why)
            self._write()
        else:
            self._say(f"{name} {what}: it is started again; see {name}.log")
            time.sleep(min(len(recent) - 1, 5))
            self._start(name, why)

    def _stop_all(self) -> None:
        for process in self.running.values():
            with suppress(ProcessLookupError):
                process.terminate()
        deadline = time.monotonic() + GRACE
        for process in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
        for process in self.running.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    def _write(self) -> None:
        fresh = self.home / ".services.json"
        fresh.write_text(json.dumps({name: asdict(service) for name, service in self.services.items()}))
        fresh.replace(self.home / "services.json")

    def _say(self, words: str) -> None:
        print(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC  {words}", flush=True)


def _private_log(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb")


def migrate_airflow(mark: Path) -> None:
    """Migrate Airflow's own database, unless `mark` says that just these packages left it at just this version."""
    packages = sorted(
        f"{package.name} {package.version}"
        for package in distributions()
        if package.name and package.name.startswith("apache-airflow")
    )
    version = _airflow_version()
    if version and mark.exists() and json.loads(mark.read_text()) == {"packages": packages, "version": version}:
        return
    subprocess.run([AIRFLOW, "db", "migrate"], check=True, stdin=subprocess.DEVNULL)
    mark.write_text(json.dumps({"packages": packages, "version": _airflow_version()}))


def _airflow_version() -> list[str] | None:
    """Revisions of Airflow's tables as its database has them; None where it cannot be asked, as while it has none."""
    try:
        url = "postgresql://" + os.environ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"].partition("://")[2]
        with connect(url) as connection, connection.cursor() as cursor:
            cursor.execute("select version_num from alembic_version order by 1")
            return [version for (version,) in cursor.fetchall()]
    except psycopg2.Error:
        return None


def main() -> None:
    """Bring Airflow's own database to its version, then run the services."""
    os.umask(private.UMASK)
    home = Path(os.environ["AIRFLOW_HOME"])
    migrate_airflow(home / "migrated.json")
    Supervisor(home, int(os.environ["AIRFLOW__API__PORT"])).run()


if __name__ == "__main__":
    main()
