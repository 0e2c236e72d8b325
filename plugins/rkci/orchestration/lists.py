"""The tasks of a Dag that takes in a list, the same for every list: received, read, staged, judged, accepted."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from airflow.sdk import Asset, get_current_context, task

from rkci.orchestration import context
from rkci.orchestration.validate_operator import ValidateOperator

if TYPE_CHECKING:
    from rkci.intake.lists import ListIngest


def list_tasks(
    of: "Callable[[], ListIngest]", rows: str, *, suites: Sequence[str], values: str, asset: Asset | None = None
) -> Any:
    """Add the tasks to the Dag that is being defined, one after the other; returns the last of them.

    `of` gives the list when a task runs, so that reading a Dag file imports none of it. The tasks `stage_<rows>`,
    `validate_<rows>` and `accept_<rows>` are called after its `rows`; `values` is what acceptance makes of these, in
    words. Acceptance announces the `asset`, where there is one.
    """

    @task.short_circuit(ignore_downstream_trigger_rules=False)
    def receive_files() -> bool:
        """Archive and register what is new in the inbox; goes on if there is something to judge or to honour."""
        with context.warehouse() as connection:
            is_new = of().receive(connection, context.cycle_year())
            return is_new or bool(get_current_context()["params"]["reprocess"])

    @task
    def read_files() -> dict[str, int]:
        """Archived files -> raw rows; a file that cannot be read is noted and harms no other."""
        with context.warehouse() as connection:
            return of().read_files(connection, context.cycle_year())

    @task(task_id=f"stage_{rows}")
    def stage() -> dict[str, int]:
        """Raw rows -> typed rows of staging, for the whole cycle."""
        with context.warehouse() as connection:
            return of().stage(connection, context.cycle_year())

    validate = ValidateOperator(task_id=f"validate_{rows}", suites=suites)

    @task(
        task_id=f"accept_{rows}",
        outlets=[asset] if asset else [],
        doc_md=f"Staging -> core, {values}, rejected rows and ledger, in one transaction.",
    )
    def accept() -> dict[str, int]:
        with context.warehouse() as connection:
            counts = of().accept(connection, context.cycle_year())
        if asset:
            context.announce(get_current_context(), asset, context.cycle_year())
        return counts

    accepted = accept()
    receive_files() >> read_files() >> stage() >> validate >> accepted
    return accepted
