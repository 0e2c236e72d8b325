"""How a task finds its cycle, its warehouse and its assets."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from airflow.sdk import Asset, Param, get_current_context
from airflow.sdk.exceptions import AirflowFailException
from airflow.sdk.execution_time.hitl import HITLUser
from psycopg2.extensions import connection as Connection

from rkci.orchestration.tags import Tag

CONNECTION_ID = "rkci"

CORE_REFERENCE = Asset("core/reference")
CORE_SUBMISSION = Asset("core/submission")
CORE_ASSESSMENT = Asset("core/assessment")
CORE_SURVEY = Asset("core/survey")
CORE_VISIT = Asset("core/visit")
CORE_OBJECTION = Asset("core/objection")
OPS_NOMINEE = Asset("ops/nominee")
MART_RELEASE = Asset("mart/release")

DEFAULT_ARGS = {"retries": 2, "retry_exponential_backoff": True, "retry_delay": 10, "max_retry_delay": 300}
"""Retries help against a lost connection; what no retry helps raises AirflowFailException."""


def cycle_param(
    description: str = "Year of the cycle, for example 2017. Leave empty where the schedule or an asset gives it.",
) -> Param:
    """The `cycle` that every Dag may be given by hand; a scheduled or asset-driven run has it as its partition key."""
    return Param(
        default=None,
        type=["null", "integer"],
        minimum=2015,
        maximum=2100,
        title="Cycle",
        description=description,
    )


def reprocess_param() -> Param:
    """Whether a run goes on although nothing is new, as after a rule or a statement changed."""
    return Param(
        default=False,
        type="boolean",
        title="Reprocess",
        description="Go on although nothing is new: stage and judge again what was received before.",
    )


INTAKE: dict[str, Any] = {
    "params": {"cycle": cycle_param(), "reprocess": reprocess_param()},
    "default_args": DEFAULT_ARGS,
    "tags": [Tag.INTAKE],
    "catchup": False,
    "max_active_runs": 1,
}
"""What the Dags that take files in have in common; how often they look while their phase is open: EVERY."""
EVERY = timedelta(minutes=15)


def cycle_year() -> int:
    """The cycle of the run that the running task belongs to."""
    return cycle_of(get_current_context())


def cycle_of(context: Mapping[str, Any]) -> int:
    """The cycle of a run: its partition key, else `params.cycle`, else an error."""
    key = _key_of(context)
    if key is None:
        raise AirflowFailException("This run has no cycle: trigger it with the param `cycle`, for example 2017.")
    return int(key)


def _key_of(context: Mapping[str, Any]) -> str | int | None:
    return context["dag_run"].partition_key or (context["params"] or {}).get("cycle")


def approvers() -> list[HITLUser] | None:
    """Who may answer what a Dag asks, from `RKCI_APPROVERS` (`id` or `id:name`, by commas); anyone with the right to
    answer where it is not set. The id is the auth manager's: the name in `make up`, a number with FAB."""
    listed = [user.strip().partition(":") for user in os.environ.get("RKCI_APPROVERS", "").split(",") if user.strip()]
    return [HITLUser(id=user_id, name=name or user_id) for user_id, _, name in listed] or None


def triggered_by(context: Mapping[str, Any]) -> str | None:
    """Name of the user who started the run by hand."""
    return getattr(context["dag_run"], "triggering_user_name", None)


@contextmanager
def warehouse(*, is_opening: bool = False) -> Iterator[Connection]:
    """The writer's connection to the warehouse, from Airflow's connection `rkci`: one transaction, then closed.

    A refusal is recorded in quality.refusal and fails the task at once, since no retry helps. One is that the calendar
    of the run's cycle is no longer the one with which it was opened; only the task that opens it may go on then.
    """
    from rkci import cycles
    from rkci.database.connection import connect
    from rkci.refusal import Refusal, record

    try:
        with connect(warehouse_url()) as connection:
            cycle_year = None if is_opening else _cycle_of_task()
            if cycle_year is not None:
                cycles.require_unchanged(connection, cycle_year)
            yield connection
    except Refusal as refusal:
        with connect(warehouse_url()) as connection:
            record(connection, refusal)
        raise AirflowFailException(str(refusal)) from refusal


def _cycle_of_task() -> int | None:
    """The cycle of the run that this is a task of; None outside of a task, or where the run has none."""
    try:
        context = get_current_context()
    except RuntimeError:
        return None
    key = _key_of(context)
    return None if key is None else int(key)


def warehouse_url() -> str:
    """libpq URL of Airflow's connection `rkci`, from whichever secrets backend holds it."""
    from airflow.providers.postgres.hooks.postgres import PostgresHook

    uri: str = PostgresHook(CONNECTION_ID).get_uri()
    return "postgresql://" + uri.split("://", 1)[1]


def announce(context: Mapping[str, Any], asset: Asset, cycle_year: int) -> None:
    """Tell the asset's consumers that this cycle's part of it is new: an event with the cycle as partition key."""
    context["outlet_events"][asset].add_partitions(str(cycle_year))
