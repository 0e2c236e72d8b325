"""Takes in what assessors find when they visit nominees: inbox -> raw -> staging, checked, -> core, with ledger.

**What.** Every new file of a nominee's folder (`visits/<city_code>/`) is archived by its hash, then read; Great
Expectations decides what is refused, row by row, with words (`quality.rejected_row`): a city that is no nominee, people
who are not registered or have a conflict of interest, a reviewer who is the assessor, an adjustment without a reason, a
day outside the visits. A finding that a second person confirmed sets the value that scores before the claim
(`core.indicator_value`, origin `visit`); the claim stays visible beside it (`core.visit_claim`). Photos and minutes lie
in `visit_evidence/<city_code>/`: each is accepted, flagged or refused by its EXIF, with words (`core.visit_evidence`).

**When.** Every 15 minutes while the phase `visits` of the cycle's calendar is open; by hand with `cycle`. A run with
no new findings looks at the evidence only.

**Clear or re-run.** Safe at any time; with `reprocess` everything already received is judged anew, as after an
assessor was registered (`rkci assessors`) or other nominees were approved.

**Before it.** `nominees_shortlist`. **After it.** `scores_compute`, by the asset `core/visit`.
"""

from datetime import timedelta

from airflow.sdk import dag, get_current_context, task

from rkci.orchestration import context
from rkci.orchestration.tags import Tag
from rkci.orchestration.timetable import CyclePhaseTimetable
from rkci.quality.operator import ValidateOperator


@dag(
    schedule=CyclePhaseTimetable("visits", every=timedelta(minutes=15)),
    params={"cycle": context.cycle_param(), "reprocess": context.reprocess_param()},
    default_args=context.DEFAULT_ARGS,
    doc_md=__doc__,
    tags=[Tag.INTAKE],
    catchup=False,
    max_active_runs=1,
)
def visits_ingest() -> None:
    @task.short_circuit(ignore_downstream_trigger_rules=False)
    def receive_files() -> bool:
        """Archive and register what is new in the inbox; goes on if the ledger does not know it all."""
        from rkci.visits import ingest

        with context.warehouse() as connection:
            is_new = ingest.receive(connection, cycle_year())
            return is_new or bool(get_current_context()["params"]["reprocess"])

    @task
    def read_files() -> dict[str, int]:
        """Archived files -> raw rows; a file that cannot be read is noted and harms no other."""
        from rkci.visits import ingest

        with context.warehouse() as connection:
            return ingest.read_files(connection, cycle_year())

    @task
    def stage_findings() -> dict[str, int]:
        """Raw rows -> typed rows of staging, for the whole cycle."""
        from rkci.visits import ingest

        with context.warehouse() as connection:
            return ingest.stage(connection, cycle_year())

    validate = ValidateOperator(task_id="validate_findings", suites=["visit_file", "visit_finding"])

    @task(outlets=[context.CORE_VISIT])
    def accept_findings() -> dict[str, int]:
        """Staging -> core, confirmed values, rejected rows and ledger, in one transaction."""
        from rkci.visits import ingest

        with context.warehouse() as connection:
            counts = ingest.accept(connection, cycle_year())
        context.announce(get_current_context(), context.CORE_VISIT, cycle_year())
        return counts

    @task(trigger_rule="none_failed")
    def take_in_evidence() -> dict[str, int]:
        """Photos and minutes: archived, and judged by the days of the findings; also where no finding is new."""
        from rkci.visits import evidence

        with context.warehouse() as connection:
            return evidence.take_in(connection, cycle_year())

    receive_files() >> read_files() >> stage_findings() >> validate >> accept_findings() >> take_in_evidence()


def cycle_year() -> int:
    """The cycle of the run that the task belongs to."""
    return context.cycle_of(get_current_context())


visits_ingest()
