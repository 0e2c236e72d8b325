"""The stack on one machine, with its real services: what dies comes back, and is told; what is private is shut."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psutil
import pytest

from rkci import paths, private
from rkci.ops import supervisor
from rkci.ops.airflow_api import AirflowApi
from rkci.ops.supervisor import SERVICES, Supervisor

LONG = 600.0
"""Seconds within which a busy machine has started a service again."""


@dataclass
class Stack:
    """A stack in a place of its own."""

    local: Path
    environment: dict[str, str]

    @property
    def home(self) -> Path:
        return self.local / "airflow"

    @property
    def state(self) -> dict[str, int]:
        state: dict[str, int] = json.loads((self.home / "stack.json").read_text())
        return state

    def do(self, command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "rkci.ops.stack", command],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def processes(self) -> list[psutil.Process]:
        """Every process whose command or environment names this place."""
        found = []
        for process in psutil.process_iter():
            try:
                if os.getsid(process.pid) == self.state["session"] and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except (ProcessLookupError, psutil.NoSuchProcess):
                continue
        return found


@pytest.fixture(scope="module")
def place() -> Iterator[Stack]:
    """A stack that was started where a file lay open to others; it may be down by now."""
    local = paths.local() / "stack"
    environment = os.environ | {"RKCI_LOCAL": str(local), "RKCI_BUILD": str(local / "build")}
    environment.pop("AIRFLOW_HOME")
    made = Stack(local, environment)
    made.do("down")
    subprocess.run(["rm", "-rf", str(local)], check=True)
    (local / "inbox" / "2017" / "survey").mkdir(parents=True)
    (local / "inbox" / "2017" / "survey" / "telephones.csv").write_text("0812")
    (local / "inbox" / "2017" / "survey" / "telephones.csv").chmod(0o644)
    try:
        assert "were open to other users: they no longer are" in made.do("up")
        yield made
    finally:
        made.do("down")
        assert made.local.exists()


@pytest.fixture
def stack(place: Stack) -> Stack:
    """The stack, up and whole, whatever a test before did to it."""
    place.do("up")
    return place


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < deadline, "not within the time that a busy machine may need"
        time.sleep(1)


def test_a_killed_service_comes_back_without_a_person_and_a_dead_supervisor_with_make_up(stack: Stack) -> None:
    assert supervisor.unhealthy(stack.home, stack.state["port"]) == {}
    before = supervisor.read(stack.home)
    assert set(before) == set(SERVICES)
    for name in ("scheduler", "dag-processor", "triggerer"):
        os.kill(before[name].pid, signal.SIGKILL)
    killed = [name for name in before if name != "api-server"]
    until(lambda: all(supervisor.read(stack.home)[name].starts == before[name].starts + 1 for name in killed))
    until(lambda: supervisor.unhealthy(stack.home, stack.state["port"]) == {})
    after = supervisor.read(stack.home)
    assert after["api-server"] == before["api-server"]
    for name in ("scheduler", "dag-processor", "triggerer"):
        assert after[name].pid != before[name].pid
        assert "was killed by SIGKILL at " in after[name].ended
        assert (
            f"{name} was killed by SIGKILL: it is started again; see {name}.log"
            in (stack.home / "supervisor.log").read_text()
        )
    # nothing that a killed service left behind lives on beside the new one
    groups = {os.getpgid(process.pid) for process in stack.processes()}
    assert not groups & {before[name].pid for name in before if name != "api-server"}

    # `make up` says it and waits: the API server died a moment ago
    os.kill(after["api-server"].pid, signal.SIGKILL)
    stack.do("up")
    assert supervisor.unhealthy(stack.home, stack.state["port"]) == {}

    session = stack.state["session"]
    os.kill(session, signal.SIGKILL)
    told = stack.do("up")
    assert "its supervisor is dead" in told
    assert stack.state["session"] != session
    assert supervisor.unhealthy(stack.home, stack.state["port"]) == {}


def test_nothing_under_local_is_open_to_others_and_no_process_shows_a_password(stack: Stack) -> None:
    password = json.loads((stack.home / "simple_auth_manager_passwords.json.generated").read_text())["admin"]
    api = AirflowApi(f"http://127.0.0.1:{stack.state['port']}", "admin", password)
    until(lambda: "reference_load" in api.dag_ids())
    api.unpause("reference_load")
    run_id = api.trigger("reference_load", 2017)
    api.wait("reference_load", run_id, lambda words: None)
    assert list(stack.home.rglob("attempt=1.log"))
    server = stack.local / "postgres" / "data"
    seen = 0
    for folder, _, files in os.walk(stack.local):
        for path in (Path(folder), *(Path(folder) / name for name in files)):
            if path.is_symlink() or path == stack.local:
                continue
            seen += 1
            assert not stat.S_IMODE(path.lstat().st_mode) & private.OTHERS, path
    assert seen > 1000
    assert stat.S_IMODE(stack.local.stat().st_mode) & ~0o010 == 0o700, "the server's user may pass, nobody else"
    assert server.exists()
    secrets = [password, *json.loads((stack.local / "postgres" / "server.json").read_text())["passwords"].values()]
    for process in stack.processes():
        command = " ".join(process.cmdline())
        assert not any(secret in command for secret in secrets), command
    for log in stack.home.rglob("*.log"):
        text = log.read_text(errors="replace")
        assert not any(secret in text for secret in secrets), log


def test_make_down_leaves_no_process(stack: Stack) -> None:
    session = stack.state["session"]
    assert stack.processes()
    stack.do("down")
    assert [pid for pid in psutil.pids() if _session(pid) == session] == []
    assert not (stack.local / "postgres" / "data" / "postmaster.pid").exists()


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None


def test_a_service_that_always_ends_is_given_up_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supervisor, "AIRFLOW", "/bin/false")
    monkeypatch.setattr(supervisor, "SERVICES", {"scheduler": "scheduler"})
    monkeypatch.setattr(supervisor, "RESTARTS", 2)
    watched = Supervisor(tmp_path, 1)
    watched._start("scheduler")
    until(lambda: watched._restart_what_ended() or not watched.running)
    service = supervisor.read(tmp_path)["scheduler"]
    assert (service.state, service.starts) == ("given up", 3)
    assert re.search(r"scheduler ended with exit code 1, 3 times within 600 s: it is given up", capsys.readouterr().out)


def test_an_answer_of_another_program_on_the_port_is_no_sign_of_health(tmp_path: Path) -> None:
    """Two stacks that are started at once may choose the same port: one of them then hears the other's report."""
    report = {part: {"status": "healthy"} for part in SERVICES.values()}

    class Others(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(report).encode())

    with HTTPServer(("127.0.0.1", 0), Others) as server, subprocess.Popen(["sleep", "600"]) as ours:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def told(pid: int) -> dict[str, str]:
            services = {name: {"pid": pid, "began": 0.0, "starts": 1} for name in SERVICES}
            (tmp_path / "services.json").write_text(json.dumps(services))
            return supervisor.unhealthy(tmp_path, server.server_port)

        try:
            assert told(ours.pid) == dict.fromkeys(SERVICES, supervisor.ANOTHERS)
            assert told(os.getpid()) == {}
        finally:
            ours.kill()
            server.shutdown()


def test_what_is_shut_keeps_its_links_and_what_they_name(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "local"
    (inside / "apart").mkdir(parents=True)
    outside.write_text("x")
    for path in (outside, inside / "apart"):
        path.chmod(0o755)
    (inside / "link").symlink_to(outside)
    (inside / "open.csv").write_text("x")
    (inside / "open.csv").chmod(0o664)
    inside.chmod(0o710)
    assert private.shut(inside, apart=inside / "apart") == 1
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (outside, inside, *inside.iterdir())}
    assert modes == {"outside": 0o755, "local": 0o710, "apart": 0o755, "link": 0o755, "open.csv": 0o600}
