"""A stack of a test's own, with its real services, and waiting for it: for a condition, never for a time."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from rkci import paths
from rkci.ops.airflow_api import AirflowApi

LONG = 600.0
"""Seconds within which a busy machine has started a service again."""


@dataclass
class Stack:
    """A stack in a place of its own."""

    local: Path
    environment: dict[str, str]

    @staticmethod
    def empty(name: str) -> "Stack":
        """One that is down and has no files yet."""
        local = paths.local() / name
        environment = os.environ | {"RKCI_LOCAL": str(local), "RKCI_BUILD": str(local / "build")}
        environment.pop("AIRFLOW_HOME")
        stack = Stack(local, environment)
        stack.do("down")
        subprocess.run(["rm", "-rf", str(local)], check=True)
        return stack

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

    def api(self, stall: float = LONG) -> AirflowApi:
        """Its REST API, as admin."""
        password = json.loads((self.home / "simple_auth_manager_passwords.json.generated").read_text())["admin"]
        return AirflowApi(f"http://127.0.0.1:{self.state['port']}", "admin", password, stall)

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


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < deadline, "not within the time that a busy machine may need"
        time.sleep(1)
