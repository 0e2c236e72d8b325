"""Takes in what cities object to, and what people decided on it: inbox -> raw -> staging, checked, -> core.

**What.** Every new file of a city's drop folder is archived by its hash, then read; Great Expectations decides what is
refused, row by row, with words (`quality.rejected_row`): late, without a reason, of another city, of no indicator.
Two people decide on the others (`rkci decide-objection`); an accepted value goes before all other origins
(`core.indicator_value`, origin `objection`). Every objection is answered: `build/objections/<cycle>/<city_code>/`.

**When.** Every 15 minutes while the phase `objections` of the cycle's calendar is open; by hand with `cycle`, as after
a decision later than that. A run with nothing new and nothing decided only renews answers that are missing or old.

**Clear or re-run.** Safe at any time; with `reprocess` everything already received is judged anew. What was decided
stays.

**Before it.** `scores_compute`, which writes the provisional results. **After it.** `scores_compute`, by the asset
`core/objection`, where other values are granted than those that the newest scores rest on.
"""

from datetime import timedelta

from airflow.sdk import dag, get_current_context, task

from rkci.orchestration import context
from rkci.orchestration.tags import Tag
from rkci.orchestration.timetable import CyclePhaseTimetable
from rkci.quality.operator import ValidateOperator


@dag(
    schedule=CyclePhaseTimetable("objections", every=timedelta(minutes=15)),
    params={"cycle": context.cycle_param(), "reprocess": context.reprocess_param()},
    default_args=context.DEFAULT_ARGS,
    doc_md=__doc__,
    tags=[Tag.INTAKE],
    catchup=False,
    max_active_runs=1,
)
def objections_ingest() -> None:
    @task.short_circuit(ignore_downstream_trigger_rules=False)
    def receive_files() -> bool:
        """Archive and register what is new in the inbox; goes on if there is something to judge or to honour."""
        from rkci.objections import ingest

        with context.warehouse() as connection:
            is_new = ingest.receive(connection, cycle_year())
            return is_new or bool(get_current_context()["params"]["reprocess"])

    @task
    def read_files() -> dict[str, int]:
        """Archived files -> raw rows, each with its number; a file that cannot be read is noted and harms no other."""
        from rkci.objections import ingest

        with context.warehouse() as connection:
            return ingest.read_files(connection, cycle_year())

    @task
    def stage_objections() -> dict[str, int]:
        """Raw rows -> typed rows of staging, for the whole cycle."""
        from rkci.objections import ingest

        with context.warehouse() as connection:
            return ingest.stage(connection, cycle_year())

    validate = ValidateOperator(task_id="validate_objections", suites=["objection_file", "objection"])

    @task
    def accept_objections() -> dict[str, int]:
        """Staging -> core, granted values, rejected rows and ledger, in one transaction."""
        from rkci.objections import ingest

        with context.warehouse() as connection:
            return ingest.accept(connection, cycle_year())

    @task(trigger_rule="none_failed")
    def write_answers() -> list[str]:
        """Every objection with what became of it, to its city; also where none is new: an answer may be missing."""
        from rkci.objections import answers

        with context.warehouse() as connection:
            return answers.write(connection, cycle_year())

    @task.short_circuit
    def compare_with_scores() -> bool:
        """Goes on if something was granted or withdrawn that the newest scores do not rest on yet."""
        from rkci.objections import ingest

        with context.warehouse() as connection:
            return not ingest.is_scored(connection, cycle_year())

    @task(outlets=[context.CORE_OBJECTION])
    def announce_granted() -> None:
        """Tell scores_compute that other values are granted than those that it scored by."""
        context.announce(get_current_context(), context.CORE_OBJECTION, cycle_year())

    accepted = accept_objections()
    receive_files() >> read_files() >> stage_objections() >> validate >> accepted >> write_answers()
    accepted >> compare_with_scores() >> announce_granted()


def cycle_year() -> int:
    """The cycle of the run that the task belongs to."""
    return context.cycle_of(get_current_context())


objections_ingest()
