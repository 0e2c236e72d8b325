"""Following a run through Airflow's API, against a server that answers as Airflow's does."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from rkci.ops.airflow_api import ROUNDS, AirflowApi

Seen = list[int]


class Airflow(BaseHTTPRequestHandler):
    """A run whose one task waits until it is answered; the scheduler tells of itself at every second look at it."""

    looks = 0
    answered_after: Seen

    def _say(self, body: object) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        self._say({"access_token": "x"})

    def do_PATCH(self) -> None:
        self.answered_after.append(type(self).looks // 2)
        self._say({})

    def do_GET(self) -> None:
        if self.path.endswith("/monitor/health"):
            type(self).looks += 1
            self._say({"scheduler": {"latest_scheduler_heartbeat": f"beat {type(self).looks // 2}"}})
        elif "taskInstances" in self.path:
            state = "success" if self.answered_after else "awaiting_input"
            ends = {"state": state, "end_date": None, "duration": None}
            self._say({"task_instances": [{"task_id": "approve", "map_index": -1, "try_number": 1, **ends}]})
        else:
            self._say({"state": "success" if self.answered_after else "running"})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Airflow, "looks", 0)
    monkeypatch.setattr(Airflow, "answered_after", [], raising=False)
    monkeypatch.setattr("rkci.ops.airflow_api.POLL", 0.01)
    with HTTPServer(("127.0.0.1", 0), Airflow) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


def test_a_task_that_waits_is_answered_once_and_after_the_scheduler_told_of_so_many_rounds(server: str) -> None:
    api = AirflowApi(server, "demo_approver", "x")
    told: list[str] = []
    states = api.wait("dag", "run", told.append, on_input=lambda task: api.answer("dag", "run", task, "Approve", "r"))
    assert states == {"approve": "success"}
    assert Airflow.answered_after == [ROUNDS]
