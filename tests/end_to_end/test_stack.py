"""The stack on one machine, with its real services: what dies comes back, and is told; what is private is shut."""

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psutil
import pytest
from stacks import LONG, Stack, until

from rkci import private
from rkci.ops import supervisor
from rkci.ops.airflow_api import Stalled
from rkci.ops.supervisor import SERVICES, Supervisor


@pytest.fixture(scope="module")
def place() -> Iterator[Stack]:
    """A stack that was started where a file was open to others; it may be down by now."""
    made = Stack.empty("stack")
    local = made.local
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


def test_a_dead_server_is_started_again_without_a_person_and_runs_go_on(stack: Stack) -> None:
    file = stack.local / "postgres" / "data" / "postmaster.pid"
    before = int(file.read_text().splitlines()[0])
    os.kill(before, signal.SIGKILL)
    until(lambda: file.exists() and int(file.read_text().splitlines()[0]) != before)
    until(lambda: supervisor.unhealthy(stack.home, stack.state["port"]) == {})
    assert "PostgreSQL is down: it is started again" in (stack.home / "supervisor.log").read_text()
    assert stack.do("up").startswith("Airflow is up at")


def test_a_run_in_which_nothing_moves_is_given_up_with_what_it_waits_for(stack: Stack) -> None:
    api = stack.api(stall=1)
    until(lambda: "reference_load" in api.dag_ids())
    api.call("PATCH", "/dags/reference_load", json={"is_paused": True})
    run_id = api.trigger("reference_load", 2017)
    until(lambda: len(api.tasks("reference_load", run_id)) > 1)
    said: list[str] = []
    with pytest.raises(Stalled, match=rf"reference_load, run {re.escape(run_id)}: nothing moved for 1 s; it waits for"):
        api.wait("reference_load", run_id, said.append)
    assert said == []
    api.call("DELETE", f"/dags/reference_load/dagRuns/{run_id}")


def test_nothing_under_local_is_open_to_others_and_no_process_shows_a_password(stack: Stack) -> None:
    api = stack.api()
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
    secrets = [api.password, *json.loads((stack.local / "postgres" / "server.json").read_text())["passwords"].values()]
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


PROGRAM = """#!/bin/sh
'''exec' "{python}" "$0" "$@" #'''
import json, signal, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

class Health(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(Path({report!r}).read_bytes())

    def log_message(self, *_):
        pass

signal.signal(signal.SIGTERM, signal.SIG_IGN)
if sys.argv[1] == "api-server":
    HTTPServer(("127.0.0.1", {port}), Health).serve_forever()
while True:
    signal.pause()
"""
"""In place of `airflow`: an API server that reports what the test says, and other services that hang from the start."""


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Supervisor]:
    """A supervisor of services that live and do nothing, all of them healthy by the report."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = tmp_path / "airflow"
    program.write_text(PROGRAM.format(python=sys.executable, report=str(tmp_path / "report.json"), port=port))
    program.chmod(0o700)
    monkeypatch.setattr(supervisor, "AIRFLOW", str(program))
    monkeypatch.setattr(supervisor, "GRACE", 0.0)
    monkeypatch.delenv("RKCI_EMBEDDED", raising=False)
    report(tmp_path)
    made = Supervisor(tmp_path, port, silence=LONG * 1000)
    try:
        for name in SERVICES:
            made._start(name)
        until(lambda: supervisor.unhealthy(tmp_path, port) == {})
        yield made
    finally:
        made._stop_all()


def report(home: Path, **status: str) -> None:
    """Have the API server report this status of the parts that are not healthy."""
    parts = {part: {"status": status.get(part, "healthy")} for part in SERVICES.values()}
    (home / "fresh.json").write_text(json.dumps(parts))
    (home / "fresh.json").replace(home / "report.json")


def test_a_service_that_lives_and_beats_no_more_is_started_again_once_it_was_silent_too_long(
    watched: Supervisor, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dict(watched.services)
    report(watched.home, scheduler="unhealthy")
    for _ in range(2):
        watched._look_closer()
    assert watched.services == before, "it may come back by itself"
    watched.silence = 0.0
    watched._look_closer()
    assert watched.services == before, "it has not been up yet, and has longer for its first sign of life"
    report(watched.home)
    watched._look_closer()
    report(watched.home, scheduler="unhealthy")
    watched._look_closer()
    assert watched.services == before, "its silence began again"
    watched._look_closer()
    after = supervisor.read(watched.home)
    assert (after["scheduler"].starts, after["scheduler"].state) == (2, "running")
    assert "was not healthy for 0 s (unhealthy) at " in after["scheduler"].ended
    assert not psutil.pid_exists(before["scheduler"].pid), "the old one does not live on beside it"
    assert {name: after[name] for name in after if name != "scheduler"} == {
        name: before[name] for name in before if name != "scheduler"
    }
    assert "scheduler was not healthy for 0 s (unhealthy): it is started again" in capsys.readouterr().out


def test_an_api_server_that_hangs_is_started_again_and_nothing_is_concluded_of_the_others(watched: Supervisor) -> None:
    before = dict(watched.services)
    watched._look_closer()
    os.kill(before["api-server"].pid, signal.SIGSTOP)
    watched.silence = 0.0
    for _ in range(2):
        watched._look_closer()
    after = supervisor.read(watched.home)
    assert {name: after[name].starts for name in after} == dict.fromkeys(SERVICES, 1) | {"api-server": 2}
    assert "the API server does not answer" in after["api-server"].ended
    until(lambda: supervisor.unhealthy(watched.home, watched.port) == {})


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
