"""Loads the reference data: the register of cities, their populations, and the official statistics.

**What.** `include/reference/*.csv` -> raw -> staging, checked by Great Expectations, -> core. A critical failure
stops before core is touched.

**When.** Monthly; by hand after a file of `include/reference` changed. A run with nothing new ends at once.

**Clear or re-run.** Safe at any time; with `reprocess` it rebuilds staging and core from the files as they are.

**After it.** Every cycle that is open is scored again, since its official statistics may have changed.
"""

from airflow.sdk import CronTriggerTimetable, dag, get_current_context, task

from rkci.cycles.model import TIMEZONE
from rkci.orchestration import context
from rkci.orchestration.tags import Tag
from rkci.orchestration.validate_operator import ValidateOperator


@dag(
    schedule=CronTriggerTimetable("0 3 1 * *", timezone=TIMEZONE),
    params={
        "cycle": context.cycle_param(
            "Not needed: reference data belong to no cycle, and every open one is scored again."
        ),
        "reprocess": context.reprocess_param(),
    },
    default_args=context.DEFAULT_ARGS,
    doc_md=__doc__,
    tags=[Tag.REFERENCE],
    catchup=False,
    max_active_runs=1,
)
def reference_load() -> None:
    @task.short_circuit
    def load_files() -> bool:
        """Files that changed -> raw, then all of it -> staging; goes on if core says anything else."""
        from rkci import reference

        with context.warehouse() as connection:
            is_new = reference.load(connection)
        return is_new or bool(get_current_context()["params"]["reprocess"])

    validate = ValidateOperator(
        task_id="validate_reference",
        suites=["city", "regency", "city_name", "population", "official_statistic"],
        uses_cycle=False,
    )

    @task(outlets=[context.CORE_REFERENCE])
    def accept_reference() -> dict[str, int]:
        """Staging -> core, in one transaction; tells the cycles that are open."""
        from rkci import reference

        with context.warehouse() as connection:
            rows = reference.accept_validated(connection)
            for cycle_year in reference.open_cycles(connection):
                context.announce(get_current_context(), context.CORE_REFERENCE, cycle_year)
        return rows

    load_files() >> validate >> accept_reference()


reference_load()
