"""Has every open cycle scored that is not scored as its data are now, whatever became of events and earlier tasks.

**What.** Asks the warehouse (`rkci.scoring.state`): scores that were never made, are older than a datum, by another
framework than the frozen one, without uncertainty, not validated, or of which the cities were not told (the folder of
their provisional results says of which they were); where something is missing, `scores_compute` is triggered for the
cycle. So nothing is lost by an event that a paused Dag never saw, by a task that failed to its last try, or by a change
made by hand.

**When.** Every 15 minutes; by hand, with `cycle` for that one alone. A run ends at once where no cycle is open, or all
are scored. For one state of the data scoring is triggered at most once an hour, so that what cannot be scored, or waits
for a Dag that is paused, does not pile up.

**Clear or re-run.** Safe at any time: it changes nothing.

**After it.** `scores_compute`, which ends at once if another run of it was faster.
"""

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import CronTriggerTimetable, dag, get_current_context, task

from rkci.orchestration import context
from rkci.orchestration.tags import Tag


@dag(
    schedule=CronTriggerTimetable("*/15 * * * *", timezone="UTC"),
    params={"cycle": context.cycle_param("Leave empty for every cycle that is open.")},
    default_args=context.DEFAULT_ARGS,
    doc_md=__doc__,
    tags=[Tag.SCORING],
    catchup=False,
    max_active_runs=1,
)
def scores_check() -> None:
    @task
    def list_behind() -> list[dict[str, object]]:
        """The runs to come, one per cycle that is not scored as its data are now, or whose cities are not told."""
        from rkci import reference
        from rkci.objections import telling
        from rkci.scoring import state

        asked = get_current_context()["params"]["cycle"]
        with context.warehouse() as connection:
            asked_about = [asked] if asked else reference.open_cycles(connection)
            behind = state.behind(connection, asked_about, telling.missing)
        for one in behind:
            print(f"Cycle {one.cycle_year} is to be scored:", *one.missing, sep="\n- ")
        return [{"trigger_run_id": one.run_name, "conf": {"cycle": one.cycle_year}} for one in behind]

    TriggerDagRunOperator.partial(
        task_id="trigger_scoring",
        trigger_dag_id="scores_compute",
        logical_date=None,
        skip_when_already_exists=True,
        doc_md="A run of scores_compute for each, unless one was triggered for the same state within the hour.",
    ).expand_kwargs(list_behind())


scores_check()
