"""Takes in what citizens say: new exports of the inbox -> raw (pseudonymised) -> staging, checked, -> core, estimates.

**What.** Every new export is hashed and streamed into raw: phone, device and uuid become keyed hashes on the way, names
and undeclared columns never arrive; where somebody did not consent, nothing does but the hashes that identify the
record. Great Expectations decides what is refused, record by record, with words (`quality.rejected_row`). Of two
exports with the same answer the newer counts.
Data-quality rules flag answers and exclude them as cycle.yaml declares (`quality.survey_flag_by_wave`).

**When.** Every 15 minutes while the phase `survey` of the cycle's calendar is open; by hand with `cycle`. A run with
nothing new ends at once.

**Clear or re-run.** Safe at any time; with `reprocess` everything already received is judged again, as after a
sampling file was fixed.

**Before it.** `cycle_open`. **After it.** `scores_compute`, by the asset `core/survey`.
"""

from airflow.sdk import dag, get_current_context, task

from rkci.orchestration import context
from rkci.orchestration.timetable import CyclePhaseTimetable
from rkci.orchestration.validate_operator import ValidateOperator


@dag(
    schedule=CyclePhaseTimetable("survey", every=context.EVERY),
    doc_md=__doc__,
    **context.INTAKE,
)
def survey_ingest() -> None:
    @task.short_circuit
    def receive_exports() -> bool:
        """Register what is new in the inbox by its hash; goes on if the ledger does not know it all."""
        from rkci.survey import ingest

        with context.warehouse() as connection:
            is_new = ingest.receive(connection, context.cycle_year())
            return is_new or bool(get_current_context()["params"]["reprocess"])

    @task
    def read_exports() -> dict[str, int]:
        """Exports -> raw rows and archive, pseudonymised in the stream; what cannot be read harms no other."""
        from rkci.survey import ingest

        with context.warehouse() as connection:
            return ingest.read_files(connection, context.cycle_year())

    @task
    def stage_responses() -> dict[str, int]:
        """Sampling files -> the design in core; raw rows -> typed rows of staging, for the whole cycle."""
        from rkci.survey import ingest

        with context.warehouse() as connection:
            return ingest.stage(connection, context.cycle_year())

    validate = ValidateOperator(task_id="validate_responses", suites=["survey_file", "survey_response"])

    @task
    def accept_responses() -> dict[str, int]:
        """Staging -> core, data-quality flags, rejected rows and ledger, in one transaction."""
        from rkci.survey import ingest

        with context.warehouse() as connection:
            return ingest.accept(connection, context.cycle_year())

    @task(outlets=[context.CORE_SURVEY])
    def estimate_indicators() -> None:
        """Answers that count -> estimates with their errors -> indicator values of origin survey."""
        from rkci.survey import cycle_estimates

        with context.warehouse() as connection:
            cycle_estimates.estimate_cycle(connection, context.cycle_year())
        context.announce(get_current_context(), context.CORE_SURVEY, context.cycle_year())

    (
        receive_exports()
        >> read_exports()
        >> stage_responses()
        >> validate
        >> accept_responses()
        >> estimate_indicators()
    )


survey_ingest()
