"""Running Dags through the real scheduler and following what comes of them, for `make run`."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from rkci.database.connection import connect
from rkci.ops.airflow_api import POLL, AirflowApi, Stalled
from rkci.ops.stack import StackError
from rkci.scoring import state

DAGS = (
    "reference_load", "cycle_open", "submissions_ingest", "assessments_ingest", "scores_compute", "scores_check",
    "nominees_shortlist", "survey_ingest", "visits_ingest", "objections_ingest", "ratings_publish",
)  # fmt: skip
"""Every Dag, in the order in which a cycle runs through them."""


class WaitsForPerson(Exception):
    """A task asks a person, and nobody answers here."""


@dataclass
class DagRuns:
    """The runs of one cycle. `answer` is called with Dag, run and task that ask a person; it may raise WaitsForPerson,
    and then the run is left as it waits."""

    api: AirflowApi
    cycle_year: int
    say: Callable[[str], None]
    answer: Callable[[str, str, str], None]
    waiting: list[str] = field(default_factory=list)
    """What was left waiting for a person, as `dag.task`."""

    def begin(self) -> None:
        """Wait until all Dags are read, let the scheduler run them, and finish what an earlier run left."""
        self._wait_for_dags()
        for dag_id in DAGS:
            self.api.unpause(dag_id)
        for dag_id in DAGS:
            for left in self.api.runs(dag_id, ["queued", "running"]):
                self.say(f"{dag_id}: first finishing {left['dag_run_id']}, which an earlier run left")
                self.follow(dag_id, left["dag_run_id"])

    def run(self, dag_id: str) -> dict[str, str]:
        """Trigger a Dag for the cycle and follow it; task to state, empty where it waits for a person."""
        return self.follow(dag_id, self.api.trigger(dag_id, self.cycle_year))

    def follow(self, dag_id: str, run_id: str) -> dict[str, str]:
        """Follow a run to its end; task to state, empty where it waits for a person. Raises RunFailed."""

        def answer(task_id: str) -> None:
            try:
                self.answer(dag_id, run_id, task_id)
            except WaitsForPerson:
                self.waiting.append(f"{dag_id}.{task_id}")
                raise

        try:
            return self.api.wait(dag_id, run_id, self.say, on_input=answer)
        except WaitsForPerson:
            return {}

    def score_after(self, trigger: Callable[[], bool]) -> None:
        """Do what triggers scoring by an asset, and follow what comes of it until the scores are those of the data."""
        seen = {run["dag_run_id"] for run in self.api.runs("scores_compute")}
        if trigger():
            while not self._is_scored():
                seen.add(run_id := self._new_run("scores_compute", seen))
                self.follow("scores_compute", run_id)

    def has_news(self, dag_id: str, last_task: str) -> Callable[[], bool]:
        """A run of a Dag; true if its last task had something to announce."""
        return lambda: self.run(dag_id).get(last_task) == "success"

    def score_what_is_behind(self) -> None:
        """Score the cycle if its newest scores are older than its data."""
        if not self._is_scored():
            self.run("scores_compute")

    def _is_scored(self) -> bool:
        with connect() as connection:
            return not state.missing(connection, self.cycle_year)

    def _wait_for_dags(self) -> None:
        deadline = time.monotonic() + self.api.stall
        while missing := set(DAGS) - self.api.dag_ids():
            if errors := self.api.import_errors():
                raise StackError("A Dag cannot be read:\n" + "\n".join(errors))
            if time.monotonic() > deadline:
                raise Stalled(f"The dag processor has not read {missing} within {self.api.stall:.0f} s.")
            time.sleep(1)

    def _new_run(self, dag_id: str, before: set[str]) -> str:
        """The run that an asset triggers; it comes within seconds, on a machine that has nothing else to do."""
        deadline = time.monotonic() + self.api.stall
        while time.monotonic() < deadline:
            for run in self.api.runs(dag_id):
                if run["dag_run_id"] not in before:
                    return str(run["dag_run_id"])
            time.sleep(POLL)
        raise Stalled(f"No asset triggered {dag_id} within {self.api.stall:.0f} s; look at Assets in Airflow's UI.")
