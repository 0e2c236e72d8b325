"""Scoring depends on the state of the data and on no message, on the real scheduler: what a paused Dag never heard of,
or a hand changed, is refused by name where it would be published, and scored by the scheduled check."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import psycopg2
import pytest
from stacks import Stack, until

from finished import finish
from rkci import cycles, framework, paths, reference
from rkci.cycles.opening import open_cycle
from rkci.database.connection import connect
from rkci.intake import workbook
from rkci.intake.workbook import Answer, City
from rkci.ops.airflow_api import AirflowApi, RunFailed
from rkci.scoring import state

CYCLE = 2017
NEWEST = "select max(run_id) from scoring.run"


@pytest.fixture
def stack() -> Iterator[Stack]:
    """A stack whose cycle is open and scored, with nothing delivered yet."""
    made = Stack.empty("scored_by_state")
    try:
        made.do("up")
        with pytest.MonkeyPatch.context() as place:
            for variable in ("RKCI_LOCAL", "RKCI_BUILD"):
                place.setenv(variable, made.environment[variable])
            with connect() as connection:
                reference.load(connection)
                reference.accept(connection)
                open_cycle(connection, CYCLE)
            with connect() as connection:
                finish(connection, made.do("url").strip(), CYCLE)
            yield made
    finally:
        made.do("down")


def deliver() -> None:
    """A workbook of Binjai is in the inbox, delivered within the window."""
    path = paths.local() / "inbox" / str(CYCLE) / "submissions" / "1276" / "isian.xlsx"
    path.parent.mkdir(parents=True)
    cycle = cycles.load(CYCLE)
    workbook.write(
        path,
        cycle=cycle,
        framework=framework.load(cycle.primary_framework),
        city=City("1276", "Kota Binjai", "Sumatera Utara"),
        answers={"msme_digital_pct": Answer(40, 2016)},
    )
    at = datetime.fromisoformat("2017-05-20T10:00:00+07:00").timestamp()
    os.utime(path, (at, at))


def missing() -> list[str]:
    with connect() as connection:
        return state.missing(connection, CYCLE)


def number(url: str, query: str) -> int:
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchall()[0][0]) if cursor.description else cursor.rowcount


def ended(api: AirflowApi, dag_id: str) -> bool:
    """Whether no run of a Dag is still to come to its end."""
    return not api.runs(dag_id, ["queued", "running"])


def test_what_a_paused_dag_never_heard_of_and_a_hand_changed_is_not_published_and_is_scored_once(stack: Stack) -> None:
    url, api = stack.do("url").strip(), stack.api()
    used = ("submissions_ingest", "scores_compute", "scores_check", "ratings_publish")
    until(lambda: set(used) <= api.dag_ids())
    assert missing() == []
    scored, framework_ids = number(url, NEWEST), cycles.load(CYCLE).frameworks

    # scores_compute is paused: Airflow drops the event of the file that is accepted meanwhile
    for dag_id in ("submissions_ingest", "ratings_publish"):
        api.unpause(dag_id)
    deliver()
    ingested = api.wait("submissions_ingest", api.trigger("submissions_ingest", CYCLE), print)
    assert ingested["accept_submissions"] == "success"
    assert number(url, "select count(*) from core.indicator_value where origin = 'submitted'") == 1
    changed = "update core.official_statistic set value = value + 0.1 where (city_code, year) = ('1276', 2017)"
    assert number(url, changed) > 0
    with pytest.raises(RunFailed, match=r"older than .*official statistics, values of origin submitted"):
        api.wait("ratings_publish", api.trigger("ratings_publish", CYCLE), print)
    assert number(url, "select count(*) from mart.release") == 0
    assert api.runs("scores_compute") == [], "the event is lost"

    # the check finds it, and what is asked for by several at once is scored once
    asked = [api.trigger("scores_compute", CYCLE) for _ in range(2)]
    api.unpause("scores_check")
    api.wait("scores_check", api.trigger("scores_check", CYCLE), print)
    by_check = [run["dag_run_id"] for run in api.runs("scores_compute") if run["dag_run_id"] not in asked]
    assert by_check
    assert all(run_id.startswith("behind__2017__") for run_id in by_check)
    api.unpause("scores_compute")
    for run_id in (*asked, *by_check):
        api.wait("scores_compute", run_id, print)
    until(lambda: ended(api, "scores_check") and ended(api, "scores_compute"))
    assert missing() == []
    assert number(url, NEWEST) == scored + len(framework_ids), "one run of each framework"
