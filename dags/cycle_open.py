"""Opens a rating cycle: freezes its method and its population, and writes a workbook for every city.

**What.** The content hashes of the cycle's frameworks, the population with the class that follows, and the questions
asked are frozen in `ops` and `core`; then one XLSX per city under `build/workbooks/<cycle>`,
with the same form as CSV beside it.

**When.** When the phase `cycle_open` of the cycle's calendar opens; by hand with `cycle`.

**Clear or re-run.** Safe: what is frozen stays frozen. A changed framework is frozen again only while it is a demo.

**Before it.** `reference_load`; for a cycle that is not a demo, a key in the file that `RKCI_SIGNING_KEY` names.
**After it.** The cities fill their workbooks; `submissions_ingest`.
"""

from airflow.sdk import dag, task

from rkci.orchestration import context
from rkci.orchestration.tags import Tag
from rkci.orchestration.timetable import CyclePhaseTimetable


@dag(
    schedule=CyclePhaseTimetable("cycle_open"),
    params={"cycle": context.cycle_param()},
    default_args=context.DEFAULT_ARGS,
    doc_md=__doc__,
    tags=[Tag.CYCLE],
    catchup=False,
    max_active_runs=1,
)
def cycle_open() -> None:
    @task
    def freeze_cycle() -> bool:
        """Freeze frameworks, population, classes and questions; False if they are frozen already."""
        from rkci.cycles.opening import open_cycle

        with context.warehouse(is_opening=True) as connection:
            return open_cycle(connection, context.cycle_year())

    @task
    def write_workbooks() -> int:
        """One workbook per city of the cycle, and the same as CSV; gives the number of cities."""
        from rkci.intake.outbox import write_workbooks

        with context.warehouse() as connection:
            return len(write_workbooks(connection, context.cycle_year()))

    freeze_cycle() >> write_workbooks()


cycle_open()
