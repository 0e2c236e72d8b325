"""Takes in what the cities submit: new files of the inbox -> raw -> staging, checked, -> core, with a ledger.

**What.** Every new file is archived by its hash, then read; answers are typed in SQL; Great Expectations decides
what is refused, file by file and row by row, with words that an officer can act on (`quality.rejected_row`); the
newest accepted revision of each city counts. Received = accepted + rejected + superseded, checked. Each city gets its
workbook back, marked, with a page of what to fix and its open tickets, in `build/feedback/<cycle>/<city_code>/`.

**When.** Every 15 minutes while the phases `submission` and `clarification` of the cycle's calendar are open; by hand
with `cycle`. A run with nothing new only renews feedback that is missing or old. In `clarification` a file counts for
cells with an open ticket alone.

**Clear or re-run.** Safe at any time; with `reprocess` everything already received is staged and judged again.

**Before it.** `cycle_open`. **After it.** `scores_compute`, by the asset `core/submission`.
"""

from airflow.sdk import dag, get_current_context, task

from rkci.orchestration import context
from rkci.orchestration.timetable import CyclePhaseTimetable
from rkci.orchestration.validate_operator import ValidateOperator


@dag(
    schedule=CyclePhaseTimetable("submission", "clarification", every=context.EVERY),
    doc_md=__doc__,
    **context.INTAKE,
)
def submissions_ingest() -> None:
    @task.short_circuit(ignore_downstream_trigger_rules=False)
    def receive_files() -> bool:
        """Archive and register what is new in the inbox; goes on if the ledger does not know it all."""
        from rkci.intake import submissions

        with context.warehouse() as connection:
            is_new = submissions.receive(connection, context.cycle_year())
            return is_new or bool(get_current_context()["params"]["reprocess"])

    @task
    def list_batches() -> list[list[str]]:
        """Hashes of the files that wait to be read, in at most 16 batches."""
        from rkci.intake import inbox

        with context.warehouse() as connection:
            return inbox.batches(inbox.unread(connection, context.cycle_year()))

    @task
    def read_files(file_hashes: list[str]) -> dict[str, int]:
        """Archived files -> raw rows; a file that cannot be read is noted and harms no other."""
        from rkci.intake import inbox

        with context.warehouse() as connection:
            return inbox.read_files(connection, context.cycle_year(), file_hashes)

    @task(trigger_rule="none_failed")
    def stage_submissions() -> dict[str, int]:
        """Raw rows -> typed rows of staging, for the whole cycle; answers to tickets; cities proposed for a person."""
        from rkci.intake import proposals, submissions

        with context.warehouse() as connection:
            counts = submissions.stage(connection, context.cycle_year())
            return counts | {"proposals": proposals.propose(connection, context.cycle_year())}

    validate = ValidateOperator(task_id="validate_submissions", suites=["submission", "submission_value", "innovation"])

    @task(outlets=[context.CORE_SUBMISSION])
    def accept_submissions() -> dict[str, int]:
        """Staging -> core, ledger and tickets, in one transaction; fails if the ledger does not add up."""
        from rkci.intake import submissions

        with context.warehouse() as connection:
            counts = submissions.accept(connection, context.cycle_year())
        context.announce(get_current_context(), context.CORE_SUBMISSION, context.cycle_year())
        return counts

    @task(trigger_rule="none_failed")
    def write_feedback() -> list[str]:
        """Workbook, page and tickets of every city that is told something new, or of which a file is missing.

        Also where no file is new: an earlier run may have come no further than core.
        """
        from rkci import cycles, framework
        from rkci.intake import feedback

        with context.warehouse() as connection:
            cycle = cycles.of(connection, context.cycle_year())
            return feedback.write(connection, cycle, framework.load(cycle.primary_framework))

    batches = list_batches()
    staged = stage_submissions()
    receive_files() >> [batches, staged]  # staging, too: it goes on where there is nothing to read
    read_files.expand(file_hashes=batches) >> staged
    staged >> validate >> accept_submissions() >> write_feedback()


submissions_ingest()
