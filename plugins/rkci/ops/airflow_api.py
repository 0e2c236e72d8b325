"""A thin client of Airflow's REST API: what a demo run and the end-to-end test need of it."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

END_STATES = ("success", "failed")

STALL = float(os.environ.get("RKCI_STALL", "900"))
"""Seconds within which something of a run that is followed must move, unless RKCI_STALL says otherwise."""

POLL = 0.5
"""Seconds between two looks at a run."""

ROUNDS = 3
"""Rounds in which the scheduler learns from its executor that a task waits; answered before, it would be failed."""

OUTAGE = 300.0
"""Seconds for which the API server may be away, as while it is started again."""


class RunFailed(RuntimeError):
    """A Dag run failed; the message holds the failed tasks and the end of their logs."""


class Stalled(RuntimeError):
    """Nothing moved for too long; the message says what was waited for."""


@dataclass
class AirflowApi:
    """Airflow at `address`, as a user of its simple auth manager."""

    address: str
    user: str
    password: str = field(repr=False)
    stall: float = STALL
    _client: httpx.Client = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._client = httpx.Client(base_url=self.address, timeout=60)
        login = {"username": self.user, "password": self.password}
        token = self._request("POST", "/auth/token", json=login)["access_token"]
        self._client.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, path: str, **arguments: Any) -> Any:
        """One request; an error's text is part of the exception. Waits while the API server is away."""
        return self._request(method, f"/api/v2{path}", **arguments)

    def _request(self, method: str, path: str, **arguments: Any) -> Any:
        deadline = time.monotonic() + OUTAGE
        while True:
            try:
                answer = self._client.request(method, path, **arguments)
                break
            except httpx.TransportError as error:
                if method != "GET" and not isinstance(error, httpx.ConnectError):
                    raise Stalled(f"{method} {path} was sent, and no answer came: {error!r}.") from error
                if time.monotonic() > deadline:
                    raise Stalled(f"The API server did not answer {method} {path} for {OUTAGE:.0f} s.") from error
                time.sleep(1)
        if answer.is_error:
            raise RuntimeError(f"{method} {path} answered {answer.status_code}: {answer.text[:2000]}")
        return answer.json() if answer.content else None

    def dag_ids(self) -> set[str]:
        """Dags that the dag processor has read."""
        return {dag["dag_id"] for dag in self.call("GET", "/dags", params={"limit": 200})["dags"]}

    def import_errors(self) -> list[str]:
        """What keeps a Dag file from being read."""
        return [error["stack_trace"] for error in self.call("GET", "/importErrors")["import_errors"]]

    def unpause(self, dag_id: str) -> None:
        """Let the scheduler run the Dag."""
        self.call("PATCH", f"/dags/{dag_id}", json={"is_paused": False})

    def trigger(self, dag_id: str, cycle: int) -> str:
        """Run the Dag by hand for a cycle; gives the run's id."""
        body = {"logical_date": None, "conf": {"cycle": cycle}}
        run_id: str = self.call("POST", f"/dags/{dag_id}/dagRuns", json=body)["dag_run_id"]
        return run_id

    def runs(self, dag_id: str, states: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Runs of the Dag, newest first; all, or those in one of `states`."""
        parameters = {"order_by": "-run_after", "limit": 50, "state": list(states)}
        found = self.call("GET", f"/dags/{dag_id}/dagRuns", params=parameters)
        return list(found["dag_runs"])

    def tasks(self, dag_id: str, run_id: str) -> list[dict[str, Any]]:
        """Task instances of a run."""
        path = f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances"
        return list(self.call("GET", path, params={"limit": 200})["task_instances"])

    def answer(self, dag_id: str, run_id: str, task_id: str, option: str, reason: str) -> None:
        """Answer a human-in-the-loop task."""
        path = f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/-1/hitlDetails"
        self.call("PATCH", path, json={"chosen_options": [option], "params_input": {"reason": reason}})

    def _wait_for_scheduler(self) -> None:
        """Wait until the scheduler has told of ROUNDS more rounds; on a busy machine they take longer."""
        deadline = time.monotonic() + self.stall
        for _ in range(ROUNDS):
            before = self._scheduler_beat()
            while self._scheduler_beat() == before:
                if time.monotonic() > deadline:
                    raise Stalled(f"The scheduler has not told of itself for {self.stall:.0f} s.")
                time.sleep(POLL)

    def _scheduler_beat(self) -> str | None:
        beat: str | None = self.call("GET", "/monitor/health")["scheduler"]["latest_scheduler_heartbeat"]
        return beat

    def wait(
        self, dag_id: str, run_id: str, report: Callable[[str], None], on_input: Callable[[str], None] | None = None
    ) -> dict[str, str]:
        """Follow a run to its end, reporting every task that ends; gives task to state.

        `on_input` is called with the id of a task that waits for a human. Raises RunFailed if the run fails, and
        Stalled if nothing of it moved for `stall` seconds.
        """
        seen: dict[str, str] = {}
        asked: set[tuple[str, int]] = set()
        before, moved_at = None, time.monotonic()
        while True:
            state = self.call("GET", f"/dags/{dag_id}/dagRuns/{run_id}")["state"]
            tasks = self.tasks(dag_id, run_id)
            now = (state, sorted((task["task_id"], task["map_index"], str(task["state"])) for task in tasks))
            if now != before:
                before, moved_at = now, time.monotonic()
            elif time.monotonic() - moved_at > self.stall:
                waits = ", ".join(
                    f"{task['task_id']} ({task['state'] or 'not scheduled'})" for task in tasks if not task["end_date"]
                )
                raise Stalled(
                    f"{dag_id}, run {run_id}: nothing moved for {self.stall:.0f} s; it waits for {waits or state}."
                )
            for task in tasks:
                name = task["task_id"] + (f"[{task['map_index']}]" if task["map_index"] >= 0 else "")
                attempt = (name, task["try_number"])
                if task["state"] == "awaiting_input" and on_input and attempt not in asked:
                    asked.add(attempt)
                    self._wait_for_scheduler()
                    on_input(task["task_id"])
                elif task["state"] in ("success", "failed", "skipped", "upstream_failed") and name not in seen:
                    seen[name] = task["state"]
                    took = f" in {task['duration']:.1f} s" if task["duration"] else ""
                    report(f"{dag_id}.{name}: {task['state']}{took}")
            if state in END_STATES:
                break
            time.sleep(POLL)
        if state == "failed":
            raise RunFailed("\n".join(self._failures(dag_id, run_id)))
        return seen

    def _failures(self, dag_id: str, run_id: str) -> Iterator[str]:
        yield f"{dag_id}, run {run_id}, failed."
        failed = {task["task_id"]: task for task in self.tasks(dag_id, run_id) if task["state"] == "failed"}
        for task in failed.values():
            path = f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task['task_id']}/logs/{task['try_number']}"
            log = self.call("GET", path, params={"map_index": task["map_index"], "full_content": True})
            yield f"--- {task['task_id']}, end of its log:"
            yield from (_line(entry) for entry in log["content"][-40:])


def _line(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    causes = [f"{cause['exc_type']}: {cause['exc_value']}" for cause in entry.get("error_detail") or []]
    return " ".join([str(entry.get("event", "")), *causes])
