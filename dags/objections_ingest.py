"""Takes in what cities object to, and what people decided on it: inbox -> raw -> staging, checked, -> core.

**What.** Every new file of a city's drop folder is archived by its hash, then read; Great Expectations decides what is
refused, row by row, with words (`quality.rejected_row`): late, without a reason, of another city, of no indicator.
Two people decide on the others (`rkci decide-objection`); an accepted value goes before all other origins
(`core.indicator_value`, origin `objection`). Every objection is answered: `build/objections/<cycle>/<city_code>/`.

**When.** Every 15 minutes while the phase `objections` of the cycle's calendar is open; by hand with `cycle`, as after
a decision later than that. A run with nothing new and nothing decided only renews answers that are missing or old.

**Clear or re-run.** Safe at any time; with `reprocess` everything already received is judged again. What was decided
stays.

**Before it.** `scores_compute`, which writes the provisional results. **After it.** `scores_compute`, by the asset
`core/objection`, where other values are granted than those that the newest scores rest on.
"""

from typing import TYPE_CHECKING

from airflow.sdk import dag, get_current_context, task

from rkci.orchestration import context
from rkci.orchestration.lists import list_tasks
from rkci.orchestration.timetable import CyclePhaseTimetable

if TYPE_CHECKING:
    from rkci.intake.lists import ListIngest


@dag(schedule=CyclePhaseTimetable("objections", every=context.EVERY), doc_md=__doc__, **context.INTAKE)
def objections_ingest() -> None:
    def objections() -> "ListIngest":
        from rkci.objections.ingest import OBJECTIONS

        return OBJECTIONS

    @task(trigger_rule="none_failed")
    def write_answers() -> list[str]:
        """Every objection with what became of it, to its city; also where none is new: an answer may be missing."""
        from rkci.objections import answers

        with context.warehouse() as connection:
            return answers.write(connection, context.cycle_year())

    @task.short_circuit
    def compare_with_scores() -> bool:
        """Goes on if something was granted or withdrawn that the newest scores do not rest on yet."""
        from rkci.objections import ingest

        with context.warehouse() as connection:
            return not ingest.is_scored(connection, context.cycle_year())

    @task(outlets=[context.CORE_OBJECTION])
    def announce_granted() -> None:
        """Tell scores_compute that other values are granted than those that it scored by."""
        context.announce(get_current_context(), context.CORE_OBJECTION, context.cycle_year())

    accepted = list_tasks(objections, "objections", suites=["objection_file", "objection"], values="granted values")
    accepted >> write_answers()
    accepted >> compare_with_scores() >> announce_granted()


objections_ingest()
