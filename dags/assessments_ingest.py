"""Takes in what assessors give: new files of the inbox -> raw -> staging, checked, -> core, with ledger and agreement.

**What.** Every new file is archived by its hash, then read; Great Expectations decides what is refused, row by row,
with words (`quality.rejected_row`): unknown assessors, conflicts of interest, levels without the reason that they need,
what comes after the phase and within no extension (`rkci extend --assessor`).
Per assessor and question the newest level counts. Two readers who agree give the level that scores in place of the
claim, a third settles where they do not (`quality.assessment_state`); agreement is in `quality.assessor_agreement`.

**When.** Every 15 minutes while the phase `assessment` of the cycle's calendar is open; by hand with `cycle`. A run
with nothing new ends at once.

**Clear or re-run.** Safe at any time; with `reprocess` everything already received is judged anew, as after an
assessor was registered (`rkci assessors`) or a city's claim came late.

**Before it.** `submissions_ingest`. **After it.** `scores_compute`, by the asset `core/assessment`.
"""

from datetime import timedelta

from airflow.sdk import dag, get_current_context, task

from rkci.orchestration import context
from rkci.orchestration.tags import Tag
from rkci.orchestration.timetable import CyclePhaseTimetable
from rkci.quality.operator import ValidateOperator


@dag(
    schedule=CyclePhaseTimetable("assessment", every=timedelta(minutes=15)),
    params={"cycle": context.cycle_param(), "reprocess": context.reprocess_param()},
    default_args=context.DEFAULT_ARGS,
    doc_md=__doc__,
    tags=[Tag.INTAKE],
    catchup=False,
    max_active_runs=1,
)
def assessments_ingest() -> None:
    @task.short_circuit
    def receive_files() -> bool:
        """Archive and register what is new in the inbox; goes on if the ledger does not know it all."""
        from rkci.assessment import ingest

        with context.warehouse() as connection:
            is_new = ingest.receive(connection, cycle_year())
            return is_new or bool(get_current_context()["params"]["reprocess"])

    @task
    def read_files() -> dict[str, int]:
        """Archived files -> raw rows; a file that cannot be read is noted and harms no other."""
        from rkci.assessment import ingest

        with context.warehouse() as connection:
            return ingest.read_files(connection, cycle_year())

    @task
    def stage_assessments() -> dict[str, int]:
        """Raw rows -> typed rows of staging, for the whole cycle."""
        from rkci.assessment import ingest

        with context.warehouse() as connection:
            return ingest.stage(connection, cycle_year())

    validate = ValidateOperator(task_id="validate_assessments", suites=["assessment_file", "assessment"])

    @task(outlets=[context.CORE_ASSESSMENT])
    def accept_assessments() -> dict[str, int]:
        """Staging -> core, assessed levels, agreement, rejected rows and ledger, in one transaction."""
        from rkci.assessment import ingest

        with context.warehouse() as connection:
            counts = ingest.accept(connection, cycle_year())
        context.announce(get_current_context(), context.CORE_ASSESSMENT, cycle_year())
        return counts

    receive_files() >> read_files() >> stage_assessments() >> validate >> accept_assessments()


def cycle_year() -> int:
    """The cycle of the run that the task belongs to."""
    return context.cycle_of(get_current_context())


assessments_ingest()
